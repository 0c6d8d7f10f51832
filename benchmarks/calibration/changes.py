"""How often is a change named where nothing changed, and how often is one found? By world, with standard errors.

Worlds of 47 counties, 9 category groups and five years, about 150,000 reports. Each is seen as Home sees it: the newest
twelve months beside those a year before, for all reports together, every county and every group.
Run: ``python -m benchmarks.calibration.changes``.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from usalama.access import operator_scope
from usalama.asking.between_years import COUNTY, BetweenYears
from usalama.incidents.rates.yearly_changes import change_of_whole, tested_changes
from usalama.stats.counting.rates import Numbers, poisson_rate
from usalama.stats.counting.yearly_spread import rate_of_a_year, ratio_between_years

COUNTIES, YEARS, MONTHS = 47, 5, 12
REPORTS_A_MONTH = 2_500
GROUP_SHARES = np.array([0.3, 0.2, 0.15, 0.1, 0.08, 0.07, 0.05, 0.03, 0.02])
SEED, VIEWS = 20_261_201, 400
# Of a month's wandering, what is left in the next.
MEMORY = 0.6

Draw = Callable[[np.random.Generator, Numbers], Numbers]


@dataclass(frozen=True)
class World:
    """How reports come about where nothing changes, and what is planted in one county, if anything.

    Arguments:
        draw: invents counts from means; (counties, groups, months) both.
        rise: times as many in one county in the newest year; 1 where nothing changes.
        least, most: the share of views that may name a change, or that find what was planted.
    """

    name: str
    draw: Draw
    rise: float = 1.0
    least: float = 0.0
    most: float = 0.10


@dataclass(frozen=True)
class Outcome:
    """Of so many views, the share that named a change, or found the planted one; and how intervals did.

    Arguments:
        rates, ratios: the share of the intervals of counties that held the mean rate, and no change; None where
            something was planted.
    """

    world: World
    share: float
    rates: float | None
    ratios: float | None
    views: int

    @property
    def error(self) -> float:
        """The standard error of the share."""
        return math.sqrt(max(self.share * (1 - self.share), 0.25 / self.views) / self.views)

    @property
    def holds(self) -> bool:
        """Whether the share is as promised, give or take two standard errors, and intervals hold 92 to 97 in 100."""
        is_kept = self.world.least - 2 * self.error <= self.share <= self.world.most + 2 * self.error
        return is_kept and all(0.92 <= held <= 0.97 for held in (self.rates, self.ratios) if held is not None)


def _poisson(generator: np.random.Generator, mean: Numbers) -> Numbers:
    return generator.poisson(mean)


def bunched(times: float) -> Draw:
    """Counts whose variance is so many times their mean."""
    return lambda generator, mean: generator.negative_binomial(mean / (times - 1), 1 / times)


def wandering(spread: float) -> Draw:
    """Every county's level strays by so much from month to month, and comes back."""

    def draw(generator: np.random.Generator, mean: Numbers) -> Numbers:
        steps = generator.normal(0, spread, (mean.shape[0], mean.shape[-1]))
        level = np.empty_like(steps)
        level[:, 0] = steps[:, 0]
        for month in range(1, mean.shape[-1]):
            level[:, month] = MEMORY * level[:, month - 1] + math.sqrt(1 - MEMORY**2) * steps[:, month]
        # Whose mean is one.
        return generator.poisson(mean * np.exp(level - spread**2 / 2)[:, None, :])

    return draw


def shaken(spread: float) -> Draw:
    """A shock each month, the same for all counties."""
    return lambda generator, mean: generator.poisson(
        mean * np.exp(generator.normal(0, spread, mean.shape[-1]) - spread**2 / 2)
    )


