"""Before a rollout: how many counties and months would show a fall?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.kept import kept
from usalama.asking.selection import About
from usalama.country.subject import Subject
from usalama.effect.effect_joining import DEFAULT_STAGE
from usalama.effect.effect_panel import county_months
from usalama.effect.effect_plans_words import NO_NOISE, noise_sentence, smallest_fall_sentence
from usalama.effect.effect_words import needed_places_sentence, power_sentence
from usalama.model import Choices, Scope, Sentence
from usalama.stats.effect.panel import Panel
from usalama.store import Store

METHOD = Sentence(
    'How likely the word would be "helped": a t-test that is off centre by the fall over its standard error, times '
    "the "
    "chance that the test of the months before joining passes. The standard error follows from who would join when and "
    "from how much the counties went up and down before anybody joined. It takes the same fall in every county for "
    "granted; one that differs between counties needs more of them."
)
# The plan that the reader does not change: a year over which counties join, with so many months of reports before it.
MONTHS_ROLLOUT, MOST_MONTHS_BEFORE = 12, 36
PLACES, MONTHS = (3, 5, 8, 10, 12, 15, 20, 25, 30, 35, 40, 45), (3, 6, 12, 18, 24, 36)
HUNDRED = 100


@dataclass(frozen=True)
class PlannedPower:
    """What a rollout would show.

    Arguments:
        grid: county_count that join, month_count after the last of them, chance of "helped" in 100; empty where the
            noise is not known.
        counties: that have enough reports to be asked.
        sentences: the answer in words.
    """

    grid: pd.DataFrame
    counties: int
    sentences: tuple[Sentence, ...]
    about: About
    method: Sentence = METHOD


@kept
def planned_power(
    store: Store,
    scope: Scope,
    choices: Choices,
    subject: Subject,
    today: date,
    fall: int,
    months: int,
    stage: str = DEFAULT_STAGE,
) -> PlannedPower:
    """The chance of "helped" for several numbers of counties and months, by the noise in the data held.

    Arguments:
        fall: of each 100 reports, those that the programme is hoped to spare.
        months: of reports after the last county has joined.

    Raises:
        NothingFound: the scope sees nothing.
    """
    asked = county_months(store, scope, choices, subject, today, stage)
    grid, sentences = _grid(asked.panel, 1 - fall / HUNDRED, months)
    return PlannedPower(grid, int(asked.panel.places.size), sentences, asked.selection.about)


def _grid(panel: Panel, ratio: float, months: int) -> tuple[pd.DataFrame, tuple[Sentence, ...]]:
    from usalama.stats.effect.panel_noise import noise_of  # noqa: PLC0415
    from usalama.stats.effect.power import Rollout, fewest_places, power, power_grid, smallest_fall  # noqa: PLC0415

    n_places = int(panel.places.size)
    n_quiet = min(int(panel.joined.min()), panel.n_months) if n_places else 0
    if n_places <= PLACES[0] or n_quiet < MOST_MONTHS_BEFORE // 3:
        return pd.DataFrame(columns=["county_count", "month_count", "chance"]), (NO_NOISE,)
    noise, half = noise_of(panel), n_places // 2
    plan = Rollout(half, n_places - half, min(panel.n_months, MOST_MONTHS_BEFORE), MONTHS_ROLLOUT, months)
    tried = tuple(one for one in PLACES if one < n_places)
    found = power_grid(plan, noise, tried, MONTHS, ratio=ratio)
    rows = [
        (places, after, HUNDRED * float(found.power[i, j]))
        for i, places in enumerate(tried)
        for j, after in enumerate(MONTHS)
    ]
    sentences = (
        needed_places_sentence(ratio, fewest_places(plan, noise, ratio=ratio), months),
        power_sentence(ratio, half, months, power(plan, noise, ratio=ratio)),
        smallest_fall_sentence(half, months, smallest_fall(plan, noise)),
        noise_sentence(n_places, float(np.median(panel.counts[:, :n_quiet].mean(axis=1))), noise.shocks),
    )
    return pd.DataFrame(rows, columns=["county_count", "month_count", "chance"]), sentences
