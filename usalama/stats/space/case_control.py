"""Where do reports of one kind make up more of all reports than elsewhere?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv
from scipy.stats import hypergeom

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers
from usalama.stats.space.gi_star import FEWEST_CELLS, FEWEST_EXPECTED, Verdict, verdicts
from usalama.stats.space.neighbourhoods import Positions, disk_sums

METHOD = "share of all reports, exact, false discovery rate"
Counts = tuple[npt.ArrayLike, npt.ArrayLike]


@dataclass(frozen=True)
class BesideAll:
    """Reports of one kind in each neighbourhood, beside all reports there.

    Arguments:
        cases_lower, cases_upper: reports of the kind in each neighbourhood.
        expected: what they would be if the kind had the same share of all reports everywhere.
        ratio, ratio_lower, ratio_upper: cases for each expected one, with the exact interval of the share; NaN
            where nothing is expected.
        p: two-sided; the larger one where counts are known within limits only.
        verdict: ``hot_spots.Verdict`` of each cell.
    """

    cases_lower: Numbers
    cases_upper: Numbers
    expected: Numbers
    ratio: Numbers
    ratio_lower: Numbers
    ratio_upper: Numbers
    p: Numbers
    verdict: npt.NDArray[np.str_]

    def estimate(self, position: int) -> Estimate:
        """The ratio of one cell."""
        n = int(self.cases_lower[position])
        if self.verdict[position] == Verdict.TOO_FEW or np.isnan(self.ratio[position]):
            return Estimate(None, None, None, n, METHOD, Flag.UNSTABLE)
        limits = float(self.ratio_lower[position]), float(self.ratio_upper[position])
        return Estimate(float(self.ratio[position]), *limits, n, METHOD)


@dataclass(frozen=True)
class _Ends:
    cases: Numbers
    expected: Numbers
    ratio: Numbers
    ratio_lower: Numbers
    ratio_upper: Numbers
    p: Numbers


def beside_all(
    cases: Counts,
    everything: Counts,
    neighbours: Positions,
    *,
    fewest_expected: float = FEWEST_EXPECTED,
    rate: float = 0.05,
) -> BesideAll:
    """Where do reports of one kind make up more, or less, of all reports than in the whole area?

    Arguments:
        cases: lowest and highest count of the kind in each cell; equal where it is known.
        everything: lowest and highest count of all reports in each cell, those of the kind included.
        neighbours: the result of ``neighbourhoods.disk_neighbours``.
        fewest_expected: a neighbourhood of which fewer are expected is "too few".
        rate: the false discovery rate over the cells that are judged.

    Returns:
        A verdict for each cell, ``TOO_FEW`` as in ``hot_spots``. Where many people are, both numbers are large: the
        share does not follow people. It does follow who reports what.

    Notes:
        Given all reports of a neighbourhood, those of the kind are drawn from all reports of the area without
        replacement (hypergeometric); twice the smaller tail. Where rounding makes the kind more than all, it is all.

    Source:
        Random labelling: Cuzick & Edwards (1990), J R Statist Soc B 52:73-104; interval of a share: Clopper &
        Pearson (1934), Biometrika 26:404-413.
    """
    results = [_at_ends(own, other, neighbours) for own, other in product(_ends(cases), _ends(everything))]
    ratios, p = np.array([one.ratio for one in results]), np.array([one.p for one in results])
    side = np.sign(ratios - 1)
    is_one_sided = (side > 0).all(axis=0) | (side < 0).all(axis=0)
    least = np.array([one.expected for one in results]).min(axis=0)
    is_judged = (least >= fewest_expected) & np.isfinite(ratios).all(axis=0) & (least.size >= FEWEST_CELLS)
    lower, upper = (np.array([getattr(one, name) for one in results]) for name in ("ratio_lower", "ratio_upper"))
    return BesideAll(
        cases_lower=np.array([one.cases for one in results]).min(axis=0),
        cases_upper=np.array([one.cases for one in results]).max(axis=0),
        expected=np.array([one.expected for one in results]).mean(axis=0),
        ratio=ratios.mean(axis=0),
        ratio_lower=lower.min(axis=0),
        ratio_upper=upper.max(axis=0),
        p=np.where(is_one_sided, p.max(axis=0), 1.0),
        verdict=verdicts(side, p, is_judged, rate),
    )


def _ends(counts: Counts) -> list[Numbers]:
    low, high = (np.asarray(one, dtype=float) for one in counts)
    return [low] if np.array_equal(low, high) else [low, high]


def _at_ends(cases: Numbers, everything: Numbers, neighbours: Positions) -> _Ends:
    kind = np.minimum(cases, everything)
    own, all_here = disk_sums(kind, neighbours), disk_sums(everything, neighbours)
    whole, total = float(kind.sum()), float(everything.sum())
    share = whole / total if total else 0.0
    expected = all_here * share
    is_known = expected > 0
    lower, upper = _share_limits(own, all_here)
    scale = 1 / share if share else np.nan
    ratio = np.divide(own, expected, out=np.full(own.size, np.nan), where=is_known)
    tail = np.minimum(hypergeom.sf(own - 1, total, whole, all_here), hypergeom.cdf(own, total, whole, all_here))
    p = np.where(is_known, np.minimum(2 * tail, 1.0), 1.0)
    return _Ends(own, expected, ratio, lower * scale, upper * scale, p)


def _share_limits(count: Numbers, whole: Numbers, confidence: float = 0.95) -> tuple[Numbers, Numbers]:
    tail = (1 - confidence) / 2
    rest = whole - count
    lower = np.where(count > 0, betaincinv(np.maximum(count, 1e-9), rest + 1, tail), 0.0)
    upper = np.where(rest > 0, betaincinv(count + 1, np.maximum(rest, 1e-9), 1 - tail), 1.0)
    return lower, upper
