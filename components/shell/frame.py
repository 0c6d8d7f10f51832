"""The frame of every page: settings, language, menu, shared filters, known errors in one place, and the foot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from components.shell import address_bar, filters, notices, searching, session, tour
from components.shell.menu import FORMER, MENU
from components.shell.visit import Visit
from usalama.errors import StoreUnavailable, UsalamaError
from usalama.model import Sentence

STATIC = Path(__file__).parents[1] / "static"
SIDEBAR_PIXELS = 260
# The one place that speaks of Streamlit's own elements, since no setting reaches them: less room above the title, so
# that a picture stands on the first screen, and nothing but the page itself on paper.
LOOK = """<style>
.stMainBlockContainer { padding: 4.2rem clamp(1rem, 2.5vw, 3rem) 2rem; }
@media screen { [class*="st-key-only-on-paper"] { display: none !important; } }
@page { size: A4; margin: 10mm; }
@media print {
  .stAppHeader, .stSidebar, .stButtonGroup, .stButton, .stDownloadButton, .stSelectbox, .stPopover,
  .stTabs [role="tablist"], .stExpander, .stElementToolbar { display: none !important; }
  [class*="st-key-whole-on-paper"] .stExpander { display: block !important; }
  .stMainBlockContainer { padding: 0; zoom: 0.54; }
  .stHorizontalBlock:has(> .stColumn) { display: flex !important; flex-flow: row nowrap !important; }
  .stColumn { flex: 1 1 0 !important; min-width: 0 !important; width: 0 !important; }
  .stVegaLiteChart, .stHtml { break-inside: avoid; }
}
</style>"""


def _pages(visit: Visit) -> dict[str, st.Page]:
    first = MENU[0].name
    return {entry.name: st.Page(entry.file, title=visit._(entry.title), default=entry.name == first) for entry in MENU}


def _former(pages: dict[str, st.Page]) -> list[st.Page]:
    """The addresses of before, which lead on and stand in no menu."""
    return [
        st.Page(_lead_to(pages[name], name, tab), title=old, url_path=old, visibility="hidden")
        for old, (name, tab) in FORMER.items()
    ]


def _lead_to(page: st.Page, name: str, tab: str) -> Callable[[], None]:
    def lead() -> None:
        address_bar.lead(name, tab)
        st.switch_page(page)

    return lead


def _show_footer(visit: Visit) -> None:
    """The version of the data, and how exact its numbers are."""
    version = Sentence("Data version {version}.", {"version": str(visit.held.data_version)})
    st.caption(f"{visit.say(version)} {notices.exactness(visit)}")


def show() -> None:
    """Run the page that was asked for, within the frame."""
    st.set_page_config(
        page_title="Usalama Mitaani",
        page_icon=str(STATIC / "icon.png"),
        layout="wide",
        initial_sidebar_state=SIDEBAR_PIXELS,
    )
    st.html(LOOK)
    st.logo(str(STATIC / "wordmark.png"), size="large", icon_image=str(STATIC / "icon.png"))
    try:
        visit = session.start()
    except StoreUnavailable as error:
        notices.show_error(None, error)
        return
    pages = _pages(visit)
    page = st.navigation([*pages.values(), *_former(pages)], position="top")
    with st.sidebar:
        searching.show_search(visit)
    filters.show_filters(visit)
    tour.show_tour(visit)
    unknown = st.container()
    try:
        page.run()
    except UsalamaError as error:
        notices.show_error(visit, error)
    # The page has asked for its own choices by now, its tab among them.
    with unknown:
        notices.show_unknown_choices(visit)
    _show_footer(visit)


show()
