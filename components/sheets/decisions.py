"""What waits for a decision, and where to report, on Home and on a county's sheet."""

from __future__ import annotations

import streamlit as st

from components.drawing import tables
from components.shell import address_bar
from components.shell.menu import ENTRIES
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.model import Sentence
from usalama.programme.waiting import Waiting
from usalama.programme.waiting_words import COVER, WAITING_WORDS, Waits


def show_waits(visit: Visit, result: Waiting) -> None:
    """Each kind of thing that waits, how many of how many, for how long; one click leads to its page."""
    _ = visit._
    st.subheader(_("What waits for a decision"), anchor=False)
    if not result.items:
        st.markdown(plain(visit.say(result.finding)))
    with st.container(gap="xsmall"):
        for item in result.items:
            _show_item(visit, item)


def _show_item(visit: Visit, item: Waits) -> None:
    page, see = ENTRIES[item.page], visit._("See")
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        st.markdown(f"**{_count(visit, item)}**", width=48)
        st.markdown(_words(visit, item), width="stretch")
        if st.button(
            see, key=f"waits-{item.kind}", help=visit._(page.title), type="tertiary", icon=":material/arrow_forward:"
        ):
            address_bar.lead(item.page, item.tab)
            st.switch_page(page.file)


def oldest(result: Waiting) -> Sentence:
    """Of all that waits, what has waited longest, in full."""
    aged = [item for item in result.items if item.days is not None]
    return max(aged, key=lambda item: item.days or 0).sentence if aged else result.finding


def _count(visit: Visit, item: Waits) -> str:
    return tables.MISSING if item.count is None else visit.language.number(item.count)


def _words(visit: Visit, item: Waits) -> str:
    """What waits, of how many, and for how long the oldest."""
    words = plain(visit._(WAITING_WORDS[item.kind]))
    values = {"whole": item.whole, "days": item.days}
    if item.kind == COVER:
        return words
    aside = Sentence("of {whole}", values) if item.days is None else Sentence("of {whole}, oldest {days} days", values)
    return f"{words} :gray[{plain(visit.say(aside))}]"


def show_where_to_report(visit: Visit) -> None:
    """Whom to call; this site alerts nobody."""
    _ = visit._
    st.subheader(_("Where to report"), anchor=False)
    st.markdown(
        _(
            "In danger call **999** or **112**. Incidents can be reported with the Hatua App and with 911 Kenya. "
            "This page alerts nobody."
        )
    )
