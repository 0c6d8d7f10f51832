"""Registers on a page: looked at by everybody who may, changed by the operator, with every version kept."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.notices import show_sentences
from components.tables import is_open
from components.visit import Visit
from usalama.actions.importing import clerk_of
from usalama.actions.keep_records import RecordReceipt, RegisterSource, keep_records, remove_records
from usalama.model import Nature
from usalama.reports.registers import RegisterRows, record_changes, register_rows
from usalama.schema import Column, Kind, Table

ID_CHARACTERS = 12
RECEIPT = "register-receipt"
OWN_SOURCE = {
    Nature.REAL: "Entered here",
    Nature.SYNTHETIC: "Entered beside synthetic rows",
    Nature.TEST: "Entered as a test",
}


def show_editor(visit: Visit, table: Table, labels: Mapping[str, str]) -> None:
    """A table to edit in, for the operator; others see nothing of it.

    Arguments:
        labels: column -> its name for people; columns without a name are not edited here.
    """
    if visit.scope.name != "operator":
        return
    folded = st.expander(visit._("Enter, change or remove records"), key=f"edit-{table.name}", on_change="rerun")
    if not is_open(folded):
        return
    with folded:
        show_receipt(visit, table)
        register = register_rows(visit.store, visit.scope, visit.choices, table, every_column=True)
        held = register.rows
        names = ["record_id", *(name for name in labels if name != "record_id")]
        edited = st.data_editor(
            held[names],
            num_rows="dynamic",
            hide_index=True,
            width="stretch",
            key=f"editor-{table.name}-{visit.store.version()}",
            column_config=_column_config(visit, table, labels),
        )
        if st.button(visit._("Save the changes"), key=f"save-{table.name}", type="primary"):
            save(visit, table, register, edited)
            st.rerun()
        show_history(visit, table, held)


def save(visit: Visit, table: Table, register: RegisterRows, edited: pd.DataFrame) -> RecordReceipt:
    """Store what differs, as of the nature that the register or else the store is of; remove what was taken out."""
    held = register.rows
    clerk = clerk_of(visit.store, visit.scope, visit.today, visit.country_folder)
    nature = register.nature or visit.held.nature or Nature.REAL
    entered = [_as_record(row, held, table) for row in edited.to_dict("records")]
    changed = [record for record in entered if record not in _records(held, table)]
    receipt = keep_records(clerk, table, changed, RegisterSource(OWN_SOURCE[nature], nature))
    gone = sorted(set(held.record_id) - {str(record["record_id"]) for record in entered})
    if gone:
        remove_records(clerk, table, gone)
    st.session_state[RECEIPT] = (table.name, receipt)
    return receipt


def show_receipt(visit: Visit, table: Table) -> None:
    """What became of the last changes."""
    name, receipt = st.session_state.get(RECEIPT, (None, None))
    if name == table.name and receipt is not None:
        show_sentences(visit, receipt.sentences())


def show_history(visit: Visit, table: Table, held: pd.DataFrame) -> None:
    """Who changed a record, when, from what to what."""
    _ = visit._
    chosen = st.selectbox(_("History of a record"), list(held.record_id), index=None, key=f"history-{table.name}")
    if chosen is None:
        return
    changes = record_changes(visit.store, visit.scope, table, str(chosen))
    names = {
        "changed_at": _("When (UTC)"), "author": _("Who"), "message": _("What was done"), "column": _("Column"),
        "before": _("Before"), "after": _("After"),
    }  # fmt: skip
    worded = changes.astype({"before": str, "after": str})
    st.dataframe(worded.rename(columns=names), hide_index=True, width="stretch")


def _column_config(visit: Visit, table: Table, labels: Mapping[str, str]) -> dict[str, Any]:
    config: dict[str, Any] = {"record_id": None}
    for name, label in labels.items():
        config[name] = _configured(visit, table.column(name), label)
    return config


def _configured(visit: Visit, column: Column, label: str) -> Any:
    made = st.column_config
    if column.name == "county_code":
        counties = {county.code: county.name for county in visit.subject.country.counties}
        return made.SelectboxColumn(
            label,
            options=list(counties),
            format_func=lambda code: counties.get(str(code), str(code)),
            required=column.is_required,
        )
    if column.allowed is not None:
        return made.SelectboxColumn(label, options=list(column.allowed), required=column.is_required)
    if column.kind is Kind.DATE:
        return made.DateColumn(label, required=column.is_required)
    if column.kind is Kind.FLAG:
        return made.CheckboxColumn(label)
    if column.kind in (Kind.INTEGER, Kind.NUMBER):
        step = 1 if column.kind is Kind.INTEGER else None
        return made.NumberColumn(label, min_value=column.minimum, max_value=column.maximum, step=step)
    return made.TextColumn(label, required=column.is_required)


def _records(held: pd.DataFrame, table: Table) -> list[dict[str, object]]:
    return [_as_record(row, held, table) for row in held.to_dict("records")]


def _as_record(row: Mapping[str, object], held: pd.DataFrame, table: Table) -> dict[str, object]:
    """A row of the editor with the columns that it does not show, each as its kind is stored."""
    record_id = _value(row.get("record_id")) or uuid.uuid4().hex[:ID_CHARACTERS]
    same = held[held.record_id == record_id]
    before = same.iloc[0].to_dict() if len(same) else {}
    values = before | dict(row) | {"record_id": record_id}
    names = (name for name in table.column_names if name != "source_id")
    return {name: _typed(values.get(name), table.column(name)) for name in names}


def _value(value: object) -> object:
    return None if value is None or value is pd.NaT or pd.isna(value) else value


def _typed(value: object, column: Column) -> Any:
    known = _value(value)
    if known is None or known == "":
        return None
    if column.kind is Kind.DATE:
        return pd.Timestamp(str(known)).date()
    makers = {Kind.INTEGER: int, Kind.NUMBER: float, Kind.FLAG: bool, Kind.TEXT: str}
    return makers[column.kind](known)
