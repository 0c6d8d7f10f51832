"""What is known about one association: its area, what it does, asks for and plans, and which are near and like it?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from usalama.asking.held_records import RegisterRows, register_rows
from usalama.asking.kept import kept
from usalama.country.subject import Subject
from usalama.errors import InputRefused, NothingFound
from usalama.incidents.map.incident_map import place_circles
from usalama.incidents.trends.trend import Trend, trend
from usalama.model import Choices, Place, PlaceLevel, Scope, Sentence, counted
from usalama.programme.associations import with_places
from usalama.programme.likeness import Nearest, Twins, nearest, twins
from usalama.programme.view import newest_first
from usalama.registers import ACTIVITY, ASK, ASSOCIATION, CONTACT, PLEDGE, STAGE
from usalama.schema import Table
from usalama.store import Store

METHOD = Sentence(
    "Associations like one have the same kind of settlement and are nearest in households, members and people for each "
    "square kilometre of the county, each as a logarithm in standard deviations over all associations that state them. "
    "What is reported around them plays no part in it."
)
EVERYWHERE = Choices()


@dataclass(frozen=True)
class Profile:
    """Everything about one association.

    Arguments:
        record: its row in the register, with the names of its places.
        held: the register it is in.
        place: the county whose trend stands for its area.
        area_sentences: of which place the trend is and why, and what is known of the constituency.
        trend: month by month; None when there are no incidents to show, and then ``no_trend`` says why.
        plan: its stages, planned and reached, by date.
        activities, pledges, asks: its records, newest first.
    """

    record: pd.Series
    held: RegisterRows
    place: Place
    area_sentences: tuple[Sentence, ...]
    trend: Trend | None
    no_trend: Sentence | None
    plan: pd.DataFrame
    activities: pd.DataFrame
    pledges: pd.DataFrame
    asks: pd.DataFrame
    nearest: Nearest
    twins: Twins
    method: Sentence = METHOD


@kept
def association_profile(store: Store, scope: Scope, choices: Choices, subject: Subject, record_id: str) -> Profile:
    """The profile of one association; its trend is of the chosen period, categories and sources.

    Raises:
        InputRefused: there is no such association.
    """
    held = register_rows(store, scope, EVERYWHERE, ASSOCIATION, every_column=scope.is_exact)
    rows = with_places(held.rows, subject.country)
    found = rows[rows.record_id == record_id]
    if found.empty:
        raise InputRefused("There is no association with the record_id {record_id}.", record_id=record_id)
    record = found.iloc[0]
    place = subject.country.county(str(record.county_code)).place
    series, none = _trend(store, scope, choices, subject, place)
    of_own = {table.name: _own(store, scope, table, held, record_id) for table in (STAGE, ACTIVITY, PLEDGE, ASK)}
    return Profile(
        record=record,
        held=held,
        place=place,
        area_sentences=(
            area_sentence(place.name, record.constituency_name),
            *_count(store, scope, choices, subject, record),
        ),
        trend=series,
        no_trend=none,
        plan=_plan(of_own["stage"]),
        activities=newest_first(of_own["activity"], "held_on"),
        pledges=newest_first(of_own["pledge"], "signed_on"),
        asks=newest_first(of_own["ask"], "asked_on"),
        nearest=nearest(rows, record_id, subject.country),
        twins=twins(rows, record_id, subject.country),
    )


def contacts_of(store: Store, scope: Scope, record_id: str) -> pd.DataFrame:
    """Who leads an association: record_id, person_name, role, phone, email. For a screen only, never for a file.

    Raises:
        NotAllowed: the scope may not see contacts.
    """
    held = register_rows(store, scope, EVERYWHERE, CONTACT, every_column=True).rows
    columns = ["record_id", "person_name", "role", "phone", "email"]
    return held[held.association_id == record_id][columns].reset_index(drop=True)


def _trend(
    store: Store, scope: Scope, choices: Choices, subject: Subject, place: Place
) -> tuple[Trend | None, Sentence | None]:
    """The series of a place, or the sentence that says why there is none."""
    try:
        return trend(store, scope, choices.everywhere, subject, (place,)), None
    except NothingFound as error:
        return None, error.sentence


def _count(store: Store, scope: Scope, choices: Choices, subject: Subject, record: pd.Series) -> tuple[Sentence, ...]:
    """What was reported in the constituency, where it is known and incidents are held."""
    if not record.constituency_name:
        return ()
    try:
        rows = place_circles(store, scope, choices.everywhere, subject, PlaceLevel.CONSTITUENCY).rows
    except NothingFound:
        return ()
    own = rows[rows.place_key == f"{PlaceLevel.CONSTITUENCY}:{record.constituency_code}"]
    count = 0 if own.empty else own.incident_count.iloc[0]
    return (constituency_sentence(record.constituency_name, None if pd.isna(count) else int(count)),)


def _own(store: Store, scope: Scope, table: Table, registry: RegisterRows, record_id: str) -> pd.DataFrame:
    """Its records in another register; records of another nature than its own do not belong to it."""
    held = register_rows(store, scope, EVERYWHERE, table)
    is_own = (held.rows.association_id == record_id) & (held.nature == registry.nature)
    return held.rows[is_own].reset_index(drop=True)


def _plan(stages: pd.DataFrame) -> pd.DataFrame:
    """Stages in the order in which they are planned, or were reached where no plan was made."""
    day = pd.to_datetime(stages.planned_on.where(stages.planned_on.notna(), stages.reached_on))
    return stages.assign(day=day).sort_values(["pipeline", "day"], ignore_index=True).drop(columns="day")


def area_sentence(county: str, constituency: str) -> Sentence:
    """Of which place the trend is, and why."""
    if constituency:
        return Sentence(
            "The trend is that of the county {county}: how many people live in the constituency {constituency} is not "
            "known, so it has no rate.",
            {"county": county, "constituency": constituency},
        )
    return Sentence(
        "The trend is that of the county {county}: the constituency of the association is not known.",
        {"county": county},
    )


def constituency_sentence(constituency: str, count: int | None) -> Sentence:
    """How many reports of the period are from the constituency.

    Arguments:
        count: as the scope may see it; None where it is hidden.
    """
    if count is None:
        return Sentence(
            "In the constituency {constituency}: 1 to 7 reports in the period.", {"constituency": constituency}
        )
    return counted(
        "In the constituency {constituency}: {count} report in the period.",
        "In the constituency {constituency}: {count} reports in the period.",
        count,
        {"constituency": constituency},
    )
