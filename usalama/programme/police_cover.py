"""How many people are there for one police officer, by whose count, and how many officers would a ratio ask for?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from usalama.asking.held_records import RegisterRows, register_rows
from usalama.asking.kept import kept
from usalama.country import Country, County
from usalama.country.printed_figures import OFFICERS, load_figures, published_figures
from usalama.country.subject import Subject
from usalama.errors import InputRefused
from usalama.model import Choices, Place, PlaceLevel, Scope, Sentence
from usalama.programme.police_ratios import PER, conflict_sentence, country_finding, country_sentence, published_ratios
from usalama.programme.view import chosen_counties
from usalama.registers import OFFICER_COUNT
from usalama.store import Store

METHOD = Sentence(
    "Officers asked for: people divided by the people for each officer, rounded up. People are those of the two "
    "censuses, carried forward at a constant rate for each county; they have no range, and every year after the last "
    "census makes them less sure. Officers are set against the people of the year, or of the day, that their number "
    "is about. Of a county without a recorded number nothing is subtracted. Of several recorded numbers the newest "
    "counts. Guards and stewards are never added to officers."
)
# People carried forward from a census are not known to the last, nor is what is asked for of them.
PEOPLE_SAID_TO = -3
COUNTY_COLUMNS = [
    "county_code", "county_name", "people_on", "people", "asked_for", "officer_count", "as_of", "stated_in",
    "source_name", "people_per_officer", "officers_per_100k", "officers_missing", "officers_in_100",
]  # fmt: skip


@dataclass(frozen=True)
class PoliceCover:
    """Police officers and the people they are for.

    Arguments:
        people_per_officer: the ratio that the reader chose.
        ratios: people_per_officer, officers_per_100k, is_benchmark, year, source, note: as published.
        country: year, officer_count, people, people_per_officer, officers_per_100k, asked_for, officers_missing
            (below 0 where there are more than asked for), source, note: a row a published number of officers.
        counties: ``COUNTY_COLUMNS``. Where no number is recorded all columns from officer_count on are missing;
            officers_in_100 is officers for each 100 that the ratio asks for.
        finding: what the ratio asks of the whole country, beside the newest published number.
        recorded: county_name, officer_count, as_of, stated_in, source_name: every recorded number, newest first.
        people_on: the day for which people stand where no number is recorded.
    """

    people_per_officer: int
    ratios: pd.DataFrame
    country: pd.DataFrame
    counties: pd.DataFrame
    recorded: pd.DataFrame
    people_on: date
    finding: Sentence
    conflict: Sentence
    country_sentences: tuple[Sentence, ...]
    county_sentences: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]
    held: RegisterRows
    method: Sentence = METHOD


@kept
def police_cover(
    store: Store, scope: Scope, county_codes: tuple[str, ...], subject: Subject, today: date, people_per_officer: int
) -> PoliceCover:
    """What a ratio asks for, in the country and in each of the chosen counties; none chosen means all.

    Arguments:
        people_per_officer: the ratio asked about, at least 1.

    Raises:
        InputRefused: the ratio is no ratio.
    """
    if people_per_officer < 1:
        raise InputRefused("A ratio has at least one person for each officer.")
    held = register_rows(store, scope, Choices(), OFFICER_COUNT)
    counties = chosen_counties(subject, scope, county_codes)
    recorded = _recorded(held.rows, counties)
    past = recorded[pd.to_datetime(recorded.as_of) <= pd.Timestamp(today)]
    newest = _newest(past)
    people_on = _middle(today.year)
    rows = _counties(subject.country, counties, newest, people_on, people_per_officer)
    whole, ratios = _country(subject.country, people_per_officer), published_ratios()
    said = tuple(country_sentence(row, people_per_officer) for row in whole.to_dict("records"))
    return PoliceCover(
        people_per_officer=people_per_officer,
        ratios=ratios,
        country=whole,
        counties=rows,
        recorded=recorded.drop(columns=["county_code", "record_id"]),
        people_on=people_on,
        finding=country_finding(whole.iloc[0], people_per_officer),
        conflict=conflict_sentence(ratios, whole),
        country_sentences=said,
        county_sentences=_county_sentences(rows, people_per_officer),
        notes=_notes(recorded, past, newest),
        held=held,
    )


def _middle(year: int) -> date:
    return date(year, 7, 1)


def _country(country: Country, people_per_officer: int) -> pd.DataFrame:
    """The published numbers of officers beside what the ratio asks for, newest first."""
    (place,) = country.places(PlaceLevel.COUNTRY)
    rows = []
    for one in load_figures().named(OFFICERS):
        if one.place != country.name or one.year is None:
            continue
        people = country.population(place, _middle(one.year))
        rows.append({"year": one.year, "people": round(people)} | _beside(people, one.value, people_per_officer))
    columns = [
        "year", "officer_count", "people", "people_per_officer", "officers_per_100k", "asked_for", "officers_missing",
    ]  # fmt: skip
    found = pd.DataFrame(rows, columns=columns).sort_values("year", ascending=False, ignore_index=True)
    said = published_figures((OFFICERS,))[["year", "value", "source", "note"]].rename(
        columns={"value": "officer_count"}
    )
    return found.merge(said, on=["year", "officer_count"], how="left", validate="one_to_one")


def _beside(people: float, officers: float, people_per_officer: int) -> dict[str, object]:
    """Officers that are, beside officers asked for."""
    asked = math.ceil(people / people_per_officer)
    return {
        "officer_count": int(officers),
        "people_per_officer": people / officers if officers else math.nan,
        "officers_per_100k": PER * officers / people,
        "asked_for": asked,
        "officers_missing": asked - int(officers),
        "officers_in_100": 100 * officers / asked,
    }


def _recorded(rows: pd.DataFrame, counties: tuple[County, ...]) -> pd.DataFrame:
    """What is recorded of the shown counties, newest first."""
    names = {county.code: county.name for county in counties}
    own = rows[rows.county_code.isin(names)]
    own = own.assign(county_name=own.county_code.map(names))
    columns = ["county_code", "record_id", "county_name", "officer_count", "as_of", "stated_in", "source_name"]
    order = ["as_of", "county_code", "officer_count"]
    return own.sort_values(order, ascending=[False, True, True], ignore_index=True)[columns]


def _newest(recorded: pd.DataFrame) -> pd.DataFrame:
    """One record a county: the newest, and of two of one day the smaller, which promises less."""
    return recorded.drop_duplicates("county_code", keep="first")


def _counties(
    country: Country, counties: tuple[County, ...], newest: pd.DataFrame, people_on: date, people_per_officer: int
) -> pd.DataFrame:
    known = {str(row["county_code"]): row for row in newest.to_dict("records")}
    rows = [_county(country, one.place, known.get(one.code), people_on, people_per_officer) for one in counties]
    table = pd.DataFrame(rows, columns=COUNTY_COLUMNS)
    whole = dict.fromkeys(["people", "asked_for", "officer_count", "officers_missing"], "Int64")
    parts = dict.fromkeys(["people_per_officer", "officers_per_100k", "officers_in_100"], "float64")
    return table.astype(whole | parts)


def _county(
    country: Country, place: Place, record: dict[str, object] | None, people_on: date, people_per_officer: int
) -> dict[str, object]:
    """One county; without a record only what the ratio asks for."""
    day = people_on if record is None else pd.Timestamp(str(record["as_of"])).date()
    people = country.population(place, day)
    row: dict[str, object] = {
        "county_code": place.code,
        "county_name": place.name,
        "people_on": day,
        "people": round(people),
        "asked_for": math.ceil(people / people_per_officer),
    }
    if record is None:
        return row
    said = {name: record[name] for name in ("as_of", "stated_in", "source_name")}
    return row | said | _beside(people, float(str(record["officer_count"])), people_per_officer)


def _county_sentences(rows: pd.DataFrame, people_per_officer: int) -> tuple[Sentence, ...]:
    known = rows[rows.officer_count.notna()]
    said = tuple(county_sentence(row, people_per_officer) for row in known.to_dict("records"))
    unknown = len(rows) - len(known)
    return (*said, unknown_counties_sentence(unknown, len(rows))) if unknown else said


def _notes(recorded: pd.DataFrame, past: pd.DataFrame, newest: pd.DataFrame) -> tuple[Sentence, ...]:
    """What was left out: numbers of a day to come, and those that another of the same day contradicts."""
    notes = [future_sentence(row) for row in recorded.to_dict("records") if row["record_id"] not in set(past.record_id)]
    for row in newest.to_dict("records"):
        same = past[(past.county_code == row["county_code"]) & (past.as_of == row["as_of"])]
        if same.officer_count.nunique() > 1:
            notes.append(two_counts_sentence(row, int(same.officer_count.max())))
    return tuple(notes)


def county_sentence(row: Mapping[str, Any], people_per_officer: int) -> Sentence:
    """A county whose number of officers is recorded, beside what the ratio asks for."""
    missing = int(row["officers_missing"])
    values = {
        "county": str(row["county_name"]),
        "officers": int(row["officer_count"]),
        "day": row["as_of"],
        "document": str(row["stated_in"]),
        "people": round(int(row["people"]), PEOPLE_SAID_TO),
        "own": "–" if pd.isna(row["people_per_officer"]) else f"1:{row['people_per_officer']:.0f}",
        "per": f"{row['officers_per_100k']:.1f}",
        "ratio": str(people_per_officer),
        "asked": int(row["asked_for"]),
        "gap": abs(missing),
    }
    if missing > 0:
        return Sentence(
            "{county}: {officers} officers on {day} ({document}) for about {people} people, that is {own} or {per} for "
            "100,000. 1:{ratio} asks for {asked}: {gap} fewer than asked for.",
            values,
        )
    return Sentence(
        "{county}: {officers} officers on {day} ({document}) for about {people} people, that is {own} or {per} for "
        "100,000. 1:{ratio} asks for {asked}: none missing, {gap} more than asked for.",
        values,
    )


def unknown_counties_sentence(unknown: int, county_count: int) -> Sentence:
    """That of most counties nobody recorded how many officers they have."""
    return Sentence(
        "Not known for {count} of {all} counties: no number of officers is recorded, so nobody can tell from here how "
        "many they have or lack. What is shown of them is only how many the ratio would ask for.",
        {"count": unknown, "all": county_count},
    )


def future_sentence(row: Mapping[str, Any]) -> Sentence:
    """A number of a day that has not come."""
    return Sentence(
        "{county}: the number stated for {day} ({document}) is of a day to come and was left out.",
        {"county": str(row["county_name"]), "day": row["as_of"], "document": str(row["stated_in"])},
    )


def two_counts_sentence(row: Mapping[str, Any], other: int) -> Sentence:
    """Two numbers for one county and day."""
    return Sentence(
        "{county}: {officers} and {other} officers are both stated for {day}; the smaller is used.",
        {
            "county": str(row["county_name"]),
            "officers": int(row["officer_count"]),
            "other": other,
            "day": row["as_of"],
        },
    )
