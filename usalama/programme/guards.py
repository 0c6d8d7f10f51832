"""Which guards and stewards stand beside the police, by what partners commit and by the recorded hours of cover?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.held_records import RegisterRows
from usalama.asking.kept import kept
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.incidents.response.cover_shifts import (
    FEWEST_AREAS_SHOWN,
    days_of_cover,
    has_areas_enough,
    too_few_areas_sentence,
)
from usalama.model import PlaceLevel, Scope, Sentence, counted
from usalama.programme.partners import partners
from usalama.programme.view import cover_held
from usalama.store import Store

METHOD = Sentence(
    "People on duty: for each duty its people times its hours times its days, divided by the 168 hours of the week; "
    "duties whose people nobody recorded add nothing and are counted. The public sees only counties in which at least "
    "8 areas are recorded, as they stood at the end of the last published month, and no number of 1 to 7. Guards may "
    "be counted by a partner and by its hours as well: the two are not added."
)
HOURS_OF_WEEK, HOURS_OF_DAY = 168, 24
GUARDS_ARE_BESIDE = Sentence(
    "Guards and stewards are not police officers. They stand here beside them and are not added to any number above."
)
NOT_DIVIDED = Sentence(
    "What a partner commits, it commits in all its counties together. It is not divided among them, since nobody said "
    "how."
)
ALL_HIDDEN = Sentence("Too few people are on duty at any one time for their number to be shown.")


@dataclass(frozen=True)
class Guards:
    """Guards and stewards of the chosen counties.

    Arguments:
        committed: sector, partner_count, guards_committed: sectors in which a partner states guards.
        on_duty: county_code, county_name, area_count, people_on_duty (average over the week), unknown_count (duties
            without a number of people); missing where hidden.
        partner_rows: the register of partners that was read.
        cover_rows: the hours of cover that were read.
        day: on which the hours hold.
        committed_sentences, on_duty_sentences: what both say.
    """

    committed: pd.DataFrame
    on_duty: pd.DataFrame
    partner_rows: RegisterRows
    cover_rows: RegisterRows
    day: date
    committed_sentences: tuple[Sentence, ...]
    on_duty_sentences: tuple[Sentence, ...]
    method: Sentence = METHOD


@kept
def guards(store: Store, scope: Scope, county_codes: tuple[str, ...], subject: Subject, today: date) -> Guards:
    """Guards that partners of the chosen counties commit, and people on duty there; none chosen means all."""
    found = partners(store, scope, county_codes, subject)
    committed = found.sums[found.sums.guards_committed.notna()].drop(columns="hours_a_week").reset_index(drop=True)
    held = cover_held(store, scope, county_codes, today)
    own = held.rows
    shown = own if scope.is_exact else own[has_areas_enough(own)]
    on_duty = _on_duty(shown, subject.country.names(PlaceLevel.COUNTY), scope)
    return Guards(
        committed=committed,
        on_duty=on_duty,
        partner_rows=found.held,
        cover_rows=held,
        day=days_of_cover(scope, today).end,
        committed_sentences=_said_of_partners(found.rows),
        on_duty_sentences=_said_of_cover(own, on_duty),
    )


def _on_duty(rows: pd.DataFrame, names: dict[str, str], scope: Scope) -> pd.DataFrame:
    length = (rows.to_hour - rows.from_hour).astype(float)
    hours = np.where(length > 0, length, length + HOURS_OF_DAY) * rows.weekdays.map(len).astype(float)
    people = rows.people.astype("Float64")
    counted = rows.assign(person_hours=people * hours, is_unknown=people.isna().astype(int))
    by_county = counted.groupby("county_code", as_index=False).agg(
        area_count=("area", "nunique"), person_hours=("person_hours", "sum"), unknown_count=("is_unknown", "sum")
    )
    table = by_county.assign(
        county_name=by_county.county_code.map(names),
        people_on_duty=(by_county.person_hours.astype(float) / HOURS_OF_WEEK).round().astype("Int64"),
    )
    shown = disclose(table, ("area_count", "people_on_duty", "unknown_count"), scope)
    return shown[["county_code", "county_name", "area_count", "people_on_duty", "unknown_count"]]


def _said_of_partners(rows: pd.DataFrame) -> tuple[Sentence, ...]:
    stated = rows.guards_committed.dropna()
    return (guards_sentence(len(stated), int(stated.sum())),) if len(stated) else ()


def _said_of_cover(own: pd.DataFrame, on_duty: pd.DataFrame) -> tuple[Sentence, ...]:
    if own.empty:
        return ()
    told = on_duty.dropna(subset="people_on_duty")
    if told.empty:
        return (too_few_areas_sentence(FEWEST_AREAS_SHOWN) if on_duty.empty else ALL_HIDDEN,)
    people, unknown = int(told.people_on_duty.sum()), int(told.unknown_count.sum())
    return (on_duty_sentence(people, len(told), unknown),)


def guards_sentence(partners: int, guards: int) -> Sentence:
    """What partners commit."""
    return counted(
        "{count} partner states how many guards or stewards it commits: {guards}.",
        "{count} partners state how many guards or stewards they commit: {guards} in all.",
        partners,
        {"guards": guards},
    )


def on_duty_sentence(people: int, county_count: int, unknown: int) -> Sentence:
    """How many are on duty at any time by the recorded cover."""
    values = {"people": people, "counties": county_count, "unknown": unknown}
    if unknown:
        return Sentence(
            "By the recorded hours about {people} people are on duty at any one time, on average over the week, in "
            "{counties} counties. For {unknown} duties nobody recorded how many people they are.",
            values,
        )
    return Sentence(
        "By the recorded hours about {people} people are on duty at any one time, on average over the week, in "
        "{counties} counties.",
        values,
    )
