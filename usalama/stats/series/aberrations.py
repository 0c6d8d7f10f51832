"""Is the newest count of a series unusually high, beside its own seasons or, with hardly any past, its last periods?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri
from scipy.stats import nbinom, poisson

from usalama.stats.counting.rates import Numbers
from usalama.stats.series.loglinear import LogLinearFits, fit_log_linear

METHOD = "Farrington-Noufaily"
ALPHA = 0.005
MOST_YEARS = 5
# Residuals beyond this are past outbreaks, which must not hide the next one.
OUTBREAK_RESIDUAL = 2.58
# A series with more than this part of its past hidden cannot be judged.
LARGEST_HIDDEN_SHARE = 0.1
# Worth a look only if there is something to look at, and enough of a rise to matter.
RECENT_PERIODS, FEWEST_RECENT, SMALLEST_RISE = 4, 5, 1.5
# A negative binomial this close to a Poisson is one.
SMALLEST_EXCESS = 1e-6

Truths = npt.NDArray[np.bool_]
EARLY_METHOD = "EARS C2"
BASELINE_PERIODS, GAP_PERIODS = 7, 2
# Without a floor a history of zeros would make an alarm of a single event.
SMALLEST_DEVIATION = 1.0


@dataclass(frozen=True)
class Calendar:
    """How a year is cut into seasons.

    Arguments:
        periods: in a year.
        half_window: periods before and after the same time of past years that count as the same season.
        levels: seasons, that one included.
        left_out: newest periods that do not count as past, since a rise may have begun in them.
    """

    periods: int
    half_window: int
    levels: int
    left_out: int


MONTHLY = Calendar(periods=12, half_window=1, levels=4, left_out=3)
WEEKLY = Calendar(periods=52, half_window=3, levels=10, left_out=26)


@dataclass(frozen=True)
class Bounds:
    """What the newest count of each series could usually be; all arrays have shape (S,).

    Arguments:
        count: the newest count; NaN where hidden.
        recent: events in the last four periods, hidden ones taken as 0.
        expected, upper: the expected count and the highest usual one; NaN where the past cannot bear it.
        exceedance: how far the count is beyond the expected one, in steps of expected to upper.
        dispersion: of the past, at least 1.
        method: the short name of the method.
    """

    count: Numbers
    recent: Numbers
    expected: Numbers
    upper: Numbers
    exceedance: Numbers
    dispersion: Numbers
    method: str = METHOD

    @property
    def is_beyond(self) -> Truths:
        """Whether a count is above what is usual, however small it is."""
        return np.asarray(self.count > self.upper)

    @property
    def is_alert(self) -> Truths:
        """Whether a count is above what is usual, by enough and of enough to be looked at."""
        is_enough = (self.recent >= FEWEST_RECENT) & (self.count >= SMALLEST_RISE * self.expected)
        return np.asarray(self.is_beyond & is_enough)


def years_of_past(n_periods: int, calendar: Calendar) -> int:
    """How many whole years of past a series of this length offers, five at most."""
    return min((n_periods - 1 - calendar.half_window) // calendar.periods, MOST_YEARS)


def farrington(history: Numbers, calendar: Calendar = MONTHLY, *, years: int, alpha: float = ALPHA) -> Bounds:
    """Is the newest count of each series above what its own past and season make usual?

    Arguments:
        history: (S, T), a row a series and a column a period without gaps, the newest last; NaN where hidden.
        years: of past that are looked at; at most ``years_of_past``.
        alpha: how often, at most, a usual count should be beyond its bound.

    Returns:
        Bounds for the newest period. Decided in the open: NaN where more than a tenth of the past is hidden; a past
        without any event gives a bound of 0, so that ``is_alert`` needs five events.

    Raises:
        ValueError: the series are shorter than the years asked for.

    Notes:
        Quasi-Poisson regression on trend and seasons, refitted with counts of Anscombe residual s > 2.58 weighted by
        1/s². A trend that would carry the expected count beyond the highest one seen is left out. The bound is the
        quantile 1 - alpha of the negative binomial with the expected mean and the dispersion.

    Source:
        Noufaily et al. (2013), An improved algorithm for outbreak detection in multiple surveillance systems, Stat
        Med 32:1206-1222; Farrington et al. (1996), J R Statist Soc A 159:547-563.
    """
    usual = usual_past(history, calendar, years=years)
    return _bounds(history, usual, alpha)


@dataclass(frozen=True)
class UsualPast:
    """What each series did while nothing unusual happened.

    Arguments:
        mean: (S, n), the expected count of each period of the window, the newest last.
        dispersion: (S,), variance over mean, at least 1.
        is_known: (S,), whether enough of the past is known.
    """

    mean: Numbers
    dispersion: Numbers
    is_known: Truths


def usual_past(history: Numbers, calendar: Calendar = MONTHLY, *, years: int) -> UsualPast:
    """The trend and season of each series with its outbreaks played down; see ``farrington``."""
    past, design = _past(history, calendar, years)
    fits = _fit_without_outbreaks(past, design)
    mean, dispersion = fits.mean, fits.dispersion
    too_far = np.flatnonzero(mean[:, -1] > np.nanmax(past, axis=1, initial=0))
    if too_far.size:
        level = _fit_without_outbreaks(past[too_far], design[:, 1:])
        mean[too_far], dispersion[too_far] = level.mean, level.dispersion
    hidden = np.isnan(past[:, : -calendar.left_out - 1]).mean(axis=1)
    return UsualPast(mean, np.maximum(dispersion, 1), np.asarray(hidden <= LARGEST_HIDDEN_SHARE))


def _past(history: Numbers, calendar: Calendar, years: int) -> tuple[Numbers, Numbers]:
    """The window looked at, its newest periods taken out, and the trend, mean and seasons of each of its periods."""
    if years > years_of_past(history.shape[1], calendar):
        raise ValueError("the series are shorter than the years of past asked for")
    ago = np.arange(years * calendar.periods + calendar.half_window, -1, -1)
    past = history[:, -ago.size :].astype(float).copy()
    past[:, -calendar.left_out - 1 :] = np.nan
    return past, np.column_stack([-ago / calendar.periods, np.ones(ago.size), _seasons(ago, calendar)])


def _seasons(ago: npt.NDArray[np.int64], calendar: Calendar) -> Numbers:
    """Which season each period is in, for all but the one that is now."""
    phase = ago % calendar.periods
    width = calendar.periods - 2 * calendar.half_window - 1
    others = 1 + (phase - calendar.half_window - 1) * (calendar.levels - 1) // width
    is_now = (phase <= calendar.half_window) | (phase >= calendar.periods - calendar.half_window)
    return (np.where(is_now, 0, others)[:, None] == np.arange(1, calendar.levels)).astype(float)


def _fit_without_outbreaks(past: Numbers, design: Numbers) -> LogLinearFits:
    first = fit_log_linear(past, design)
    residual = _anscombe(past, first)
    weights = np.where(residual > OUTBREAK_RESIDUAL, residual, 1.0) ** -2.0
    total = np.where(np.isfinite(past), weights, 0).sum(axis=1, keepdims=True)
    weights *= first.n_used[:, None] / np.where(total > 0, total, 1)
    return fit_log_linear(past, design, weights=weights)


def _anscombe(past: Numbers, fits: LogLinearFits) -> Numbers:
    dispersion = np.maximum(fits.dispersion, 1)[:, None]
    spread = fits.mean ** (1 / 6) * np.sqrt(dispersion * np.clip(1 - fits.leverage, 1e-6, None))
    return np.asarray(1.5 * (past ** (2 / 3) - fits.mean ** (2 / 3)) / spread)


def _bounds(history: Numbers, usual: UsualPast, alpha: float) -> Bounds:
    count, recent = history[:, -1].astype(float), np.nansum(history[:, -RECENT_PERIODS:], axis=1)
    mean = np.where(usual.is_known, usual.mean[:, -1], np.nan)
    upper = np.where(usual.is_known, usual_quantile(usual.mean[:, -1], usual.dispersion, 1 - alpha), np.nan)
    # Where the bound is the expected count itself, one event is the smallest step there is.
    step = np.where(upper - mean > 0, upper - mean, 1.0)
    return Bounds(count, recent, mean, upper, (count - mean) / step, usual.dispersion)


def usual_quantile(mean: Numbers, dispersion: Numbers, chance: float) -> Numbers:
    """The count that is not exceeded with this chance, when counts vary ``dispersion`` times as much as by chance.

    Arguments:
        mean: expected counts; a NaN stays.
        dispersion: variance over mean, at least 1, of a shape that fits.
    """
    means, excess = np.broadcast_arrays(np.asarray(mean, float), np.asarray(dispersion, float) - 1)
    is_wide = excess > SMALLEST_EXCESS
    wide = np.where(is_wide, excess, 1.0)
    quantile = nbinom.ppf(chance, means / wide, 1 / (1 + wide))
    return np.where(is_wide, quantile, poisson.ppf(chance, means))


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
    return Bounds(count, recent, mean, upper, (count - mean) / step, dispersion, EARLY_METHOD)


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
