"""When in the week do incidents stand out at a few places, and how soon does somebody come there?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from usalama.asking.kept import kept
from usalama.asking.selection import About
from usalama.asking.told import listed
from usalama.country.subject import Subject
from usalama.incidents.rates.comparison import about_kinds, select_places
from usalama.incidents.response.hours_of_week import hours_named
from usalama.incidents.response.waits import ResponseTime, response_times
from usalama.incidents.response.week_pattern import HOURS_IN_BLOCK, WEEKDAYS, WeekBlocks, weeks_of_places
from usalama.model import Choices, Place, Scope, Sentence
from usalama.store import Store

WEEK_METHOD = Sentence(
    "Incidents whose hour is known, by weekday and blocks of four hours, each place against what the totals of its own "
    "weekdays and hours alone would give. Blocks are named that stand out of all blocks of their place (adjusted "
    "residuals, Benjamini-Hochberg) and differ by a tenth or more."
)
WAITS_METHOD = Sentence(
    "Minutes from the report to the arrival of help, whoever came (Kaplan-Meier); calls that were closed without help "
    "are kept in as not reached."
)


@dataclass(frozen=True)
class ComparedWeeks:
    """The week of each place, in the order of the places.

    Arguments:
        rows: place_key, then as ``WeekBlocks.rows``.
    """

    places: tuple[Place, ...]
    weeks: tuple[WeekBlocks, ...]
    finding: Sentence
    about: About
    method: Sentence = WEEK_METHOD

    @property
    def rows(self) -> pd.DataFrame:
        parts = [week.rows.assign(place_key=place.key) for place, week in zip(self.places, self.weeks, strict=True)]
        return pd.concat(parts, ignore_index=True)


@dataclass(frozen=True)
class ComparedWaits:
    """The waits of each place, in the order of the places."""

    waits: tuple[ResponseTime, ...]
    about: About
    method: Sentence = WAITS_METHOD


@kept
def compared_weeks(
    store: Store, scope: Scope, choices: Choices, subject: Subject, places: tuple[Place, ...]
) -> ComparedWeeks:
    """Which blocks of the week stand out at each place.

    Raises:
        InputRefused: too few, too many or repeated places.
        NothingFound: the scope sees nothing in this period.
    """
    selection = select_places(store, scope, choices, subject, places)
    weeks = weeks_of_places(selection, places)
    finding = about_kinds(weeks_sentence(places, weeks), choices, subject)
    return ComparedWeeks(places, weeks, finding, selection.about)


@kept
def compared_waits(
    store: Store, scope: Scope, choices: Choices, subject: Subject, places: tuple[Place, ...]
) -> ComparedWaits:
    """How soon somebody comes at each place.

    Raises:
        InputRefused, NothingFound: as ``compared_weeks``.
    """
    selection = select_places(store, scope, choices, subject, places)
    return ComparedWaits(response_times(selection, places), selection.about)


def weeks_sentence(places: tuple[Place, ...], weeks: tuple[WeekBlocks, ...]) -> Sentence:
    """The clearest block of each place that has one; of places with hidden blocks nothing can be said."""
    can_tell = [week for week in weeks if week.rows.residual.notna().any()]
    if not can_tell:
        return Sentence("Too few incidents to say at which hours of the week they stand out.")
    said = [
        Sentence("{place} {when}", {"place": place.name, "when": block_words(week)})
        for place, week in zip(places, weeks, strict=True)
        if week.clearest is not None
    ]
    if not said:
        return Sentence("At none of them do hours of the week stand out beyond chance.")
    return Sentence("More than usual for the weekday and the hour: {places}.", {"places": listed(said)})


def block_words(week: WeekBlocks) -> Sentence:
    """The clearest block as people name it: "Friday 20:00-00:00"."""
    one = week.clearest
    if one is None:
        return Sentence("–")
    first = int(one.block)
    values = {"weekday": Sentence(WEEKDAYS[int(one.weekday)]), "hours": hours_named(first, first + HOURS_IN_BLOCK)}
    return Sentence("{weekday} {hours}", values)
