"""How much do the true rates of places differ from each other?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import betaln, digamma, gammaincinv

from usalama.stats.counting.rates import Numbers

# With fewer places nobody can tell how much places differ.
FEWEST_PLACES = 5
# Variances of the true rates over their squared mean that are looked at: from none that could be seen to absurd.
DISPERSIONS = np.logspace(-9, 3, 97)
GRID_POINTS = 32
# Where the likelihood has fallen by e to the power of this, nothing is left to average.
DEPTH = 9.0
SCORING_STEPS = 60


@dataclass(frozen=True)
class GammaPrior:
    """True rates of places as a gamma distribution.

    Arguments:
        mean: events per person-year.
        shape: infinite when the places differ no more than chance makes them.
        n: places it was learnt from.
    """

    mean: float
    shape: float
    n: int

    @property
    def years(self) -> float:
        """The prior is worth this many person-years of data."""
        return self.shape / self.mean if self.mean > 0 else np.inf

    def own_share(self, person_years: npt.ArrayLike) -> Numbers:
        """How much of a smoothed rate is the place's own data, 0 to 1."""
        years = np.asarray(person_years, dtype=float)
        return np.zeros(years.shape) if np.isinf(self.years) else np.asarray(years / (years + self.years))

    def posterior_mean(self, count: npt.ArrayLike, person_years: npt.ArrayLike) -> Numbers:
        """The rate of a place with these data."""
        counts, years = np.asarray(count, dtype=float), np.asarray(person_years, dtype=float)
        own = self.own_share(years)
        return np.asarray(own * counts / years + (1 - own) * self.mean)

    def posterior_limits(
        self, count: npt.ArrayLike, person_years: npt.ArrayLike, confidence: float = 0.95
    ) -> tuple[Numbers, Numbers]:
        """Limits as if the prior were known for certain: too narrow when it was learnt from few places."""
        counts, years = np.asarray(count, dtype=float), np.asarray(person_years, dtype=float)
        tail = (1 - confidence) / 2
        if np.isinf(self.years):
            same = np.where(np.isnan(counts), np.nan, self.mean)
            return same, same
        lower, upper = (gammaincinv(counts + self.shape, p) / (years + self.years) for p in (tail, 1 - tail))
        return lower, upper


@dataclass(frozen=True)
class PriorGrid:
    """Likely priors with their weights.

    Arguments:
        mean: of each, events per person-year.
        prior_years: shape over mean of each.
        log_mean_variance: how sure the logarithm of the mean is in each.
        weight: adds up to 1.
    """

    mean: Numbers
    prior_years: Numbers
    log_mean_variance: Numbers
    weight: Numbers


def gamma_prior(count: npt.ArrayLike, person_years: npt.ArrayLike) -> GammaPrior:
    """Which gamma distribution of true rates makes these counts most likely?

    Arguments:
        count, person_years: of at least two places, none missing, person-years above 0.

    Returns:
        The maximum-likelihood prior: an infinite shape when the counts differ no more than chance makes them, the
        mean 0 when there is no event at all.

    Notes:
        The counts are negative binomial with mean m T and variance m T + (m T)² / shape. For each shape the mean is
        found by Fisher scoring; the shape is the root of its score next to the largest likelihood of a grid.

    Source:
        Clayton & Kaldor (1987), Biometrics 43:671-681. Equals MASS::glm.nb(n ~ offset(log T)).
    """
    counts, years = np.asarray(count, dtype=float), np.asarray(person_years, dtype=float)
    if counts.sum() == 0:
        return GammaPrior(0.0, np.inf, counts.size)
    best = int(np.argmax(_log_likelihood(DISPERSIONS, counts, years)))
    if best == 0:
        return GammaPrior(float(counts.sum() / years.sum()), np.inf, counts.size)
    around = np.log(DISPERSIONS[[best - 1, min(best + 1, DISPERSIONS.size - 1)]])
    score = [_score(step, counts, years) for step in around]
    log_dispersion = np.log(DISPERSIONS[best])
    # The score has the same sign on both sides only at the end of the grid, where differences are absurd.
    if score[0] * score[1] < 0:
        log_dispersion = brentq(_score, *around, args=(counts, years), xtol=1e-13, rtol=1e-13)
    dispersion = float(np.exp(log_dispersion))
    mean = float(_means(np.array([dispersion]), counts, years)[0])
    return GammaPrior(mean, 1 / dispersion, counts.size)


