"""How far is each county, and each association, towards being recognised by its county government?"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from usalama.asking.held_records import RegisterRows, register_rows
from usalama.asking.kept import kept
from usalama.country import Country, County
from usalama.country.subject import Subject
from usalama.errors import InputRefused
from usalama.model import Choices, PlaceLevel, Scope, Sentence, counted
from usalama.programme.view import chosen_counties, record_names
from usalama.registers import ACCREDITATION_STAGES, ASSOCIATION, STAGE, STAGE_WORDS, word_for
from usalama.store import Store

METHOD = Sentence(
    "A case is a county, or an association in it. It stands at the stage that it reached last; of two of one day the "
    "later counts. A county without a record of its own stands where the furthest of its associations stands, and "
    "at not started where there is none. Days of waiting run from the day of the stage, while an answer is awaited."
)
NOT_STARTED, LAPSED = ACCREDITATION_STAGES[0], ACCREDITATION_STAGES[-1]
# Between the application and the recognition somebody waits.
WAITING = ACCREDITATION_STAGES[1:4]
FUNNEL = ACCREDITATION_STAGES[1:5]
# From the least to the furthest: what has lapsed has to begin again.
PROGRESS = (NOT_STARTED, LAPSED, *FUNNEL)
Record = dict[str, Any]
CASE_COLUMNS = [
    "case_id", "county_code", "county_name", "association_id", "association_name", "stage", "since", "days_waiting",
    "next_document", "office", "went_back", "reason", "furthest",
]  # fmt: skip
LAWS_FILE = "accreditation_laws.csv"
LAW_COLUMNS = ("county_code", "law", "year", "sections", "source", "source_date", "note")


@dataclass(frozen=True)
class Law:
    """A county's law, with who says so.

    Arguments:
        sections: those about recognition, as their source gives them; empty where that is not known.
        source_date: when the source was read, as precise as it is known.
    """

    county_code: str
    law: str
    year: int
    sections: str
    source: str
    source_date: str
    note: str


@dataclass(frozen=True)
class Accreditation:
    """The way to recognition.

    Arguments:
        cases: ``CASE_COLUMNS``, a row a case that has begun; furthest is the furthest stage that it ever reached.
        counties: county_code, county_name, stage, since, days_waiting, next_document, office, association_count (its
            associations that have begun), law (its name, or empty where none was found); all chosen counties.
        waiting: the cases in which an answer is awaited, the oldest first.
        funnel: subject ("county" or "association"), stage, reached_count (cases that ever came so far), here_count
            (those that stand there now).
        laws: of the chosen counties that have one.
        finding: where the chosen counties stand, and who waits for an answer.
    """

    cases: pd.DataFrame
    counties: pd.DataFrame
    waiting: pd.DataFrame
    funnel: pd.DataFrame
    laws: tuple[Law, ...]
    held: RegisterRows
    finding: Sentence
    method: Sentence = METHOD


@kept
def accreditation(
    store: Store, scope: Scope, county_codes: tuple[str, ...], subject: Subject, today: date
) -> Accreditation:
    """The cases of the chosen counties; none chosen means all.

    Arguments:
        today: the local date, up to which days of waiting are counted.
    """
    choices = Choices(county_codes=county_codes)
    held = register_rows(store, scope, choices, STAGE)
    names = record_names(register_rows(store, scope, choices, ASSOCIATION).rows)
    own = held.rows[held.rows.pipeline == "accreditation"]
    cases = _cases(own, subject, names, today)
    laws = accreditation_laws(subject.country)
    counties = _counties(cases, chosen_counties(subject, scope, county_codes), laws)
    waiting = cases[cases.stage.isin(WAITING)].sort_values(
        ["days_waiting", "case_id"], ascending=[False, True], ignore_index=True
    )
    return Accreditation(
        cases=cases,
        counties=counties,
        waiting=waiting,
        funnel=_funnel(cases, counties),
        laws=tuple(law for code, law in sorted(laws.items()) if code in set(counties.county_code)),
        held=held,
        finding=accreditation_finding(counties, waiting),
    )


def case_id_of(county_code: str, association_id: object) -> str:
    """What a case is called in an address: the county's number, and the association's id where there is one."""
    return f"{county_code}:{association_id}" if isinstance(association_id, str) else county_code


def _cases(own: pd.DataFrame, subject: Subject, names: dict[str, str], today: date) -> pd.DataFrame:
    counties = subject.country.names(PlaceLevel.COUNTY)
    by_case: dict[str, list[Record]] = {}
    for record in own.to_dict("records"):
        by_case.setdefault(case_id_of(record["county_code"], record["association_id"]), []).append(record)
    found = []
    for case_id, records in sorted(by_case.items()):
        code, _, association_id = case_id.partition(":")
        named = {
            "case_id": case_id,
            "county_code": code,
            "county_name": counties.get(code, code),
            "association_id": association_id,
            "association_name": names.get(association_id, association_id),
        }
        found.append(named | _standing(records, today))
    return pd.DataFrame(found, columns=CASE_COLUMNS).astype({"days_waiting": "Int64"})


def _standing(records: list[Record], today: date) -> Record:
    """Where a case stands, by its records."""
    reached = [one for one in records if pd.notna(one["reached_on"])]
    coming = [one for one in records if pd.isna(one["reached_on"]) and pd.notna(one["planned_on"])]
    last = max(reached, key=lambda one: (one["reached_on"], _position(one)), default=None)
    next_ = min(coming, key=lambda one: (one["planned_on"], _position(one)), default=None)
    furthest = max((_position(one) for one in reached), default=0)
    stage = NOT_STARTED if last is None else str(last["stage"])
    since = None if last is None else last["reached_on"]
    days = max((today - since).days, 0) if since is not None and stage in WAITING else None
    return {
        "stage": stage,
        "since": since,
        "days_waiting": days,
        "next_document": _text(last or next_, "next_document"),
        "office": _text(last or next_, "office"),
        "went_back": last is not None and _position(last) < furthest,
        "reason": _text(last, "reason"),
        "furthest": PROGRESS[furthest],
    }


def _position(record: Record) -> int:
    return PROGRESS.index(str(record["stage"]))


def _text(record: Record | None, name: str) -> str:
    value = None if record is None else record[name]
    return value if isinstance(value, str) else ""


def _counties(cases: pd.DataFrame, counties: tuple[County, ...], laws: dict[str, Law]) -> pd.DataFrame:
    rows = []
    for county in counties:
        here = cases[cases.county_code == county.code]
        own = here[here.association_id == ""]
        begun = here[here.association_id != ""]
        standing = own if len(own) else begun.assign(order=begun.stage.map(PROGRESS.index)).sort_values("order").tail(1)
        law = laws.get(county.code)
        rows.append(
            {
                "county_code": county.code,
                "county_name": county.name,
                "stage": NOT_STARTED,
                "since": None,
                "days_waiting": None,
                "next_document": "",
                "office": "",
                "association_count": len(begun),
                "law": f"{law.law}, {law.year}" if law else "",
            }
            | _first(standing)
        )
    return pd.DataFrame(rows).astype({"days_waiting": "Int64"})


def _first(standing: pd.DataFrame) -> dict[str, object]:
    names = ["stage", "since", "days_waiting", "next_document", "office"]
    return {str(name): value for name, value in standing.iloc[0][names].items()} if len(standing) else {}


def _funnel(cases: pd.DataFrame, counties: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for kind in ("county", "association"):
        own = cases[(cases.association_id == "") == (kind == "county")]
        furthest = own.furthest.map(PROGRESS.index)
        for stage in FUNNEL:
            reached, here = int((furthest >= PROGRESS.index(stage)).sum()), int((own.stage == stage).sum())
            rows.append({"subject": kind, "stage": stage, "reached_count": reached, "here_count": here})
    return pd.DataFrame(rows)


@lru_cache(maxsize=8)
def accreditation_laws(country: Country) -> dict[str, Law]:
    """County code -> law. For a county that is missing none was found, which is no proof of there being none.

    Raises:
        InputRefused: the file names an unknown county, lacks a column or a source, or has a year that is none.
    """
    path = country.folder / LAWS_FILE
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != LAW_COLUMNS:
            raise InputRefused(
                "{file} must have the columns {columns}.", file=LAWS_FILE, columns=", ".join(LAW_COLUMNS)
            )
        laws = [_law(number, row) for number, row in enumerate(reader, start=2)]
    return {country.county(law.county_code).code: law for law in laws}


def _law(number: int, row: dict[str, str]) -> Law:
    if not row["year"].isdigit() or not row["source"] or not row["source_date"]:
        raise InputRefused("{file}, row {row}: a law needs a year, a source and a date.", file=LAWS_FILE, row=number)
    return Law(**(row | {"year": int(row["year"])}))  # type: ignore[arg-type]


def accreditation_finding(counties: pd.DataFrame, waiting: pd.DataFrame) -> Sentence:
    """Where the chosen counties stand, and how many cases have waited how long for an answer.

    Arguments:
        counties: county_name and stage of each.
        waiting: the cases in which an answer is awaited, the oldest first.
    """
    if len(counties) == 1:
        only = counties.iloc[0]
        stands = Sentence(
            "{place} stands at: {stage}", {"place": only.county_name, "stage": word_for(STAGE_WORDS, only.stage)}
        )
    else:
        recognised, begun = int((counties.stage == "recognised").sum()), int((counties.stage != NOT_STARTED).sum())
        stands = counted(
            "{count} of {whole} counties has come to recognition and {begun} have begun",
            "{count} of {whole} counties have come to recognition and {begun} have begun",
            recognised,
            {"whole": len(counties), "begun": begun},
        )
    if waiting.empty:
        return Sentence("{stands}; nobody waits for an answer.", {"stands": stands})
    return counted(
        "{stands}; {count} case waits for an answer, for {days} days.",
        "{stands}; {count} cases wait for an answer, the oldest for {days} days.",
        len(waiting),
        {"stands": stands, "days": int(waiting.days_waiting.iloc[0])},
    )


def case_name(county: str, association: str) -> Sentence:
    """A case by name."""
    if association:
        return Sentence("{association}, {county}", {"association": association, "county": county})
    return Sentence("{place} (county)", {"place": county})
