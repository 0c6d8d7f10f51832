"""Police officers and the people they are for, in words. A ratio never stands without whose it is and of when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from usalama.model import Sentence

GUARDS_ARE_BESIDE = Sentence(
    "Guards and stewards are not police officers. They stand here beside them and are not added to any number above."
)
NOT_DIVIDED = Sentence(
    "What a partner commits, it commits in all its counties together. It is not divided among them, since nobody said "
    "how."
)
# People carried forward from a census are not known to the last, nor is what is asked for of them.
SAID_TO, PEOPLE_SAID_TO = -2, -3


def ratio_sentence(row: Mapping[str, Any], source: str, note: str) -> Sentence:
    """One published ratio, with its date, its source, what it means and what is doubtful about it.

    Arguments:
        source, note: in the reader's language.
    """
    values = {
        "ratio": str(row["people_per_officer"]),
        "officers": f"{row['officers_per_100k']:.1f}",
        "year": str(row["year"]),
        "source": source,
        "note": note,
    }
    if row["is_benchmark"]:
        return Sentence(
            "1:{ratio}, a benchmark of the United Nations as quoted by KARA; its primary source was not found "
            "({year}): {officers} officers for 100,000 people. Source: {source}.",
            values,
        )
    return Sentence("1:{ratio} ({year}): {officers} officers for 100,000 people. Source: {source}. {note}", values)


def conflict_sentence(ratios: pd.DataFrame, country: pd.DataFrame) -> Sentence:
    """Why the published ratios cannot all be right about one country.

    Arguments:
        ratios: as published; the first has the most people for each officer.
        country: the published numbers of officers, newest first.
    """
    most, newest = ratios.iloc[0], country.iloc[0]
    return Sentence(
        "The official numbers of officers do not agree with 1:{ratio}: {officers} officers of {year} at that ratio "
        "would mean {implied} million people, and the census carried forward to {year} gives {people} million, which "
        "is 1:{computed}. Why they differ was not said, so all of them are shown.",
        {
            "ratio": str(most.people_per_officer),
            "officers": int(newest.officer_count),
            "year": str(newest.year),
            "implied": f"{most.people_per_officer * newest.officer_count / 1e6:.1f}",
            "people": f"{newest.people / 1e6:.1f}",
            "computed": str(round(newest.people_per_officer)),
        },
    )


def country_sentence(row: Mapping[str, Any], people_per_officer: int) -> Sentence:
    """What a ratio asks for of the whole country, beside one published number of officers."""
    missing = int(row["officers_missing"])
    values = {
        "ratio": str(people_per_officer),
        "people": f"{row['people'] / 1e6:.1f}",
        "year": str(row["year"]),
        "asked": round(int(row["asked_for"]), SAID_TO),
        "officers": int(row["officer_count"]),
        "gap": round(abs(missing), SAID_TO),
        "source": str(row["source"]),
    }
    if missing > 0:
        return Sentence(
            "{year}: one officer for {ratio} people asks for about {asked} officers for {people} million people. "
            "{officers} were stated ({source}): about {gap} fewer than asked for.",
            values,
        )
    return Sentence(
        "{year}: one officer for {ratio} people asks for about {asked} officers for {people} million people. "
        "{officers} were stated ({source}): none missing, about {gap} more than asked for.",
        values,
    )


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


def guards_sentence(partners: int, guards: int) -> Sentence:
    """What partners commit."""
    return Sentence(
        "{count} partners state how many guards or stewards they commit: {guards} in all.",
        {"count": partners, "guards": guards},
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
