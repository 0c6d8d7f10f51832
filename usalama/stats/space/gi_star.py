"""Where do more reports lie together than a scatter without pattern would bring?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.special import ndtr

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers
from usalama.stats.counting.ratios import false_discovery_rejections
from usalama.stats.space.neighbourhoods import Positions, disk_sums, neighbourhood_sizes, scattered_sums

METHOD = "Gi*, false discovery rate"
# A neighbourhood of which fewer are expected says more about single reports than about the place.
FEWEST_EXPECTED = 5.0
# With fewer cells the mean that each is held against is made of the cell and its neighbours themselves.
FEWEST_CELLS = 30
USUAL = (0.025, 0.975)


class Verdict(StrEnum):
    """What may be said of one cell."""

    MORE = "more"
    FEWER = "fewer"
    USUAL = "usual"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class GiStar:
    """Gi* of each cell: the sum of a neighbourhood against what a scatter without pattern would bring.

    Arguments:
        z: Gi*; NaN where all values are alike, or where a neighbourhood is everything there is.
        p: two-sided, normal; 1 where z is NaN.
        observed, expected: weighted sum of each neighbourhood, and its mean over all ways to scatter the values.
        spread: standard deviation of that sum over all ways to scatter the values.
    """

    z: Numbers
    p: Numbers
    observed: Numbers
    expected: Numbers
    spread: Numbers


@dataclass(frozen=True)
class HotSpots:
    """What may be said of each cell, after the guard for small numbers and with all cells looked at together.

    Arguments:
        z_lower, z_upper: Gi* at the two ends of what the counts may be; equal where all counts are known.
        p: the largest two-sided p between those ends, 1 where they lie on both sides of zero.
        observed_lower, observed_upper: sum of each neighbourhood.
        expected: mean of that sum if the counts were scattered without pattern.
        usual_lower, usual_upper: where that sum would lie 95 times of 100.
        verdict: ``Verdict`` of each cell.
    """

    z_lower: Numbers
    z_upper: Numbers
    p: Numbers
    observed_lower: Numbers
    observed_upper: Numbers
    expected: Numbers
    usual_lower: Numbers
    usual_upper: Numbers
    verdict: npt.NDArray[np.str_]

    def estimate(self, position: int) -> Estimate:
        """Gi* of one cell; without a value where its counts are known within limits only."""
        lower, upper = float(self.z_lower[position]), float(self.z_upper[position])
        n = int(self.observed_lower[position])
        if self.verdict[position] == Verdict.TOO_FEW:
            return Estimate(None, None, None, n, METHOD, Flag.UNSTABLE)
        return Estimate(lower if lower == upper else None, lower, upper, n, METHOD)


@dataclass(frozen=True)
class _Sums:
    """Sums of each neighbourhood, and of everything and its squares, for each cell."""

    own: Numbers
    weight: Numbers
    squared_weight: Numbers
    total: Numbers
    squares: Numbers
    n: int


@dataclass(frozen=True)
class _End:
    star: GiStar
    p: Numbers
    usual_lower: Numbers
    usual_upper: Numbers


def gi_star(values: npt.ArrayLike, weights: csr_array | npt.ArrayLike) -> GiStar:
    """Which places have high or low values together with their neighbours?

    Arguments:
        values: one a place, none missing.
        weights: of each place's neighbours, itself included: (places, places), any spatial weights of zero and
            above. A place without neighbours has itself alone; with no weight at all it gets NaN.

    Returns:
        Gi* with its normal two-sided p.

    Raises:
        ValueError: the weights do not fit the values, or a value is missing.

    Notes:
        G = (sum_j w_ij x_j - W_i m) / (s sqrt((n S_i - W_i^2) / (n - 1))) with W_i the sum and S_i the sum of
        squares of the weights, m the mean of all values and s their standard deviation (divided by n).

    Source:
        Ord & Getis (1995), Geographical Analysis 27:286-306. Equals R's spdep::localG.
    """
    known, matrix = np.asarray(values, dtype=float), csr_array(weights, dtype=float)
    if matrix.shape != (known.size, known.size) or not np.isfinite(known).all():
        raise ValueError("every place needs a value and a row of weights")
    ones = np.ones(known.size)
    return _standardised(_whole_sums(matrix @ known, matrix @ ones, matrix.power(2) @ ones, known))


def gi_star_of_cells(values: npt.ArrayLike, neighbours: Positions) -> GiStar:
    """``gi_star`` over cells and the ring around each, by a filter: milliseconds for tens of thousands of cells.

    Arguments:
        values: one a cell, none missing.
        neighbours: the result of ``neighbourhoods.disk_neighbours``.
    """
    known, weight = np.asarray(values, dtype=float), (neighbours >= 0).sum(axis=1).astype(float)
    return _standardised(_whole_sums(disk_sums(known, neighbours), weight, weight, known))


def hot_spots(
    lowest: npt.ArrayLike,
    highest: npt.ArrayLike,
    neighbours: Positions,
    generator: np.random.Generator,
    *,
    fewest_expected: float = FEWEST_EXPECTED,
    rate: float = 0.05,
) -> HotSpots:
    """In which cells lie more or fewer reports, with those around, than a scatter without pattern would bring?

    Arguments:
        lowest, highest: what the count of each cell may be: the same number where it is known, the ends of its
            range where it is not.
        neighbours: the result of ``neighbourhoods.disk_neighbours``.
        generator: of the scatters.
        fewest_expected: a neighbourhood of which fewer are expected is "too few".
        rate: the false discovery rate over the cells that are judged.

    Returns:
        A verdict for each cell. ``TOO_FEW`` for all when there are under 30 cells or nothing to compare; for a
        single cell when too little is expected around it, or when its verdict hangs on counts that are not known.

    Notes:
        The normal p calls chance a pattern where counts are small or come in bursts, so p is the larger of it and that
        of permutation, 2 (1 + scatters whose sum of as many cells is at least as far out) / (scatters + 1). A single
        busy cell is no hot spot: scattered, it lies somewhere too. Unknown counts are put at both ends, within the
        neighbourhood and outside it; what is said holds at all four.

    Source:
        Ord & Getis (1995), Geographical Analysis 27:286-306.
    """
    low, high = np.asarray(lowest, dtype=float), np.asarray(highest, dtype=float)
    if (low > high).any() or not (np.isfinite(low) & np.isfinite(high)).all():
        raise ValueError("a count lies between its lowest and its highest")
    results = _at_all_ends(low, high, neighbours, generator, fewest_expected)
    z, p = np.array([one.star.z for one in results]), np.array([one.p for one in results])
    expected = np.array([one.star.expected for one in results])
    is_judged = (expected.min(axis=0) >= fewest_expected) & np.isfinite(z).all(axis=0) & (low.size >= FEWEST_CELLS)
    return HotSpots(
        z_lower=z.min(axis=0),
        z_upper=z.max(axis=0),
        p=_careful(np.sign(z), p),
        observed_lower=disk_sums(low, neighbours),
        observed_upper=disk_sums(high, neighbours),
        expected=expected.mean(axis=0),
        usual_lower=np.maximum(np.array([one.usual_lower for one in results]).min(axis=0), 0.0),
        usual_upper=np.array([one.usual_upper for one in results]).max(axis=0),
        verdict=verdicts(np.sign(z), p, is_judged, rate),
    )


def _at_all_ends(
    low: Numbers, high: Numbers, neighbours: Positions, generator: np.random.Generator, fewest_expected: float
) -> list[_End]:
    """Gi* with the counts of each neighbourhood, and those outside it, at both ends of what they may be."""
    ends = [low] if np.array_equal(low, high) else [low, high]
    is_of_use = low.size >= FEWEST_CELLS
    # Nothing is drawn for a neighbourhood that will not be judged.
    sizes = [size for size in neighbourhood_sizes(neighbours) if is_of_use and size * low.mean() >= fewest_expected]
    scatters = [scattered_sums(end, sizes, generator) for end in ends]
    return [
        _at_ends(own, other, neighbours, scattered)
        for own, (other, scattered) in product(ends, zip(ends, scatters, strict=True))
    ]


def verdicts(side: Numbers, p: Numbers, is_judged: npt.NDArray[np.bool_], rate: float) -> npt.NDArray[np.str_]:
    """What may be said of each cell, from the results at all ends of what the counts may be.

    Arguments:
        side: (ends, cells) above zero for more than expected, below for fewer.
        p: (ends, cells) two-sided.
        is_judged: cells of which enough is expected.
        rate: the false discovery rate over these.

    Returns:
        ``MORE`` and ``FEWER`` where that holds at every end, ``TOO_FEW`` where it holds at some: there the counts
        that are not known decide.
    """
    verdict = np.full(is_judged.size, Verdict.USUAL.value, dtype="<U10")
    could = np.zeros(is_judged.size, dtype=bool)
    for one in p:
        could[is_judged] |= false_discovery_rejections(one[is_judged], rate)
    verdict[could] = Verdict.TOO_FEW
    holds = np.zeros(is_judged.size, dtype=bool)
    holds[is_judged] = false_discovery_rejections(_careful(side, p)[is_judged], rate)
    verdict[holds & (side > 0).all(axis=0)] = Verdict.MORE
    verdict[holds & (side < 0).all(axis=0)] = Verdict.FEWER
    verdict[~is_judged] = Verdict.TOO_FEW
    return verdict


def _careful(side: Numbers, p: Numbers) -> Numbers:
    """The largest p of all ends; 1 where they lie on both sides."""
    is_one_sided = (side > 0).all(axis=0) | (side < 0).all(axis=0)
    return np.where(is_one_sided, p.max(axis=0), 1.0)


def _at_ends(own: Numbers, other: Numbers, neighbours: Positions, scattered: dict[int, Numbers]) -> _End:
    """Gi* of each cell and its guarded p, with one end within the neighbourhood and another outside it.

    Arguments:
        scattered: for each size of a neighbourhood the sums of so many cells drawn at random, ascending.
    """
    weight = (neighbours >= 0).sum(axis=1).astype(float)
    powers = []
    for power in (1, 2):
        inside, outside = own**power, other**power
        powers.append(outside.sum() - disk_sums(outside, neighbours) + disk_sums(inside, neighbours))
    result = _standardised(_Sums(disk_sums(own, neighbours), weight, weight, powers[0], powers[1], own.size))
    by_scatter = np.ones(own.size)
    usual = np.full((2, own.size), np.nan)
    for size, sums in scattered.items():
        at = weight == size
        above = sums.size - np.searchsorted(sums, result.observed[at], side="left")
        below = np.searchsorted(sums, result.observed[at], side="right")
        by_scatter[at] = np.minimum(2 * (1 + np.minimum(above, below)) / (sums.size + 1), 1.0)
        usual[:, at] = np.quantile(sums, USUAL)[:, None]
    return _End(result, np.maximum(result.p, by_scatter), usual[0], usual[1])


def _whole_sums(own: Numbers, weight: Numbers, squared_weight: Numbers, values: Numbers) -> _Sums:
    powers = [np.full(values.size, (values**power).sum()) for power in (1, 2)]
    return _Sums(own, weight, squared_weight, powers[0], powers[1], values.size)


def _standardised(sums: _Sums) -> GiStar:
    mean = sums.total / max(sums.n, 1)
    variance = np.maximum(sums.squares / max(sums.n, 1) - mean**2, 0.0)
    # What is left of equal numbers after their mean is taken away is rounding, not spread.
    variance = np.where(variance <= 1e-12 * np.maximum(mean**2, 1e-300), 0.0, variance)
    room = (sums.n * sums.squared_weight - sums.weight**2) / max(sums.n - 1, 1)
    spread = np.sqrt(variance * np.maximum(room, 0.0))
    is_known = spread > 0
    z = np.full(sums.own.size, np.nan)
    np.divide(sums.own - sums.weight * mean, spread, out=z, where=is_known)
    p = np.where(is_known, 2 * ndtr(-np.abs(np.where(is_known, z, 0.0))), 1.0)
    return GiStar(z, p, sums.own, sums.weight * mean, spread)
