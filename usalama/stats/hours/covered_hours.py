"""Which hours of the week is somebody on duty, and in how many of the places that keep hours at all?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from usalama.stats.counting.rates import Numbers

METHOD = "Share of the recorded places with somebody on duty"
HOURS_OF_WEEK = 168
MINUTES_IN_HOUR = 60


@dataclass(frozen=True)
class CoveredHours:
    """The hours of the week, from Monday 0:00.

    Arguments:
        share: of places and minutes of each hour with somebody on duty, 0 to 1; NaN when there are no places.
        n: places.
    """

    share: Numbers
    n: int
    method: str = METHOD

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
