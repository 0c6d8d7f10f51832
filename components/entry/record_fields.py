"""The fields of a form as a register declares its columns: words for codes, names for numbers, days within bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.entry.record_words import RecordWords
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.model import N_, Sentence
from usalama.registers import ASSOCIATION, Register
from usalama.schema import EARLIEST_YEAR, LATEST_YEAR, Column, Kind, Place

SHORT_CHARACTERS, LONG_CHARACTERS = 200, 2_000
FIELDS_A_ROW = 2
FROM_ASSOCIATION = N_("Left empty, it is the county of the association.")
FIRST_DAY, LAST_DAY = date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31)

Record = Mapping[str, Any]
Faults = Mapping[str, Sequence[Sentence]]


class Fields:
    """The fields of one form.

    Arguments:
        before: the record as it is held; empty for a new one.
        faults: column -> what is wrong with what was typed last.
        key: tells this form from others; another key is an empty form.
    """

    def __init__(self, visit: Visit, words: RecordWords, before: Record, faults: Faults, key: str) -> None:
        self._visit, self._words, self._before, self._faults, self._key = visit, words, before, faults, key
        self._has_association = False

    def show(self, table: Register) -> dict[str, Any]:
        """Draw a field for each column that is entered.

        Returns:
            Column -> what was entered.
        """
        typed: dict[str, Any] = {}
        columns = _in_order(table)
        self._has_association = any(one.names == ASSOCIATION.name for one in columns)
        for row in _rows(columns):
            places = 1 if row[0].is_own_words else FIELDS_A_ROW
            for place, column in zip(st.columns(places), row, strict=False):
                with place:
                    typed[column.name] = self._show(column)
                    for fault in self._faults.get(column.name, ()):
                        st.markdown(f":red[:material/error:] {plain(self._visit.say(fault))}")
        return typed

    def _show(self, column: Column) -> Any:
        _ = self._visit._
        label = f"{_(column.label)} *" if column.is_required else _(column.label)
        hint = FROM_ASSOCIATION if column.place is Place.COUNTY and self._has_association else column.hint
        shared: dict[str, Any] = {"key": f"{self._key}-{column.name}", "help": _(hint) or None}
        # What was typed outlives an error, a closed fold and another page.
        shared["persist_state"] = "session"
        held = self._held(column)
        options = self._options(column)
        if column.place is Place.COUNTIES:
            codes = str(held).split(",") if held else None
            return st.multiselect(
                label, options, codes, format_func=lambda code: options[code], placeholder=_("Choose or type"), **shared
            )
        if options:
            return self._choose(label, options, held, shared)
        return self._enter(label, column, held, shared)

    def _held(self, column: Column) -> Any:
        value = self._before.get(column.name)
        return None if value is None or (not isinstance(value, str) and pd.isna(value)) else value

    def _options(self, column: Column) -> dict[str, str]:
        """Code -> word of a column that takes one of them; names are searched by typing."""
        if column.words:
            return {code: self._visit._(word) for code, word in column.words.items()}
        if column.names:
            return self._words.names_of(column.names)
        if column.place is Place.CONSTITUENCY:
            return self._words.constituencies()
        return self._words.counties if column.place in (Place.COUNTY, Place.COUNTIES) else {}

    def _choose(self, label: str, options: Mapping[str, str], held: Any, shared: Mapping[str, Any]) -> Any:
        # What is held stays, also where its record is not held any more.
        names = dict(options) | ({held: options.get(held, str(held))} if held is not None else {})
        index = None if held is None else list(names).index(held)
        return st.selectbox(
            label,
            list(names),
            index=index,
            format_func=lambda code: names[code],
            placeholder=self._visit._("Choose or type"),
            **shared,
        )

    def _enter(self, label: str, column: Column, held: Any, shared: Mapping[str, Any]) -> Any:
        if column.kind is Kind.FLAG:
            is_on = st.toggle(label, bool(held), **shared)
            # Nothing was known of it, and nobody has said anything.
            return None if self._before and held is None and not is_on else is_on
        if column.kind is Kind.DATE:
            day = held.date() if isinstance(held, pd.Timestamp) else held
            last = max(self._visit.today, day or FIRST_DAY) if column.has_come else LAST_DAY
            return st.date_input(label, day, FIRST_DAY, last, format="YYYY-MM-DD", **shared)
        if column.kind is Kind.INTEGER:
            # Without bounds: a number beyond them would hold up the whole form without a word.
            return st.number_input(label, value=None if held is None else int(held), step=1, **shared)
        if column.kind is Kind.NUMBER:
            return st.number_input(label, value=None if held is None else float(held), format="%.10g", **shared)
        text = "" if held is None else str(held)
        if column.is_own_words:
            return st.text_area(label, text, max_chars=max(LONG_CHARACTERS, len(text)), height=96, **shared)
        return st.text_input(label, text, max_chars=max(SHORT_CHARACTERS, len(text)), **shared)


def _in_order(table: Register) -> list[Column]:
    """The columns that are entered; an association before its county, since it says which that is."""
    columns = list(table.entered)
    own = next((one for one in columns if one.names == ASSOCIATION.name), None)
    county = next((one for one in columns if one.place is Place.COUNTY), None)
    if own and county:
        columns.remove(own)
        columns.insert(columns.index(county), own)
    return columns


def _rows(columns: Sequence[Column]) -> list[list[Column]]:
    """Short fields side by side, what people write in their own words across."""
    rows: list[list[Column]] = []
    for column in columns:
        last = rows[-1] if rows else []
        is_full = not last or len(last) == FIELDS_A_ROW or last[-1].is_own_words
        if is_full or column.is_own_words:
            rows.append([column])
        else:
            last.append(column)
    return rows
