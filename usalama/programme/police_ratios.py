"""Which numbers of people for each police officer were published, by whom and when, and how do they agree?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from usalama.country.printed_figures import published_figures
from usalama.model import Sentence

STATED, BENCHMARK = "people_per_officer", "people_per_officer_benchmark"
PER = 100_000
# What is asked for of people carried forward from a census is not known to the last.
SAID_TO = -2


def published_ratios() -> pd.DataFrame:
    """Every published ratio, most people for each officer first, and what is called a benchmark last."""
    rows = published_figures((STATED, BENCHMARK)).rename(columns={"value": "people_per_officer"})
    rows = rows.assign(
        people_per_officer=rows.people_per_officer.astype("int64"),
        officers_per_100k=PER / rows.people_per_officer,
        is_benchmark=rows.name == BENCHMARK,
    )
    columns = ["people_per_officer", "officers_per_100k", "is_benchmark", "year", "source", "note"]
    order = ["is_benchmark", "people_per_officer"]
    return rows.sort_values(order, ascending=[True, False], ignore_index=True)[columns]


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


def country_finding(row: Mapping[str, Any], people_per_officer: int) -> Sentence:
    """What a ratio asks for of the whole country, and how many officers were stated last.

    Arguments:
        row: of the newest published number.
    """
    missing = int(row["officers_missing"])
    values = {
        "ratio": str(people_per_officer),
        "asked": round(int(row["asked_for"]), SAID_TO),
        "officers": int(row["officer_count"]),
        "year": str(row["year"]),
        "gap": round(abs(missing), SAID_TO),
    }
    if missing > 0:
        return Sentence(
            "One officer for {ratio} people asks for about {asked} officers; {officers} were stated for {year}, about "
            "{gap} fewer.",
            values,
        )
    return Sentence(
        "One officer for {ratio} people asks for about {asked} officers; {officers} were stated for {year}: none "
        "missing.",
        values,
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
