"""A register for the operator: one record is entered, changed, taken out and undone in a form, many from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from components.entry.record_fields import Fields
from components.entry.record_words import RecordWords
from components.entry.register_page import pick
from components.entry.uploads import choose_file, clerk_at, look_and_store, own_source, upload_entry
from components.shell import anatomy
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.actions.edit_register import Kept, keep_record, remove_record, undo_record
from usalama.actions.keep_records import import_usual_file
from usalama.actions.receipt import Receipt
from usalama.asking.held_records import RegisterRows, record_changes, register_rows
from usalama.model import N_, Choices, Sentence
from usalama.registers import Register

ID = "record_id"
NEW, CHANGE, FILE = "new", "change", "file"
STORED, LEFT_EMPTY = N_("Stored: {record}"), N_("Stored: {record}. Left empty: {columns}")
CHANGED, SAME = N_("Changed: {record}: {columns}"), N_("Nothing to store: {record} stands so.")
TAKEN_OUT, UNDONE = N_("Taken out: {record}"), N_("Undone: {record}")


@dataclass(frozen=True)
class Done:
    """What was done last in a register.

    Arguments:
        said: the sentence that says it.
        kept: what can be undone; None where nothing can.
    """

    said: Sentence
    kept: Kept | None


def show_editor(visit: Visit, table: Register, *, is_first: bool = False) -> None:
    """A form for the operator, with what is to be known before; others see nothing of it.

    Arguments:
        is_first: whether it is what the page is for, and stands open.
    """
    if visit.scope.name != "operator":
        return
    label = visit._("Enter, change or remove records")
    folded = st.expander(label, expanded=is_first, key=f"edit-{table.name}", on_change="rerun")
    if not anatomy.is_open(folded):
        return
    with folded:
        show_advice(visit, table)
        words = RecordWords(visit)
        # Whatever a page counts, a form takes what is held: a filter would hide what is to be mended.
        held = register_rows(visit.store, visit.scope, Choices(), table, every_column=True)
        way = _choose_way(visit, table)
        if way == FILE:
            _show_file(visit, table, held)
        elif way == NEW:
            _show_form(visit, table, held, words, {})
        else:
            _show_change(visit, table, held, words)
        # Under the button that was pressed, where the eyes are.
        _show_done(visit, table, words)


def show_advice(visit: Visit, table: Register) -> None:
    """What is to be known before a record is entered."""
    if table.advice is None:
        return
    text = visit._(table.advice.text)
    if table.advice.is_warning:
        st.warning(text, icon=":material/privacy_tip:")
    else:
        st.caption(text)


def can_be_added(table: Register) -> bool:
    """Whether a form holds all that a new record needs."""
    needed = {one.name for one in table.columns if one.is_required and not one.is_ours}
    return needed <= {ID, *table.labels}


def _choose_way(visit: Visit, table: Register) -> str:
    _ = visit._
    if not can_be_added(table):
        return CHANGE
    ways = {NEW: _("Record a new one"), CHANGE: _("Change or take out"), FILE: _("Many at once, from a file")}
    chosen = st.segmented_control(
        _("How"),
        list(ways),
        format_func=lambda code: ways[code],
        default=NEW,
        required=True,
        key=f"way-{table.name}",
        label_visibility="collapsed",
    )
    return str(chosen)


def _show_change(visit: Visit, table: Register, held: RegisterRows, words: RecordWords) -> None:
    """One record that is held, chosen by what it is known as."""
    _ = visit._
    labels = words.labels(table, held.rows)
    if not labels:
        st.caption(_("Nothing is recorded."))
        return
    chosen = pick(visit, _("Which one"), labels, f"change-{table.name}")
    if chosen is None:
        return
    before = held.rows[held.rows[ID] == chosen].iloc[0].to_dict()
    _show_form(visit, table, held, words, before)
    if st.button(_("Take it out"), key=f"remove-{table.name}", help=_("Its history stays, and it can be undone.")):
        kept = remove_record(clerk_at(visit), table, str(chosen))
        _finish(table, Done(Sentence(TAKEN_OUT, {"record": labels[chosen]}), kept))
    history = {N_("History of a record"): lambda: _show_history(visit, table, words, str(chosen))}
    anatomy.show_folds(visit, f"history-{table.name}", history)


def _show_form(
    visit: Visit, table: Register, held: RegisterRows, words: RecordWords, before: Mapping[str, Any]
) -> None:  # fmt: skip
    """The fields of a record; an error leaves all of them as they are."""
    _ = visit._
    state = st.session_state
    key = f"form-{table.name}-{before.get(ID, NEW)}-{state.get(_round(table), 0)}"
    faults = state.get(f"faults-{key}", {})
    with st.form(f"{key}-fields", enter_to_submit=False):
        typed = Fields(visit, words, before, faults, key).show(table)
        if faults:
            untold = _("Not stored yet: mend what is said under the fields. What you typed is kept.")
            st.warning(untold, icon=":material/edit:")
        else:
            st.caption(_("Fields marked with * are needed. Nothing is stored before you save."))
        is_saved = st.form_submit_button(_("Save"), type="primary", key=f"save-{table.name}")
    if not is_saved:
        return
    clerk, source = clerk_at(visit), own_source(visit, held.nature)
    kept = keep_record(clerk, table, typed, source, visit.subject.country, before.get(ID))
    if kept.faults:
        state[f"faults-{key}"] = kept.faults
        st.rerun()
    said = _told(visit, table, words.known_as(table, kept.record), kept, is_new=not before)
    _finish(table, Done(said, kept if kept.version else None))


def _told(visit: Visit, table: Register, record: str, kept: Kept, *, is_new: bool) -> Sentence:
    """What was stored, and what was left empty or changed: what a field could not take is missed there."""
    if kept.version is None:
        return Sentence(SAME, {"record": record})
    named = [one for one in table.entered if (one.name in kept.changed) != is_new]
    columns = ", ".join(visit._(one.label) for one in named)
    template = CHANGED if not is_new else LEFT_EMPTY if named else STORED
    return Sentence(template, {"record": record, "columns": columns})


def _finish(table: Register, done: Done) -> None:
    """Say what was done, and begin with an empty form."""
    st.session_state[_round(table)] = st.session_state.get(_round(table), 0) + 1
    st.session_state[f"done-{table.name}"] = done
    st.rerun()


def _round(table: Register) -> str:
    return f"round-{table.name}"


def _show_done(visit: Visit, table: Register, words: RecordWords) -> None:
    """What was done last, and the way back from it."""
    done: Done | None = st.session_state.get(f"done-{table.name}")
    if done is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":green[:material/check_circle:] {plain(visit.say(done.said))}", width="content")
        if done.kept is None or not st.button(visit._("Undo"), key=f"undo-{table.name}", icon=":material/undo:"):
            return
    del st.session_state[f"done-{table.name}"]
    undo_record(clerk_at(visit), table, done.kept)
    said = Sentence(UNDONE, {"record": words.known_as(table, done.kept.record)})
    _finish(table, Done(said, None))


def _show_file(visit: Visit, table: Register, held: RegisterRows) -> None:
    """Many records at once; what a file brings is undone where imports are."""
    _ = visit._
    st.caption(_("CSV or XLSX with these columns, in this spelling:"))
    st.code(", ".join(one.in_files for one in table.columns if not one.is_ours), language=None, wrap_lines=True)
    upload = choose_file(visit, _("File"), ["csv", "xlsx"], f"upload-{table.name}")
    source = own_source(visit, held.nature)

    def keep(path: Path, is_trial: bool) -> Receipt:
        name = upload.name if upload else ""
        return import_usual_file(clerk_at(visit), path, table, source, name=name, dry_run=is_trial)

    look_and_store(visit, table.name, upload_entry(visit, upload, (), keep))


def _show_history(visit: Visit, table: Register, words: RecordWords, record_id: str) -> None:
    """Who changed a record, when, from what to what."""
    _ = visit._
    changes = record_changes(visit.store, visit.scope, table, record_id)
    told = {one.name: _(one.label) or one.name for one in table.columns}
    worded = changes.assign(
        changed_at=[visit.language.moment(one.to_pydatetime()) for one in changes.changed_at],
        column=changes["column"].map(told),
        **{
            name: [
                words.of(table.column(column), value)
                for column, value in zip(changes["column"], changes[name], strict=True)
            ]
            for name in ("before", "after")
        },
    )
    names = {
        "changed_at": _("When"), "author": _("Who"), "message": _("What was done"), "column": _("Column"),
        "before": _("Before"), "after": _("After"),
    }  # fmt: skip
    st.dataframe(worded.rename(columns=names), hide_index=True, width="stretch")
