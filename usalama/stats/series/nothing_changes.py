"""What happens while nothing changes: how often does a rule cry wolf, and would it see a true rise?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers
from usalama.stats.counting.ratios import rate_ratio
from usalama.stats.series.aberrations import ALPHA, SMALLEST_EXCESS, Bounds, UsualPast, usual_quantile

METHOD = "Simulation from the fitted series"
SIMULATED_SERIES = 20_000
MOST_ROUNDS, SERIES_AT_ONCE = 400, 1_000
TRUE_RISE = 2.0
Truths = npt.NDArray[np.bool_]
Z_95 = 1.96


@dataclass(frozen=True)
class AlarmRates:
    """What a rule for alerts is worth on these very series.

    Arguments:
        false_alarms: alerts in a period in which nothing changed; its limits hold 95 of 100 such periods.
        caught: the share (0 to 1) of doublings of one series in one period that become an alert.
        n_series: series that can be judged.
    """

    false_alarms: Estimate
    caught: Estimate
    n_series: int


def alarm_rates(
    usual: UsualPast,
    judge: Callable[[Numbers], Bounds],
    generator: np.random.Generator,
    *,
    as_seen: Callable[[Numbers], Numbers] = np.asarray,
    simulated_series: int = SIMULATED_SERIES,
) -> AlarmRates:
    """How many alerts a period would there be if nothing changed, and how many doublings would be seen?

    Arguments:
        usual: what the series do while nothing changes.
        judge: the rule, from a history (S, T) to bounds that do not depend on the newest count.
        generator: of the random numbers.
        as_seen: what the reader sees of exact counts, where that is less than all.
        simulated_series: how many histories are made; the more, the surer.

    Returns:
        Both rates; ``no_data`` when no series can be judged.

    Notes:
        Whole histories are drawn from negative binomial distributions with the fitted means and dispersions, and
        judged as the real ones are, so that the error of fitting is in the result. For a doubling the newest count
        is drawn with twice its mean.
    """
    known = np.flatnonzero(usual.is_known)
    if known.size == 0:
        nothing = Estimate(None, None, None, 0, METHOD, Flag.NO_DATA)
        return AlarmRates(nothing, nothing, 0)
    rounds = min(max(simulated_series // known.size, 2), MOST_ROUNDS)
    # Many rounds are judged in one call, since a call costs more than the series in it.
    copies = min(max(SERIES_AT_ONCE // known.size, 1), rounds)
    mean, dispersion = np.tile(usual.mean[known], (copies, 1)), np.tile(usual.dispersion[known], copies)
    parts = [_one_call(mean, dispersion, judge, generator, as_seen, copies) for _call in range(-(-rounds // copies))]
    alarms, caught = (np.concatenate(numbers)[:rounds] for numbers in zip(*parts, strict=True))
    low, high = np.quantile(alarms, (0.025, 0.975))
    error = float(1.96 * caught.std() / np.sqrt(rounds))
    share = float(caught.mean())
    trials = rounds * int(known.size)
    return AlarmRates(
        Estimate(float(alarms.mean()), float(low), float(high), trials, METHOD),
        Estimate(share, max(share - error, 0.0), min(share + error, 1.0), trials, METHOD),
        int(known.size),
    )


def _one_call(
    mean: Numbers,
    dispersion: Numbers,
    judge: Callable[[Numbers], Bounds],
    generator: np.random.Generator,
    as_seen: Callable[[Numbers], Numbers],
    copies: int,
) -> tuple[Numbers, Numbers]:
    """Alerts, and the share of doublings caught, in each of so many rounds drawn at once."""
    bounds = judge(as_seen(draw_counts(mean, dispersion[:, None], generator)))
    doubled = as_seen(draw_counts(TRUE_RISE * mean[:, -1], dispersion, generator))
    alarms = bounds.is_alert.reshape(copies, -1).sum(axis=1).astype(float)
    return alarms, _with_newest(bounds, doubled).is_alert.reshape(copies, -1).mean(axis=1)


def draw_counts(mean: Numbers, dispersion: Numbers, generator: np.random.Generator) -> Numbers:
    """Counts of a negative binomial distribution with these means and variances ``dispersion`` times as large.

    Arguments:
        mean: expected counts.
        dispersion: variance over mean, at least 1, of a shape that fits.
    """
    means, excess = np.broadcast_arrays(mean, np.asarray(dispersion) - 1)
    is_wide = (excess > SMALLEST_EXCESS) & (means > 0)
    wide = np.where(is_wide, excess, 1.0)
    shape = np.where(is_wide, means / wide, 1.0)
    return generator.poisson(np.where(is_wide, generator.gamma(shape) * wide, means)).astype(float)


def _with_newest(bounds: Bounds, count: Numbers) -> Bounds:
    recent = bounds.recent - np.nan_to_num(bounds.count) + np.nan_to_num(count)
    return replace(bounds, count=count, recent=recent)


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
