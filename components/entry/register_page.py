"""What stands beside every register of the programme: what its records are, why it is empty, how a result was made."""

from __future__ import annotations

import pandas as pd
import streamlit as st

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


def offer_csv(visit: Visit, label: str, name: str, rows: pd.DataFrame, held: RegisterRows) -> None:
    """Rows that are on the page as a CSV file with what they are; made when asked for.

    Arguments:
        name: of the file, without its ending.
        held: the register that the rows were made from.
    """
    st.download_button(
        label,
        lambda: register_csv(rows, held, visit.scope),
        f"{name}.csv",
        "text/csv",
        key=f"download-{name}",
        on_click="ignore",
    )


def show_register_about(visit: Visit, rows: RegisterRows, method: Sentence) -> None:
    """Under a result that is made from a register: how, of what, for whom."""
    _ = visit._
    with st.expander(_("How this was made")):
        st.write(visit.say(method))
        if rows.source_names:
            values = {"sources": ", ".join(rows.source_names), "version": str(rows.data_version)}
            st.write(plain(visit.say(Sentence("Sources: {sources}. Data version {version}.", values))))
        st.write(_("Organisations are counted exactly for everybody; contacts and exact points are the operator's."))
