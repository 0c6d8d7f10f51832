"""People who were asked, and people who wait."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from benchmarks.calibration.references.comparison import Comparison, Known, against, number
from usalama.model import Estimate
from usalama.stats.counting.rates import Numbers
from usalama.stats.counting.shares import wilson_share
from usalama.stats.hours.log_rank import log_rank, restricted_mean
from usalama.stats.hours.survival import RiskTable, risk_table, waiting_curve
from usalama.stats.sampling.survey import SurveyShare, kish_effective_n, survey_share

TIMES, MEAN_UNTIL = (5, 10, 20), 20
Z_95 = float(ndtri(0.975))


def two_stage_survey(known: Known) -> Comparison:
    column = {name: np.array(values, dtype=float) for name, values in known["input"].items()}
    design = (column["w"], column["stratum"], column["psu"])
    whole = survey_share(column["victim"], *design)
    reported = survey_share(column["reported"], *design, domain=column["victim"] == 1)
    strata = [
        survey_share(column["victim"], *design, domain=column["stratum"] == one) for one in np.unique(column["stratum"])
    ]
    ours = {
        "prev": whole.value,
        "se": whole.standard_error,
        "deff_replace": whole.design_effect,
        "df": whole.degrees_of_freedom,
        "logit_ci": [whole.lower, whole.upper],
        "reported_share": reported.value,
        "reported_se": reported.standard_error,
        "by_stratum": [one.value for one in strata],
        "by_stratum_se": [one.standard_error for one in strata],
    }
    return against(known, ours)


def cluster_survey(known: Known) -> Comparison:
    """The share of high schools; the design effect there is over a simple sample without replacement.

    A simple sample of n among N, drawn without replacement, has the part 1 - n/N of the variance of ours.
    """
    given = known["input"]
    weights, kind, districts = np.array(given["pw"]), np.array(given["stype"]), given["dnum"]
    taken = len(set(districts)) / np.array(given["fpc"], dtype=float)

    def share(domain: npt.NDArray[np.bool_] | None = None) -> SurveyShare:
        stratum = np.zeros(weights.size)
        return survey_share(given["high"], weights, stratum, districts, domain=domain, sampled_fraction=taken)

    whole, by_kind = share(), {one: share(kind == one) for one in ("E", "M")}
    ours = {
        "prev": whole.value,
        "prev_se": whole.standard_error,
        "prev_deff": whole.design_effect / (1 - weights.size / weights.sum()),
        "df": whole.degrees_of_freedom,
        "logit_ci": [whole.lower, whole.upper],
        "by_stype": {one: found.value for one, found in by_kind.items()},
        "by_stype_se": {one: found.standard_error for one, found in by_kind.items()},
    }
    return against(known, ours)


def effective_answers(known: Known) -> Comparison:
    weights, answers = np.array(known["input"]["w"]), np.array(known["input"]["x"], float)
    effective = kish_effective_n(weights)
    share = number(survey_share(answers, weights, np.zeros(weights.size), np.arange(weights.size)).value)
    interval = wilson_share(share * effective, effective)
    ours = {
        "deff": weights.size / effective,
        "n_eff": effective,
        "p": share,
        "wilson_neff_lower": interval.lower,
        "wilson_neff_upper": interval.upper,
    }
    return against(known, ours)


def waits(known: Known) -> Comparison:
    """Standard errors there are worked back from our limits, which are all that we show."""
    given = known["input"]
    times, events, group = np.array(given["time"]), np.array(given["event"], bool), np.array(given["group"])
    names = np.unique(group)
    curves = [waiting_curve(times[group == one], events[group == one]) for one in names]
    tables = [_risk_table(times[group == one], events[group == one]) for one in names]
    medians = [one.quantile(0.5) for one in curves]
    means = [restricted_mean(one, MEAN_UNTIL) for one in tables]
    ours = {
        "groups": names,
        "median": [one.value for one in medians],
        "median_lower": [one.lower for one in medians],
        "median_upper": [one.upper for one in medians],
        "surv_5_10_20": [[1 - number(one.share_within(time).value) for time in TIMES] for one in curves],
        "std_err_5_10_20": [[_error(one.share_within(time)) for time in TIMES] for one in curves],
        "rmst20": [one.value for one in means],
        "rmst20_se": [_half_width(one) / Z_95 for one in means],
        "logrank_chisq": log_rank(tables).chi_square,
    }
    return against(known, ours)


def _risk_table(times: Numbers, events: Sequence[bool]) -> RiskTable:
    return risk_table(times, np.asarray(events), ~np.asarray(events))


def _half_width(found: Estimate) -> float:
    return (number(found.upper) - number(found.lower)) / 2


def _error(reached: Estimate) -> float:
    """From the log-log limits S^exp(±z v / ln S) of those still waiting; none while all of them wait."""
    if not reached.value or reached.lower is None:
        return 0.0
    waiting, highest = 1 - reached.value, 1 - reached.lower
    return waiting * -math.log(waiting) * -math.log(math.log(highest) / math.log(waiting)) / Z_95
