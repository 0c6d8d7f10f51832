"""One desk for everything that is entered by hand: choose what it is, enter it, look at what is held."""

from __future__ import annotations

from components.entry.record_list import show_records
from components.entry.register_editor import show_editor
from components.shell.filters import choose_one
from components.shell.visit import Visit
from usalama.registers import ACTIVITY, ASK, ASSOCIATION, OFFICER_COUNT, PARTNER, PLEDGE, STAGE

# What belongs to another page by its nature is entered there: contacts, stories, indicators, questionnaires.
KEPT_HERE = {table.name: table for table in (ASK, PLEDGE, ACTIVITY, ASSOCIATION, PARTNER, STAGE, OFFICER_COUNT)}


def show_record_desk(visit: Visit) -> None:
    """The form and the records of the register that is chosen; which one is kept in the address."""
    names = {name: visit._(table.title) for name, table in KEPT_HERE.items()}
    chosen = choose_one(visit._("What to record"), "register", list(names), names, ASK.name)
    table = KEPT_HERE[chosen]
    show_editor(visit, table)
    show_records(visit, table)
