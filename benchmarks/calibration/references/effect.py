"""Whether something changed what happened: areas, one series, and places that joined one after another."""

from __future__ import annotations

import math
import warnings

import numpy as np
from diff_diff import CallawaySantAnna, CallawaySantAnnaResults
from scipy.special import ndtri

from benchmarks.calibration.references.comparison import Comparison, Known, against, number
from usalama.stats.counting.rates import Numbers
from usalama.stats.effect.displacement import Areas, BeforeAfter, displacement_difference, ratio_of_ratios
from usalama.stats.effect.panel import HALF_AN_EVENT, Panel, imputed_effect, treated_cells
from usalama.stats.effect.staggered import check_effect, event_study, staggered_effect, table
from usalama.stats.series.level_change import InterruptedSeries, interrupted_series

Z_95 = float(ndtri(0.975))


def _pair(counts: list[float]) -> BeforeAfter:
    return BeforeAfter(before=counts[0], after=counts[1])


def displacement(known: Known) -> Comparison:
    pairs = {name: _pair(counts) for name, counts in known["input"].items()}
    found = displacement_difference(
        Areas(
            treated=pairs["treated"],
            control=pairs["control"],
            near_treated=pairs["displ"],
            near_control=pairs["displ_control"],
        )
    )
    value, error = number(found.total.value), number(found.error)
    ours = {"wdd": value, "se": error, "z": value / error, "lower": found.total.lower, "upper": found.total.upper}
    return against(known, ours)


def two_areas(known: Known) -> Comparison:
    counts = known["input"]["count"]
    treated, control = _pair(counts[:2]), _pair(counts[2:])
    found = ratio_of_ratios(treated=treated, control=control)
    plain = displacement_difference(Areas(treated=treated, control=control))
    ours = {
        "ratio_of_ratios": found.value,
        "lower": found.lower,
        "upper": found.upper,
        "se_log": math.log(number(found.upper) / number(found.lower)) / 2 / Z_95,
        "wdd": plain.total.value,
        "wdd_se": plain.error,
    }
    return against(known, ours)


def one_series(known: Known) -> Comparison:
    given = known["input"]
    found = interrupted_series(given["y"], given["pop"], given["on"].index(1))
    ours = _step(found) | {
        "slope_change_F_p": found.slope_change_p_value,
        "naive_before_after_ratio": found.before_and_after,
    }
    return against(known, ours)


def smoking_ban(known: Known) -> Comparison:
    """The trend is read off what would be without the ban, a year apart, where the season is the same."""
    given = known["input"]
    series = (given["aces"], given["stdpop"], given["smokban"].index(1))
    found, without_season = interrupted_series(*series, harmonics=2, lags=3), interrupted_series(*series, harmonics=0)
    usual = found.without / np.array(given["stdpop"])
    ours = _step(interrupted_series(*series, harmonics=2)) | {
        "irr_unadjusted": without_season.step.value,
        "trend_per_year": usual[12] / usual[0],
        "se_log_irr": found.quasi_error,
        "se_log_irr_newey_west_lag3": found.newey_west_error,
    }
    return against(known, ours)


def _step(found: InterruptedSeries) -> dict[str, float | None]:
    step = found.step
    return {"irr": step.value, "lower": step.lower, "upper": step.upper, "dispersion": found.dispersion}


def imputation(known: Known) -> Comparison:
    """The effect as the page shows it, by months since joining, and by month of joining."""
    shape = (len(set(known["input"]["unit"])), len(set(known["input"]["period"])))
    log_rate, first = (np.array(known["input"][name], float).reshape(shape) for name in ("log_y", "first_treat"))
    panel = _panel(log_rate, np.where(first[:, 0] > 0, first[:, 0] - 1, shape[1]))
    whole, study = staggered_effect(panel, np.random.default_rng(1), draws=1), event_study(panel)
    treated = treated_cells(panel.joined, panel.n_months)
    groups = [treated & (first == month) for month in sorted(set(first[:, 0]) - {0})]
    ours = {
        "att": math.log(number(whole.effect.value)),
        "by_event_time_first8": np.log(study.value[study.months >= 0][:8]),
        "by_group": [imputed_effect(log_rate[None], one[None], ~treated[None])[0, 0] for one in groups],
    }
    return against(known, ours)


def group_time(known: Known) -> Comparison:
    """Callaway and Sant'Anna's own example, the county minimum wages, as means of groups and years.

    Each group is made of as many alike counties as it has. The effects of groups come from ``check_effect``, which is
    given one group and the counties that never joined: where nobody joins later, those not yet joined are those that
    never do. All other numbers come from diff_diff with the table and the regression that ``check_effect`` gives it;
    only the comparison is set to counties that never joined, as it is in the example and not on the page. The page
    shows the average over cells ("simple"); the published -.0772 is the average over years since joining, the
    published -.031 that over groups by size.
    """
    given, expected = known["input"], known["expected"]
    n_years, sizes = len(given["years"]), np.array(given["n_units"])
    columns = np.array([year - given["years"][0] if year else n_years for year in given["groups"]])
    log_rate, joined = np.repeat(given["cell_means"], sizes, axis=0), np.repeat(columns, sizes)
    fit = _never_joined(_panel(log_rate, joined))
    by_cell = [cell["effect"] for cell in fit.group_time_effects.values()]
    study, groups = fit.aggregate("event_study"), fit.aggregate("group").att
    ours = {
        "att_gt": by_cell,
        "simple": fit.overall_att,
        "group": [_alone(log_rate, joined, column) for column in columns[columns < n_years]],
        "group_overall": np.average(groups, weights=sizes[columns < n_years]),
        "event_time": study.event_time,
        "dynamic": study.att,
        "dynamic_overall": study.att[study.event_time >= 0].mean(),
    }
    names = [name for name in ours if name != "att_gt"]
    theirs = {"att_gt": [cell["att"] for cell in expected["att_gt"]]} | {name: expected[name] for name in names}
    return Comparison(ours, theirs)


def _never_joined(panel: Panel) -> CallawaySantAnnaResults:
    """Without the library's warnings: alike counties leave no error to tell, which is not asked for."""
    columns = {"outcome": "log_rate", "unit": "place", "time": "month", "first_treat": "first"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        method = CallawaySantAnna(control_group="never_treated", estimation_method="reg")
        return method.fit(data=table(panel), **columns)


def _alone(log_rate: Numbers, joined: Numbers, column: int) -> float:
    """The effect in the places that joined then, by our own check."""
    kept = (joined == column) | (joined == log_rate.shape[1])
    return math.log(number(check_effect(_panel(log_rate[kept], joined[kept])).value))


def _panel(log_rate: Numbers, joined: Numbers) -> Panel:
    """Counts of one person-year each whose log rate is the outcome of the reference."""
    nobody = np.empty(0, dtype=int)
    return Panel(
        counts=np.exp(log_rate) - HALF_AN_EVENT,
        person_years=np.ones(log_rate.shape),
        joined=joined.astype(int),
        places=np.arange(log_rate.shape[0]),
        months=np.arange(log_rate.shape[1]),
        early=nobody,
        thin=nobody,
        gappy=nobody,
        n_joined=int((joined < log_rate.shape[1]).sum()),
        n_lost=0,
    )
