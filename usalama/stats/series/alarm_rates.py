"""How often does a rule for alerts cry wolf, and how often does it see a true rise?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers
from usalama.stats.series.aberrations import SMALLEST_EXCESS, Bounds, UsualPast

METHOD = "Simulation from the fitted series"
SIMULATED_SERIES = 20_000
MOST_ROUNDS, SERIES_AT_ONCE = 400, 1_000
TRUE_RISE = 2.0


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