WORLDS = (
    World("independent", _poisson),
    World("variance 1.5 x mean", bunched(1.5)),
    World("variance 2 x mean", bunched(2)),
    World("variance 3 x mean", bunched(3)),
    World("variance 5 x mean", bunched(5)),
    World("counties wander by 15 %", wandering(0.15)),
    World("counties wander by 30 %", wandering(0.30)),
    World("national shocks of 10 %", shaken(0.10)),
    World("doubled in one, wander 15 %", wandering(0.15), 2.0, 0.90, 1.0),
    World("x1.5 in one, variance 1.5", bunched(1.5), 1.5, 0.75, 1.0),
)


def view(world: World, generator: np.random.Generator) -> tuple[BetweenYears, Numbers, int]:
    """One history: the years as Home asks for them, the mean of each county's year, and the county planted in."""
    level = np.exp(generator.normal(0, 0.8, COUNTIES))
    level *= REPORTS_A_MONTH / level.sum()
    mean = np.broadcast_to((level[:, None] * GROUP_SHARES)[:, :, None], (COUNTIES, GROUP_SHARES.size, YEARS * MONTHS))
    counts = np.array(world.draw(generator, mean))
    place = int(generator.integers(COUNTIES))
    newest = counts[place, :, -MONTHS:]
    newest += generator.poisson((world.rise - 1) * newest)
    years = counts.reshape(COUNTIES, GROUP_SHARES.size, YEARS, MONTHS).sum(axis=-1).astype(float)
    codes = tuple(f"{number:03}" for number in range(COUNTIES))
    groups = tuple(f"group {number}" for number in range(GROUP_SHARES.size))
    return BetweenYears(codes, groups, years, np.full(YEARS, 365.0), operator_scope()), level * MONTHS, place


def outcome(world: World, views: int = VIEWS) -> Outcome:
    """So many views of one world; the same come out each time."""
    generator = np.random.default_rng(SEED)
    named, rates, ratios = [], [], []
    for _view in range(views):
        usual, mean, place = view(world, generator)
        clear, _tested = tested_changes(usual, (), (1.0, 1.0))
        if world.rise != 1:
            named.append((COUNTY, usual.county_codes[place]) in {(one.dimension, one.code) for one in clear})
            continue
        before, after = (int(usual.exact[..., year].sum()) for year in (-2, -1))
        whole = change_of_whole(usual, (), (after, before), (1.0, 1.0))
        named.append(bool(clear) or not (whole.lower or 0) <= 1 <= (whole.upper or math.inf))
        held = _held(usual, mean)
        rates.append(held[0])
        ratios.append(held[1])
    mean_of = (lambda shares: float(np.mean(shares))) if rates else (lambda shares: None)
    return Outcome(world, float(np.mean(named)), mean_of(rates), mean_of(ratios), views)


def _held(usual: BetweenYears, mean: Numbers) -> tuple[float, float]:
    """The share of the counties' intervals that hold the mean rate, and a ratio of one."""
    spread = usual.of_counties
    if spread is None:
        raise RuntimeError("47 counties and five years must be enough")
    now, before = usual.by_county[:, -1], usual.by_county[:, -2]
    rate = rate_of_a_year(poisson_rate(now, 1.0, per=1), spread)
    ratio = ratio_between_years(now, 1.0, before, 1.0, spread)
    return float(((rate.lower <= mean) & (mean <= rate.upper)).mean()), float(
        ((ratio.lower <= 1) & (ratio.upper >= 1)).mean()
    )


def main() -> int:
    """Print a row a world; 1 when a promise is broken."""
    head = ("world".ljust(28), "promised", "named or found", "± s.e.", "rates held", "ratios held", "kept")
    print(" | ".join(head))
    found = [outcome(world) for world in WORLDS]
    for one in found:
        promised = f"<= {one.world.most:.2f}" if one.world.rise == 1 else f">= {one.world.least:.2f}"
        held = ["-" if share is None else f"{share:.3f}" for share in (one.rates, one.ratios)]
        cells = (one.world.name, promised, f"{one.share:.3f}", f"{one.error:.3f}", *held, "yes" if one.holds else "NO")
        print(" | ".join(cell.ljust(len(name)) for cell, name in zip(cells, head, strict=True)))
    return 0 if all(one.holds for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
