"""Do reports follow each other nearby and soon after, more than dates without pattern would bring?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import KDTree

from usalama.errors import InputRefused
from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers
from usalama.stats.counting.ratios import false_discovery_rejections

Whole = npt.NDArray[np.int64]
METHOD = "Knox, permuted dates"
PERMUTATIONS = 999
# The time grows with the square of the points; more than these would keep a reader waiting.
MOST_POINTS = 10_000
MOST_PAIRS = 150_000
# Metres: two reports within one metre are of the same place.
SAME_PLACE_METRES = 1.0
DISTANCE_BANDS = (SAME_PLACE_METRES, 100.0, 200.0, 400.0)
DAY_BANDS = (7, 14, 28)
FEWEST_PAIRS = 5.0
USUAL = (0.025, 0.975)


@dataclass(frozen=True)
class NearRepeats:
    """Pairs of reports by distance and days between them.

    Arguments:
        observed: (distance bands, day bands) pairs.
        expected: pairs if dates had nothing to do with places, in closed form.
        usual_lower, usual_upper: between which 95 of 100 permutations lie.
        p: one-sided, more pairs than by chance; never 0.
        stands_out: with all bands looked at together, at a false discovery rate of 5 %.
        n_points, n_pairs: reports and all their pairs.
    """

    observed: Whole
    expected: Numbers
    usual_lower: Numbers
    usual_upper: Numbers
    p: Numbers
    stands_out: npt.NDArray[np.bool_]
    n_points: int
    n_pairs: int

    def estimate(self, distance: int, days: int) -> Estimate:
        """Observed pairs for each expected one; the limits are those that chance would keep to.

        Returns:
            ``unstable`` where fewer than 5 pairs are expected, ``no_data`` where none are.
        """
        expected, n = float(self.expected[distance, days]), int(self.observed[distance, days])
        if expected == 0:
            return Estimate(None, None, None, n, METHOD, Flag.NO_DATA)
        lower, upper = self.usual_lower[distance, days] / expected, self.usual_upper[distance, days] / expected
        flag = Flag.UNSTABLE if expected < FEWEST_PAIRS else Flag.OK
        return Estimate(n / expected, float(lower), float(upper), n, METHOD, flag)


def near_repeats(
    metres: npt.ArrayLike,
    day: npt.ArrayLike,
    generator: np.random.Generator,
    *,
    distance_bands: tuple[float, ...] = DISTANCE_BANDS,
    day_bands: tuple[int, ...] = DAY_BANDS,
    permutations: int = PERMUTATIONS,
) -> NearRepeats:
    """Do reports follow each other nearby and soon after?

    Arguments:
        metres: (reports, 2) east and north in metres.
        day: whole days of each report, from any beginning.
        generator: of the permutations.
        distance_bands: upper ends in metres, ascending and included; each band begins above the one before.
        day_bands: the same in days; the first begins with 0, the same day.

    Returns:
        Pairs by band. Points must be known to the place: a report put at the centre of a ward would make "the same
        place" of the whole ward.

    Raises:
        InputRefused: more points, or more near pairs, than can be worked out while a reader waits.
        ValueError: the arrays do not fit each other.

    Notes:
        Dates are shuffled among the places. Expected = pairs in the distance band x pairs in the day band / all
        pairs. p = (1 + permutations with at least as many pairs) / (permutations + 1).

    Source:
        Knox (1964), Applied Statistics 13:25-29; permutation as in Johnson et al. (2007), J Quant Criminol
        23:201-219. Counts and expectation equal R's surveillance::knox.
    """
    points, days = np.asarray(metres, dtype=float), np.asarray(day, dtype=np.int64)
    if points.shape != (days.size, 2) or not np.isfinite(points).all():
        raise ValueError("every report needs a place and a day")
    if days.size > MOST_POINTS:
        raise InputRefused(
            "Near repeats are worked out for at most {most} reports; there are {count}. Choose a city and 12 months.",
            most=MOST_POINTS,
            count=days.size,
        )
    counted, in_distance = _counter(points, days, distance_bands, day_bands)
    observed = counted(days)
    permuted = np.array([counted(generator.permutation(days)) for _ in range(permutations)])
    return _against_permuted(observed, permuted, np.outer(in_distance, _pairs_by_days(days, day_bands)), days.size)


def _counter(
    points: Numbers, days: Whole, distance_bands: tuple[float, ...], day_bands: tuple[int, ...]
) -> tuple[Callable[[Whole], Whole], Whole]:
    """What counts the near pairs by band for any order of the days; and the pairs of each distance band."""
    first, second, band = _near_pairs(points, distance_bands)
    rows, columns = len(distance_bands), len(day_bands)
    span = int(np.ptp(days)) if days.size else 0
    # The band of every number of days apart, looked up a thousand times rather than searched for.
    band_of_days = np.searchsorted(np.asarray(day_bands), np.arange(span + 1), side="left")
    row = band * (columns + 1)

    def counted(of_days: Whole) -> Whole:
        cell = row + band_of_days[np.abs(of_days[first] - of_days[second])]
        return np.bincount(cell, minlength=rows * (columns + 1)).reshape(rows, -1)[:, :columns]

    return counted, np.bincount(band, minlength=rows)


def _against_permuted(observed: Whole, permuted: Whole, products: Numbers, n_points: int) -> NearRepeats:
    n_pairs = n_points * (n_points - 1) // 2
    p = (1 + (permuted >= observed).sum(axis=0)) / (len(permuted) + 1)
    lower, upper = np.quantile(permuted, USUAL, axis=0)
    return NearRepeats(
        observed=observed,
        expected=products / max(n_pairs, 1),
        usual_lower=lower,
        usual_upper=upper,
        p=p,
        stands_out=false_discovery_rejections(p.ravel()).reshape(p.shape),
        n_points=n_points,
        n_pairs=n_pairs,
    )


def near_pair_count(metres: npt.ArrayLike, within: float = DISTANCE_BANDS[-1]) -> int:
    """How many pairs of reports lie so near to each other?

    Arguments:
        metres: (reports, 2) east and north in metres.
        within: metres, included.
    """
    points = np.asarray(metres, dtype=float).reshape(-1, 2)
    if not len(points):
        return 0
    tree = KDTree(points)
    # Counted, not listed: a pile of points at one place has more pairs than memory.
    return (int(tree.count_neighbors(tree, within)) - len(points)) // 2


def _near_pairs(points: Numbers, distance_bands: tuple[float, ...]) -> tuple[Whole, Whole, Whole]:
    """Both ends of every pair within the last band, and its band."""
    if near_pair_count(points, distance_bands[-1]) > MOST_PAIRS:
        raise InputRefused(
            "Too many of these reports lie close together to compare each with each. Choose fewer months."
        )
    pairs = KDTree(points).query_pairs(distance_bands[-1], output_type="ndarray").astype(np.int64).reshape(-1, 2)
    apart = np.hypot(*(points[pairs[:, 0]] - points[pairs[:, 1]]).T)
    return pairs[:, 0], pairs[:, 1], np.searchsorted(np.asarray(distance_bands), apart, side="left")


def _pairs_by_days(days: Whole, day_ends: tuple[int, ...]) -> Numbers:
    """How many of all pairs lie in each day band."""
    ordered = np.sort(days)
    position = np.arange(ordered.size)
    within = [(np.searchsorted(ordered, ordered + end, side="right") - position - 1).sum() for end in day_ends]
    return np.diff(np.concatenate([[0], within])).astype(np.float64)
