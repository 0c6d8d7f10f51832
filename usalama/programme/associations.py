"""Which resident associations have joined, where are they, and which stand in the register twice?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd

from usalama.asking.held_records import RegisterRows, register_rows
from usalama.asking.kept import kept
from usalama.country import Country, County
from usalama.country.names import letters, may_be_one
from usalama.country.subject import Subject
from usalama.language import LANGUAGES, load_language
from usalama.model import Choices, PlaceLevel, Scope, Sentence, counted
from usalama.programme.view import chosen_counties, found_where, per_county
from usalama.registers import ASSOCIATION
from usalama.store import Store

METHOD = Sentence(
    "Every association of the register is counted once. Households and members are as the association states them; "
    "where one is not stated, it is left out of the sum and said to be unknown."
)
SEARCHED = ("name", "county_name", "constituency_name", "languages", "tools")
# Columns that the public sees; points and areas are not among them.
COLUMNS = (
    "record_id", "name", "county_code", "county_name", "constituency_code", "constituency_name", "settlement_type",
    "household_count", "member_count", "languages", "tools", "joined_on", "source_name",
)  # fmt: skip


@dataclass(frozen=True)
class Search:
    """What the associations are narrowed down to, beside the counties that all pages share.

    Arguments:
        words: parts of name, place, language or tool, without regard to case, accents and signs; all must be found.
        settlement_type: only this kind; empty for all.
        tool: only associations that use it; empty for all.
    """

    words: str = ""
    settlement_type: str = ""
    tool: str = ""


@dataclass(frozen=True)
class Double:
    """Two records that may be one association in two spellings.

    Arguments:
        record_ids: of both.
        sentence: their names and county.
    """

    record_ids: tuple[str, str]
    sentence: Sentence


@dataclass(frozen=True)
class Associations:
    """The associations that were asked for.

    Arguments:
        rows: ``COLUMNS``, by county and name.
        held: the register that was read, in the chosen counties.
        n_held: associations in the chosen counties, whatever was searched for.
        by_county: county_code, county_name, association_count, member_count of all chosen counties; a county without
            an association has 0.
        by_constituency: place_key, constituency_name, county_name, association_count; only those that have one.
        no_constituency_count: associations whose constituency is not known.
        tools: every tool that an association of the chosen counties uses, by name.
        doubles: likely duplicates among those found.
        finding: how many there are and where most of them.
        sentences: how many people they reach.
    """

    rows: pd.DataFrame
    held: RegisterRows
    n_held: int
    by_county: pd.DataFrame
    by_constituency: pd.DataFrame
    no_constituency_count: int
    tools: tuple[str, ...]
    doubles: tuple[Double, ...]
    finding: Sentence
    sentences: tuple[Sentence, ...]
    method: Sentence = METHOD


def associations(
    store: Store, scope: Scope, choices: Choices, subject: Subject, search: Search = Search()
) -> Associations:
    """The associations of the chosen counties that bear what is searched for.

    Only counties count of the shared choices: an association has no period and no category.
    """
    return _associations(store, scope, Choices(county_codes=choices.county_codes), subject, search)


@kept
def _associations(store: Store, scope: Scope, choices: Choices, subject: Subject, search: Search) -> Associations:
    held = register_rows(store, scope, choices, ASSOCIATION)
    named = with_places(held.rows, subject.country)
    rows = _found(named, search)
    by_county = _by_county(rows, chosen_counties(subject, scope, choices.county_codes))
    return Associations(
        rows=rows[list(COLUMNS)].astype({"household_count": "Int64", "member_count": "Int64"}),
        held=replace(held, rows=named),
        n_held=len(named),
        by_county=by_county,
        by_constituency=_by_constituency(rows),
        no_constituency_count=int((rows.constituency_name == "").sum()),
        tools=tuple(sorted({tool for text in named.tools.dropna() for tool in listed(text)})),
        doubles=_doubles(rows),
        finding=registry_finding(by_county, len(named)),
        sentences=reached_sentences(rows),
    )


@kept
def association_points(store: Store, scope: Scope, choices: Choices, record_ids: tuple[str, ...]) -> np.ndarray:
    """Latitude and longitude of those of the associations whose point is known.

    Raises:
        NotAllowed: the scope may not see points.
    """
    held = register_rows(store, scope, choices, ASSOCIATION, every_column=True).rows
    known = held[held.record_id.isin(record_ids)].dropna(subset=["latitude", "longitude"])
    return known[["latitude", "longitude"]].to_numpy(dtype=float)


def with_places(rows: pd.DataFrame, country: Country) -> pd.DataFrame:
    """The records with the names of their county and constituency, in the order of both."""
    counties = country.names(PlaceLevel.COUNTY)
    constituencies = country.names(PlaceLevel.CONSTITUENCY)
    named = rows.assign(
        county_name=rows.county_code.map(counties).fillna(rows.county_code),
        constituency_name=rows.constituency_code.map(constituencies).fillna(""),
    )
    return named.sort_values(["county_code", "name", "record_id"], ignore_index=True)


def listed(text: object) -> tuple[str, ...]:
    """The parts of a text that lists them with commas."""
    return tuple(part.strip() for part in str(text).split(",") if part.strip()) if isinstance(text, str) else ()


def _found(rows: pd.DataFrame, search: Search) -> pd.DataFrame:
    found = pd.Series(True, index=rows.index)
    if search.settlement_type:
        found &= rows.settlement_type == search.settlement_type
    if search.tool:
        found &= pd.Series([search.tool in listed(text) for text in rows.tools], index=rows.index, dtype=bool)
    wanted = [letters(word) for word in search.words.split() if letters(word)]
    if wanted:
        searched = rows[list(SEARCHED)].fillna("").assign(language_names=rows.languages.map(_language_names))
        texts = [" ".join(letters(str(value)) for value in row) for row in searched.to_numpy()]
        found &= pd.Series([all(word in text for word in wanted) for text in texts], index=rows.index, dtype=bool)
    return rows[found].reset_index(drop=True)


def _language_names(codes: object) -> str:
    """What the languages are called in each language of the product: readers see the names, and search for them."""
    readers = [load_language(code) for code in LANGUAGES]
    return " ".join(reader.language_name(code) for code in listed(codes) for reader in readers)


def _by_county(rows: pd.DataFrame, counties: tuple[County, ...]) -> pd.DataFrame:
    members = rows.groupby("county_code").member_count.sum()
    counted = per_county(rows, counties, "association_count")
    counted = counted.assign(member_count=counted.county_code.map(members).fillna(0).astype(int))
    return counted[["county_code", "association_count", "member_count", "county_name"]]


def _by_constituency(rows: pd.DataFrame) -> pd.DataFrame:
    known = rows[rows.constituency_name != ""]
    names = ["constituency_code", "constituency_name", "county_name"]
    counted = known.groupby(names, as_index=False).size().rename(columns={"size": "association_count"})
    keys = [f"{PlaceLevel.CONSTITUENCY}:{code}" for code in counted.constituency_code]
    return counted.assign(place_key=keys).drop(columns="constituency_code")


def _doubles(rows: pd.DataFrame) -> tuple[Double, ...]:
    found = []
    for _, own in rows.groupby("county_code"):
        for one, other in combinations(own.itertuples(), 2):
            if may_be_one(str(one.name), str(other.name)):
                sentence = doubles_sentence(str(one.name), str(other.name), str(one.county_name))
                found.append(Double((str(one.record_id), str(other.record_id)), sentence))
    return tuple(found)


def registry_finding(by_county: pd.DataFrame, n_held: int) -> Sentence:
    """How many associations there are and where.

    Arguments:
        by_county: county_name and association_count of every chosen county, of those found.
        n_held: how many there are in the chosen counties, whatever was searched for.
    """
    count = int(by_county.association_count.sum())
    what = counted("One association", "{count} associations", count)
    if count < n_held:
        what = Sentence("{count} of {held} associations", {"count": count, "held": n_held})
    return found_where(what, by_county, "association_count")


def reached_sentences(rows: pd.DataFrame) -> tuple[Sentence, ...]:
    """How many people the associations reach, of those that state it.

    Arguments:
        rows: member_count and household_count.
    """
    members, households = rows.member_count.dropna(), rows.household_count.dropna()
    parts = []
    if len(members):
        parts.append(
            counted(
                "{members} members in the one association that states it.",
                "{members} members in the {count} associations that state it.",
                len(members),
                {"members": int(members.sum())},
            )
        )
    if len(households):
        parts.append(
            counted(
                "{households} households in the area of the one association that states it.",
                "{households} households in the areas of the {count} associations that state it.",
                len(households),
                {"households": int(households.sum())},
            )
        )
    return tuple(parts)


def doubles_sentence(name: str, other: str, county: str) -> Sentence:
    """Two records that may be one association."""
    return Sentence(
        "{name} and {other} ({county}) may be one association in two spellings. Keep one of them.",
        {"name": name, "other": other, "county": county},
    )
