"""Did the level of one place change at a known month, beyond trend and season?

Notes:
    log mean = log person-years + a + b step + c time + harmonics; value = exp(b). The dispersion widens the error
    and never narrows it. The bend is tested by F on the fall in deviance, over the larger model's dispersion.

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

METHOD = "Interrupted time series, quasi-Poisson"
# A year to tell the season from, and half of one on the other side.
FEWEST_BEFORE, FEWEST_AFTER = 12, 6


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
        step=Estimate(value, lower, upper, int(np.nansum(count)), METHOD, flag),
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
    step = Estimate(None, None, None, n, METHOD, flag)
    return InterruptedSeries(step, None, math.nan, math.nan, math.nan, math.nan, unknown, unknown)
