"""Where do more reports lie together than a scatter without pattern would bring?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

import h3.api.basic_int as h3
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.special import gammainc, gammaincc, ndtr

from usalama.model import Estimate, Flag
from usalama.stats.multiple import false_discovery_rejections
from usalama.stats.rates import Numbers

Positions = npt.NDArray[np.int64]
METHOD = "Gi*, false discovery rate"
# A neighbourhood of which fewer are expected says more about single reports than about the place.
FEWEST_EXPECTED = 5.0
# With fewer cells the mean that each is held against is made of the cell and its neighbours themselves.
FEWEST_CELLS = 30
NOBODY = -1
USUAL_WIDTH = 1.959964
# Beyond this shape a gamma curve and a normal one are the same to the last digits that are used.
NEARLY_NORMAL = 1e6


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
    """Sums of each neighbourhood and, as one number for each cell, of everything: powers one to three."""

    own: Numbers
    weight: Numbers
    squared_weight: Numbers
    total: Numbers
    squares: Numbers
    cubes: Numbers
    n: int


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


def disk_neighbours(cells: Sequence[str]) -> Positions:
    """The positions of each H3 cell and of those around it: the filter that ``gi_star_of_cells`` runs over them.

    Arguments:
        cells: different H3 cells of one resolution.

    Returns:
        (cells, 7) positions in ``cells``, each cell itself first; -1 for a neighbour that is not among them.
    """
    numbers = [h3.str_to_int(cell) for cell in cells]
    position = {number: place for place, number in enumerate(numbers)}
    if len(position) != len(numbers):
        raise ValueError("the cells must differ")
    found = np.full((len(numbers), 7), NOBODY, dtype=np.int64)
    for place, number in enumerate(numbers):
        around = [number, *(other for other in h3.grid_disk(number, 1) if other != number)]
        found[place, : len(around)] = [position.get(other, NOBODY) for other in around]
    return found


def disk_sums(values: npt.ArrayLike, neighbours: Positions) -> Numbers:
    """Sum over each cell and those around it.

    Arguments:
        values: one a cell.
        neighbours: the result of ``disk_neighbours``.
    """
    padded = np.append(np.asarray(values, dtype=float), 0.0)
    return np.asarray(padded[neighbours].sum(axis=1), dtype=np.float64)


def disk_weights(neighbours: Positions, *, with_self: bool) -> csr_array:
    """The same neighbourhoods as a matrix of zeros and ones."""
    kept = neighbours >= 0
    if not with_self:
        kept = kept & (neighbours != np.arange(len(neighbours))[:, None])
    row, column = np.nonzero(kept)
    shape = (len(neighbours), len(neighbours))
    return csr_array((np.ones(row.size), (row, neighbours[row, column])), shape=shape)


def gi_star_of_cells(values: npt.ArrayLike, neighbours: Positions) -> GiStar:
    """``gi_star`` over cells and the ring around each, by a filter: milliseconds for tens of thousands of cells.

    Arguments:
        values: one a cell, none missing.
        neighbours: the result of ``disk_neighbours``.
    """
    known, weight = np.asarray(values, dtype=float), (neighbours >= 0).sum(axis=1).astype(float)
    return _standardised(_whole_sums(disk_sums(known, neighbours), weight, weight, known))


def hot_spots(
    lowest: npt.ArrayLike,
    highest: npt.ArrayLike,
    neighbours: Positions,
    *,
    fewest_expected: float = FEWEST_EXPECTED,
    rate: float = 0.05,
) -> HotSpots:
    """In which cells lie more or fewer reports, with those around, than a scatter without pattern would bring?

    Arguments:
        lowest, highest: what the count of each cell may be: the same number where it is known, the ends of its
            range where it is not.
        neighbours: the result of ``disk_neighbours``.
        fewest_expected: a neighbourhood of which fewer are expected is "too few".
        rate: the false discovery rate over the cells that are judged.

    Returns:
        A verdict for each cell. ``TOO_FEW`` for all when there are under 30 cells or nothing to compare; for a
        single cell when too little is expected around it, or when its verdict hangs on counts that are not known.

    Notes:
        Counts are skew, and the normal p calls chance a pattern where they are small or uneven. So p is the larger
        of the normal one and that of a Pearson III curve with the skewness that the sum has over all ways to
        scatter the counts, taken half a count nearer to the mean. Unknown counts are put at both ends, within the
        neighbourhood and outside it separately; of the four results the one nearest to "nothing there" counts.

    Source:
        Ord & Getis (1995), Geographical Analysis 27:286-306; Benjamini & Hochberg (1995), J R Statist Soc B
        57:289-300; skewness of a sum drawn without replacement: Cochran, Sampling Techniques (1977), 2.15.
    """
    low, high = np.asarray(lowest, dtype=float), np.asarray(highest, dtype=float)
    if (low > high).any() or not (np.isfinite(low) & np.isfinite(high)).all():
        raise ValueError("a count lies between its lowest and its highest")
    ends = [low] if np.array_equal(low, high) else [low, high]
    results = [_at_ends(own, other, neighbours) for own, other in product(ends, ends)]
    z = np.array([result.z for result, _ in results])
    is_one_sided = (z > 0).all(axis=0) | (z < 0).all(axis=0)
    p = np.where(is_one_sided, np.array([one for _, one in results]).max(axis=0), 1.0)
    expected = np.array([result.expected for result, _ in results]).mean(axis=0)
    least = np.array([result.expected for result, _ in results]).min(axis=0)
    spread = np.array([result.spread for result, _ in results]).max(axis=0)
    is_judged = (least >= fewest_expected) & np.isfinite(z).all(axis=0) & (low.size >= FEWEST_CELLS)
    return HotSpots(
        z_lower=z.min(axis=0),
        z_upper=z.max(axis=0),
        p=p,
        observed_lower=disk_sums(low, neighbours),
        observed_upper=disk_sums(high, neighbours),
        expected=expected,
        usual_lower=np.maximum(expected - USUAL_WIDTH * spread, 0.0),
        usual_upper=expected + USUAL_WIDTH * spread,
        verdict=_verdicts(z, p, is_judged, rate),
    )


def _verdicts(z: Numbers, p: Numbers, is_judged: npt.NDArray[np.bool_], rate: float) -> npt.NDArray[np.str_]:
    stands_out = np.zeros(p.size, dtype=bool)
    stands_out[is_judged] = false_discovery_rejections(p[is_judged], rate)
    verdict = np.full(p.size, Verdict.USUAL.value, dtype="<U10")
    verdict[stands_out & (z > 0).all(axis=0)] = Verdict.MORE
    verdict[stands_out & (z < 0).all(axis=0)] = Verdict.FEWER
    # Seen from one end it stands out, seen from the other not: the hidden counts decide.
    if len(z) > 1:
        could = np.abs(z).max(axis=0) > USUAL_WIDTH
        verdict[~stands_out & could & (z.min(axis=0) < z.max(axis=0))] = Verdict.TOO_FEW
    verdict[~is_judged] = Verdict.TOO_FEW
    return verdict


def _at_ends(own: Numbers, other: Numbers, neighbours: Positions) -> tuple[GiStar, Numbers]:
    """Gi* of each cell, and its guarded p, with one end within the neighbourhood and another outside it."""
    weight = (neighbours >= 0).sum(axis=1).astype(float)
    powers = []
    for power in (1, 2, 3):
        inside, outside = own**power, other**power
        powers.append(outside.sum() - disk_sums(outside, neighbours) + disk_sums(inside, neighbours))
    sums = _Sums(disk_sums(own, neighbours), weight, weight, powers[0], powers[1], powers[2], own.size)
    result = _standardised(sums)
    return result, np.maximum(result.p, _skew_p(result, sums))


def _whole_sums(own: Numbers, weight: Numbers, squared_weight: Numbers, values: Numbers) -> _Sums:
    powers = [np.full(values.size, (values**power).sum()) for power in (1, 2, 3)]
    return _Sums(own, weight, squared_weight, powers[0], powers[1], powers[2], values.size)


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


def _skew_p(result: GiStar, sums: _Sums) -> Numbers:
    """Two-sided p of a sum of counts under a Pearson III curve; for weights of zero and one."""
    is_known = np.isfinite(result.z)
    z = np.where(is_known, result.z, 0.0)
    step = np.divide(0.5, result.spread, out=np.zeros(z.size), where=is_known)
    skewness = _skewness(sums, result.spread)
    upper, lower = pearson_upper_tail(z - step, skewness), pearson_upper_tail(-(z + step), -skewness)
    return np.where(is_known, np.minimum(2 * np.minimum(upper, lower), 1.0), 1.0)


def _skewness(sums: _Sums, spread: Numbers) -> Numbers:
    """Of a sum of k values drawn from n without replacement."""
    n, k = sums.n, sums.weight
    mean = sums.total / n
    third = sums.cubes / n - 3 * mean * sums.squares / n + 2 * mean**3
    moment = k * (n - k) * (n - 2 * k) / max((n - 1) * (n - 2), 1) * third
    return np.divide(moment, spread**3, out=np.zeros(k.size), where=spread > 0)


def pearson_upper_tail(z: npt.ArrayLike, skewness: npt.ArrayLike) -> Numbers:
    """Chance of a value above z under the Pearson III curve with mean 0, variance 1 and this skewness.

    Notes:
        A gamma variable of shape a = 4 / skewness^2, shifted and scaled; mirrored for a skewness below zero, and
        the normal curve where the skewness is next to nothing.
    """
    value, skew = np.broadcast_arrays(np.asarray(z, dtype=float), np.asarray(skewness, dtype=float))
    with np.errstate(divide="ignore"):
        shape = np.where(skew == 0, np.inf, 4 / skew**2)
    is_normal = shape > NEARLY_NORMAL
    safe = np.where(is_normal, 1.0, shape)
    place = np.maximum(safe + np.sign(skew) * value * np.sqrt(safe), 0.0)
    gamma = np.where(skew > 0, gammaincc(safe, place), gammainc(safe, place))
    return np.asarray(np.where(is_normal, ndtr(-value), gamma), dtype=np.float64)
