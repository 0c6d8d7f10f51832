"""Registers on a page: looked at by everybody who may, changed by the operator, with every version kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.drawing.tables import is_open
from components.entry.uploads import clerk_at, own_source
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.actions.edit_register import Editor, EditReceipt, Edits, keep_edits
from usalama.asking.held_records import RegisterRows, record_changes, register_rows
from usalama.registers import Register
from usalama.schema import Column, Kind, Place

ID = "record_id"
RECEIPT = "register-receipt"


def show_editor(visit: Visit, table: Register, other_labels: Mapping[str, str] | None = None) -> None:
    """A table to edit in, for the operator, with what is to be known before; others see nothing of it.

    Arguments:
        other_labels: column -> what this page calls it; these columns stand first.
    """
    if visit.scope.name != "operator":
        return
    show_advice(visit, table)
    labels = labels_of(visit, table, other_labels or {})
    folded = st.expander(visit._("Enter, change or remove records"), key=f"edit-{table.name}", on_change="rerun")
    if not is_open(folded):
        return
    with folded:
        show_receipt(visit, table)
        register = register_rows(visit.store, visit.scope, visit.choices, table, every_column=True)
        held = register.rows
        can_be_added = {one.name for one in table.columns if one.is_required and not one.is_ours} <= {ID, *labels}
        key = f"editor-{table.name}"
        st.data_editor(
            # Rows are numbered, since what is refused is named by its row.
            held[[ID, *labels]].set_axis(pd.RangeIndex(1, len(held) + 1)),
            num_rows="dynamic" if can_be_added else "delete",
            hide_index=False,
            width="stretch",
            key=key,
            column_config=_column_config(visit, table, labels),
        )
        st.caption(visit._("A row needs the columns marked with *. Nothing is stored before you save."))
        if st.button(visit._("Save the changes"), key=f"save-{table.name}", type="primary"):
            save(visit, table, register, labels, edits_of(key))
            st.rerun()
        show_history(visit, table, held)


def show_advice(visit: Visit, table: Register) -> None:
    """What is to be known before a record is entered."""
    if table.advice is None:
        return
    text = visit._(table.advice.text)
    if table.advice.is_warning:
        st.warning(text, icon=":material/privacy_tip:")
    else:
        st.caption(text)


def labels_of(visit: Visit, table: Register, other_labels: Mapping[str, str]) -> dict[str, str]:
    """Column -> its name in the reader's language, of the columns that are entered.

    Arguments:
        other_labels: column -> what it is called here; these columns stand first.
    """
    other = dict(other_labels)
    return {name: visit._(label) for name, label in (other | table.labels | other).items()}


def edits_of(key: str) -> Edits:
    """What was typed into a table, as it was typed: the table itself leaves out what it cannot read."""
    state = st.session_state[key]
    return Edits(state["edited_rows"], state["added_rows"], state["deleted_rows"])


def save(visit: Visit, table: Register, register: RegisterRows, labels: Mapping[str, str], edits: Edits) -> EditReceipt:
    """Store what was typed, as of the nature that the register or else the store is of."""
    editor = Editor(table, register.rows[ID].tolist(), labels, visit.subject.country)
    receipt = keep_edits(clerk_at(visit), editor, edits, own_source(visit, register.nature))
    st.session_state[RECEIPT] = (table.name, receipt)
    return receipt


def show_receipt(visit: Visit, table: Register) -> None:
    """What became of the last changes."""
    name, receipt = st.session_state.get(RECEIPT, (None, None))
    if name == table.name and receipt is not None:
        show_sentences(visit, receipt.sentences())


def show_history(visit: Visit, table: Register, held: pd.DataFrame) -> None:
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


def _column_config(visit: Visit, table: Register, labels: Mapping[str, str]) -> dict[str, Any]:
    config: dict[str, Any] = {ID: {"hidden": True, "disabled": True}}
    for name, label in labels.items():
        config[name] = _configured(visit, table.column(name), label)
    return config


def _configured(visit: Visit, column: Column, label: str) -> Any:
    """How a column is typed into.

    Nothing is required and nothing has bounds here: the table would keep back a row that lacks a value, and change or
    drop a number that is too large, all without a word. What was typed is checked when it is saved.
    """
    made = st.column_config
    label = f"{label} *" if column.is_required else label
    if column.place is Place.COUNTY:
        counties = {county.code: county.name for county in visit.subject.country.counties}
        return made.SelectboxColumn(
            label, options=list(counties), format_func=lambda code: counties.get(str(code), str(code))
        )
    if column.allowed is not None:
        return made.SelectboxColumn(label, options=list(column.allowed))
    if column.kind is Kind.DATE:
        return made.DateColumn(label)
    if column.kind is Kind.FLAG:
        return made.CheckboxColumn(label)
    if column.kind in (Kind.INTEGER, Kind.NUMBER):
        return made.NumberColumn(label, step=1 if column.kind is Kind.INTEGER else None)
    return made.TextColumn(label)
