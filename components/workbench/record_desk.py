"""One desk for everything that is entered by hand: choose what it is, enter it, look at what is held, undo it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.entry.record_list import show_records
from components.entry.record_words import RecordWords
from components.entry.register_editor import ID, show_editor
from components.entry.register_page import pick
from components.entry.uploads import clerk_at
from components.shell import anatomy
from components.shell.filters import choose_one
from components.shell.visit import Visit
from usalama.access import may_write
from usalama.actions.edit_register import Kept, undo_record
from usalama.asking.held_records import SingleChange, single_changes
from usalama.model import N_, Sentence
from usalama.registers import ACTIVITY, ASK, ASSOCIATION, OFFICER_COUNT, PARTNER, PLEDGE, STAGE

# What belongs to another page by its nature is entered there: contacts, stories, indicators, questionnaires.
KEPT_HERE = {table.name: table for table in (ASK, PLEDGE, ACTIVITY, ASSOCIATION, PARTNER, STAGE, OFFICER_COUNT)}

NEWEST = 30
# Was it held before, is it held after: what was done.
DONE = {
    (False, True): N_("entered"),
    (True, True): N_("changed"),
    (True, False): N_("taken out"),
}


def may_enter(visit: Visit) -> bool:
    """Whether this visitor may write; others are told in one sentence whom this is for."""
    if may_write(visit.scope):
        return True
    anatomy.show_finding(visit, Sentence("This is for those who may write: the operator of this machine."))
    return False


def show_record_desk(visit: Visit) -> None:
    """The form and the records of the register that is chosen; which one is kept in the address."""
    names = {name: visit._(table.title) for name, table in KEPT_HERE.items()}
    chosen = choose_one(visit._("What to record"), "register", list(names), names, ASK.name)
    table = KEPT_HERE[chosen]
    show_editor(visit, table, is_first=True)
    show_records(visit, table)


def show_record_changes(visit: Visit) -> None:
    """The newest changes of single records; one is undone at once, and that again is a change that can be undone."""
    _ = visit._
    st.subheader(_("Records so far"), anchor=False)
    changes = single_changes(visit.store, visit.scope, tuple(KEPT_HERE.values()), NEWEST)
    if not changes:
        st.caption(_("No record was entered, changed or taken out by itself yet."))
        return
    words = RecordWords(visit)
    rows = pd.DataFrame([_told(visit, words, one) for one in changes])
    columns = {"when": _("When"), "who": _("Who"), "register": _("Register"), "record": _("Record"),
               "done": _("What was done")}  # fmt: skip
    tables.show_rows(visit, rows, columns, caption=_("Records so far"))
    # What was changed again since cannot be undone before that is.
    newest = {(one.table.name, one.record[ID]): number for number, one in reversed(list(enumerate(changes)))}
    labels = {number: " · ".join(rows.loc[number, ["when", "record", "done"]]) for number in sorted(newest.values())}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = pick(visit, _("Undo a change"), labels, "undo-change")
        if (
            st.button(_("Undo"), key="undo-this-change", icon=":material/undo:", disabled=chosen is None)
            and chosen is not None
        ):
            one = changes[chosen]
            undo_record(clerk_at(visit), KEPT_HERE[one.table.name], Kept(one.record, version=one.version))
            del st.session_state["undo-change"]
            st.rerun()


def _told(visit: Visit, words: RecordWords, one: SingleChange) -> dict[str, str]:
    table = KEPT_HERE[one.table.name]
    return {
        "when": visit.language.moment(one.changed_at.to_pydatetime()),
        "who": one.author,
        "register": visit._(table.title),
        "record": words.known_as(table, one.record),
        "done": visit._(DONE[one.was_held, one.is_held]),
    }
