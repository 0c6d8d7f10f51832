"""Places: smoothing, hot spots, clusters, likeness of neighbours, near repeats, and how uneven it all is."""

from __future__ import annotations

import numpy as np

from benchmarks.calibration.references.alerts import smallest_rates
from benchmarks.calibration.references.comparison import Comparison, Known, against
from tests.reference.local_moran import local_moran
from tests.reference.smoothing_by_moments import marshall_global, marshall_local
from usalama.stats.counting.rates import Numbers, poisson_rate
from usalama.stats.counting.ratios import false_discovery_rejections
from usalama.stats.space.autocorrelation import moran
from usalama.stats.space.concentration import accuracy, concentration, top_share
from usalama.stats.space.gi_star import gi_star
from usalama.stats.space.near_repeat import near_repeats
from usalama.stats.space.scan import most_likely_cluster

# Counts and statistics have no chance in them; what chance gives besides is not compared.
FEW_PERMUTATIONS = 9


def _generator() -> np.random.Generator:
    return np.random.default_rng(1)


def neighbour_table(neighbours: list[list[int]]) -> Numbers:
    """A square table, 1 for neighbours, of lists that count places from 1."""
    table = np.zeros((len(neighbours), len(neighbours)))
    for place, around in enumerate(neighbours):
        table[place, np.array(around, dtype=int) - 1] = 1
    return table


def smoothed(known: Known) -> Comparison:
    """Per 1000. Where a whole neighbourhood has no events the form of GeoDa has no number; ours is decided to be 0."""
    cases, births = (np.array(known["input"][name], float) for name in ("cases", "births"))
    near = neighbour_table(known["input"]["neighbours_1based"])
    has_events = near @ cases + cases > 0
    as_geoda = marshall_local(cases, births, near, own_means=False)
    ours = {
        "raw": poisson_rate(cases, births, per=1000).value,
        "eb_global": 1000 * marshall_global(cases, births),
        "eb_local_marshall": 1000 * marshall_local(cases, births, near),
        "eb_local_geoda": np.where(has_events, 1000 * as_geoda, np.nan),
    }
    return against(known, ours)


def hot_cells(known: Known) -> Comparison:
    """Cells of a grid, each with the up to eight around it."""
    given = known["input"]
    cells = np.array([(row, column) for row in range(given["nrow"]) for column in range(given["ncol"])])
    near = (np.abs(cells[:, None] - cells).max(axis=2) <= 1).astype(float)
    found = gi_star(given["values"], near)
    hot = np.flatnonzero(false_discovery_rejections(found.p) & (found.z > 0))
    ours = {"z": found.z, "p": found.p, "p_bh": smallest_rates(found.p), "hot_05_bh": hot + 1}
    return against(known, ours)


def alike_neighbours(known: Known) -> Comparison:
    rates, near = np.array(known["input"]["rate"]), neighbour_table(known["input"]["neighbours_1based"])
    whole = moran(rates, near, _generator(), permutations=FEW_PERMUTATIONS)
    local = local_moran(rates, near, _generator(), permutations=FEW_PERMUTATIONS)
    ours = {
        "I": whole.value,
        "EI": whole.expected,
        "VI": whole.variance,
        "z": whole.z,
        "p": whole.p_normal,
        "n_islands": whole.n_islands,
        "local_I_first10": local.value[:10],
    }
    return against(known, ours)


def near_pairs(known: Known) -> Comparison:
    """Pairs near in one sense alone are those in a band that is as long as can be in the other sense."""
    given = known["input"]
    points, days = np.column_stack([given["x"], given["y"]]), np.array(given["day"])
    far, long = float(np.ptp(points, axis=0).sum()), int(np.ptp(days))

    def counted(metres: float, apart: int) -> tuple[int, float, int]:
        found = near_repeats(
            points,
            days,
            _generator(),
            distance_bands=(metres,),
            day_bands=(apart,),
            permutations=FEW_PERMUTATIONS,
        )
        return int(found.observed[0, 0]), float(found.expected[0, 0]), found.n_pairs

    observed, expected, pairs = counted(given["ds"], given["dt"])
    ours = {
        "observed": observed,
        "expected": expected,
        "ratio": observed / expected,
        "n_pairs": pairs,
        "n_close_space": counted(given["ds"], long)[0],
        "n_close_time": counted(far, given["dt"])[0],
    }
    return against(known, ours)


def cluster(known: Known) -> Comparison:
    """Places count from 1 there and from 0 here."""
    given = known["input"]
    cases, people, x, y = (np.array(given[name], float) for name in ("cases", "pop", "x", "y"))
    found = most_likely_cluster(
        cases, people, x, y, _generator(), largest_share=given["max_share"], permutations=FEW_PERMUTATIONS
    )
    ours = {
        "llr": found.log_likelihood_ratio,
        "k": len(found.members),
        "members": [place + 1 for place in found.members],
        "cases": int(found.count),
        "expected": found.expected,
        "rr": found.ratio,
    }
    return against(known, ours)


def foretold(known: Known) -> Comparison:
    given = known["input"]
    found = accuracy(given["obs"], given["pred"], given["area"])
    return against(known, {"PAI": found.pai, "PEI": found.pei, "RRI_pred_over_obs": found.rri})


def unevenness(known: Known) -> Comparison:
    counts = known["input"]["counts"]
    found = concentration(counts)
    ours = {
        "gini": found.gini,
        "generalised_gini": found.generalised_gini,
        "top5pct_share": top_share(counts, 0.05).value,
        "top10pct_share": top_share(counts, 0.10).value,
    }
    return against(known, ours)
