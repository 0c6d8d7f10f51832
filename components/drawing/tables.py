"""Tables: the twin of every map and chart."""

from __future__ import annotations

import numbers
import re
from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any, TypeAlias

import pandas as pd
import streamlit as st

from components.shell.visit import Visit
from usalama.asking.held_records import as_cell
from usalama.model import N_, Sentence

# A number that is not known or not shown.
MISSING = "–"
NO_BREAK = "\N{NO-BREAK SPACE}"
# A longer table is a grid, which can be searched and sorted.
MOST_ROWS = 60
# Our own elements: columns no wider than a phone break their words, and a wide table scrolls by itself.
_TABLE = (
    '<div style="overflow-x:auto" tabindex="0" role="region" aria-label="{caption}">'
    '<table style="border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%">'
    "<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
)
_LINE = "padding:0.25rem 0.6rem;border-bottom:1px solid rgba(128,128,128,0.3);vertical-align:top;text-align:{side}"
_HEAD = f'<th scope="col" style="{_LINE};font-weight:600">{{text}}</th>'
_CELL = f'<td style="{_LINE}{{room}}">{{text}}</td>'
# A text longer than this would stand on a phone as a tower of single words.
_LONG, _ROOM = 60, ";min-width:min(16rem,40vw)"
# A dash, or numbers with their signs: what a spreadsheet makes of them harms nobody.
NUMBER = re.compile(r"[-+\d., ()–%]*")
# A rate is never shown without its range.
RATE = "rate_per_100k rate_lower rate_upper"
# What a column is called wherever it stands. One that is named after another (``stage_name``) or ends a range
# (``rate_lower``) is called as that is.
TITLES = {
    "activity_count": N_("Activities"),
    "as_of": N_("Stated for"),
    "asked_for": N_("Officers asked for"),
    "asked_on": N_("Asked"),
    "association_count": N_("Associations"),
    "association_name": N_("Association"),
    "attendance": N_("Who came"),
    "baseline": N_("Baseline"),
    "baseline_on": N_("Day of the baseline"),
    "begun_count": N_("Begun"),
    "call_count": N_("Calls"),
    "category": N_("Category"),
    "constituency_name": N_("Constituency"),
    "county_code": N_("County number"),
    "county_name": N_("County"),
    "days_waiting": N_("Days waiting"),
    "description": N_("Description"),
    "due_on": N_("Due"),
    "evidence": N_("Evidence"),
    "expected": N_("Expected"),
    "flag": N_("Reliability"),
    "guards_committed": N_("Guards committed"),
    "held_on": N_("When"),
    "here_count": N_("Stand there now"),
    "hour_name": N_("Hour"),
    "hours_a_week": N_("Hours a week"),
    "household_count": N_("Households"),
    "incident_count": N_("Incidents"),
    "kind": N_("What"),
    "label": N_("What"),
    "lower": N_("Likely from"),
    "means": N_("Source"),
    "member_count": N_("Members"),
    "month": N_("Month"),
    "n": N_("Answers"),
    "n_mapped": N_("Mapped"),
    "name": N_("Name"),
    "next_document": N_("Next document"),
    "note": N_("Note"),
    "occurred_month": N_("Month"),
    "office": N_("Responsible office"),
    "officer_count": N_("Officers"),
    "officers_missing": N_("Fewer than asked for"),
    "officers_per_100k": N_("Officers for 100,000 people"),
    "people": N_("People"),
    "people_per_officer": N_("People for each officer"),
    "place": N_("Place"),
    "pledge_text": N_("Pledge"),
    "population": N_("People"),
    "promised_on": N_("Promised"),
    "quarter_name": N_("Quarter"),
    "rate_per_100k": N_("Rate"),
    "reached_count": N_("Came so far"),
    "region_name": N_("Region"),
    "reliability": N_("Reliability"),
    "responder_name": N_("Responder"),
    "responsible": N_("Responsible"),
    "sector": N_("Sector"),
    "settlement_type": N_("Kind of settlement"),
    "since": N_("Since"),
    "source": N_("Source"),
    "stage": N_("Stage"),
    "state": N_("State"),
    "stated_in": N_("Document"),
    "step_name": N_("Step"),
    "target": N_("Target"),
    "title": N_("Indicator"),
    "tools": N_("Tools"),
    "unit": N_("Unit"),
    "upper": N_("Likely to"),
    "usual_lower": N_("Usual from"),
    "usual_upper": N_("Usual to"),
    "value": N_("Value"),
    "verdict_text": N_("What may be said"),
    "went_on_count": N_("Went on"),
    "within_30": N_("Within 30 minutes, of 100"),
    "year": N_("Year"),
}
ENDS_OF_RANGES = ("lower", "upper")
# In the reader's language already, or to be put into it.
Caption: TypeAlias = str | Sentence


