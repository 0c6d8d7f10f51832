"""The logframe as a workbook: two sheets that can be changed and imported again, and one with the results."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import pandas as pd
from openpyxl import Workbook

from usalama.asking.export import ENGLISH
from usalama.asking.held_records import as_cell, publication
from usalama.country.subject import Subject
from usalama.model import Scope
from usalama.programme.progress.logframe import (
    ENTERED,
    EXAMPLE,
    RATINGS,
    Logframe,
    indicator_quarters,
    logframe,
    quarter_words,
)
from usalama.registers import INDICATOR, INDICATOR_VALUE, MEASURE_WORDS
from usalama.schema import Table
from usalama.store import Store

RESULTS = ("indicator", "quarter", "target", "value", "likely from", "likely to", "counted", "how", "state")
ABOUT = "about"


def logframe_workbook(store: Store, scope: Scope, subject: Subject, today: date) -> bytes:
    """The indicators, their targets and entered values, what came of them, and what the file is.

    Arguments:
        today: the local date; a quarter that holds it is not over.

    Returns:
        XLSX. A cell of text never begins as a formula does; what is computed from the store stands among the results
        only, so that the file, imported again, changes nothing.
    """
    result, quarters = (report(store, scope, subject, today) for report in (logframe, indicator_quarters))
    book = Workbook(write_only=True)
    for table, rows in ((INDICATOR, result.held.rows), (INDICATOR_VALUE, result.held_values.rows)):
        _write(book, table.name, *_register(table, rows))
    _write(book, "results", RESULTS, _results(result, quarters))
    _write(book, ABOUT, ("what", "this file"), _about(result, scope))
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def _register(table: Table, rows: pd.DataFrame) -> tuple[list[str], list[list[object]]]:
    names = [name for name in table.column_names if name != "source_id" and name in rows]
    return names, [list(row) for row in rows[names].itertuples(index=False)]


def _results(result: Logframe, quarters: pd.DataFrame) -> list[list[object]]:
    rows = result.rows.set_index("record_id")
    found: list[list[object]] = []
    for one in quarters.itertuples():
        indicator = rows.loc[one.indicator_id]
        how = "" if one.kind == ENTERED or not isinstance(indicator.measure, str) else MEASURE_WORDS[indicator.measure]
        numbers = [one.target, one.value, one.lower, one.upper, one.n]
        quarter = ENGLISH.say(quarter_words(one.quarter_start))
        found.append([indicator.title, quarter, *numbers, how or one.kind, RATINGS[str(one.rating)]])
    return found


def _about(result: Logframe, scope: Scope) -> list[list[object]]:
    held = result.held
    said: list[list[object]] = [
        ["nature", "" if held.nature is None else str(held.nature)],
        ["sources", ", ".join(held.source_names)],
        ["publication", publication(scope)],
        ["data version", held.data_version],
        ["method", ENGLISH.say(result.method)],
    ]
    examples = int(result.rows.is_example.fillna(False).astype(bool).sum())
    return [*said, ["examples", f"{examples} of {len(result.rows)}. {ENGLISH.say(EXAMPLE)}"]]


def _write(book: Workbook, title: str, header: Sequence[str], rows: list[list[object]]) -> None:
    sheet = book.create_sheet(title)
    sheet.append(list(header))
    for row in rows:
        sheet.append([_cell(value) for value in row])


def _cell(value: object) -> object:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return None
    return as_cell(value.item() if hasattr(value, "item") else value)
