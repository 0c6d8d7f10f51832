"""What others printed about one place, and about the whole country by kind, as tables with source and doubt."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.incidents.published.published_marks import ALL_KINDS, NOT_FOUND, show_heading, show_sources
from components.shell.anatomy import show_folds_of_sheet
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.country.printed_figures import CRIME_RATE, Source
from usalama.incidents.published.published_nation import PublishedNation
from usalama.incidents.published.published_place import PublishedPlace
from usalama.model import N_, Sentence

FIGURES = N_("Each figure, with source and doubt")


def build_place_table(
    visit: Visit, rows: pd.DataFrame, sources: Sequence[Source]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """What is published about a place, a row a figure; a year without one says that it was not found.

    Arguments:
        sources: of the figures, in the order in which they are listed; each row has the number of its own.
    """
    _ = visit._
    numbers = {one.words: str(number) for number, one in enumerate(sources, start=1)}
    rows = _years_together(rows)
    shown = rows.assign(
        source=[numbers.get(source, "") for source in rows.source],
        what=[_what(visit, row) for row in rows.itertuples()],
        value=[as_printed(visit, row) for row in rows.itertuples()],
        note=[_(note) for note in rows.note],
    )
    columns = {"what": _("What"), "year": _("Year"), "value": _("Figure")}
    if rows.rate_per_100k.notna().any():
        columns |= {"rate_per_100k": _("For 100,000 people")}
    if (rows.note != "").any():
        columns |= {"note": _("What is doubtful")}
    return shown, columns | {"source": _("Source")}


def _years_together(rows: pd.DataFrame) -> pd.DataFrame:
    """Years in words; those without a figure that follow each other share one line."""
    # A line begins with every figure, and with a year without one that follows a figure.
    line = (rows.is_known | rows.is_known.shift(fill_value=True)).cumsum()
    written = rows.year.map(str, na_action="ignore").fillna(tables.MISSING)
    years = written.groupby(line, sort=False).agg(", ".join)
    return rows.groupby(line, sort=False).head(1).assign(year=years.to_numpy())


def as_printed(visit: Visit, row: Any) -> str:
    """A figure with its unit and with every decimal that was printed, or that it was not found."""
    if not row.is_known:
        return visit._(NOT_FOUND)
    values = {"figure": f"{row.value:,.10g}", "unit": visit._(row.unit)}
    if row.name == CRIME_RATE:
        return visit.say(Sentence("{figure} for every 100,000 people", values))
    return visit.say(Sentence("{figure} {unit}", values))


def _what(visit: Visit, row: Any) -> str:
    words = [visit._(text.replace("_", " ")) for text in (row.name, row.category) if text]
    return ", ".join(words)


def show_published_place(visit: Visit, result: PublishedPlace) -> None:
    """What is printed about one place in a sentence; each figure with year, source and doubt is folded under it."""
    show_heading(visit, visit._("Published by others"))
    st.markdown(plain(visit.say(result.finding)))
    show_folds_of_sheet(visit, f"published-{result.place.code}", {FIGURES: lambda: _show_printed(visit, result)})


def _show_printed(visit: Visit, result: PublishedPlace) -> None:
    """Everything printed about one place, and what is not known."""
    if len(result.rows):
        found = build_place_table(visit, result.rows, result.sources)
        tables.show_rows(visit, *found, caption=visit.say(result.finding))
    show_sentences(visit, result.unknown)
    if len(result.around):
        region = Sentence(
            "Asked by region: {region}. Not of this county alone.", {"region": result.around.place.iloc[0]}
        )
        said = visit.say(region)
        st.caption(plain(said))
        tables.show_rows(visit, *build_place_table(visit, result.around, result.sources), caption=said)
    show_sources(visit, result.sources, are_numbered=True)


def build_nation_table(visit: Visit, result: PublishedNation) -> tuple[pd.DataFrame, dict[str, str]]:
    """A row a kind, a column a year, the newest change and what is doubtful."""
    _ = visit._
    kinds = list(dict.fromkeys(result.rows.category))
    wide = result.rows.pivot(index="category", columns="year", values="value").reindex(kinds)
    counts = pd.DataFrame({str(year): wide[year].astype("Int64").array for year in result.years})
    by_kind = {kind: rows for kind, rows in result.rows.groupby("category")}
    made = counts.assign(
        kind=[_(kind.replace("_", " ")) if kind else _(ALL_KINDS) for kind in kinds],
        change=[_newest_change(visit, by_kind[kind]) for kind in kinds],
        note=[_notes_of(visit, by_kind[kind]) for kind in kinds],
    )
    years = {str(year): str(year) for year in result.years}
    change = {"change": _("Against the year before, in 100"), "note": _("What is doubtful")}
    return made, {"kind": _("Kind")} | years | change


def _newest_change(visit: Visit, rows: pd.DataFrame) -> str:
    """The newest year of a kind against the year before, with its year, since not every kind has the newest."""
    newest = rows.iloc[-1]
    share = float(newest.change_per_100)
    if math.isnan(share):
        return tables.MISSING
    sign = "+" if share > 0 else "−" if share < 0 else ""
    return f"{sign}{visit.language.number(abs(share))} ({newest.year})"


def _notes_of(visit: Visit, rows: pd.DataFrame) -> str:
    """The notes of a kind, with their years where they are not about all."""
    written = []
    for note, noted in rows[rows.note != ""].groupby("note", sort=False):
        years = ", ".join(str(year) for year in noted.year)
        written.append(visit._(str(note)) if len(noted) == len(rows) else f"{years}: {visit._(str(note))}")
    return " ".join(written)


def show_nation(visit: Visit, result: PublishedNation) -> None:
    """Crimes of the whole country by kind and year, as printed."""
    show_heading(visit, visit._("Published about the whole country"))
    finding = visit.say(result.finding)
    st.markdown(plain(finding))
    tables.show_rows(visit, *build_nation_table(visit, result), caption=finding)
    st.caption(plain(visit.say(result.method)))
    show_sources(visit, result.sources)
