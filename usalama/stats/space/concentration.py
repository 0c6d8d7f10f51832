"""How unevenly do reports lie over places, and how well did a map made before foretell where?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers
from usalama.stats.counting.shares import FEWEST_FOR_A_SHARE, wilson_share

SHARE_METHOD = "share in the busiest places"
CHANCE_RUNS = 200
HIT_METHOD = "hit rate at a fixed share of the area"
FIXED_AREA_SHARE = 0.05


@dataclass(frozen=True)
class Concentration:
    """How unevenly reports lie over places.

    Arguments:
        place_share, report_share: the Lorenz curve from the emptiest place to the busiest, beginning at 0.
        gini: 0 when all places have the same, near 1 when one place has everything; NaN without reports.
        generalised_gini: the same, but 0 when reports lie as evenly as they can where there are fewer reports
            than places.
        n_places, n_reports: how many.
    """

    place_share: Numbers
    report_share: Numbers
    gini: float
    generalised_gini: float
    n_places: int
    n_reports: int


def concentration(counts: npt.ArrayLike) -> Concentration:
    """How unevenly do reports lie over places?

    Arguments:
        counts: reports of every place, those without any included.

    Raises:
        ValueError: a count is negative.

    Notes:
        G = sum_i (2 i - n - 1) x_i / (n S) over the counts in ascending order; G' = max(n / S, 1) (G - 1) + 1.

    Source:
        Bernasco & Steenbeek (2017), J Quant Criminol 33:451-467.
    """
    ordered = np.sort(np.asarray(counts, dtype=float))
    if (ordered < 0).any():
        raise ValueError("a count cannot be negative")
    n, total = ordered.size, float(ordered.sum())
    if n == 0 or total == 0:
        return Concentration(np.zeros(1), np.zeros(1), math.nan, math.nan, n, 0)
    gini = float(((2 * np.arange(1, n + 1) - n - 1) * ordered).sum() / (n * total))
    return Concentration(
        place_share=np.arange(n + 1) / n,
        report_share=np.concatenate([[0.0], np.cumsum(ordered) / total]),
        gini=gini,
        generalised_gini=max(n / total, 1.0) * (gini - 1) + 1,
        n_places=n,
        n_reports=int(total),
    )


def top_share(counts: npt.ArrayLike, share_of_places: float) -> Estimate:
    """What share of the reports do the busiest places have?

    Arguments:
        counts: reports of every place, those without any included.
        share_of_places: such as 0.05; at least one place is always taken, parts of a place are rounded up.

    Returns:
        A share from 0 to 1 with Wilson's interval. The places are chosen after the reports are known, so that the
        share is a little larger than the same places would have again: hold it against ``top_share_by_chance``.
        ``no_data`` without reports, ``unstable`` under 30.
    """
    ordered = np.sort(np.asarray(counts, dtype=float))[::-1]
    if not 0 < share_of_places <= 1:
        raise ValueError("a share of the places lies above 0 and up to 1")
    total = float(ordered.sum())
    if total <= 0:
        return Estimate(None, None, None, 0, SHARE_METHOD, Flag.NO_DATA)
    taken = float(ordered[: _places_taken(ordered.size, share_of_places)].sum())
    share = wilson_share(taken, total)
    flag = Flag.UNSTABLE if total < FEWEST_FOR_A_SHARE else Flag.OK
    return Estimate(share.value, share.lower, share.upper, int(total), SHARE_METHOD, flag)


def top_share_by_chance(
    n_reports: int, n_places: int, share_of_places: float, generator: np.random.Generator, *, runs: int = CHANCE_RUNS
) -> float:
    """What share would the busiest places have if every report fell into any place alike?

    Arguments:
        n_reports, n_places: how many; above zero.
        runs: maps drawn at random, whose average is returned.
    """
    drawn = generator.multinomial(n_reports, np.full(n_places, 1 / n_places), size=runs)
    ordered = np.sort(drawn, axis=1)[:, ::-1]
    return float(ordered[:, : _places_taken(n_places, share_of_places)].sum(axis=1).mean() / n_reports)


def _places_taken(n: int, share: float) -> int:
    return max(math.ceil(share * n - 1e-9), 1)


@dataclass(frozen=True)
class Accuracy:
    """How a map did when more and more of the area is taken, the most strongly foretold cells first.

    Arguments:
        area_share: share of the area after each cell.
        hit_share: share of the reports in it.
        pai: prediction accuracy index, hit share / area share.
        pei: prediction efficiency index, hit share / the largest hit share that as many cells could have had.
        rri: recapture rate index, foretold / observed in the cells so far; NaN while nothing was observed.
    """

    area_share: Numbers
    hit_share: Numbers
    pai: Numbers
    pei: Numbers
    rri: Numbers


def accuracy(observed: npt.ArrayLike, foretold: npt.ArrayLike, area: npt.ArrayLike) -> Accuracy:
    """How well did a map foretell the next period, for every share of the area?

    Arguments:
        observed: reports of each cell in the period after.
        foretold: what the map said of each cell; higher is more. Cells that it held equal stay in their order.
        area: of each cell, in any unit, above zero.

    Returns:
        One value after each cell; empty without any observed report.

    Raises:
        ValueError: the arrays differ in length, or an area is not above zero.

    Notes:
        PAI rewards tiny areas: to compare two maps take ``hit_rate`` at one share of the area.

    Source:
        Chainey, Tompson & Uhlig (2008), Security Journal 21:4-28 (PAI); Hunt (2016) (PEI); Levine (2008) (RRI).
    """
    seen, said, size = (np.asarray(one, dtype=float) for one in (observed, foretold, area))
    if not seen.size == said.size == size.size or (size <= 0).any():
        raise ValueError("every cell needs a count, a forecast and an area above zero")
    if seen.sum() <= 0:
        nothing = np.zeros(0)
        return Accuracy(nothing, nothing, nothing, nothing, nothing)
    order = np.argsort(-said, kind="stable")
    best = np.argsort(-seen / size, kind="stable")
    hits, areas = np.cumsum(seen[order]), np.cumsum(size[order]) / size.sum()
    most = np.cumsum(seen[best])
    shares = hits / seen.sum()
    return Accuracy(
        area_share=areas,
        hit_share=shares,
        pai=shares / areas,
        pei=np.divide(hits, most, out=np.zeros(hits.size), where=most > 0),
        rri=np.divide(np.cumsum(said[order]), hits, out=np.full(hits.size, np.nan), where=hits > 0),
    )


def hit_rate(
    observed: npt.ArrayLike,
    foretold: npt.ArrayLike,
    area: npt.ArrayLike,
    *,
    area_share: float = FIXED_AREA_SHARE,
) -> Estimate:
    """What share of the reports fell into the few parts of the area that the map named first?

    Arguments:
        observed, foretold, area: as for ``accuracy``.
        area_share: how much of the area is taken.

    Returns:
        A share from 0 to 1 with Wilson's interval; n is the reports. Cells that the map holds equal are taken
        in equal parts, and of the last cell only the part that still fits, so that no order is made up.
        ``no_data`` without any report, or when the whole area is smaller than one cell's share.

    Source:
        Share as in Chainey, Tompson & Uhlig (2008); interval by Wilson (1927).
    """
    seen, said, size = (np.asarray(one, dtype=float) for one in (observed, foretold, area))
    if not 0 < area_share <= 1:
        raise ValueError("a share of the area lies above 0 and up to 1")
    if not seen.size == said.size == size.size or (size <= 0).any():
        raise ValueError("every cell needs a count, a forecast and an area above zero")
    total = float(seen.sum())
    if total <= 0 or size.size * area_share < 1:
        return Estimate(None, None, None, int(total), HIT_METHOD, Flag.NO_DATA)
    caught = float((seen * part_taken(said, size, area_share)).sum())
    share = wilson_share(caught, total)
    return Estimate(share.value, share.lower, share.upper, int(total), HIT_METHOD, share.flag)


def best_hit_share(observed: npt.ArrayLike, area: npt.ArrayLike, *, area_share: float = FIXED_AREA_SHARE) -> float:
    """The largest share that any map could have caught in so much area; NaN without reports."""
    seen, size = np.asarray(observed, dtype=float), np.asarray(area, dtype=float)
    if seen.sum() <= 0:
        return float("nan")
    return float((seen * part_taken(seen / size, size, area_share)).sum() / seen.sum())


def part_taken(foretold: npt.ArrayLike, area: npt.ArrayLike, area_share: float) -> Numbers:
    """How much of each cell lies in the share of the area that was foretold most: 1, 0 or a part."""
    said, size = np.asarray(foretold, dtype=float), np.asarray(area, dtype=float)
    distinct, group = np.unique(-said, return_inverse=True)
    in_group = np.bincount(group, weights=size, minlength=distinct.size)
    before = np.cumsum(in_group) - in_group
    room = area_share * size.sum() - before
    return np.asarray(np.clip(room / in_group, 0.0, 1.0)[group], dtype=np.float64)
