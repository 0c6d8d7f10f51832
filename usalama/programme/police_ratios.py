"""Which numbers of people for each police officer were published, by whom and when, and how do they agree?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from usalama.country.printed_figures import published_figures
from usalama.model import Sentence

STATED, BENCHMARK = "people_per_officer", "people_per_officer_benchmark"
PER = 100_000


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
