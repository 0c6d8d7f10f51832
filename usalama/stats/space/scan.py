"""Are there neighbouring places that together have more events than chance explains?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import xlogy

from usalama.stats.counting.rates import Numbers
from usalama.stats.series.nothing_changes import draw_counts

METHOD = "Kulldorff circular scan"
LARGEST_SHARE = 0.1
PERMUTATIONS = 999
# Below this a likelihood ratio is a rounding error.
SMALLEST_RATIO = 1e-9

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Cluster:
    """The circle of neighbouring places that stands out most.

    Arguments:
        members: positions of its places, in order; empty when no circle has more than expected.
        count, expected: events in it, and how many would be expected.
        ratio: its rate over that of all other places; infinite when there are no other events.
        log_likelihood_ratio: how much better two rates explain the counts than one.
        p_value: how often chance alone makes a circle that stands out as much somewhere; never 0.
    """

    members: tuple[int, ...]
    count: float
    expected: float
    ratio: float
    log_likelihood_ratio: float
    p_value: float
    method: str = METHOD


def most_likely_cluster(
    counts: Numbers,
    weight: Numbers,
    x: Numbers,
    y: Numbers,
    generator: np.random.Generator,
    *,
    dispersion: npt.ArrayLike = 1.0,
    largest_share: float = LARGEST_SHARE,
    permutations: int = PERMUTATIONS,
) -> Cluster:
    """Which circle of neighbouring places has most events beyond what is expected, and could it be chance?

    Arguments:
        counts: (n,), events of each place.
        weight: (n,), what the expected events are proportional to: people, or what each place usually has.
        x, y: (n,), where each place is, in one unit of length.
        generator: of the random numbers.
        dispersion: variance over mean of the counts, for all places or for each, which the p-value allows for.
        largest_share: of all weight that a circle may hold.
        permutations: chance draws behind the p-value.

    Returns:
        The cluster; without events, or with everything as expected, an empty one with p = 1.

    Raises:
        ValueError: a weight is not above 0.

    Notes:
        Circles around each place grow place by place. LLR = c log(c/e) + (C-c) log((C-c)/(C-e)) where c > e, else 0;
        p = (1 + draws at least as large) / (permutations + 1).

    Source:
        Kulldorff (1997), A spatial scan statistic, Communications in Statistics 26:1481-1496.
    """
    if np.any(~(weight > 0)):
        raise ValueError("every place needs a weight above 0")
    order, is_inside = _circles(weight, x, y, largest_share)
    total, share = float(counts.sum()), weight / weight.sum()
    ratios = _log_likelihood_ratios(counts[None], share, order, is_inside)[0]
    best, largest = int(np.argmax(ratios)), float(ratios.max())
    if total <= 0 or largest < SMALLEST_RATIO:
        return Cluster((), 0.0, 0.0, 1.0, 0.0, 1.0)
    as_large, drawn = 0, _draws(total, share, np.asarray(dispersion, float), permutations, generator)
    # In parts, since the ratios of all circles in all draws would fill the memory.
    for part in np.array_split(drawn, max(permutations // 100, 1)):
        found = _log_likelihood_ratios(part, share, order, is_inside).reshape(len(part), -1).max(axis=1)
        as_large += int((found >= largest - SMALLEST_RATIO).sum())
    centre, size = divmod(best, order.shape[1])
    return _cluster(counts, share, np.sort(order[centre, : size + 1]), largest, (1 + as_large) / (permutations + 1))


def _cluster(counts: Numbers, share: Numbers, members: Whole, largest: float, p_value: float) -> Cluster:
    total, inside = float(counts.sum()), float(counts[members].sum())
    expected = float(total * share[members].sum())
    outside = (total - inside) / (total - expected)
    return Cluster(
        members=tuple(int(one) for one in members),
        count=inside,
        expected=expected,
        ratio=inside / expected / outside if outside > 0 else float("inf"),
        log_likelihood_ratio=largest,
        p_value=p_value,
    )


def _circles(weight: Numbers, x: Numbers, y: Numbers, largest_share: float) -> tuple[Whole, npt.NDArray[np.bool_]]:
    """For each place all places by distance, and how many of these a circle around it may hold."""
    distance = (x[:, None] - x[None]) ** 2 + (y[:, None] - y[None]) ** 2
    order = np.argsort(distance, axis=1, kind="stable")
    is_inside = np.cumsum(weight[order], axis=1) <= largest_share * weight.sum()
    widest = max(int(is_inside.sum(axis=1).max()), 1)
    return order[:, :widest], is_inside[:, :widest]


def _log_likelihood_ratios(counts: Numbers, share: Numbers, order: Whole, is_inside: npt.NDArray[np.bool_]) -> Numbers:
    """(draws, places, sizes): of every circle; 0 where it has no more than expected or is too large."""
    inside = np.cumsum(counts[:, order], axis=2)
    total = counts.sum(axis=1)[:, None, None]
    expected = total * np.cumsum(share[order], axis=1)[None]
    is_more = is_inside[None] & (inside > expected)
    c, e = np.where(is_more, inside, 1.0), np.where(is_more, expected, 1.0)
    rest, rest_expected = np.where(is_more, total - inside, 1.0), np.where(is_more, total - expected, 1.0)
    ratio = xlogy(c, c / e) + xlogy(rest, rest / rest_expected)
    return np.where(is_more, ratio, 0.0)


def _draws(
    total: float, share: Numbers, dispersion: Numbers, permutations: int, generator: np.random.Generator
) -> Numbers:
    if np.all(dispersion <= 1):
        return generator.multinomial(round(total), share, permutations).astype(float)
    mean = np.broadcast_to(total * share, (permutations, share.size))
    return draw_counts(mean, np.maximum(dispersion, 1.0), generator)
