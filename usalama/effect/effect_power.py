"""Before a rollout: how many counties and months would show a fall?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.kept import kept
from usalama.asking.selection import About
from usalama.country.subject import Subject
from usalama.effect.effect_panel import DEFAULT_STAGE, HUNDRED, county_months
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
NO_NOISE = Sentence(
    "Too few counties have a year of reports from before anybody joined, so nobody can tell what a rollout would show."
)


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
    from usalama.stats.effect.power import (  # noqa: PLC0415
        Rollout,
        fewest_places,
        noise_of,
        power,
        power_grid,
        smallest_fall,
    )

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


def power_sentence(ratio: float, places: int, months: int, chance: float) -> Sentence:
    """What a planned rollout would show.

    Arguments:
        ratio: the rate hoped for over the rate to be expected, under 1.
        places, months: that join; after the last one joined.
        chance: of "helped", of 1.
    """
    values: dict[str, object] = {"places": places, "months": months, "fall": round(HUNDRED * (1 - ratio))}
    if not chance > 0:
        return Sentence("{places} places and {months} months after joining would not be enough to tell.", values)
    return Sentence(
        "If the programme spares {fall} of each 100 reports, {places} places and {months} months after the last has "
        'joined would show it ("helped") about {chance} times in 100.',
        values | {"chance": round(HUNDRED * chance)},
    )


def needed_places_sentence(ratio: float, places: int | None, months: int) -> Sentence:
    """How many places must join to show an effect in 80 of 100 cases.

    Arguments:
        places: None when no number is enough.
    """
    values: dict[str, object] = {"places": places, "months": months, "fall": round(HUNDRED * (1 - ratio))}
    if places is None:
        return Sentence(
            "No number of places would show within {months} months that {fall} of each 100 reports were spared. More "
            "months would be needed.",
            values,
        )
    return Sentence(
        "To show within {months} months, 80 times in 100, that {fall} of each 100 reports were spared, {places} places "
        "must join.",
        values,
    )


def smallest_fall_sentence(places: int, months: int, ratio: float | None) -> Sentence:
    """Which fall a plan would just show."""
    values: dict[str, object] = {"places": places, "months": months}
    if ratio is None:
        return Sentence("With {places} counties and {months} months not even the largest fall would be shown.", values)
    return Sentence(
        "With {places} counties and {months} months, a fall of {fall} of each 100 reports or more would be shown 80 "
        "times in 100.",
        values | {"fall": math.ceil(HUNDRED * (1 - ratio))},
    )


def noise_sentence(places: int, reports: float, shocks: float) -> Sentence:
    """What the calculation learnt from the data held."""
    return Sentence(
        "Learnt from {places} counties before anybody joined: half of them have more than {reports} reports a month, "
        "and counties go up and down by about {shocks} in 100 besides what counting alone does. 12 months are taken "
        "for all to join.",
        {"places": places, "reports": round(reports), "shocks": round(HUNDRED * math.sqrt(shocks))},
    )
