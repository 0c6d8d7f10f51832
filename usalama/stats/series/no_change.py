from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from usalama.stats.counting.rates import Numbers
from usalama.stats.counting.ratios import rate_ratio
from usalama.stats.series.aberrations import ALPHA, usual_quantile
from usalama.stats.series.alarm_rates import draw_counts

Truths = npt.NDArray[np.bool_]
Z_95 = 1.96


class Habit(StrEnum):
    """A rule by which people call a month unusual."""

    A_FIFTH_MORE = "a_fifth_more"
    HALF_AS_MANY_AGAIN = "half_as_many_again"
    WHEELER = "wheeler"
    TWO_COUNTS = "two_counts"
    USUAL_RANGE = "usual_range"


@dataclass(frozen=True)
class NothingChanged:
    """Months drawn from one and the same level.

    Arguments:
        counts: (n,), the drawn months.
        usual_lower, usual_upper: what 95 of 100 such months lie between.
        calls: for each rule, (n,), whether it calls the month unusual; the first month never.
        calls_per_100: for each rule, how often it does so in many draws.
    """

    counts: Numbers
    usual_lower: float
    usual_upper: float
    calls: dict[Habit, Truths]
    calls_per_100: dict[Habit, float]


def nothing_changed(
    mean: float, dispersion: float, n: int, generator: np.random.Generator, *, many: int = 500
) -> NothingChanged:
    """Draw months in which nothing changes.

    Arguments:
        mean: expected count of every month.
        dispersion: variance over mean, at least 1.
        n: months.
        generator: of the random numbers.
        many: further draws of as many months, by which the rules are judged.

    Raises:
        ValueError: a mean that is not above 0, or fewer than two months.
    """
    if not mean > 0 or n < 2:
        raise ValueError("a mean above 0 and two months are needed")
    drawn = draw_counts(np.full((many + 1, n), mean), np.array(dispersion), generator)
    means, spread = np.array(mean), np.array(dispersion)
    bound = float(usual_quantile(means, spread, 1 - ALPHA))
    calls = _calls(drawn, bound)
    return NothingChanged(
        counts=drawn[0],
        usual_lower=float(usual_quantile(means, spread, 0.025)),
        usual_upper=float(usual_quantile(means, spread, 0.975)),
        calls={habit: called[0] for habit, called in calls.items()},
        calls_per_100={habit: float(100 * called[1:, 1:].mean()) for habit, called in calls.items()},
    )


def _calls(counts: Numbers, bound: float) -> dict[Habit, Truths]:
    before, after = counts[:, :-1], counts[:, 1:]
    ratio = rate_ratio(after, 1.0, before, 1.0)
    found = {
        Habit.A_FIFTH_MORE: after >= 1.2 * np.maximum(before, 1),
        Habit.HALF_AS_MANY_AGAIN: after >= 1.5 * np.maximum(before, 1),
        Habit.WHEELER: z_of_known_mean(before, after) > Z_95,
        Habit.TWO_COUNTS: (ratio.lower > 1) & (after > before),
        Habit.USUAL_RANGE: after > bound,
    }
    first = np.zeros((counts.shape[0], 1), dtype=bool)
    return {habit: np.hstack([first, called]) for habit, called in found.items()}


def z_of_known_mean(before: npt.ArrayLike, after: npt.ArrayLike) -> Numbers:
    """Wheeler's z, which takes the first count for its true mean and so cries wolf too often.

    Source:
        Wheeler (2016), Tables and graphs for monitoring temporal crime trends, Int J Police Sci Manag 18:159-172.
    """
    return np.asarray(2 * (np.sqrt(np.asarray(after, float)) - np.sqrt(np.asarray(before, float))))
