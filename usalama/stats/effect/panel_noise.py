"""How much do the places go up and down by themselves?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from usalama.stats.counting.rates import Numbers
from usalama.stats.effect.imputation import place_and_month
from usalama.stats.effect.panel import Panel

MOST_LIKE = 0.9
ROUNDS = 20


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
