"""What is left of a series when its season is taken out, and what does its season foretell?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from statsmodels.tsa.seasonal import STL

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers
from usalama.stats.counting.shares import wilson_share

METHOD = "STL on log counts"
FEWEST_YEARS = 3
# Added to each count, so that nothing has a logarithm too.
HALF_AN_EVENT = 0.5
SEASONAL_WINDOW = 13
FORECAST_METHOD = "Seasonal naive with the band of past errors"
LONGEST_HORIZON = 6
LEVELS = (0.5, 0.8, 0.95)
PUBLISHED_LEVEL = 0.8
# A band is first judged by as many errors as the published level needs to be finite, and then some.
FEWEST_ERRORS = 10


@dataclass(frozen=True)
class Decomposition:
    """The parts of a series on the log scale: log(count + .5) = trend + season + remainder; all of shape (n,)."""

    trend: Numbers
    season: Numbers
    remainder: Numbers
    method: str = METHOD

    @property
    def without_season(self) -> Numbers:
        """The counts as they would have been in an average month of the year."""
        return np.maximum(np.exp(self.trend + self.remainder) - HALF_AN_EVENT, 0)

    @property
    def level(self) -> Numbers:
        """The trend as a count."""
        return np.maximum(np.exp(self.trend) - HALF_AN_EVENT, 0)


def can_decompose(counts: Numbers, period: int = 12) -> bool:
    """Whether there are three years at least and no gap."""
    return counts.size >= FEWEST_YEARS * period and bool(np.isfinite(counts).all())


def decompose(
    counts: Numbers, period: int = 12, *, seasonal_window: int = SEASONAL_WINDOW, is_robust: bool = True
) -> Decomposition:
    """What are the trend and the season of a series of counts?

    Arguments:
        counts: (n,), without gaps, three years at least.
        period: of the season.
        seasonal_window: years over which a season may change; odd.
        is_robust: lets single odd months weigh little.

    Returns:
        The three parts; a series of zeros has a flat trend and no season.

    Raises:
        ValueError: too short, or with gaps.

    Notes:
        Seasonal-trend decomposition by loess of log(count + .5), with the settings for which it equals R's stl.

    Source:
        Cleveland et al. (1990), STL, J Official Statistics 6:3-73.
    """
    if not can_decompose(counts, period):
        raise ValueError("a decomposition needs three whole years without a gap")
    return decompose_logs(np.log(counts + HALF_AN_EVENT), period, seasonal_window, is_robust)


def decompose_logs(logs: Numbers, period: int, seasonal_window: int, is_robust: bool) -> Decomposition:
    """The same for logarithms."""
    trend_window = _next_odd(1.5 * period / (1 - 1.5 / seasonal_window))
    low_pass = _next_odd(period)
    fitted = STL(
        logs,
        period=period,
        seasonal=seasonal_window,
        trend=trend_window,
        low_pass=low_pass,
        seasonal_deg=0,
        robust=is_robust,
        seasonal_jump=math.ceil(seasonal_window / 10),
        trend_jump=math.ceil(trend_window / 10),
        low_pass_jump=math.ceil(low_pass / 10),
    ).fit(inner_iter=1 if is_robust else 2, outer_iter=15 if is_robust else 0)
    return Decomposition(np.asarray(fitted.trend), np.asarray(fitted.seasonal), np.asarray(fitted.resid))


def _next_odd(width: float) -> int:
    rounded = math.ceil(width)
    return rounded if rounded % 2 else rounded + 1


@dataclass(frozen=True)
class Forecast:
    """The next months, and what became of earlier forecasts of the same kind.

    Arguments:
        value: (h,), the expected counts.
        lower, upper: (levels, h), bands that hold ``LEVELS`` of past errors; NaN where too few errors are known.
        hit_rate: the share of the last months that lay in the band of ``PUBLISHED_LEVEL`` made before they came.
        scaled_error: mean absolute error of one year's forecasts over that within the years before; below 1 is better.
        interval_score: of the published band over the same months; smaller is better.
        n_errors: past errors that make the bands.
        flag: ``no_data`` when there are not two years to forecast from.
    """

    value: Numbers
    lower: Numbers
    upper: Numbers
    hit_rate: Estimate
    scaled_error: float
    interval_score: float
    n_errors: int
    flag: Flag
    method: str = FORECAST_METHOD


def seasonal_naive(counts: Numbers, horizon: int, period: int = 12) -> Numbers:
    """The same months of the last year once more.

    Arguments:
        counts: (n,), n at least ``period``.
        horizon: months ahead.
    """
    return np.asarray(counts[counts.size - period + np.arange(horizon) % period], dtype=float)


def seasonal_errors(counts: Numbers, period: int = 12) -> Numbers:
    """What the seasonal naive forecast of each month was off by, from the second year on."""
    return np.asarray(counts[period:] - counts[:-period], dtype=float)


def mean_absolute_scaled_error(actual: Numbers, forecast: Numbers, counts: Numbers, period: int = 12) -> float:
    """How large are errors, compared with those of the naive forecast within the counts it was made from?

    Returns:
        NaN where the counts leave no error to compare with.

    Source:
        Hyndman & Koehler (2006), Another look at measures of forecast accuracy, Int J Forecasting 22:679-688.
    """
    scale = float(np.abs(seasonal_errors(counts, period)).mean()) if counts.size > period else 0.0
    return float(np.abs(actual - forecast).mean()) / scale if scale > 0 else math.nan


def interval_score(actual: Numbers, lower: Numbers, upper: Numbers, level: float) -> float:
    """How good is a band: narrow, and right?

    Notes:
        Mean of (upper - lower) + 2/(1 - level) times what lies outside.

    Source:
        Gneiting & Raftery (2007), Strictly proper scoring rules, J Am Stat Assoc 102:359-378.
    """
    outside = np.maximum(lower - actual, 0) + np.maximum(actual - upper, 0)
    return float((upper - lower + 2 / (1 - level) * outside).mean())


def past_error_reach(errors: Numbers, level: float) -> float:
    """How far a band must reach to hold ``level`` of past errors and the next one as often.

    Returns:
        The ceil((m + 1) level)-th smallest absolute error of m; NaN when there are too few for that.

    Source:
        Vovk, Gammerman & Shafer (2005), Algorithmic Learning in a Random World; split conformal prediction.
    """
    rank = math.ceil((errors.size + 1) * level)
    return float(np.sort(np.abs(errors))[rank - 1]) if 0 < rank <= errors.size else math.nan


def forecast(counts: Numbers, horizon: int = LONGEST_HORIZON, period: int = 12) -> Forecast:
    """What is to be expected in the next months, with the band that past errors leave open?

    Arguments:
        counts: (n,), by month without gaps.
        horizon: months ahead, six at most.

    Returns:
        The forecast; ``no_data`` with NaN under two years of counts, where no error is known.

    Raises:
        ValueError: more than six months ahead.

    Notes:
        Each month of the last year once more, plus and minus the quantile of the absolute errors that this made
        before; the same width for all horizons up to a year. Counts are not below 0.
    """
    if not 1 <= horizon <= LONGEST_HORIZON:
        raise ValueError(f"a forecast reaches {LONGEST_HORIZON} months at most")
    if counts.size < 2 * period or not np.isfinite(counts).all():
        unknown = np.full((len(LEVELS), horizon), np.nan)
        nothing = Estimate(None, None, None, 0, FORECAST_METHOD, Flag.NO_DATA)
        return Forecast(unknown[0], unknown, unknown, nothing, math.nan, math.nan, 0, Flag.NO_DATA)
    value, errors = seasonal_naive(counts, horizon, period), seasonal_errors(counts, period)
    reach = np.array([past_error_reach(errors, level) for level in LEVELS])[:, None]
    hit_rate, score = _past_bands(counts, period)
    known = counts[:-period]
    return Forecast(
        value=value,
        lower=np.maximum(value - reach, 0),
        upper=value + reach,
        hit_rate=hit_rate,
        scaled_error=mean_absolute_scaled_error(counts[-period:], known[-period:], known, period),
        interval_score=score,
        n_errors=errors.size,
        flag=Flag.OK,
    )


def _past_bands(counts: Numbers, period: int) -> tuple[Estimate, float]:
    """How the published band did in the last year, each month judged by what was known a month before."""
    errors = seasonal_errors(counts, period)
    judged = [month for month in range(max(errors.size - period, 0), errors.size) if month >= FEWEST_ERRORS]
    reach = np.array([past_error_reach(errors[:month], PUBLISHED_LEVEL) for month in judged])
    actual, naive = counts[period:][judged], counts[:-period][judged]
    lower, upper = np.maximum(naive - reach, 0), naive + reach
    hits = int(((actual >= lower) & (actual <= upper)).sum())
    score = interval_score(actual, lower, upper, PUBLISHED_LEVEL) if judged else math.nan
    return wilson_share(hits, len(judged)), score