def columns(visit: Visit, names: str, **called: str) -> dict[str, str]:
    """Columns of a table in their order, with what people read above them.

    Arguments:
        names: in the data, with spaces between them.
        called: what this table calls in its own way, of these names or, after them, of others.
    """
    titled = {name: called.get(name) or visit._(_title(name)) for name in names.split()}
    return titled | called


def _title(name: str) -> str:
    thing, _, ending = name.rpartition("_")
    return TITLES[name if name in TITLES else ending if ending in ENDS_OF_RANGES else thing]


def build_table(rows: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """The named columns in their order, under the names that people read; no text in it is a formula."""
    return without_formulas(rows[list(columns)]).rename(columns=dict(columns))


def without_formulas(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as they may be saved: a visitor can have every table as a file, which no report has looked through."""
    texts = [name for name in rows.columns if rows[name].dtype == object or pd.api.types.is_string_dtype(rows[name])]
    return rows.assign(
        **{
            str(name): pd.Series([_cell(value) for value in rows[name]], index=rows.index, dtype=rows[name].dtype)
            for name in texts
        }
    )


def _cell(value: object) -> object:
    return value if isinstance(value, str) and NUMBER.fullmatch(value) else as_cell(value)


def show_rows(
    visit: Visit, rows: pd.DataFrame, columns: Mapping[str, str], *, caption: str = "", decimals: int = 1
) -> None:
    """Numbers as a table that fits: HTML up to ``MOST_ROWS`` rows, beyond that a grid.

    Arguments:
        columns: name in the data -> name for people.
        caption: read out by screen readers before the rows.
        decimals: of numbers that are not whole.
    """
    if len(rows) <= MOST_ROWS:
        st.html(html_table(visit, rows, columns, caption=caption, decimals=decimals))
        return
    worded = rows.assign(flag=rows.flag.map(flag_names(visit))) if "flag" in rows else rows
    formats = _formats(rows, columns, decimals)
    table = build_table(worded, columns)
    st.dataframe(table, hide_index=True, width="stretch", column_config=formats, placeholder=MISSING, alt=caption)


def html_table(
    visit: Visit, rows: pd.DataFrame, columns: Mapping[str, str], *, caption: str = "", decimals: int = 1
) -> str:
    """The named columns as HTML: names at the left, numbers at the right, every text encoded."""
    flags = flag_names(visit)
    sides = {name: "right" if pd.api.types.is_numeric_dtype(rows[name]) else "left" for name in columns}
    # Columns become lists once: a frame that is asked cell by cell costs more than all the rest of a page.
    values = {name: rows[name].map(flags).tolist() if name == "flag" else rows[name].tolist() for name in columns}
    head = "".join(_HEAD.format(side=sides[name], text=escape(label)) for name, label in columns.items())
    written = [_column([_written(value, visit, decimals) for value in values[name]], sides[name]) for name in columns]
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in zip(*written, strict=True))
    return _TABLE.format(caption=escape(caption), head=head, body=body)


def _column(texts: list[str], side: str) -> list[str]:
    room = _ROOM if any(len(text) > _LONG for text in texts) else ""
    return [_CELL.format(side=side, room=room, text=escape(text)) for text in texts]


def _written(value: object, visit: Visit, decimals: int) -> str:
    """A cell as it is read; a day in the reader's language, in one line."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124
        return MISSING
    if type(value) is date:
        return visit.language.day(value).replace(" ", NO_BREAK)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, numbers.Integral):
        return f"{int(value):,}"
    if isinstance(value, numbers.Real):
        return f"{float(value):,.{decimals}f}"
    return str(value)


def in_words(visit: Visit, caption: Caption) -> str:
    """A caption as it is read."""
    return caption if isinstance(caption, str) else visit.say(caption)


def _formats(rows: pd.DataFrame, columns: Mapping[str, str], decimals: int = 1) -> dict[str, Any]:
    formats: dict[str, Any] = {}
    for name, label in columns.items():
        if pd.api.types.is_float_dtype(rows[name]):
            formats[label] = st.column_config.NumberColumn(format=f"%.{decimals}f")
        elif pd.api.types.is_integer_dtype(rows[name]):
            formats[label] = st.column_config.NumberColumn(format="localized")
    return formats


def flag_names(visit: Visit) -> dict[str, str]:
    """How far a number may be trusted, in words."""
    _ = visit._
    return {
        "ok": _("reliable"),
        "unstable": _("too few to be reliable"),
        "hidden": _("hidden (1 to 7)"),
        "no_data": _("no data"),
    }


def county_columns(visit: Visit) -> dict[str, str]:
    """The columns of a table of counties."""
    return columns(visit, f"county_code county_name incident_count population {RATE} n_mapped flag")


def trend_columns(visit: Visit) -> dict[str, str]:
    """The columns of a table of months."""
    return columns(visit, f"place_name occurred_month incident_count {RATE}")
