"""Before a rollout: how much do places go up and down by themselves, and how many would show a fall?"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from scipy.stats import nct
from scipy.stats import t as student

from usalama.stats.counting.rates import Numbers
from usalama.stats.effect.by_lot import LEAST_LIKELY
from usalama.stats.effect.panel import FEWEST_MONTHS_BEFORE, Mask, Panel, Whole, place_and_month, treated_cells
from usalama.stats.effect.staggered import FEWEST_FOR_ERRORS
from usalama.stats.effect.verdict import FEWEST_PLACES

MOST_LIKE = 0.9
ROUNDS = 20
A_FALL_OF_15_IN_100 = 0.85
ENOUGH = 0.8


@dataclass(frozen=True)
class Noise:
    """What moves the log rate of a place in a month, apart from the place and the month.

    Arguments:
        chance: the variance that counting alone makes, about 1 / (events a month).
        shocks: the variance of what happens in a place besides.
        likeness: the correlation of these shocks with those of the month before, from 0 to just under 1.
    """

    chance: float
    shocks: float
    likeness: float

    def covariance(self, n_months: int) -> Numbers:
        """(T, T), between the months of a place."""
        apart = np.abs(np.subtract.outer(np.arange(n_months), np.arange(n_months)))
        return np.asarray(self.chance * np.eye(n_months) + self.shocks * self.likeness**apart)


def noise_of(panel: Panel) -> Noise:
    """How much did the places of a panel go up and down, before anybody joined?

    Arguments:
        panel: from ``panel.build_panel``.

    Returns:
        The three parts. Shocks are 0 where the counts vary no more than chance makes them.

    Raises:
        ValueError: fewer than two places or three months without the programme.

    Notes:
        From the months in which nobody had joined yet, outcome - place - month leaves r. Chance is the mean of 1 /
        count as fitted; shocks the variance of r beyond it; likeness the mean product of neighbouring r over shocks.
        Taking out means of T months lowers variance and products alike by the variance of such a mean, which is put
        back.
    """
    n_months = min(int(panel.joined.min()), panel.n_months) if panel.joined.size else 0
    n_places = panel.joined.size
    if n_places < 2 or n_months < 3:
        raise ValueError("the noise of a panel needs two places and three months before anybody joined")
    outcome = panel.log_rate[:, :n_months]
    place, month = place_and_month(outcome[None, None], np.ones((1, *outcome.shape), dtype=bool))
    fitted = place[0, 0][:, None] + month[0, 0]
    chance = float((1 / (np.exp(fitted) * panel.person_years[:, :n_months])).mean())
    rest = (outcome - fitted) * np.sqrt(n_places / (n_places - 1))
    return _parts(float((rest**2).mean()), float((rest[:, 1:] * rest[:, :-1]).mean()), chance, n_months)


def _parts(variance: float, product: float, chance: float, n_months: int) -> Noise:
    shocks, likeness = 0.0, 0.0
    for _round in range(ROUNDS):
        of_mean = (chance + shocks * (1 + likeness) / (1 - likeness)) / n_months
        shocks = max(variance + of_mean - chance, 0.0)
        likeness = min(max((product + of_mean) / shocks, 0.0), MOST_LIKE) if shocks else 0.0
    return Noise(chance, shocks, likeness)


@dataclass(frozen=True)
class Rollout:
    """A plan.

    Arguments:
        n_joining, n_compared: places that join in its course, and places that do not.
        months_before: months of data before the first place joins.
        months_rollout: months over which the joinings spread evenly; 1 when all join at once.
        months_after: months of data after the last place has joined, its first month included.
    """

    n_joining: int
    n_compared: int
    months_before: int
    months_rollout: int
    months_after: int

    @property
    def n_months(self) -> int:
        return self.months_before + self.months_rollout - 1 + self.months_after

    @property
    def joined(self) -> Whole:
        """(N,), the column of the first month that counts as after."""
        wave = np.arange(self.n_joining) * self.months_rollout // max(self.n_joining, 1)
        never = np.full(self.n_compared, self.n_months)
        return np.concatenate([self.months_before + wave, never]).astype(np.int64)


@dataclass(frozen=True)
class PowerGrid:
    """How likely "helped" is for several numbers of places and months.

    Arguments:
        n_joining: (P,). months_after: (M,).
        power: (P, M), how often, of 1, the verdict would be "helped".
    """

    n_joining: Numbers
    months_after: Numbers
    power: Numbers

    def is_enough(self, at_least: float = ENOUGH) -> Mask:
        """(P, M), where the chance is good enough."""
        return np.asarray(self.power >= at_least)


@lru_cache(maxsize=4096)
def standard_error(plan: Rollout, noise: Noise) -> float:
    """How far from the truth does the estimate of this rollout usually lie, on the log scale?

    Arguments:
        plan: who joins when.
        noise: how much places go up and down; the mean over places.

    Returns:
        The standard deviation of the estimate; infinite where it cannot be made.

    Notes:
        The estimate is a weighted sum of the cells whose weights follow from the plan alone: 1 / (treated cells) for
        those, and for the others the weights that the least squares of ``imputation`` gives them. With the covariance
        C of the months of a place and its weights w, the variance is the sum of w'Cw over the places. Exact for noise
        of the same size everywhere.
    """
    if plan.n_joining < 1 or plan.n_compared < 1 or plan.months_before < 1 or plan.months_after < 1:
        return math.inf
    treated = treated_cells(plan.joined, plan.n_months)
    weights = imputation_weights(treated)
    return math.sqrt(float(((weights @ noise.covariance(plan.n_months)) * weights).sum()))


def imputation_weights(is_treated: Mask) -> Numbers:
    """How much does each cell count in the effect of a rollout?

    Arguments:
        is_treated: (N, T), the cells after joining; each place and each month has another one too.

    Returns:
        (N, T); their product with an outcome, summed, is ``imputation.imputed_effect``.

    Notes:
        Untreated cells weigh -(p + q), with p of the place and q of the month such that in each place and month the
        untreated weights add up to what the treated ones there take away.
    """
    treated = is_treated / is_treated.sum()
    free = (~is_treated).astype(float)
    size = free.sum(axis=1)
    matrix = np.diag(free.sum(axis=0)) - free.T @ (free / size[:, None])
    right = treated.sum(axis=0) - free.T @ (treated.sum(axis=1) / size)
    month = np.concatenate([[0.0], np.linalg.solve(matrix[1:, 1:], right[1:])])
    place = (treated.sum(axis=1) - free @ month) / size
    return np.asarray(treated - free * (place[:, None] + month))


@lru_cache(maxsize=4096)
def power(plan: Rollout, noise: Noise, *, ratio: float = A_FALL_OF_15_IN_100, confidence: float = 0.95) -> float:
    """How likely is the verdict "helped", if the programme does what is hoped?

    Arguments:
        plan: who joins when.
        noise: how much places go up and down.
        ratio: the rate after joining over the rate that was to be expected, under 1.
        confidence: coverage of the interval.

    Returns:
        Of 1. 0 where the verdict would be "cannot tell" whatever happens: fewer than three places or 12 months before.

    Raises:
        ValueError: the ratio is not between 0 and 1.

    Notes:
        A t-test that is off centre by log(ratio) / standard error, times the chance that the test of the months before
        joining passes (it fails 1 time in 20 when all is well, independently of the estimate). From 10 joining places
        on with joining places - 1 degrees, as the interval has; with fewer, dates are dealt by lot, which compares with
        the spread over all places: places - 2 degrees. Takes the same effect in all places and months for granted; one
        that differs between places needs more of them.

    Source:
        Noncentral t: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 31. Tried against
        simulated rollouts in ``benchmarks.calibration.effect``.
    """
    if not 0 < ratio < 1:
        raise ValueError("a fall is a ratio between 0 and 1")
    error = standard_error(plan, noise)
    if plan.n_joining < FEWEST_PLACES or plan.months_before < FEWEST_MONTHS_BEFORE or not math.isfinite(error):
        return 0.0
    has_errors = plan.n_joining >= FEWEST_FOR_ERRORS
    degrees = plan.n_joining - 1 if has_errors else plan.n_joining + plan.n_compared - 2
    critical = float(student.ppf((1 + confidence) / 2, degrees))
    return (1 - LEAST_LIKELY) * float(nct.sf(critical, degrees, -math.log(ratio) / error))


def power_grid(
    plan: Rollout,
    noise: Noise,
    n_joining: tuple[int, ...],
    months_after: tuple[int, ...],
    *,
    ratio: float = A_FALL_OF_15_IN_100,
) -> PowerGrid:
    """How many places and months would show it?

    Arguments:
        plan: the rest of the plan; all its places together stay as many, so that more joining leave fewer to compare.
        noise: how much places go up and down.
        n_joining, months_after: what to try.
        ratio: the effect hoped for.

    Returns:
        The chance of "helped" for each pair; 0 where nobody would be left to compare with.
    """
    plans = [_with_joining(plan, joining) for joining in n_joining]
    tried = [[power(replace(one, months_after=months), noise, ratio=ratio) for months in months_after] for one in plans]
    return PowerGrid(np.array(n_joining, float), np.array(months_after, float), np.array(tried))


def _with_joining(plan: Rollout, n_joining: int) -> Rollout:
    """The same places, of which another number joins."""
    return replace(plan, n_joining=n_joining, n_compared=plan.n_joining + plan.n_compared - n_joining)


def fewest_places(
    plan: Rollout, noise: Noise, *, ratio: float = A_FALL_OF_15_IN_100, chance: float = ENOUGH
) -> int | None:
    """How many places must join to show it, all else as planned? None when no number does."""
    for joining in range(FEWEST_PLACES, plan.n_joining + plan.n_compared):
        if power(_with_joining(plan, joining), noise, ratio=ratio) >= chance:
            return joining
    return None


def smallest_fall(plan: Rollout, noise: Noise, *, chance: float = ENOUGH) -> float | None:
    """Which ratio would just be shown? None when even a fall to a hundredth would not be."""
    low, high = 0.01, 0.9999
    if power(plan, noise, ratio=low) < chance:
        return None
    for _halving in range(40):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if power(plan, noise, ratio=middle) >= chance else (low, middle)
    return low
