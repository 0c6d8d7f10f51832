"""Are there as many false alerts as the page says, and are as many doublings caught?

Worlds of 47 places, 12 categories and 60 months in which nothing changes. The page sees one history of a world and
shows its figures; then many more months of the same world are judged. Run: ``python -m benchmarks.calibration.alerts``.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np

from usalama.incidents.trends.alerts import rule_for
from usalama.stats.counting.rates import Numbers
from usalama.stats.series.nothing_changes import TRUE_RISE, alarm_rates, draw_counts

PLACES, CATEGORIES, MONTHS = 47, 12, 60
SEEDS = (1, 2, 3, 4, 5)
MONTHS_JUDGED = 60
# By how much the figure shown may be off.
TOLERANCE = 0.25


@dataclass(frozen=True)
class Outcome:
    """What one world did, beside what the page said of it."""

    seed: int
    alerts_a_month: float
    alerts_shown: float
    caught: float
    caught_shown: float

    @property
    def holds(self) -> bool:
        pairs = ((self.alerts_a_month, self.alerts_shown), (self.caught, self.caught_shown))
        return all(abs(found / shown - 1) <= TOLERANCE for found, shown in pairs)


def world(generator: np.random.Generator, series: int = PLACES * CATEGORIES) -> tuple[Numbers, Numbers]:
    """Means (series, months) and dispersions (series,): each has its own level, season and unrest, and no change."""
    level = np.exp(generator.uniform(np.log(2), np.log(60), series))
    height, peak = generator.uniform(0, 0.2, series), generator.uniform(0, 12, series)
    season = height[:, None] * np.cos(2 * np.pi * (np.arange(MONTHS) - peak[:, None]) / 12)
    return level[:, None] * np.exp(season), 1 + generator.uniform(0, 0.6, series)


def outcome(seed: int, series: int = PLACES * CATEGORIES, months: int = MONTHS_JUDGED) -> Outcome:
    """One world: the figures that the page shows, and what then happens."""
    generator = np.random.default_rng(seed)
    mean, dispersion = world(generator, series)
    rule = rule_for(MONTHS)
    if rule is None:
        raise RuntimeError("sixty months must be enough")
    history = draw_counts(mean, dispersion[:, None], generator)
    shown = alarm_rates(rule.usual(history), rule.judge, generator)
    alerts, caught = [], []
    for _month in range(months):
        history = draw_counts(mean, dispersion[:, None], generator)
        alerts.append(float(rule.judge(history).is_alert.sum()))
        # A doubling is planted in one series after the other; they do not know of each other.
        history[:, -1] = draw_counts(TRUE_RISE * mean[:, -1], dispersion, generator)
        caught.append(float(rule.judge(history).is_alert.mean()))
    return Outcome(
        seed,
        float(np.mean(alerts)),
        shown.false_alarms.value or 0.0,
        float(np.mean(caught)),
        shown.caught.value or 0.0,
    )


def main() -> int:
    """Print a row a world; 1 when a figure shown is off by more than a quarter."""
    head = ("seed", "alerts a month", "figure shown", "doublings caught", "share shown", "within 25 %")
    print(" | ".join(head))
    found = [outcome(seed) for seed in SEEDS]
    for one in found:
        numbers = (
            f"{one.alerts_a_month:.2f}",
            f"{one.alerts_shown:.2f}",
            f"{one.caught:.3f}",
            f"{one.caught_shown:.3f}",
        )
        cells = (str(one.seed), *numbers, "yes" if one.holds else "NO")
        print(" | ".join(cell.rjust(len(name)) for cell, name in zip(cells, head, strict=True)))
    return 0 if all(one.holds for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
