"""What is left of a series when its season is taken out?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from statsmodels.tsa.seasonal import STL

from usalama.stats.counting.rates import Numbers

METHOD = "STL on log counts"
FEWEST_YEARS = 3
# Added to each count, so that nothing has a logarithm too.
HALF_AN_EVENT = 0.5
SEASONAL_WINDOW = 13


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
