"""Drawing many rows at once, each from the distribution of its kind."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


def cumulative(weights: npt.ArrayLike) -> Floats:
    """Rows of weights (kinds, choices) -> rows of cumulative chances, the last of each exactly 1."""
    totals = np.cumsum(np.atleast_2d(np.asarray(weights, dtype=float)), axis=1)
    table: Floats = totals / totals[:, -1:]
    table[:, -1] = 1.0
    return table


def pick(generator: np.random.Generator, table: Floats, kind: Whole) -> Whole:
    """One choice for each row.

    Arguments:
        table: cumulative chances (kinds, choices), from ``cumulative``.
        kind: the row of the table that each row draws from.

    Returns:
        The position of the choice, 0 to choices - 1.
    """
    # Every kind's chances lie one unit above those of the kind before, so that one search serves all.
    chances = (table + np.arange(table.shape[0])[:, None]).ravel()
    draw = kind + generator.random(kind.size)
    choice = np.searchsorted(chances, draw, side="right") - kind * table.shape[1]
    # A draw just under 1 can be rounded up into the next kind.
    return np.asarray(np.minimum(choice, table.shape[1] - 1))


def pick_one(generator: np.random.Generator, weights: npt.ArrayLike, rows: int) -> Whole:
    """One choice for each of so many rows, all from the same weights."""
    return pick(generator, cumulative(weights), np.zeros(rows, dtype=np.int64))


def lognormal(generator: np.random.Generator, median: npt.ArrayLike, spread: npt.ArrayLike, rows: int) -> Floats:
    """Positive amounts with a long tail; ``spread`` is the standard deviation of the logarithm."""
    return np.asarray(median, float) * np.exp(np.asarray(spread, float) * generator.standard_normal(rows))
