"""At which hours did things happen, known to a range or to the minute, and around which hour of the clock?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers
from usalama.stats.counting.shares import wilson_share

METHOD = "Aoristic weights"
HOURS_OF_DAY, HOURS_OF_WEEK = 24, 168
# A longer range says nothing about the hour, and spreads one incident over every hour alike.
LONGEST_RANGE_HOURS = 72.0
MEAN_METHOD = "Circular mean"
# Hours that cancel each other out leave less than this of their length, by rounding alone.
NO_DIRECTION = 1e-9


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


@dataclass(frozen=True)
class MeanHour:
    """The middle of moments on the clock.

    Arguments:
        hour: the mean, 0 to below 24, with limits on the same clock: the lower limit may be the larger number
            when midnight lies between them. ``unstable`` when the moments may as well be spread evenly.
        concentration: the mean resultant length, 0 (evenly spread) to 1 (all at one moment); None without data.
        p_value: Rayleigh's test that the moments are spread evenly.
    """

    hour: Estimate
    concentration: float | None
    p_value: float | None


def mean_hour(hours: npt.ArrayLike, counts: npt.ArrayLike | None = None, *, confidence: float = 0.95) -> MeanHour:
    """Around which hour do things happen, and how closely?

    Arguments:
        hours: moments in hours since midnight, 0 to 24.
        counts: how many there are of each, parts of incidents included; 1 each if left out.
        confidence: coverage of the limits.

    Returns:
        The mean of the clock, not of the numbers: of 23 and 1 it is 0, not 12. No value when the moments cancel
        each other out or there are none; no limits when they would be a quarter of the clock away or more.

    Raises:
        ValueError: a count is negative.

    Notes:
        z = sum of c exp(2 pi i h / 24) / n, R = |z|, the mean its angle. Limits: angle ± arcsin(q s), with
        s² = (1 - R2) / (2 n R²) and R2 the mean cosine of twice the angle from the mean. Rayleigh's p is
        exp(sqrt(1 + 4n + 4 (n² - (nR)²)) - (1 + 2n)).

    Source:
        Fisher (1993), Statistical Analysis of Circular Data, 2.3 and 4.4; Zar (1999), 27.1.
    """
    angle = np.asarray(hours, dtype=float) * 2 * np.pi / HOURS_OF_DAY
    weight = np.ones(angle.shape) if counts is None else np.asarray(counts, dtype=float)
    if np.any(weight < 0):
        raise ValueError("counts cannot be negative")
    n = float(weight.sum())
    if n == 0:
        return MeanHour(Estimate(None, None, None, 0, MEAN_METHOD, Flag.NO_DATA), None, None)
    z = complex(np.sum(weight * np.exp(1j * angle)) / n)
    length, middle = abs(z), float(np.angle(z))
    inside = 1 + 4 * n + 4 * (n**2 - (n * length) ** 2)
    p_value = float(min(np.exp(np.sqrt(inside) - (1 + 2 * n)), 1.0))
    if length < NO_DIRECTION:
        return MeanHour(Estimate(None, None, None, round(n), MEAN_METHOD, Flag.UNSTABLE), length, p_value)
    twice = float(np.sum(weight * np.cos(2 * (angle - middle))) / n)
    reach = float(ndtri((1 + confidence) / 2)) * np.sqrt(max(1 - twice, 0.0) / (2 * n * length**2))
    half = float(np.arcsin(reach)) if reach < 1 else None
    lower, upper = (None, None) if half is None else (_hour(middle - half), _hour(middle + half))
    flag = Flag.UNSTABLE if half is None or p_value > 1 - confidence else Flag.OK
    return MeanHour(Estimate(_hour(middle), lower, upper, round(n), MEAN_METHOD, flag), length, p_value)


def _hour(angle: float) -> float:
    # A tiny negative angle gives 24 itself, which is the hour 0.
    return float(angle * HOURS_OF_DAY / (2 * np.pi) % HOURS_OF_DAY) % HOURS_OF_DAY
