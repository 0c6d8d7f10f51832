"""Tables: the twin of every map and chart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.shell.visit import Visit
from usalama.asking.register_files import as_cell

# A number that is not known or not shown.
MISSING = "–"
ROW_HEIGHT, LIST_HEIGHT = 35, 420
# A dash, or numbers with their signs: what a spreadsheet makes of them harms nobody.
NUMBER = re.compile(r"[-+\d., ()–%]*")


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


def show_table(
    visit: Visit, rows: pd.DataFrame, columns: Mapping[str, str], *, caption: str, key: str, decimals: int = 1
) -> None:
    """Draw a table with a caption that says what it counts.

    Arguments:
        columns: name in the data -> name for people.
        decimals: of numbers that are not whole.
    """
    # Only an open table is made and sent: closed ones would double what a change of a filter costs.
    twin = st.expander(visit._("The same numbers as a table"), key=key, on_change="rerun")
    if not is_open(twin):
        return
    worded = rows.assign(flag=rows.flag.map(flag_names(visit))) if "flag" in rows else rows
    with twin:
        st.caption(caption)
        table = build_table(worded, columns)
        formats = _formats(rows, columns, decimals)
        st.dataframe(table, hide_index=True, width="stretch", column_config=formats, placeholder=MISSING, alt=caption)


def show_list(rows: pd.DataFrame, columns: Mapping[str, str]) -> None:
    """Records that are themselves what is shown, and no twin of a picture; text that is missing is left empty.

    Arguments:
        columns: name in the data -> name for people.
    """
    texts = {name: rows[name].fillna("") for name in columns if pd.api.types.is_string_dtype(rows[name].dropna())}
    st.dataframe(
        build_table(rows.assign(**texts), columns),
        hide_index=True,
        width="stretch",
        height=min(LIST_HEIGHT, ROW_HEIGHT * (len(rows) + 1) + 3),
        column_config=_formats(rows, columns),
        placeholder=MISSING,
    )


def is_open(twin: Any) -> bool:
    """Whether the visitor has opened it."""
    return bool(twin.open)


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
    _ = visit._
    return {
        "county_code": _("Number"),
        "county_name": _("County"),
        "incident_count": _("Incidents"),
        "population": _("People"),
        **rate_columns(visit),
        "n_mapped": _("Mapped"),
        "flag": _("Reliability"),
    }


def trend_columns(visit: Visit) -> dict[str, str]:
    """The columns of a table of months."""
    _ = visit._
    return {
        "place_name": _("Place"),
        "occurred_month": _("Month"),
        "incident_count": _("Incidents"),
        **rate_columns(visit),
    }


def rate_columns(visit: Visit) -> dict[str, str]:
    """A rate is never shown without its range."""
    _ = visit._
    return {"rate_per_100k": _("Rate"), "rate_lower": _("Likely from"), "rate_upper": _("Likely to")}
