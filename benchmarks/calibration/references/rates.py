"""Counts, rates, ratios of rates and shares."""

from __future__ import annotations

import numpy as np

from benchmarks.calibration.references.comparison import Comparison, Known, against
from tests.reference.rules_of_others import byar_limits, z_of_two_counts
from tests.reference.standardisation import standardised_rate
from usalama.stats.counting.funnel_limits import poisson_limit
from usalama.stats.counting.rates import garwood_limits, rate_estimate
from usalama.stats.counting.ratios import rate_ratio
from usalama.stats.counting.shares import share_difference, wilson_share
from usalama.stats.series.nothing_changes import z_of_known_mean


def exact_count(known: Known) -> Comparison:
    lower, upper = garwood_limits(known["input"]["count"], known["input"]["conf"])
    return against(known, {"lower": lower, "upper": upper})


def byar_count(known: Known) -> Comparison:
    lower, upper = byar_limits(known["input"]["count"], known["input"]["conf"])
    return against(known, {"lower": lower, "upper": upper})


def standardised(known: Known) -> Comparison:
    given = known["input"]
    crude = rate_estimate(sum(given["count"]), sum(given["pop"]))
    found = standardised_rate(given["count"], given["pop"], given["stdpop"], confidence=given["conf"])
    return against(known, {"crude.rate": crude.value, "adj.rate": found.value, "lci": found.lower, "uci": found.upper})


def ratio_of_rates(known: Known) -> Comparison:
    given = known["input"]
    (count, other), (years, other_years) = given["x"], given["T"]
    found = rate_ratio(count, years, other, other_years, confidence=given["conf"])
    return against(
        known, {"rate_ratio": found.value, "lower": found.lower, "upper": found.upper, "p_value": found.p_value}
    )


def funnel_limits(known: Known) -> Comparison:
    expected, chances = known["input"]["expected_count"], known["input"]["probs"]
    limits = np.column_stack([poisson_limit(expected, chance) for chance in chances])
    return against(known, {"limits_as_ratio": limits})


def shares(known: Known) -> Comparison:
    given = known["input"]
    found = [wilson_share(count, whole) for count, whole in zip(given["x"], given["n"], strict=True)]
    pair = [wilson_share(count, whole) for count, whole in zip(given["diff_x"], given["diff_n"], strict=True)]
    apart = share_difference(*pair)
    ours = {"lower": [one.lower for one in found], "upper": [one.upper for one in found]}
    return against(known, ours | {"diff": apart.value, "diff_lower": apart.lower, "diff_upper": apart.upper})


def two_counts(known: Known) -> Comparison:
    before, after = known["input"]["pre"], known["input"]["post"]
    ours = {
        "z_baseline_known": z_of_known_mean(before, after),
        "z_two_counts": z_of_two_counts(before, after),
        "p_exact": rate_ratio(after, 1, before, 1).p_value,
    }
    return against(known, ours)
