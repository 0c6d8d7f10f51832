"""Is the newest count unusually high, when there is hardly any past to compare with?"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from usalama.stats.counting.rates import Numbers
from usalama.stats.series.aberrations import ALPHA, RECENT_PERIODS, Bounds, UsualPast

METHOD = "EARS C2"
BASELINE_PERIODS, GAP_PERIODS = 7, 2
# Without a floor a history of zeros would make an alarm of a single event.
SMALLEST_DEVIATION = 1.0


def early_report(history: Numbers, *, alpha: float = ALPHA, smallest_deviation: float = SMALLEST_DEVIATION) -> Bounds:
    """Is the newest count of each series above what the few periods before it make usual?

    Arguments:
        history: (S, T), a row a series, the newest count last, at least 10 periods; NaN where hidden.
        alpha: how often a usual count should be beyond its bound.
        smallest_deviation: the least standard deviation that is believed. Counts vary by chance at least as much as
            the root of their mean, which is a floor too unless this is 0.

    Returns:
        Bounds for the newest period by C2, which leaves out the two periods before it; NaN where one of the seven
        periods looked at is hidden. Seasons are not known to it.

    Raises:
        ValueError: fewer than 10 periods.
    """
    mean, deviation = baseline(history, GAP_PERIODS)
    chance = np.sqrt(mean) if smallest_deviation > 0 else 0.0
    deviation = np.maximum(deviation, np.maximum(chance, smallest_deviation))
    upper = mean + float(ndtri(1 - alpha)) * deviation
    count, recent = history[:, -1].astype(float), np.nansum(history[:, -RECENT_PERIODS:], axis=1)
    dispersion = np.maximum(deviation**2 / np.maximum(mean, deviation**2 * 1e-3 + 1e-9), 1)
    step = np.where(upper > mean, upper - mean, 1.0)
    return Bounds(count, recent, mean, upper, (count - mean) / step, dispersion, METHOD)


def baseline(history: Numbers, gap: int) -> tuple[Numbers, Numbers]:
    """Mean and standard deviation of seven periods, ``gap`` periods before the newest.

    Arguments:
        history: (S, T); NaN where hidden.
        gap: 0 for C1, 2 for C2 and C3.

    Source:
        Hutwagner et al. (2003), The bioterrorism preparedness and response Early Aberration Reporting System (EARS),
        J Urban Health 80(Suppl 1):i89-i96.
    """
    last = history.shape[1] - 1 - gap
    if last < BASELINE_PERIODS:
        raise ValueError(f"at least {BASELINE_PERIODS + gap + 1} periods are needed")
    past = np.asarray(history[:, last - BASELINE_PERIODS : last], dtype=float)
    return past.mean(axis=1), past.std(axis=1, ddof=1)


def steady_past(history: Numbers) -> UsualPast:
    """What series do while nothing changes, when there is too little past for a season: the same each period.

    Arguments:
        history: (S, T), the newest count last; NaN where hidden.
    """
    past = history[:, :-1]
    known = np.isfinite(past)
    n = known.sum(axis=1)
    mean = np.where(known, past, 0).sum(axis=1) / np.maximum(n, 1)
    squares = np.where(known, (past - mean[:, None]) ** 2, 0).sum(axis=1)
    dispersion = squares / np.maximum(n - 1, 1) / np.where(mean > 0, mean, 1.0)
    is_known = np.isfinite(baseline(history, GAP_PERIODS)[0])
    return UsualPast(np.repeat(mean[:, None], history.shape[1], axis=1), np.maximum(dispersion, 1), is_known)
