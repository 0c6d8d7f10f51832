"""Did the level of a series change, at a time to be found or, beyond trend and season, at a known month?

Notes:
    For a known month log mean = log person-years + a + b step + c time + harmonics; value = exp(b). The dispersion
    widens the error and never narrows it. The bend is tested by F on the fall in deviance, over the larger model's
    dispersion.

Source:
    Lopez Bernal, Cummins & Gasparrini (2017), Int J Epidemiol 46:348-355; Newey & West (1987), Econometrica
    55:703-708. Equals R's glm(quasipoisson) and sandwich::NeweyWest(prewhite = FALSE, adjust = FALSE).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri, xlogy
from scipy.stats import f as fisher

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import FEWEST_EVENTS, Numbers
from usalama.stats.series.loglinear import LogLinearFits, fit_log_linear
from usalama.stats.series.rate_trend import LARGEST_HIDDEN_SHARE, newey_west_error

SEGMENTS_METHOD = "Least squares segments"
SMALLEST_SEGMENT = 6
MOST_CHANGES = 3
# Twice the price of the usual criterion (BIC): in 60 months that wander a little (correlation .3 from month to month)
# nothing is then found 98 times in 100, against 63; the river Nile's change of 1898 is found by both.
PENALTY = 2.0
INTERRUPTED_METHOD = "Interrupted time series, quasi-Poisson"
# A year to tell the season from, and half of one on the other side.
FEWEST_BEFORE, FEWEST_AFTER = 12, 6


@dataclass(frozen=True)
class LevelChanges:
    """Times at which the level of a series may have changed.

    Arguments:
        last_before: positions (from 0) of the last value of each level but the last; empty when none changed.
        levels: the mean of each level, one more than there are changes.
    """

    last_before: tuple[int, ...]
    levels: tuple[float, ...]
    method: str = SEGMENTS_METHOD


def level_changes(
    values: Numbers, *, smallest_segment: int = SMALLEST_SEGMENT, most_changes: int = MOST_CHANGES
) -> LevelChanges:
    """When, if ever, did the level of a series change?

    Arguments:
        values: (n,), in order, season taken out; NaN is not permitted.
        smallest_segment: values that a level must hold at least.
        most_changes: that are looked for.

    Returns:
        The best segments. Decided in the open: none for a series shorter than two segments, for a flat one, and for
        one that a straight line explains as well, since a steady trend is no change of level.

    Notes:
        For each number m of changes the exact least squares segments; of these the m with the smallest
        n log(RSS / n) + PENALTY log n (2 m + 2). A straight line counts as three parameters.

    Source:
        Bai & Perron (2003), Computation and analysis of multiple structural change models, J Applied Econometrics
        18:1-22.
    """
    n = values.size
    most = min(most_changes, n // smallest_segment - 1)
    if most < 1 or math.isclose(float(np.ptp(values)), 0, abs_tol=1e-12):
        return LevelChanges((), (float(values.mean()),) if n else ())
    segments = _best_segments(values, smallest_segment, most)
    scores = [_score(rss, n, 2 * m + 2) for m, (rss, _) in enumerate(segments)]
    line = np.polyval(np.polyfit(np.arange(n), values, 1), np.arange(n))
    straight = _score(float(((values - line) ** 2).sum()), n, 3)
    best = int(np.argmin(scores))
    ends = segments[best][1] if scores[best] < straight else ()
    parts = np.split(values, [end + 1 for end in ends])
    return LevelChanges(ends, tuple(float(part.mean()) for part in parts))


def _score(rss: float, n: int, parameters: int) -> float:
    return n * math.log(max(rss, 1e-300) / n) + PENALTY * math.log(n) * parameters


def _best_segments(values: Numbers, smallest: int, most: int) -> list[tuple[float, tuple[int, ...]]]:
    """For 0 to ``most`` changes: the residual sum of squares and the last position of each level but the last."""
    n = values.size
    cost = _segment_costs(values)
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {}
    best |= {(0, end): (float(cost[0, end]), ()) for end in range(smallest - 1, n)}
    for m in range(1, most + 1):
        for end in range((m + 1) * smallest - 1, n):
            cuts = range(m * smallest - 1, end - smallest + 1)
            best[m, end] = min(
                (best[m - 1, cut][0] + float(cost[cut + 1, end]), (*best[m - 1, cut][1], cut)) for cut in cuts
            )
    return [best[m, n - 1] for m in range(most + 1)]


def _segment_costs(values: Numbers) -> Numbers:
    """Sum of squares around the mean of every segment from i to j, both included."""
    centred = values - values.mean()
    sums = np.concatenate([[0.0], np.cumsum(centred)])
    squares = np.concatenate([[0.0], np.cumsum(centred**2)])
    start, end = np.meshgrid(np.arange(values.size), np.arange(values.size), indexing="ij")
    length = np.maximum(end - start + 1, 1)
    cost = squares[end + 1] - squares[start] - (sums[end + 1] - sums[start]) ** 2 / length
    return np.maximum(cost, 0)


@dataclass(frozen=True)
class InterruptedSeries:
    """What became of one series at a known month.

    Arguments:
        step: the rate after over the rate that trend and season let one expect; n is all events.
        before_and_after: the plain ratio of the rates, which takes any trend for an effect; for comparison only.
        dispersion: variance over mean around the fit, as found.
        quasi_error, newey_west_error: standard errors of log step; NaN where it cannot be told.
        slope_change_p_value: of no bend at that month besides the step.
        expected: (n,), the fit; without: (n,), what it would be without the step. NaN where it cannot be told.
    """

    step: Estimate
    before_and_after: float | None
    dispersion: float
    quasi_error: float
    newey_west_error: float
    slope_change_p_value: float
    expected: Numbers
    without: Numbers


def interrupted_series(
    counts: npt.ArrayLike,
    person_years: npt.ArrayLike,
    first_after: int,
    *,
    harmonics: int = 1,
    period: int = 12,
    lags: int | None = None,
    confidence: float = 0.95,
) -> InterruptedSeries:
    """By what factor did the rate change at a month, trend and season taken into account?

    Arguments:
        counts: (n,), events of each month in order; NaN where hidden.
        person_years: (n,), people times years, or anything the counts are proportional to.
        first_after: the number (from 0) of the first month that counts as after.
        harmonics: pairs of sine and cosine that make the season.
        period: months of a season.
        lags: months over which neighbours may be alike; the larger of both errors then makes the interval.
        confidence: coverage of the interval.

    Returns:
        The step. Decided in the open: ``no_data`` with fewer than 12 months before or 6 after, or without an event on
        one side; ``hidden`` when more than a tenth of the months are; ``unstable`` under 10 events on one side. A
        single place cannot be told from anything else that happened in that month: never a verdict by itself.

    Raises:
        ValueError: shapes that do not fit, a negative count, or a month outside the series.
    """
    count, years = _checked(counts, person_years, first_after)
    flag = _flag(count, first_after)
    if flag in (Flag.NO_DATA, Flag.HIDDEN):
        return _nothing(count, flag)
    design = _design(count.size, first_after, harmonics, period)
    fit = fit_log_linear(count[None], design, exposure=years[None])
    quasi = math.sqrt(max(float(fit.dispersion[0]), 1.0) * float(fit.unscaled[0, 0, 0]))
    robust = float(newey_west_error(count[None], design, fit, lags or 0)[0])
    step, mean = float(fit.coefficients[0, 0]), fit.mean[0]
    reach = float(ndtri((1 + confidence) / 2)) * (quasi if lags is None else max(quasi, robust))
    value, lower, upper = (math.exp(step + side * reach) for side in (0, -1, 1))
    return InterruptedSeries(
        step=Estimate(value, lower, upper, int(np.nansum(count)), INTERRUPTED_METHOD, flag),
        before_and_after=_before_and_after(count, years, first_after),
        dispersion=float(fit.dispersion[0]),
        quasi_error=quasi,
        newey_west_error=robust,
        slope_change_p_value=_slope_change(count, years, design, fit, first_after),
        expected=mean,
        without=mean * np.exp(-step * design[:, 0]),
    )


def _checked(counts: npt.ArrayLike, person_years: npt.ArrayLike, first_after: int) -> tuple[Numbers, Numbers]:
    count, years = np.asarray(counts, float), np.asarray(person_years, float)
    if count.ndim != 1 or count.shape != years.shape or not 0 <= first_after <= count.size:
        raise ValueError("one count and one number of person-years a month, and a month of the series")
    if np.any(count < 0) or not np.all(years > 0):
        raise ValueError("counts cannot be negative, and person-years must be above 0")
    return count, years


def _design(n_months: int, first_after: int, harmonics: int, period: int) -> Numbers:
    """Step, level, time and season; the step first."""
    time = np.arange(1, n_months + 1, dtype=float)
    angle = 2 * np.pi * time / period
    waves = [wave(k * angle) for k in range(1, harmonics + 1) for wave in (np.sin, np.cos)]
    return np.column_stack([np.arange(n_months) >= first_after, np.ones(n_months), time / period, *waves])


def _slope_change(count: Numbers, years: Numbers, design: Numbers, fit: LogLinearFits, first_after: int) -> float:
    since = np.maximum(np.arange(count.size) - first_after, 0.0)
    bent = fit_log_linear(count[None], np.column_stack([design, since / since.max()]), exposure=years[None])
    left = float(bent.n_used[0]) - bent.coefficients.shape[1]
    fall = _deviance(count, fit.mean[0]) - _deviance(count, bent.mean[0])
    return float(fisher.sf(max(fall, 0.0) / bent.dispersion[0], 1, left))


def _deviance(count: Numbers, mean: Numbers) -> float:
    return float(2 * np.nansum(xlogy(count, count / mean) - count + mean))


def _before_and_after(count: Numbers, years: Numbers, first_after: int) -> float:
    """The plain ratio of two rates."""
    known = np.isfinite(count)
    is_after = np.arange(count.size) >= first_after
    after, before = known & is_after, known & ~is_after
    return float(count[after].sum() / years[after].sum() / (count[before].sum() / years[before].sum()))


def _flag(count: Numbers, first_after: int) -> Flag:
    before, after = count[:first_after], count[first_after:]
    if before.size < FEWEST_BEFORE or after.size < FEWEST_AFTER:
        return Flag.NO_DATA
    if np.isnan(count).mean() > LARGEST_HIDDEN_SHARE:
        return Flag.HIDDEN
    fewest = min(np.nansum(before), np.nansum(after))
    if fewest == 0:
        return Flag.NO_DATA
    return Flag.UNSTABLE if fewest < FEWEST_EVENTS else Flag.OK


def _nothing(count: Numbers, flag: Flag) -> InterruptedSeries:
    unknown = np.full(count.shape, np.nan)
    n = None if flag == Flag.HIDDEN else int(np.nansum(count))
    step = Estimate(None, None, None, n, INTERRUPTED_METHOD, flag)
    return InterruptedSeries(step, None, math.nan, math.nan, math.nan, math.nan, unknown, unknown)
