"""By how much do the same months of two years differ beyond chance, once the years as a whole are set aside?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FEWEST_MONTHS = 3


def same_months_dispersion(after: npt.ArrayLike, before: npt.ArrayLike) -> float:
    """How much more do months vary than chance makes them?

    Arguments:
        after, before: counts of the same months of the year, in the same order; NaN where hidden.

    Returns:
        Variance over mean, at least 1. Decided in the open: months hidden or empty on both sides say nothing, and
        with fewer than three that do, or with an empty year, the answer is 1.

    Raises:
        ValueError: not as many months on both sides, or a negative count.

    Notes:
        Pearson's chi-square of the table of two years by m months, over its m - 1 degrees of freedom: season and a
        change between the years are both taken out.

    Source:
        McCullagh & Nelder (1989), Generalized Linear Models, 4.5 and 6.2.
    """
    table = np.array([np.asarray(after, dtype=float), np.asarray(before, dtype=float)])
    if np.any(table < 0):
        raise ValueError("counts cannot be negative")
    told = table[:, np.all(np.isfinite(table), axis=0) & (np.nansum(table, axis=0) > 0)]
    years = told.sum(axis=1, keepdims=True)
    if told.shape[1] < FEWEST_MONTHS or np.any(years == 0):
        return 1.0
    expected = years * told.sum(axis=0, keepdims=True) / told.sum()
    chi_square = float(np.sum((told - expected) ** 2 / expected))
    return max(chi_square / (told.shape[1] - 1), 1.0)
