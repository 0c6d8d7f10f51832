"""What stands beside every published figure: that it is real, who printed it and when."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from components.drawing.figures import Origin
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.asking.export import Printed, printed_csv
from usalama.country.printed_figures import Source
from usalama.model import N_, Nature, Sentence

# The name of the layer in the address of the map.
LAYER = "published"
MARK = N_("Real figures")
NOT_FOUND = N_("not published, or not found")
ALL_KINDS = N_("all kinds")


def show_mark(visit: Visit) -> None:
    """That what follows is real, whatever else the page shows."""
    said = visit._("Printed by others about real places; not made of what this store holds, and not changed by it.")
    st.badge(visit._(MARK), icon=":material/verified:", color="blue", help=said)


def show_heading(visit: Visit, heading: str) -> None:
    """A heading with the mark beside it.

    Arguments:
        heading: in the reader's language.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(heading, anchor=False, width="content")
        show_mark(visit)


def show_sources(visit: Visit, sources: Iterable[Source], *, are_numbered: bool = False) -> None:
    """Each source once, with its date and what to keep in mind about all its figures.

    Arguments:
        are_numbered: where the rows of a table name their source by its number.
    """
    template = N_("Source {number}: {source}. {note}") if are_numbered else N_("Source: {source}. {note}")
    said = [
        plain(visit.say(Sentence(template, {"number": number, "source": one.words, "note": visit._(one.note)})))
        for number, one in enumerate(sources, start=1)
    ]
    for text in said if are_numbered else filter(None, [" ".join(said)]):
        st.caption(text)


def origin_of_printed(
    visit: Visit, question: tuple[str, ...], sources: tuple[Source, ...], method: Sentence, notes: tuple[Sentence, ...]
) -> Origin:
    """What figures of others were made from: who printed them, and nothing of the store.

    Arguments:
        question: year, kinds and the like, in the reader's language.
    """
    printed = Printed(Nature.REAL, sources)

    def write(rows: pd.DataFrame) -> str:
        return printed_csv(rows, printed)

    names = tuple(one.words for one in sources)
    return Origin(visit._(MARK), question, names, method, notes, None, None, write)
