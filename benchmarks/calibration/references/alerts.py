"""Unusual rises in the newest period, and many comparisons at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import ndtri

from benchmarks.calibration.references.comparison import Comparison, Known, against
from tests.reference.rules_of_others import bound_c1, bound_c2, bound_c3
from usalama.stats.counting.rates import Numbers
from usalama.stats.counting.ratios import false_discovery_rejections, holm_adjusted
from usalama.stats.series.aberrations import MONTHLY, WEEKLY, Calendar, farrington

C3_ALPHA = 0.025
# Each halving of the rates between which the smallest lies adds a bit; a number holds 53.
HALVINGS = 53


def monthly_alerts(known: Known) -> Comparison:
    return _farrington(known, MONTHLY, alpha=0.005)


def weekly_alerts(known: Known) -> Comparison:
    return _farrington(known, WEEKLY, alpha=0.005)


def weekly_alerts_of_one_in_a_hundred(known: Known) -> Comparison:
    return _farrington(known, WEEKLY, alpha=0.01)


def _farrington(known: Known, calendar: Calendar, alpha: float) -> Comparison:
    """Each period is judged by the series up to it, as it would have been then."""
    counts = np.array(known["input"]["y"], float)
    found = [farrington(counts[None, :end], calendar, years=3, alpha=alpha) for end in known["input"]["range"]]
    ours = {
        "upperbound": [one.upper[0] for one in found],
        "expected_mu": [one.expected[0] for one in found],
        "alarm": [int(one.is_beyond[0]) for one in found],
    }
    return against(known, ours)


def early_alerts(known: Known) -> Comparison:
    alpha = known["input"]["alpha_C1"]
    bounds = {"C1": (bound_c1, alpha), "C2": (bound_c2, alpha), "C3": (bound_c3, C3_ALPHA)}
    return against(known, {name: _early(known, *chosen) for name, chosen in bounds.items()})


def _early(known: Known, bound: Callable[[Numbers, float], Numbers], alpha: float) -> dict[str, object]:
    counts, ends = np.array(known["input"]["y"], float), known["input"]["range"]
    upper = [float(bound(counts[None, :end], float(ndtri(1 - alpha)))[0]) for end in ends]
    alarm = [int(counts[end - 1] > limit) for end, limit in zip(ends, upper, strict=True)]
    return {"upperbound": upper, "alarm": alarm}


def many_comparisons(known: Known) -> Comparison:
    p = np.array(known["input"]["p"])
    ours = {
        "bh": smallest_rates(p),
        "holm": holm_adjusted(p),
        "n_bh": int(false_discovery_rejections(p).sum()),
    }
    return against(known, ours)


def smallest_rates(p_values: Numbers) -> Numbers:
    """The adjusted p-values of Benjamini and Hochberg, told by our rule itself.

    Our rule only picks. The adjusted p-value of a comparison is the smallest false discovery rate at which it is
    picked, which is looked for by halving.
    """
    too_small, large_enough = np.zeros(p_values.size), np.ones(p_values.size)
    for _halving in range(HALVINGS):
        middle = (too_small + large_enough) / 2
        picked = [false_discovery_rejections(p_values, rate)[place] for place, rate in enumerate(middle)]
        too_small, large_enough = np.where(picked, too_small, middle), np.where(picked, middle, large_enough)
    return large_enough