def prior_grid(count: npt.ArrayLike, person_years: npt.ArrayLike) -> PriorGrid:
    """Which priors are likely, and how likely is each?

    Arguments:
        count, person_years: as for ``gamma_prior``, with at least one event.

    Returns:
        Priors over the likely values of 1 / shape.

    Notes:
        Weight L(φ) √v(φ) dφ for φ = 1 / shape, flat in φ; L is the likelihood at the best mean for φ, and v the
        variance of the logarithm of that mean, 1 / Σ μ / (1 + φ μ).
    """
    counts, years = np.asarray(count, dtype=float), np.asarray(person_years, dtype=float)
    roots, step = _likely_roots(counts, years)
    dispersion = roots**2
    mean = _means(dispersion, counts, years)
    expected = mean[:, None] * years
    variance = 1 / (expected / (1 + dispersion[:, None] * expected)).sum(axis=1)
    logs = _log_likelihood(dispersion, counts, years) + np.log(variance) / 2 + np.log(roots * step)
    weight = np.exp(logs - logs.max())
    return PriorGrid(mean, 1 / (dispersion * mean), variance, weight / weight.sum())


def _likely_roots(count: Numbers, years: Numbers) -> tuple[Numbers, float]:
    """Square roots of 1 / shape, evenly spaced over where the likelihood is not lost, and their distance."""
    logs = _log_likelihood(DISPERSIONS, count, years)
    likely = np.flatnonzero(logs > logs.max() - DEPTH)
    low, high = max(likely[0] - 1, 0), min(likely[-1] + 1, DISPERSIONS.size - 1)
    ends = np.sqrt(DISPERSIONS[[low, high]])
    step = float(ends[1] - ends[0]) / GRID_POINTS
    return ends[0] + step * (np.arange(GRID_POINTS) + 0.5), step


def _means(dispersion: Numbers, count: Numbers, years: Numbers) -> Numbers:
    """The most likely mean for each dispersion."""
    log_mean = np.full(dispersion.size, np.log(count.sum() / years.sum()))
    for _ in range(SCORING_STEPS):
        expected = np.exp(log_mean)[:, None] * years
        scale = 1 + dispersion[:, None] * expected
        step = ((count - expected) / scale).sum(axis=1) / (expected / scale).sum(axis=1)
        log_mean = log_mean + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-14:
            break
    return np.asarray(np.exp(log_mean))


def _log_likelihood(dispersion: Numbers, count: Numbers, years: Numbers) -> Numbers:
    """Of each dispersion at its most likely mean, up to a constant."""
    expected = _means(dispersion, count, years)[:, None] * years
    shape = 1 / dispersion[:, None]
    # ln Γ(n + s) - ln Γ(s) is ln Γ(n) - ln B(n, s): without the loss of digits where s is large.
    ways = np.where(count > 0, -betaln(np.where(count > 0, count, 1.0), shape), 0.0)
    logs = ways - shape * np.log1p(expected / shape) - count * np.log1p(shape / expected)
    return np.asarray(logs.sum(axis=1))


def _score(log_dispersion: float, count: Numbers, years: Numbers) -> float:
    """Slope of the likelihood in the shape, at the most likely mean; 0 at the most likely shape."""
    dispersion = np.exp(log_dispersion)
    shape = 1 / dispersion
    expected = _means(np.array([dispersion]), count, years)[0] * years
    slope = digamma(count + shape) - digamma(shape) - np.log1p(expected / shape)
    return float((slope + (expected - count) / (shape + expected)).sum())
