"""What stands beside every register of the programme: what its records are, why it is empty, how a result was made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.shell.anatomy import show_none
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.asking.held_records import RegisterRows, register_csv
from usalama.model import N_, Nature, Sentence


def show_register_nature(visit: Visit, rows: RegisterRows) -> None:
    """In a line, what kind of records these are, where the head of the page does not say it already."""
    if rows.nature is None:
        return
    if rows.nature is not (visit.held.nature or Nature.REAL):
        st.caption(f":material/science: {plain(visit.say(nature_sentence(rows)))}")
    for note in rows.notes:
        st.caption(plain(visit.say(note)))


def holds_records(visit: Visit, rows: RegisterRows, register: str) -> bool:
    """Open a page of a register: say what kind of records these are, or why there are none to show.

    Arguments:
        register: its name, as the command takes it.
    """
    show_register_nature(visit, rows)
    if rows.nature is None:
        show_empty_register(visit, register, rows.elsewhere_count)
    return rows.nature is not None


def nature_sentence(rows: RegisterRows) -> Sentence:
    """What the records are and who states them."""
    templates = {
        Nature.REAL: N_("Records as their sources state them: {sources}."),
        Nature.SYNTHETIC: N_("Synthetic records, invented to show how this page looks: {sources}."),
        Nature.TEST: N_("Test records, which say nothing about any organisation: {sources}."),
    }
    return Sentence(templates[rows.nature or Nature.REAL], {"sources": ", ".join(rows.source_names)})


def show_empty_register(visit: Visit, register: str, elsewhere: int = 0) -> None:
    """Why there is nothing to show: nothing in the chosen counties, or nothing at all, and how records come in.

    Arguments:
        register: its name, as the command takes it.
        elsewhere: its records in counties that were not chosen.
    """
    _ = visit._
    if elsewhere:
        show_none(visit, elsewhere)
        return
    st.info(
        _("Nobody has entered or imported any records here yet, so there is nothing to show."), icon=":material/info:"
    )
    st.markdown(_("A file of records comes in with this command; the operator can also enter them on this page."))
    st.code(f'usalama import-register FILE --register {register} --source "..." --nature real', language=None)


def pick(visit: Visit, label: str, names: Mapping[Any, str], key: str) -> Any:
    """One of what is held, found by typing; None until one is chosen.

    Arguments:
        names: what can be chosen -> how it is read.
    """
    hint = visit._("Choose or type")
    return st.selectbox(label, list(names), index=None, format_func=lambda one: names[one], placeholder=hint, key=key)


class Reported(Protocol):
    """What a report on a register found."""

    @property
    def finding(self) -> Sentence: ...

    @property
    def held(self) -> RegisterRows: ...

    @property
    def method(self) -> Sentence: ...


def words_of(
    visit: Visit, result: Reported, caption: tables.Caption, finding: tables.Caption | None = None, place: str = ""
) -> figures.Words:
    """What a figure says of a report on a register.

    Arguments:
        caption: what is counted.
        finding: what this picture shows, where it is not what the whole report found.
        place: the one place that it is about; empty for those that are chosen.
    """
    return figures.Words(
        finding or result.finding, caption, figures.origin_of(visit, result.held, result.method, place)
    )


def offer_csv(visit: Visit, label: str, name: str, rows: pd.DataFrame, held: RegisterRows) -> None:
    """Rows that are on the page as a CSV file with what they are; made when asked for.

    Arguments:
        name: of the file, without its ending.
        held: the register that the rows were made from.
    """
    offer_file(label, lambda: register_csv(rows, held, visit.scope), f"{name}.csv", f"download-{name}")


def offer_file(label: str, make: Callable[[], str | bytes], file_name: str, key: str) -> None:
    """A file, made when asked for; its ending says what it is."""
    kind = figures.MIME[file_name.rpartition(".")[2]]
    st.download_button(label, make, file_name, kind, key=key, on_click="ignore")
