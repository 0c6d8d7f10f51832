"""Do 95 % intervals hold the truth in 95 of 100 cases? ``python -m benchmarks.calibration.coverage``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tests.reference.rules_of_others import byar_limits
from usalama.stats.counting.gamma_prior import gamma_prior
from usalama.stats.counting.rates import poisson_rate
from usalama.stats.counting.ratios import rate_ratio
from usalama.stats.counting.shares import share_difference, wilson_share
from usalama.stats.counting.smoothing import smoothed_rates
from usalama.stats.sampling.rounds import survey_change
from usalama.stats.sampling.survey import SurveyShare, survey_share

SIMULATIONS = 1_000
COUNTIES = 47
SEED = 20_240_731
# An exact interval may cover too often, never too rarely; any other should come near to what it promises.
EXACT, NEAR = (0.95, 1.0), (0.93, 0.97)

Simulate = Callable[[np.random.Generator], np.ndarray]


@dataclass(frozen=True)
class Promise:
    """An interval tried on invented data of which the truth is known.

    Arguments:
        method, setting: what is tried on what.
        allowed: the least and the greatest share of intervals that may hold the truth.
        simulate: invents one set of data and tells of each interval whether it holds the truth.
        is_shipped: no page shows an interval that breaks its promise; those that are not shown are here to say why.
    """

    method: str
    setting: str
    allowed: tuple[float, float]
    simulate: Simulate
    is_shipped: bool = True


@dataclass(frozen=True)
class Coverage:
    """What became of a promise: the share of intervals that held the truth, and how many there were."""

    promise: Promise
    share: float
    intervals: int

    def is_kept(self, slack: float = 0.0) -> bool:
        """Whether the share lies within what is allowed, give or take ``slack`` for the luck of few simulations."""
        low, high = self.promise.allowed
        return low - slack <= self.share <= high + slack


def promises() -> list[Promise]:
    """Every interval that pages show, on few and many events; and the two that they do not show, for comparison."""
    return [
        *(Promise("rate, exact", f"{mean} events expected", EXACT, _rates(mean)) for mean in (3, 10, 30, 300)),
        *(Promise("rate, Byar", f"{mean} events expected", NEAR, _byar(mean)) for mean in (30, 300)),
        *(
            Promise("rate ratio, exact", f"{pair[0]} and {pair[1]} events expected", EXACT, _ratios(*pair))
            for pair in ((5, 8), (30, 60), (400, 300))
        ),
        Promise("share, Wilson", "20 in 100 of 150", NEAR, _shares(0.2, 150)),
        Promise("difference of shares, Newcombe", "20 and 30 in 100 of 150", NEAR, _differences(0.2, 0.3, 150)),
        *_smoothing_promises(),
        Promise("survey share", "60 clusters of 20 in 4 strata", NEAR, _survey(15, 20)),
        Promise("survey share", "32 clusters of 10 in 4 strata", NEAR, _survey(8, 10)),
        Promise("change of a survey share", "twice 60 clusters of 20 in 4 strata", NEAR, _survey_change(15, 20)),
        Promise("change of a survey share", "twice 32 clusters of 10 in 4 strata", NEAR, _survey_change(8, 10)),
    ]


def measure(promise: Promise, simulations: int = SIMULATIONS) -> Coverage:
    """Try a promise so many times; the same numbers come out each time."""
    generator = np.random.default_rng(SEED)
    held = [promise.simulate(generator) for _ in range(simulations)]
    return Coverage(promise, float(np.mean([one.mean() for one in held])), sum(one.size for one in held))


def _rates(mean: float) -> Simulate:
    def simulate(generator: np.random.Generator) -> np.ndarray:
        rates = poisson_rate(generator.poisson(mean, COUNTIES), mean, per=1)
        return (rates.lower <= 1) & (rates.upper >= 1)

    return simulate


def _byar(mean: float) -> Simulate:
    def simulate(generator: np.random.Generator) -> np.ndarray:
        lower, upper = byar_limits(np.maximum(generator.poisson(mean, COUNTIES), 1))
        return (lower <= mean) & (upper >= mean)

    return simulate


def _ratios(mean: float, reference: float) -> Simulate:
    truth = mean / reference

    def simulate(generator: np.random.Generator) -> np.ndarray:
        ratios = rate_ratio(generator.poisson(mean, COUNTIES), 1, generator.poisson(reference, COUNTIES), 1)
        # Where nothing happened at all no interval is shown.
        is_shown = np.isfinite(ratios.lower)
        return ((ratios.lower <= truth) & (ratios.upper >= truth))[is_shown]

    return simulate


def _shares(chance: float, people: int) -> Simulate:
    def simulate(generator: np.random.Generator) -> np.ndarray:
        shares = [wilson_share(int(count), people) for count in generator.binomial(people, chance, COUNTIES)]
        return np.array([one.lower <= chance <= one.upper for one in shares])

    return simulate


def _differences(chance: float, other: float, people: int) -> Simulate:
    def simulate(generator: np.random.Generator) -> np.ndarray:
        pairs = generator.binomial(people, (chance, other), (COUNTIES, 2))
        found = [share_difference(wilson_share(int(a), people), wilson_share(int(b), people)) for a, b in pairs]
        return np.array([one.lower <= chance - other <= one.upper for one in found])

    return simulate


def _smoothing_promises() -> list[Promise]:
    """Counties that differ by so much (standard deviation over mean), with so many events expected."""
    settings = [
        (COUNTIES, 0.15, 20, 400),
        (COUNTIES, 0.4, 5, 50),
        (COUNTIES, 0.4, 1, 10),
        (COUNTIES, 0.4, 20, 2_000),
        (COUNTIES, 0.8, 0.5, 20),
        (12, 0.3, 5, 50),
    ]
    smoothed = [Promise("smoothed rate", _named(*one), NEAR, _smoothed(*one)) for one in settings]
    # Where counties are nearly alike nobody can rule out that they differ: the limits are wider than they need be.
    alike = (COUNTIES, 0.05, 5, 50)
    plain = [
        Promise("plain posterior, not shown", _named(*one), NEAR, _plain(*one), is_shipped=False)
        for one in (settings[2], settings[5])
    ]
    return [*smoothed, Promise("smoothed rate", _named(*alike), EXACT, _smoothed(*alike)), *plain]


def _named(places: int, spread: float, fewest: float, most: float) -> str:
    return f"{places} counties that differ by {spread:.0%}, {fewest:g} to {most:,g} events expected"


def _invent(
    generator: np.random.Generator, places: int, spread: float, fewest: float, most: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """True rates around 1, person-years and counts."""
    years = np.exp(generator.uniform(np.log(fewest), np.log(most), places))
    truth = generator.gamma(1 / spread**2, spread**2, places)
    return truth, years, generator.poisson(years * truth)


def _smoothed(*setting: float) -> Simulate:
    def simulate(generator: np.random.Generator) -> np.ndarray:
        truth, years, counts = _invent(generator, *setting)
        found = smoothed_rates(counts, years, per=1)
        return (found.lower <= truth) & (truth <= found.upper)

    return simulate


def _plain(*setting: float) -> Simulate:
    def simulate(generator: np.random.Generator) -> np.ndarray:
        truth, years, counts = _invent(generator, *setting)
        lower, upper = gamma_prior(counts, years).posterior_limits(counts, years)
        return (lower <= truth) & (truth <= upper)

    return simulate


def _survey(clusters: int, people: int) -> Simulate:
    chances = np.array([0.15, 0.25, 0.35, 0.5])

    def simulate(generator: np.random.Generator) -> np.ndarray:
        found, truth = _one_round(generator, chances, clusters, people)
        return np.array([found.lower <= truth <= found.upper])

    return simulate


def _survey_change(clusters: int, people: int) -> Simulate:
    """Two rounds, each drawn anew; the share rises in every stratum."""
    before, after = np.array([0.15, 0.25, 0.35, 0.5]), np.array([0.2, 0.33, 0.4, 0.5])

    def simulate(generator: np.random.Generator) -> np.ndarray:
        first, old = _one_round(generator, before, clusters, people)
        second, new = _one_round(generator, after, clusters, people)
        found = survey_change(first, second).estimate
        return np.array([found.lower <= new - old <= found.upper])

    return simulate


def _one_round(
    generator: np.random.Generator, chances: np.ndarray, clusters: int, people: int
) -> tuple[SurveyShare, float]:
    """Four strata of unlike size and share; people of a cluster resemble each other.

    Returns:
        The share found and the true one.
    """
    sizes, likeness = np.array([5.0, 3.0, 1.5, 0.5]), 12.0
    stratum = np.repeat(np.arange(4), clusters * people)
    cluster = np.repeat(np.arange(4 * clusters), people)
    own = generator.beta(likeness * chances, likeness * (1 - chances), (clusters, 4)).T.ravel()
    answer = generator.random(cluster.size) < own[cluster]
    found = survey_share(answer, sizes[stratum] / (clusters * people), stratum, cluster)
    return found, float(chances @ sizes / sizes.sum())


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.calibration.coverage", description=__doc__)
    parser.add_argument("simulations", nargs="?", type=int, default=SIMULATIONS)
    simulations = parser.parse_args().simulations
    print("| interval | on | holds the truth | intervals | promised | kept |\n|---|---|---:|---:|---|---|")
    for promise in promises():
        found = measure(promise, simulations)
        low, high = promise.allowed
        print(
            f"| {promise.method} | {promise.setting} | {found.share:.1%} | {found.intervals:,} | "
            f"{low:.0%} to {high:.0%} | {'yes' if found.is_kept() else 'no'} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
