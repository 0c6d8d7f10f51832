"""Does the answer hang on one place, on chance dates, on counting or on the assumption that matters most?"""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass, fields, replace

import numpy as np
from diff_diff import CallawaySantAnna, HonestDiD
from diff_diff.results_base import EventStudyResults
from scipy.stats import t as student

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers
from usalama.stats.effect.panel import Mask, Panel, imputed_effect, treated_cells
from usalama.stats.effect.staggered import FEWEST_FOR_ERRORS, table

POISSON_METHOD = "Imputed Poisson counts"
PLACEBO_METHOD = "Imputation at an earlier date, jackknife over places"
HONEST_METHOD = "Rambachan-Roth bounds on Callaway-Sant'Anna"
MOST_ROUNDS, CLOSE_ENOUGH = 500, 1e-10
QUARTER = 3
# How many times as fast as before joining the places could drift apart afterwards.
MULTIPLES = np.arange(0, 2.01, 0.125)
# Quarters from joining on that the bounds look at: more before would make the largest drift mostly noise.
QUARTERS = np.arange(-4, 4)


@dataclass(frozen=True)
class LeaveOneOut:
    """The effect without each place in turn; all of shape (N,).

    Arguments:
        place: the row of the question that was left out.
        value: the ratio without it; NaN where nothing is left to tell it from.
        is_treated: whether it had joined.
    """

    place: Numbers
    value: Numbers
    is_treated: Mask

    def hangs_on_one(self) -> bool:
        """Whether some single place decides on which side of 1 the effect lies."""
        known = self.value[np.isfinite(self.value)]
        return bool(known.size and known.min() < 1 < known.max())


@dataclass(frozen=True)
class HonestBounds:
    """The effect in the first year after joining, and how much drift it would bear.

    Arguments:
        first_year: the ratio and its range without any drift; ``no_data`` where it cannot be told.
        largest_multiple: joining places could drift away from the others this many times as fast as they did in any
            quarter of the year before, and the range would still leave out 1; None when it takes in 1 anyway.
    """

    first_year: Estimate
    largest_multiple: float | None


def leave_one_out(panel: Panel) -> LeaveOneOut:
    """What would the effect be without each place?

    Arguments:
        panel: from ``panel.build_panel``.

    Returns:
        The ratios; a place that matters pulls the others' ratio away when it is left out.
    """
    value = [_log_effect(panel.without(place)) for place in range(panel.places.size)]
    return LeaveOneOut(panel.places.astype(float), np.exp(np.array(value)), panel.joined < panel.n_months)


def placebo_effect(panel: Panel, months_earlier: int, *, confidence: float = 0.95) -> Estimate:
    """What would have been found had everybody joined so many months earlier, judged before they did?

    Arguments:
        panel: from ``panel.build_panel``.
        months_earlier: 1 or more.
        confidence: coverage of the interval.

    Returns:
        A ratio that should be near 1. ``no_data`` when a place would have no month before, or nobody joined.

    Raises:
        ValueError: the date is not earlier.

    Notes:
        Cells after the real joining are left out, so the real effect does not enter. The error is that of the
        jackknife, √((N - 1) / N Σ (without one - mean)²), with Student's t on joining places - 1 degrees.
    """
    if months_earlier < 1:
        raise ValueError("a placebo date lies before the real one")
    nothing = Estimate(None, None, None, None, PLACEBO_METHOD, Flag.NO_DATA)
    if panel.n_treated < 2 or panel.n_compared < 2 or panel.months_before <= months_earlier:
        return nothing
    value = _log_effect(panel, months_earlier)
    others = np.array([_log_effect(panel.without(place), months_earlier) for place in range(panel.places.size)])
    n_places = others.size
    error = math.sqrt((n_places - 1) / n_places * float(((others - others.mean()) ** 2).sum()))
    if not math.isfinite(error):
        return nothing
    reach = float(student.ppf((1 + confidence) / 2, panel.n_treated - 1)) * error
    events = int(panel.counts[_placebo(panel, months_earlier)].sum())
    return Estimate(math.exp(value), math.exp(value - reach), math.exp(value + reach), events, PLACEBO_METHOD)


def poisson_effect(panel: Panel) -> Estimate:
    """How many events came after joining for each one that was to be expected, counting events alike?

    Arguments:
        panel: from ``panel.build_panel``; small places and months without any event do no harm here.

    Returns:
        Events over expected events, without an interval: beside the main estimate, in which places weigh alike, it
        shows whether large places or zeros make a difference. ``no_data`` when nobody joined or nothing was expected.

    Notes:
        log mean = log person-years + place + month, fitted to the cells before joining by making the sums of places and
        months fit in turn, which is the likeliest Poisson fit; it needs nothing added to zeros.

    Source:
        Wooldridge (2023), Simple approaches to nonlinear difference-in-differences, Econometrics J 26:C31-C66; fitting
        in turn: Deming & Stephan (1940), Ann Math Stat 11:427-444.
    """
    nothing = Estimate(None, None, None, None, POISSON_METHOD, Flag.NO_DATA)
    if not (panel.n_treated and panel.n_compared):
        return nothing
    free = ~panel.is_treated
    expected = float(_poisson_mean(panel.counts * free, panel.person_years, free)[~free].sum())
    if expected == 0:
        return nothing
    seen = float(panel.counts[~free].sum())
    return Estimate(seen / expected, None, None, panel.events_after, POISSON_METHOD)


