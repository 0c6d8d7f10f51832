"""Which hours of the week have more incidents than weekday and hour alone explain, and in which is somebody on duty?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers
from usalama.stats.counting.ratios import false_discovery_rejections

RESIDUALS_METHOD = "Adjusted standardised residuals, Benjamini-Hochberg"
# Under this many expected, the residual of a cell is not near enough to a normal number.
FEWEST_EXPECTED = 5.0
NORMAL_95 = float(ndtri(0.975))
COVER_METHOD = "Share of the recorded places with somebody on duty"
HOURS_OF_WEEK = 168
MINUTES_IN_HOUR = 60


@dataclass(frozen=True)
class Residuals:
    """Cells of a table beside what its rows and columns alone would give.

    Arguments:
        counts, expected: events in each cell, and expected there.
        standard_error: of the count less what is expected; NaN where that cannot be told.
        residuals: how many of these the two are apart.
        stands_out: whether a cell differs by more than many looks explain.
        flag: ``ok``, ``unstable`` (too few expected), ``hidden`` (a cell of the table is hidden) or ``no_data``.
    """

    counts: Numbers
    expected: Numbers
    standard_error: Numbers
    residuals: Numbers
    stands_out: npt.NDArray[np.bool_]
    flag: npt.NDArray[np.object_]
    method: str = RESIDUALS_METHOD

    def estimate(self, *index: int) -> Estimate:
        """How many times as many as expected, with limits from the residual's standard error."""
        flag = self.flag[index]
        n = None if np.isnan(self.counts[index]) else int(self.counts[index])
        if flag in (Flag.HIDDEN, Flag.NO_DATA) or np.isnan(self.residuals[index]):
            return Estimate(None, None, None, n, self.method, flag)
        expected = self.expected[index]
        value, reach = self.counts[index] / expected, NORMAL_95 * self.standard_error[index] / expected
        return Estimate(float(value), float(max(value - reach, 0.0)), float(value + reach), n, self.method, flag)


def adjusted_residuals(counts: npt.ArrayLike, *, rate: float = 0.05) -> Residuals:
    """Which cells of a table differ from what its rows and columns alone would give?

    Arguments:
        counts: events, rows by columns, such as weekdays by blocks of four hours; NaN where hidden.
        rate: the false discovery rate over the cells that are looked at.

    Returns:
        Residuals of the shape of the table. A hidden cell makes all expectations wrong, so that a table with
        one gives no residuals at all. A row or column without events, or one that holds all of them, has none.
        Cells with fewer than 5 expected are shown but not tested.

    Raises:
        ValueError: the table is no table, or a count is negative.

    Notes:
        r = (O - E) / sqrt(E (1 - row share) (1 - column share)), E = row total x column total / n.

    Source:
        Haberman (1973), Biometrics 29:205-220; Benjamini & Hochberg (1995). Equals R's chisq.test()$stdres.
    """
    table = np.asarray(counts, dtype=float)
    if table.ndim != 2 or np.any(table < 0):
        raise ValueError("counts must be a table without negative numbers")
    empty = np.full(table.shape, np.nan)
    nothing = np.zeros(table.shape, dtype=bool)
    if np.isnan(table).any():
        return Residuals(table, empty, empty, empty, nothing, _all(table, Flag.HIDDEN))
    n = table.sum()
    if n == 0:
        return Residuals(table, empty, empty, empty, nothing, _all(table, Flag.NO_DATA))
    rows, columns = table.sum(axis=1, keepdims=True), table.sum(axis=0, keepdims=True)
    expected: Numbers = rows * columns / n
    error = np.sqrt(expected * (1 - rows / n) * (1 - columns / n))
    can_tell = error > 0
    residuals = np.divide(table - expected, error, out=empty.copy(), where=can_tell)
    is_tested = can_tell & (expected >= FEWEST_EXPECTED)
    stands_out = nothing.copy()
    stands_out[is_tested] = false_discovery_rejections(2 * ndtr(-np.abs(residuals[is_tested])), rate)
    flag = _all(table, Flag.NO_DATA)
    flag[can_tell] = Flag.UNSTABLE
    flag[is_tested] = Flag.OK
    return Residuals(table, expected, np.where(can_tell, error, np.nan), residuals, stands_out, flag)


def _all(table: Numbers, flag: Flag) -> npt.NDArray[np.object_]:
    flags = np.empty(table.shape, dtype=object)
    flags[:] = flag
    return flags


@dataclass(frozen=True)
class CoveredHours:
    """The hours of the week, from Monday 0:00.

    Arguments:
        share: of places and minutes of each hour with somebody on duty, 0 to 1; NaN when there are no places.
        n: places.
    """

    share: Numbers
    n: int
    method: str = COVER_METHOD

    @property
    def is_uncovered(self) -> npt.NDArray[np.bool_]:
        """Hours in which nobody is on duty anywhere, not for a minute; none when there are no places."""
        return np.asarray(self.share == 0)


def covered_hours(place: npt.ArrayLike, start_hour: npt.ArrayLike, length_hours: npt.ArrayLike) -> CoveredHours:
    """For what share of the places is somebody on duty, hour by hour?

    Arguments:
        place: which place each shift belongs to, as whole numbers from 0.
        start_hour: when it begins, in hours since Monday 0:00, to the minute.
        length_hours: how long it lasts; a shift that goes beyond Sunday midnight goes on on Monday.

    Returns:
        The share of each hour. Shifts of one place that overlap count once. Without shifts there are no places, and
        nothing can be told.

    Raises:
        ValueError: a shift lasts no time, or more than a week.
    """
    places, start = np.asarray(place, dtype=int), np.asarray(start_hour, dtype=float)
    length = np.asarray(length_hours, dtype=float)
    if np.any(length <= 0) or np.any(length > HOURS_OF_WEEK):
        raise ValueError("a shift lasts more than nothing and at most a week")
    if places.size == 0:
        return CoveredHours(np.full(HOURS_OF_WEEK, np.nan), 0)
    distinct, position = np.unique(places, return_inverse=True)
    minutes = HOURS_OF_WEEK * MINUTES_IN_HOUR
    total = np.zeros(minutes)
    first, last = (np.round(one * MINUTES_IN_HOUR).astype(int) for one in (start, start + length))
    for number in range(distinct.size):
        own = position == number
        is_on = np.zeros(minutes, dtype=bool)
        for begin, end in zip(first[own], last[own], strict=True):
            is_on[np.arange(begin, end) % minutes] = True
        total += is_on
    share = total.reshape(HOURS_OF_WEEK, MINUTES_IN_HOUR).mean(axis=1) / distinct.size
    return CoveredHours(share, int(distinct.size))
