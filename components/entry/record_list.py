"""What a register holds, from its declaration alone: a list in words, counts by county, month and kind, and a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.entry.record_words import RecordWords
from components.entry.register_page import offer_csv, show_empty_register, show_register_nature
from components.shell.anatomy import show_folds
from components.shell.visit import Visit
from usalama.asking.held_records import RegisterRows, register_rows
from usalama.asking.register_counts import RegisterCounts, counts_of
from usalama.model import N_, Sentence, counted
from usalama.registers import Register


def show_records(visit: Visit, table: Register) -> None:
    """The records of the chosen counties that this view may see, in words; how many there are; a file of them."""
    held = register_rows(visit.store, visit.scope, visit.choices, table)
    show_register_nature(visit, held)
    if held.nature is None:
        show_empty_register(visit, table.name)
        return
    words = RecordWords(visit)
    how_many = counted(
        "{register}: {count} record.",
        "{register}: {count} records.",
        len(held.rows),
        {"register": Sentence(table.title)},
    )
    st.markdown(visit.say(how_many))
    folds = {
        N_("How many by month and county"): lambda: show_counts(visit, table, counts_of(held.rows, table), words),
        N_("Every record"): lambda: _show_every(visit, table, held, words),
    }
    show_folds(visit, f"records-{table.name}", folds)


def _show_every(visit: Visit, table: Register, held: RegisterRows, words: RecordWords) -> None:
    rows, title = in_words(visit, table, held, words), visit._(table.title)
    tables.show_rows(visit, rows, _labels(visit, table, held), caption=title)
    offer_csv(visit, visit._("All columns as CSV"), table.name, held.rows, held)


def in_words(visit: Visit, table: Register, held: RegisterRows, words: RecordWords) -> pd.DataFrame:
    """The records as people read them, the newest first; numbers stay numbers."""
    day = table.day_column
    rows = held.rows.sort_values(day.name, ascending=False, na_position="last") if day else held.rows
    named = {
        name: rows[name]
        if pd.api.types.is_numeric_dtype(rows[name]) and not pd.api.types.is_bool_dtype(rows[name])
        else [words.of(table.column(name), value) for value in rows[name]]
        for name in _labels(visit, table, held)
    }
    return pd.DataFrame(named, index=rows.index)


def _labels(visit: Visit, table: Register, held: RegisterRows) -> dict[str, str]:
    return {name: visit._(label) for name, label in table.labels.items() if name in held.rows}


def show_counts(visit: Visit, table: Register, counts: RegisterCounts, words: RecordWords) -> None:
    """Three small tables side by side: by kind, by month, by county."""
    _ = visit._
    kind, kinds, months, counties = table.kind_column, counts.by_kind, counts.by_month, counts.by_county
    drawn = [
        (
            _(kind.label) if kind else "",
            kinds.assign(kind=[words.of(kind, one) for one in kinds.kind]) if kind else kinds,
        ),
        (_("Month"), months.assign(month=[visit.language.month(one) for one in months.month])),
        (_("County"), counties.assign(county_code=[words.counties.get(one, one) for one in counties.county_code])),
    ]
    shown = [(label, rows) for label, rows in drawn if len(rows)]
    for place, (label, rows) in zip(st.columns(max(len(shown), 1)), shown, strict=False):
        with place.container(height=240, border=False):
            name = str(rows.columns[0])
            st.html(tables.html_table(visit, rows, {name: label, "record_count": _("Records")}, caption=label))
