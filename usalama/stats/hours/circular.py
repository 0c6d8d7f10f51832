"""Around which hour of the day do things happen, on a clock that has no first hour?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from usalama.model import Estimate, Flag

METHOD = "Circular mean"
HOURS = 24
# Hours that cancel each other out leave less than this of their length, by rounding alone.
NO_DIRECTION = 1e-9


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
    angle = np.asarray(hours, dtype=float) * 2 * np.pi / HOURS
    weight = np.ones(angle.shape) if counts is None else np.asarray(counts, dtype=float)
    if np.any(weight < 0):
        raise ValueError("counts cannot be negative")
    n = float(weight.sum())
    if n == 0:
        return MeanHour(Estimate(None, None, None, 0, METHOD, Flag.NO_DATA), None, None)
    z = complex(np.sum(weight * np.exp(1j * angle)) / n)
    length, middle = abs(z), float(np.angle(z))
    inside = 1 + 4 * n + 4 * (n**2 - (n * length) ** 2)
    p_value = float(min(np.exp(np.sqrt(inside) - (1 + 2 * n)), 1.0))
    if length < NO_DIRECTION:
        return MeanHour(Estimate(None, None, None, round(n), METHOD, Flag.UNSTABLE), length, p_value)
    twice = float(np.sum(weight * np.cos(2 * (angle - middle))) / n)
    reach = float(ndtri((1 + confidence) / 2)) * np.sqrt(max(1 - twice, 0.0) / (2 * n * length**2))
    half = float(np.arcsin(reach)) if reach < 1 else None
    lower, upper = (None, None) if half is None else (_hour(middle - half), _hour(middle + half))
    flag = Flag.UNSTABLE if half is None or p_value > 1 - confidence else Flag.OK
    return MeanHour(Estimate(_hour(middle), lower, upper, round(n), METHOD, flag), length, p_value)


def _hour(angle: float) -> float:
    # A tiny negative angle gives 24 itself, which is the hour 0.
    return float(angle * HOURS / (2 * np.pi) % HOURS) % HOURS
