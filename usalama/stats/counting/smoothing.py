"""How much of a small place's rate is its own, and how much is chance that all places share?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammainc, gammaincinv

from usalama.model import Estimate, Flag, Sentence
from usalama.stats.counting.gamma_prior import FEWEST_PLACES, GammaPrior, PriorGrid, gamma_prior, prior_grid
from usalama.stats.counting.rates import (
    WIDEST_RELATIVE_INTERVAL,
    Numbers,
    flags,
    garwood_limits,
    not_negative,
    one_estimate,
)

METHOD = "Gamma-Poisson smoothing (empirical Bayes)"
FOR_MAPS = Sentence("Drawn towards what all places have in common: for maps, never for judging one place.")
# Halvings of an interval that is at most a few times as wide as the answer.
HALVINGS = 36


@dataclass(frozen=True)
class SmoothedRates:
    """Smoothed rates; all arrays have one number a place.

    Arguments:
        count, person_years: as given; NaN where hidden.
        value, lower, upper: events per ``per`` person-years; NaN where they cannot be told.
        own_share: how much of the value is the place's own data, 0 to 1; the rest is the prior.
        flag: a ``Flag`` for each place.
        per: the base of the rate.
        prior: what the places have in common; None where there were too few to tell.
    """

    count: Numbers
    person_years: Numbers
    value: Numbers
    lower: Numbers
    upper: Numbers
    own_share: Numbers
    flag: npt.NDArray[np.object_]
    per: float
    prior: GammaPrior | None
    method: str = METHOD

    def estimate(self, index: int) -> Estimate:
        """One smoothed rate as a single value; None stands for NaN."""
        numbers = (self.value[index], self.lower[index], self.upper[index])
        return one_estimate(numbers, self.count[index], self.method, self.flag[index], FOR_MAPS)


def smoothed_rates(
    count: npt.ArrayLike,
    person_years: npt.ArrayLike,
    reference_count: npt.ArrayLike | None = None,
    reference_person_years: npt.ArrayLike | None = None,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
) -> SmoothedRates:
    """What is a place's rate likely to be, when small places are known to swing by chance?

    Arguments:
        count, person_years: of the places asked for; NaN counts are hidden, 0 or NaN person-years not observed.
        reference_count, reference_person_years: of the places that tell how much places differ; those asked for
            when left out.
        per: the base of the rates.
        confidence: coverage of the interval, over places that differ as the reference places do.

    Returns:
        Posterior means with limits. ``no_data`` where nothing was observed, or fewer than five reference places
        are known; ``hidden`` where the count is; ``unstable`` where the interval is wider than 160 % of the value.
        Without a single event anywhere: 0, with the limit that all places give together.

    Raises:
        ValueError: a number is negative.

    Notes:
        n ~ Poisson(T r) and r ~ Gamma(shape s, mean m), with s and m by maximum likelihood of the negative binomial
        (``gamma_prior``). Value (n + s) / (T + s/m); own share T / (T + s/m). Plain posterior quantiles take s and m
        as known and cover too rarely, the more so the fewer places there are. The limits here are quantiles of
        the posterior averaged over the likely values of 1/s (flat prior), each with the uncertainty of m added
        to its variance (``prior_grid``).

    Source:
        Clayton & Kaldor (1987), Biometrics 43:671-681; limits: Kass & Steffey (1989), J Am Stat Assoc 84:717-726,
        and for the flat prior Morris & Tang (2011), Stat Sci 26:271-287.
    """
    counts, years = not_negative(count, person_years)
    given = reference_count is not None and reference_person_years is not None
    others, other_years = not_negative(reference_count, reference_person_years) if given else (counts, years)
    is_known = np.isfinite(others) & (other_years > 0)
    if is_known.sum() < FEWEST_PLACES:
        return _nothing(counts, years, per)
    prior = gamma_prior(others[is_known], other_years[is_known])
    seen, known_years = np.where(years > 0, counts, np.nan), np.where(years > 0, years, np.nan)
    value = prior.posterior_mean(seen, known_years)
    lower, upper = _limits(seen, known_years, others[is_known], other_years[is_known], confidence)
    own_share = np.where(np.isnan(seen), np.nan, prior.own_share(known_years))
    flag = flags(counts, years, upper - lower > WIDEST_RELATIVE_INTERVAL * value)
    return SmoothedRates(counts, years, per * value, per * lower, per * upper, own_share, flag, per, prior)


def _nothing(counts: Numbers, years: Numbers, per: float) -> SmoothedRates:
    unknown = np.full(counts.shape, np.nan)
    flag = np.full(counts.shape, Flag.NO_DATA, dtype=object)
    return SmoothedRates(counts, years, unknown, unknown, unknown, unknown, flag, per, None)


def _limits(
    count: Numbers, years: Numbers, others: Numbers, other_years: Numbers, confidence: float
) -> tuple[Numbers, Numbers]:
    if others.sum() > 0:
        return _averaged_limits(count, years, prior_grid(others, other_years), confidence)
    highest = float(garwood_limits(0, confidence)[1]) / other_years.sum()
    return np.where(np.isnan(count), np.nan, 0.0), np.where(np.isnan(count), np.nan, highest)


def _averaged_limits(count: Numbers, years: Numbers, grid: PriorGrid, confidence: float) -> tuple[Numbers, Numbers]:
    """Quantiles of the posterior averaged over the grid, a gamma distribution at each of its points."""
    own = years[:, None] / (years[:, None] + grid.prior_years)
    mean = own * (count / years)[:, None] + (1 - own) * grid.mean
    variance = mean * own / years[:, None] + (1 - own) ** 2 * grid.mean**2 * grid.log_mean_variance
    shape, rate = mean**2 / variance, mean / variance
    tail = (1 - confidence) / 2
    return _mixed_quantile(shape, rate, grid.weight, tail), _mixed_quantile(shape, rate, grid.weight, 1 - tail)


def _mixed_quantile(shape: Numbers, rate: Numbers, weight: Numbers, probability: float) -> Numbers:
    """Of a mixture of gamma distributions; it lies between the smallest and the largest of theirs."""
    theirs = gammaincinv(shape, probability) / rate
    low, high = theirs.min(axis=1), theirs.max(axis=1)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        is_below = gammainc(shape, rate * middle[:, None]) @ weight < probability
        low, high = np.where(is_below, middle, low), np.where(is_below, high, middle)
    return np.asarray((low + high) / 2)