def _poisson_mean(counts: Numbers, exposure: Numbers, is_free: Mask) -> Numbers:
    """(N, T), expected counts of all cells from the free ones."""
    usable = exposure * is_free
    place, month = np.ones(counts.shape[0]), np.ones(counts.shape[1])
    for _round in range(MOST_ROUNDS):
        before = place
        place = counts.sum(axis=1) / np.maximum(usable @ month, 1e-300)
        month = counts.sum(axis=0) / np.maximum(place @ usable, 1e-300)
        if np.allclose(place, before, rtol=CLOSE_ENOUGH, atol=0):
            break
    return np.asarray(exposure * place[:, None] * month)


def honest_bounds(panel: Panel, *, confidence: float = 0.95) -> HonestBounds:
    """Would the effect stand if joining places had been drifting away from the others anyway?

    Arguments:
        panel: from ``panel.build_panel``.
        confidence: coverage of the ranges.

    Returns:
        The effect of the first year, and how much drift its range bears. ``no_data`` with fewer than 10 joining places,
        whose spread is too little known, or without a year before joining and a year after.

    Notes:
        Quarters from joining on rather than months, since drift by the month is mostly noise; each is compared with the
        last quarter before joining. The change of the drift from quarter to quarter is at most a multiple of the
        largest one in the year before joining.

    Source:
        Rambachan & Roth (2023), A more credible approach to parallel trends, Rev Econ Stud 90:2555-2591, 2.4.1.
    """
    nothing = HonestBounds(Estimate(None, None, None, None, HONEST_METHOD, Flag.NO_DATA), None)
    if panel.n_treated < FEWEST_FOR_ERRORS or not panel.n_compared:
        return nothing
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        study = _around_joining(panel)
        if study is None:
            return nothing
        ranges = [
            HonestDiD(method="relative_magnitude", M=float(multiple), alpha=1 - confidence).fit(study)
            for multiple in MULTIPLES
        ]
    lower, upper = (np.array([getattr(one, end) for one in ranges], float) for end in ("ci_lb", "ci_ub"))
    value, low, high = (math.exp(number) for number in (ranges[0].lb, lower[0], upper[0]))
    stands = np.cumprod((lower > 0) | (upper < 0)).astype(bool)
    first_year = Estimate(value, low, high, _events_of_first_year(panel), HONEST_METHOD)
    return HonestBounds(first_year, float(MULTIPLES[stands].max()) if stands.any() else None)


def _events_of_first_year(panel: Panel) -> int:
    later = treated_cells(panel.joined + QUARTER * int(QUARTERS[-1] + 1), panel.n_months)
    return int(panel.counts[panel.is_treated & ~later].sum())


def _around_joining(panel: Panel) -> EventStudyResults | None:
    """The effect by quarter since joining, near it; None when one of its months is missing."""
    model = CallawaySantAnna(control_group="not_yet_treated", estimation_method="reg", base_period="universal")
    fit = model.fit(data=table(panel), outcome="log_rate", unit="place", time="month", first_treat="first")
    study = fit.aggregate("event_study")
    months = np.arange(QUARTERS[0] * QUARTER, (QUARTERS[-1] + 1) * QUARTER)
    is_told = np.isfinite(study.se) & (study.se > 0) | study.is_reference
    if not np.isin(months, study.event_time[is_told]).all():
        return None
    mean = np.kron(np.eye(QUARTERS.size), np.full((1, QUARTER), 1 / QUARTER))
    is_base = QUARTERS == -1
    step = (mean - mean[is_base]) @ (months[:, None] == study.event_time)
    covariance = step[:, ~study.is_reference] @ study.vcov @ step[:, ~study.is_reference].T
    return _by_quarter(study, step @ study.att, covariance, is_base)


def _by_quarter(study: EventStudyResults, value: Numbers, covariance: Numbers, is_base: Mask) -> EventStudyResults:
    """The library's own result with other rows."""
    error = np.where(is_base, np.nan, np.sqrt(np.diag(covariance)))
    rows = [column.name for column in fields(study) if np.shape(getattr(study, column.name)) == study.event_time.shape]
    unused = {name: np.full(value.size, np.nan) for name in rows}
    used = {"event_time": QUARTERS, "att": value, "se": error, "is_reference": is_base}
    told = {"vcov": covariance[np.ix_(~is_base, ~is_base)], "vcov_index": QUARTERS[~is_base]}
    return replace(study, **(unused | used | told))


def _placebo(panel: Panel, months_earlier: int) -> Mask:
    """The cells between the placebo date and the real one."""
    moved = np.where(panel.joined < panel.n_months, panel.joined - months_earlier, panel.joined)
    return treated_cells(moved, panel.n_months) & ~panel.is_treated


def _log_effect(panel: Panel, months_earlier: int = 0) -> float:
    treated = _placebo(panel, months_earlier) if months_earlier else panel.is_treated
    free = ~panel.is_treated & ~treated
    return float(imputed_effect(panel.log_rate[None], treated[None], free[None])[0, 0])
