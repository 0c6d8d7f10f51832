"""Which function checks which reference, and what of a reference is not checked, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from benchmarks.calibration.references import alerts, effect, people, rates, series, space
from benchmarks.calibration.references.comparison import Comparison, Known

NO_ETS = "no exponential smoothing here; its optimisers disagree among themselves"
NO_MEANS = "surveys are asked for shares here, not for means of a measure"


@dataclass(frozen=True)
class Check:
    """How one reference is checked.

    Arguments:
        compare: computes ours beside theirs.
        left_out: results of the reference that are not computed here, each with the reason.
        tolerance: which one, where the reference states several.
    """

    compare: Callable[[Known], Comparison]
    left_out: Mapping[str, str] = field(default_factory=dict)
    tolerance: str | None = None


CHECKS: dict[str, Check] = {
    "r01_poisson_exact_ci": Check(rates.exact_count),
    "r02_byar_ci": Check(rates.byar_count),
    "r04_dsr_fay_feuer": Check(rates.standardised),
    "r05_rate_ratio_exact": Check(rates.ratio_of_rates),
    "r07_wdd": Check(effect.displacement),
    "r08_funnel_limits": Check(rates.funnel_limits),
    "r10_eb_marshall_global_local": Check(
        space.smoothed, dict.fromkeys(("a", "b"), "steps towards the smoothed rates, which are compared")
    ),
    "r12_stl": Check(series.season),
    "r13_its_sicily": Check(effect.smoking_ban),
    "r14_farrington_noufaily": Check(alerts.weekly_alerts_of_one_in_a_hundred),
    "r16_ears_c123": Check(alerts.early_alerts),
    "r17_gistar_grid_bh": Check(space.hot_cells),
    "r19_moran_nc": Check(space.alike_neighbours),
    "r20_knox_counts": Check(space.near_pairs, {"p_poisson": "p is by permutation here, and has chance in it"}),
    "r22_spatial_scan_max50": Check(space.cluster, {"centre": "the members say all; who was their centre is not kept"}),
    "r23_pai_pei_rri": Check(space.foretold),
    "r25_callaway_santanna_mpdta": Check(effect.group_time),
    "r26_bjs_imputation_panel": Check(
        effect.imputation, {"twfe_biased_comparison": "the method that goes wrong here, given as a warning"}
    ),
    "r27_did_poisson_2x2": Check(effect.two_areas),
    "r28_km_gehan": Check(people.waits),
    "r30_survey_cluster": Check(
        people.cluster_survey,
        dict.fromkeys(("mean", "se", "deff"), NO_MEANS)
        | {"beta_korn_graubard_ci": "another interval than ours, which is the logit one"}
        | dict.fromkeys(("by_stype.H", "by_stype_se.H"), "14 answers; under 25 nothing is told here"),
    ),
    "r32_wilson_newcombe": Check(rates.shares),
    "r33_kish_effective_n": Check(people.effective_answers),
    "r34_aoristic": Check(series.hours_of_ranges),
    "r36_circular_hours": Check(
        series.hour_on_the_clock, {"arithmetic_mean_wrong": "what the method avoids, given as a warning"}
    ),
    "r37_bh_1995": Check(alerts.many_comparisons, {"n_bonf": "Bonferroni's rule is used nowhere here"}),
    "r38_breakpoint_nile": Check(series.change_of_level, {"ci_index": "no interval for the time of a change here"}),
    "r39_forecast_snaive_ets": Check(
        series.next_months, dict.fromkeys(("ets_mean", "ets_mase", "ets_cover95"), NO_ETS), "snaive_rel"
    ),
    "r41_concentration_gini": Check(space.unevenness),
    "r42_poisson_z_change": Check(rates.two_counts),
    "r44_quasi_trend": Check(series.trend),
    "r46_farrington_monthly": Check(alerts.monthly_alerts),
    "r48_survey_two_stage": Check(people.two_stage_survey),
    "r49_farrington_weekly_synth": Check(alerts.weekly_alerts),
    "r50_its_synth": Check(effect.one_series),
}
