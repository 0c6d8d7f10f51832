"""Which of several estimates lies above all others beyond chance?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

NOBODY = -1


def clear_of_all(lower: npt.NDArray[np.float64], upper: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """In each row the estimate whose whole range lies above the ranges of all others.

    Ranges that do not meet are a stricter rule than a test of the difference: two 95 % ranges that just touch differ
    with a p-value of about 0.006 (Schenker and Gentleman 2001), so that a row of months needs no further correction.

    Arguments:
        lower, upper: a row a group (a month, a county), a column an estimate; NaN where there is none.

    Returns:
        The column, for each row; ``NOBODY`` where none is clear of all, or where fewer than two are known.
    """
    is_known = ~np.isnan(lower) & ~np.isnan(upper)
    bottom, top = np.where(is_known, lower, -np.inf), np.where(is_known, upper, -np.inf)
    found = np.full(len(bottom), NOBODY)
    for row in np.flatnonzero(is_known.sum(axis=1) > 1):
        first = int(np.argmax(bottom[row]))
        if bottom[row, first] > np.delete(top[row], first).max():
            found[row] = first
    return found
