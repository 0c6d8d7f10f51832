"""What every page is made of: its head in one line, its tabs, and the finding in larger type."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.shell import address_bar, chips, filters, notices
from components.shell.menu import ENTRIES, Entry, Tab
from components.shell.visit import Visit
from usalama.model import Sentence

_TABS = "open-tab"
# Our own element, so that a sentence may be larger than text without being a heading.
_FINDING = (
    '<p style="font-size:clamp(1.1rem,0.95rem + 0.5vw,1.3rem);line-height:1.4;margin:0;max-width:95ch">{words}</p>'
)


@contextmanager
def opened(visit: Visit, name: str, title: str = "") -> Iterator[str]:
    """Draw the head and the tabs of a page, and stand in the tab that is open; what is closed never runs.

    Arguments:
        name: of the page, as the menu has it.
        title: the one place that the page is about, where there is one; its name stands in the head else.

    Yields:
        The code of the open tab; "" where the page has none.
    """
    entry = ENTRIES[name]
    address_bar.enter(name)
    tab = entry.tab(address_bar.read_one_of("tab", [one.code for one in entry.tabs], "") if entry.tabs else "")
    link = _show_head(visit, title or visit._(entry.title), tab, is_of_a_place=bool(title))
    try:
        with _panel(visit, entry, tab) if entry.tabs else nullcontext():
            yield tab.code
    finally:
        # Only now is known what this page was asked besides the choices that all share.
        with link:
            _show_link(visit)


def show_finding(visit: Visit, *sentences: Sentence) -> None:
    """What the report found, in the type of something to be read first.

    Arguments:
        sentences: one after another in one paragraph.
    """
    words = " ".join(said for said in map(visit.say, sentences) if said)
    if words:
        st.html(_FINDING.format(words=escape(words)))


def show_none(visit: Visit, elsewhere: int) -> None:
    """That there is nothing where the visitor looks, and how much there is where they do not.

    Arguments:
        elsewhere: what counties that were not chosen hold.
    """
    place = chips.chosen_words(visit)["place"]
    show_finding(visit, Sentence("None in {place}; {count} elsewhere.", {"place": place, "count": elsewhere}))


def show_folds_of_sheet(visit: Visit, name: str, folds: Mapping[str, Callable[[], None]]) -> None:
    """Folds of what is printed: closed on the screen, whole on paper.

    Arguments:
        folds: as for ``show_folds``; text and tables, since a picture that is not seen has no width to be drawn in.
    """
    for number, (heading, show) in enumerate(folds.items()):
        with st.container(key=f"whole-on-paper-{name}-{number}", gap=None):
            fold = st.expander(visit._(heading), key=f"fold-{name}-{number}", on_change="rerun")
            with fold if is_open(fold) else st.container(key=f"only-on-paper-{name}-{number}"):
                show()


def show_folds(visit: Visit, name: str, folds: Mapping[str, Callable[[], None]]) -> None:
    """What a page holds besides, closed until asked for: what is closed neither runs nor travels.

    Arguments:
        name: of these folds on the page, for their keys.
        folds: heading, marked for translation -> what draws its content.
    """
    for number, (heading, show) in enumerate(folds.items()):
        fold = st.expander(visit._(heading), key=f"fold-{name}-{number}", on_change="rerun")
        if is_open(fold):
            with fold:
                show()


def is_open(fold: Any) -> bool:
    """Whether the visitor has opened it."""
    return bool(fold.open)


def _show_head(visit: Visit, title: str, tab: Tab, *, is_of_a_place: bool) -> DeltaGenerator:
    """Draw the head; gives the place in it where the link will stand."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(notices.plain(title), anchor=False, width="content")
        mark = notices.nature_mark(visit)
        if mark:
            st.badge(mark, icon=":material/science:", color="orange", help=notices.plain(notices.nature_label(visit)))
        chips.show_chips(visit, tab.obeys, has_place_in_title=is_of_a_place)
        st.space("stretch")
        return st.container(width="content")


def _show_link(visit: Visit) -> None:
    """An address that brings back exactly this view."""
    with st.popover(visit._("Link"), icon=":material/link:", on_change="rerun", key="link-to-view") as link:
        if is_open(link):
            st.caption(visit._("This address brings back every choice, with absolute dates:"))
            st.code(filters.link_to_view(visit), language=None, wrap_lines=True)


def _panel(visit: Visit, entry: Entry, tab: Tab) -> DeltaGenerator:
    """Streamlit knows a tab by its words; the address knows it by its code, which no language changes."""
    labels = {visit._(one.title): one.code for one in entry.tabs}
    key = f"{_TABS}-{entry.name}"
    if st.session_state.get(key) != visit._(tab.title):
        st.session_state[key] = visit._(tab.title)
    panels = st.tabs(list(labels), key=key, on_change=_open_tab, args=(key, labels))
    return panels[list(labels.values()).index(tab.code)]


def _open_tab(key: str, labels: dict[str, str]) -> None:
    address_bar.write("tab", labels[st.session_state[key]])
