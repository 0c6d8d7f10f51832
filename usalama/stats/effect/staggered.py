"""Did places that joined at different times change, compared with those that had not joined yet?"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pandas as pd
from diff_diff import CallawaySantAnna, ImputationDiD
from scipy.stats import t as student

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers
from usalama.stats.effect.by_lot import DRAWS, PreTrend, permuted_effect, pre_trend
from usalama.stats.effect.panel import Panel

METHOD = "Borusyak-Jaravel-Spiess imputation on log rates"
PERMUTED_METHOD = "Borusyak-Jaravel-Spiess imputation on log rates, dates dealt by lot"
CHECK_METHOD = "Callaway-Sant'Anna, compared with places not yet joined"
# With fewer places that joined, errors worked out from their spread are too small.
FEWEST_FOR_ERRORS = 10
MOST_MONTHS_SHOWN = 24
FEWEST_SHOWN = 5


@dataclass(frozen=True)
class StaggeredEffect:
    """What a rollout changed, and whether it could be asked at all.

    Arguments:
        effect: the rate after joining over the rate that was to be expected; n is the events after joining.
        p_value: of no effect; NaN where it cannot be told.
        pre_trend: what the months before joining showed.
        panel: the places and months behind it.
    """

    effect: Estimate
    p_value: float
    pre_trend: PreTrend
    panel: Panel


@dataclass(frozen=True)
class EventStudy:
    """The effect by months since joining; all of shape (K,).

    Arguments:
        months: since joining; 0 is the first month that counts as after, -1 the last before.
        value, lower, upper: the rate over the rate that was to be expected; NaN where it cannot be told.
        n_places: places behind each.
    """

    months: Numbers
    value: Numbers
    lower: Numbers
    upper: Numbers
    n_places: Numbers
    method: str = METHOD

    def estimate(self, index: int) -> Estimate:
        """One month as a single value; None stands for NaN; n is the places."""
        numbers = (self.value[index], self.lower[index], self.upper[index])
        value, lower, upper = (float(number) if np.isfinite(number) else None for number in numbers)
        flag = Flag.NO_DATA if value is None else Flag.UNSTABLE if lower is None else Flag.OK
        return Estimate(value, lower, upper, int(self.n_places[index]), self.method, flag)


def staggered_effect(
    panel: Panel, generator: np.random.Generator, *, draws: int = DRAWS, confidence: float = 0.95
) -> StaggeredEffect:
    """By what factor did the rate of joining places change with joining?

    Arguments:
        panel: from ``panel.build_panel``.
        generator: for the rollouts dealt by lot.
        draws: how many of them.
        confidence: coverage of the interval.

    Returns:
        The effect over all months after joining, each place and month weighing the same. Decided in the open: nobody
        joined, or nobody is left to compare with, is ``no_data``; an interval without end has None as its limits.

    Notes:
        The outcome is log((count + .5) / person-years), the half event for months with none. Its mean is that of the
        log rate up to terms of order 1 / mean², which is why places under five events a month are not in the panel;
        ``sensitivity.poisson_effect`` is the check that needs no half event. From 10 joining places on, the error is
        the conservative one of the paper, each place left out of its own average and averages taken over all places
        the same number of months after joining (averages over places with the same date would be of one place where
        dates differ, and the error far too small). Leaving each of n places out makes the variance n / (n - 1) times
        that of a mean of n, which is taken back, as Student's t on n - 1 degrees makes up for what is not known. With
        fewer, dates are dealt by lot (``permutation``).

    Source:
        Borusyak, Jaravel & Spiess (2024), Rev Econ Stud 91:3253-3285, theorem 3 and appendix A.9.
    """
    known = pre_trend(panel.log_rate, panel.joined, generator, draws=draws)
    if not (panel.n_treated and panel.n_compared):
        nothing = Estimate(None, None, None, None, METHOD, Flag.NO_DATA)
        return StaggeredEffect(nothing, math.nan, known, panel)
    if panel.n_treated < FEWEST_FOR_ERRORS:
        found = permuted_effect(panel.log_rate, panel.joined, generator, draws=draws, confidence=confidence)
        effect = _ratio(found.value, found.lower, found.upper, panel.events_after, PERMUTED_METHOD)
        return StaggeredEffect(effect, found.p_value, known, panel)
    effect, p_value = _by_spread(panel, confidence)
    return StaggeredEffect(effect, p_value, known, panel)


def effect_alone(panel: Panel, generator: np.random.Generator, *, confidence: float = 0.95) -> Estimate:
    """The effect of ``staggered_effect``, where nobody asks what the months before joining showed."""
    if panel.n_treated < FEWEST_FOR_ERRORS or not panel.n_compared:
        # By lot: the same draws in the same order.
        return staggered_effect(panel, generator, confidence=confidence).effect
    return _by_spread(panel, confidence)[0]


def _by_spread(panel: Panel, confidence: float) -> tuple[Estimate, float]:
    """The effect with the error of the paper, and its p-value."""
    with _quiet():
        fit = _imputation(panel).fit(**_arguments(panel))
    degrees = panel.n_treated - 1
    error = fit.se * math.sqrt(degrees / panel.n_treated)
    reach = student.ppf((1 + confidence) / 2, degrees) * error
    effect = _ratio(fit.att, fit.att - reach, fit.att + reach, panel.events_after, METHOD)
    return effect, float(2 * student.sf(abs(fit.att) / error, degrees))


def check_effect(panel: Panel, *, confidence: float = 0.95) -> Estimate:
    """What does a method say that leans on other months, when asked the same?

    Arguments:
        panel: from ``panel.build_panel``.
        confidence: coverage of the interval.

    Returns:
        The same ratio; ``no_data`` as in ``staggered_effect``. Its interval is wider, since each place is compared
        with its last month before joining only; with few joining places it is too narrow, and None under 10.

    Source:
        Callaway & Sant'Anna (2021), Difference-in-differences with multiple time periods, J Econometrics 225:200-230.
        Their county example (never joined as comparison) gives -.0772 by months since joining and -.031 by group.
    """
    if not (panel.n_treated and panel.n_compared):
        return Estimate(None, None, None, None, CHECK_METHOD, Flag.NO_DATA)
    with _quiet():
        fit = CallawaySantAnna(control_group="not_yet_treated", estimation_method="reg").fit(**_arguments(panel))
    error = fit.overall_se if panel.n_treated >= FEWEST_FOR_ERRORS else math.inf
    reach = student.ppf((1 + confidence) / 2, max(panel.n_treated - 1, 1)) * error
    return _ratio(fit.overall_att, fit.overall_att - reach, fit.overall_att + reach, panel.events_after, CHECK_METHOD)


def event_study(panel: Panel, *, confidence: float = 0.95) -> EventStudy:
    """How did the effect come and go in the months around joining?

    Arguments:
        panel: from ``panel.build_panel``.
        confidence: coverage of the interval of each month alone.

    Returns:
        Two years before and after at most. Before joining the last month is 1 by definition and has no interval. A
        month with fewer than five places has a value and no interval; without a treated place there are no months.

    Notes:
        Student's t on joining places - 1 degrees; with few places these intervals are only a picture, and the verdict
        does not use them.
    """
    if not (panel.n_treated and panel.n_compared):
        nothing = np.empty(0)
        return EventStudy(nothing, nothing, nothing, nothing, nothing)
    with _quiet():
        rows = _imputation(panel).fit(**_arguments(panel)).aggregate("event_study")
    months, value, error = (np.asarray(x, float) for x in (rows.event_time, rows.att, rows.se))
    ahead = panel.joined[panel.joined < panel.n_months]
    since = months[:, None] + ahead
    n_places = ((since >= 0) & (since < panel.n_months)).sum(axis=1).astype(float)
    reach = student.ppf((1 + confidence) / 2, max(ahead.size - 1, 1)) * np.where(
        n_places >= FEWEST_SHOWN, error, np.nan
    )
    return EventStudy(months, np.exp(value), np.exp(value - reach), np.exp(value + reach), n_places)


def table(panel: Panel) -> pd.DataFrame:
    """The panel as the rows that diff-diff reads; months count from 1, and 0 is never."""
    n_places, n_months = panel.counts.shape
    first = np.where(panel.joined < n_months, panel.joined + 1, 0)
    return pd.DataFrame(
        {
            "place": np.repeat(np.arange(n_places), n_months),
            "month": np.tile(np.arange(1, n_months + 1), n_places),
            "first": np.repeat(first, n_months),
            "log_rate": panel.log_rate.ravel(),
        }
    )


def _arguments(panel: Panel) -> dict[str, object]:
    return {"data": table(panel), "outcome": "log_rate", "unit": "place", "time": "month", "first_treat": "first"}


def _imputation(panel: Panel) -> ImputationDiD:
    horizon = min(MOST_MONTHS_SHOWN, panel.n_months)
    return ImputationDiD(leave_one_out=True, aux_partition="horizon", pretrends=True, horizon_max=horizon)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the library's warnings: of months with a single place, which is decided on above, and of its own age."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _ratio(value: float, lower: float, upper: float, n: int, method: str) -> Estimate:
    """From the log scale; limits without end are not told."""
    is_known = math.isfinite(lower) and math.isfinite(upper)
    if not is_known:
        return Estimate(math.exp(value), None, None, n, method, Flag.UNSTABLE)
    return Estimate(math.exp(value), math.exp(lower), math.exp(upper), n, method)
