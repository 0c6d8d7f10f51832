"""At which hours did things happen whose moment is only known to lie between two moments?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from usalama.model import Estimate
from usalama.stats.counting.rates import Numbers
from usalama.stats.counting.shares import wilson_share

METHOD = "Aoristic weights"
HOURS_OF_DAY, HOURS_OF_WEEK = 24, 168
# A longer range says nothing about the hour, and spreads one incident over every hour alike.
LONGEST_RANGE_HOURS = 72.0


@dataclass(frozen=True)
class AoristicHours:
    """Incidents spread over the hours of a cycle.

    Arguments:
        weights: incidents in each hour, of the cycle's length; parts of incidents, so no whole numbers.
        n: incidents that were spread: the sum of the weights.
        n_ranges: of these, those that were only known to lie in a range.
        n_excluded: incidents left out, because their range was too long, ended before it began or was missing.
    """

    weights: Numbers
    n: int
    n_ranges: int
    n_excluded: int
    method: str = METHOD

    def estimate(self, is_in: npt.ArrayLike, *, confidence: float = 0.95) -> Estimate:
        """How many incidents fell into some of the hours?

        Arguments:
            is_in: for each hour of the cycle the part of it that is meant, 0 to 1.

        Returns:
            Incidents with limits; see ``part_of_incidents``.
        """
        return part_of_incidents(float(self.weights @ np.asarray(is_in, dtype=float)), self.n, confidence=confidence)


def part_of_incidents(count: float | None, n: int | None, *, confidence: float = 0.95) -> Estimate:
    """How many of the incidents belong to a part of the hours, and how sure is that?

    Arguments:
        count: of them, by their weights; None where hidden.
        n: all incidents; None where hidden.

    Returns:
        Incidents with limits, flagged as a share is: ``hidden``, ``no_data``, ``unstable`` below 30.

    Notes:
        Wilson's interval of the share times n. It holds the chance of where in its range each incident lay as
        well, since the sum of w (1 - w) over the incidents is at most n p (1 - p).
    """
    share = wilson_share(count, n, confidence=confidence)
    value, lower, upper = (
        None if one is None or n is None else one * n for one in (share.value, share.lower, share.upper)
    )
    return Estimate(value, lower, upper, share.n, f"{METHOD}, Wilson", share.flag)


def aoristic_hours(
    start_hour: npt.ArrayLike,
    range_hours: npt.ArrayLike,
    count: npt.ArrayLike | None = None,
    *,
    cycle: int = HOURS_OF_DAY,
    longest: float = LONGEST_RANGE_HOURS,
) -> AoristicHours:
    """How are incidents spread over the hours, when some are only known to lie in a range?

    Arguments:
        start_hour: when each range begins, in hours since the cycle began; may lie beyond the cycle, then it
            goes round.
        range_hours: how long each range is; 0 for a moment that is known.
        count: incidents alike in both; 1 each if left out.
        cycle: 24 for the day, 168 for the week.
        longest: ranges longer than this many hours are left out and counted.

    Returns:
        The weights, which add up to the incidents that were not left out. A moment counts wholly for the hour
        that it lies in; a range of no more than an hour may touch two. Ranges below 0 and missing numbers are
        left out and counted.

    Raises:
        ValueError: a count is negative.

    Notes:
        An incident within [s, e] gives hour h the length of [s, e] within h, over e - s.

    Source:
        Ratcliffe (2000), Int J Geogr Inf Sci 14:669-679.
    """
    start, length = np.asarray(start_hour, dtype=float), np.asarray(range_hours, dtype=float)
    counts = np.ones(start.shape) if count is None else np.asarray(count, dtype=float)
    if np.any(counts < 0):
        raise ValueError("counts cannot be negative")
    is_used = np.isfinite(start) & (length >= 0) & (length <= longest)
    excluded = int(counts[~is_used].sum())
    start, length, counts = start[is_used], length[is_used], counts[is_used]
    weights = np.zeros(cycle)
    is_moment = length == 0
    np.add.at(weights, np.floor(start[is_moment]).astype(int) % cycle, counts[is_moment])
    _spread(weights, start[~is_moment], length[~is_moment], counts[~is_moment])
    return AoristicHours(weights, int(counts.sum()), int(counts[~is_moment].sum()), excluded)


def _spread(weights: Numbers, start: Numbers, length: Numbers, counts: Numbers) -> None:
    """Add each range's parts to the hours that it touches, one hour after its start at a time."""
    first = np.floor(start)
    end = start + length
    for step in range(int(np.ceil(length.max())) + 1 if length.size else 0):
        hour = first + step
        part = np.clip(np.minimum(end, hour + 1) - np.maximum(start, hour), 0, None) / length
        np.add.at(weights, hour.astype(int) % weights.size, part * counts)
