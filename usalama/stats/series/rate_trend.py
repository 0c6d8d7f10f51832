"""Is a rate going up or down over the years, or from one year to the next, beyond season and chance?"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import FEWEST_EVENTS, Numbers
from usalama.stats.counting.ratios import ratio_estimate
from usalama.stats.series.loglinear import LogLinearFits, fit_log_linear

METHOD = "Quasi-Poisson regression, Newey-West"
YEAR_ON_YEAR_METHOD = "Rate ratio, widened for overdispersion"
HARMONICS, LAGS = 2, 3
FEWEST_YEARS = 2
LARGEST_HIDDEN_SHARE = 0.1
FEWEST_MONTHS = 3


@dataclass(frozen=True)
class YearlyTrends:
    """By how much each of S rates changes in a year, season and numbers of people taken into account.

    Arguments:
        value, lower, upper: the rate of a year over that of the year before; NaN where it cannot be told.
        n: events.
        dispersion: variance over mean around trend and season, at least 1.
        quasi_error, newey_west_error: standard errors of log value; the larger one makes the limits.
        p_value: of no change; NaN where it cannot be told.
        flag: a ``Flag`` for each.
        mean: (S, n), expected counts.
    """

    value: Numbers
    lower: Numbers
    upper: Numbers
    n: Numbers
    dispersion: Numbers
    quasi_error: Numbers
    newey_west_error: Numbers
    p_value: Numbers
    flag: npt.NDArray[np.object_]
    mean: Numbers
    method: str = METHOD

    def estimate(self, index: int) -> Estimate:
        """One of them as a single value; None stands for NaN."""
        numbers = (self.value[index], self.lower[index], self.upper[index])
        value, lower, upper = (float(number) if np.isfinite(number) else None for number in numbers)
        return Estimate(value, lower, upper, int(self.n[index]), self.method, Flag(self.flag[index]))


def yearly_trend(
    counts: Numbers,
    person_years: Numbers,
    time: Numbers,
    *,
    period: int = 12,
    harmonics: int = HARMONICS,
    lags: int = LAGS,
    confidence: float = 0.95,
) -> YearlyTrends:
    """By what factor does the rate of each series change in a year?

    Arguments:
        counts: (S, n), a row a series and a column a month; NaN where hidden.
        person_years: (S, n) or (n,), people times years at risk in each month, which takes account of its length.
        time: (n,), the number of each month; months a year apart differ by ``period``.
        harmonics: pairs of sine and cosine that make the season.
        lags: months over which neighbours may be alike.
        confidence: coverage of the interval.

    Returns:
        Yearly ratios. Decided in the open: ``no_data`` under two years, ``hidden`` where more than a tenth of the
        months are, ``unstable`` under 10 events a year, no value where nothing happened at all.

    Notes:
        log mean = log person-years + a + b time / period + harmonics; value = exp(b). The error is the larger of the
        quasi-Poisson and the Newey-West one, so that likeness of neighbouring months can only widen the range.

    Source:
        Newey & West (1987), Econometrica 55:703-708; McCullagh & Nelder (1989). Equals R's glm(quasipoisson) and
        sandwich::NeweyWest(lag, prewhite = FALSE, adjust = FALSE).
    """
    design = _design(time / period, harmonics)
    fits = fit_log_linear(counts, design, exposure=person_years)
    quasi = np.sqrt(np.maximum(fits.dispersion, 0) * fits.unscaled[:, 0, 0])
    robust = newey_west_error(counts, design, fits, lags)
    error = np.maximum(np.maximum(quasi, robust), np.sqrt(fits.unscaled[:, 0, 0]))
    return _trends(counts, fits, quasi, robust, error, time.size / period, confidence)


def _design(years: Numbers, harmonics: int) -> Numbers:
    """Trend, level and season of each month."""
    angle = 2 * np.pi * years
    waves = [wave(k * angle) for k in range(1, harmonics + 1) for wave in (np.sin, np.cos)]
    return np.column_stack([years, np.ones(years.size), *waves])


def _trends(
    counts: Numbers,
    fits: LogLinearFits,
    quasi: Numbers,
    robust: Numbers,
    error: Numbers,
    years: float,
    confidence: float,
) -> YearlyTrends:
    flag = _flags(counts, years)
    events = np.nansum(counts, axis=1)
    is_told = np.isin(flag, (Flag.OK, Flag.UNSTABLE)) & (events > 0)
    slope = np.where(is_told, fits.coefficients[:, 0], np.nan)
    degrees = np.maximum(fits.n_used - fits.coefficients.shape[1], 1)
    reach = student.ppf((1 + confidence) / 2, degrees) * error
    with np.errstate(over="ignore"):
        value, lower, upper = np.exp(slope), np.exp(slope - reach), np.exp(slope + reach)
    return YearlyTrends(
        value=value,
        lower=lower,
        upper=upper,
        n=events,
        dispersion=np.fmax(fits.dispersion, 1),
        quasi_error=quasi,
        newey_west_error=robust,
        p_value=2 * student.sf(np.abs(slope) / error, degrees),
        flag=flag,
        mean=fits.mean,
    )


def newey_west_error(counts: Numbers, design: Numbers, fits: LogLinearFits, lags: int) -> Numbers:
    """The standard error of the first coefficient where neighbouring periods may be alike.

    Arguments:
        counts: (S, n); NaN where unknown, which adds nothing.
        design: (n, p).
        lags: periods over which neighbours may be alike.

    Notes:
        B (Σ_l w_l Σ_t (s_t s'_{t-l} + s_{t-l} s'_t)) B, where s_t = x_t (count - mean), B is the inverse information
        and w_l = 1 - l / (lags + 1) (half of it for l = 0).
    """
    score = np.where(np.isfinite(counts), counts - fits.mean, 0.0)[..., None] * design
    meat = np.einsum("snp,snq->spq", score, score)
    for lag in range(1, lags + 1):
        shifted = np.einsum("snp,snq->spq", score[:, lag:], score[:, :-lag])
        meat += (1 - lag / (lags + 1)) * (shifted + shifted.transpose(0, 2, 1))
    row = fits.unscaled[:, 0, :]
    return np.sqrt(np.maximum(np.einsum("sp,spq,sq->s", row, meat, row), 0))


def year_on_year(
    after: float | None,
    after_years: float | None,
    before: float | None,
    before_years: float | None,
    dispersion: float = 1.0,
) -> Estimate:
    """How does a year compare with the one before, when counts vary more than by chance alone?

    Arguments:
        after, before: events of the same months of both years; None where hidden.
        after_years, before_years: person-years; None or 0 where not covered.
        dispersion: variance over mean of the months, at least 1.

    Returns:
        The ratio of the rates, as ``ratios.rate_ratio`` decides it.

    Notes:
        Counts with a dispersion say as much as counts that many times smaller do by chance alone: the exact
        conditional interval is that of the counts divided by it.
    """
    divisor = max(dispersion, 1.0)
    told = [None if count is None else count / divisor for count in (after, before)]
    ratio = ratio_estimate(told[0], after_years, told[1], before_years)
    n = None if after is None or before is None else int(after + before)
    return replace(ratio, n=n, method=YEAR_ON_YEAR_METHOD)


def _flags(counts: Numbers, years: float) -> npt.NDArray[np.object_]:
    flag = np.full(counts.shape[0], Flag.OK, dtype=object)
    flag[np.nansum(counts, axis=1) < FEWEST_EVENTS * years] = Flag.UNSTABLE
    flag[np.isnan(counts).mean(axis=1) > LARGEST_HIDDEN_SHARE] = Flag.HIDDEN
    if years < FEWEST_YEARS:
        flag[:] = Flag.NO_DATA
    return flag


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
