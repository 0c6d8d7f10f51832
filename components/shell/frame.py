"""The frame of every page: settings, language, menu, shared filters, known errors in one place, and the foot."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.shell import filters, notices, session
from components.shell.menu import ENTRIES, MENU
from components.shell.visit import Visit
from usalama.errors import StoreUnavailable, UsalamaError
from usalama.model import Sentence

ICON = Path(__file__).parents[1] / "static" / "icon.png"


def _menu(visit: Visit) -> dict[str, list[st.Page]]:
    first = next(iter(ENTRIES))
    return {
        visit._(heading): [
            st.Page(
                entry.file, title=visit._(entry.title), icon=f":material/{entry.icon}:", default=entry.name == first
            )
            for entry in entries
        ]
        for heading, entries in MENU.items()
    }


def _show_footer(visit: Visit) -> None:
    """The version of the data and a link that brings back exactly this view."""
    _ = visit._
    st.divider()
    version = Sentence("Data version {version}.", {"version": str(visit.held.data_version)})
    st.caption(f"{visit.say(version)} {notices.exactness(visit)}")
    with st.popover(_("Link to this view"), icon=":material/link:"):
        st.caption(_("This address brings back every choice, with absolute dates:"))
        st.code(filters.link_to_view(visit), language=None, wrap_lines=True)


def show() -> None:
    """Run the page that was asked for, within the frame."""
    st.set_page_config(page_title="Usalama Mitaani", page_icon=str(ICON), layout="wide")
    try:
        visit = session.start()
    except StoreUnavailable as error:
        notices.show_error(None, error)
        return
    page = st.navigation(_menu(visit))
    filters.show_filters(visit)
    notices.show_nature(visit)
    notices.show_unknown_choices(visit)
    try:
        page.run()
    except UsalamaError as error:
        notices.show_error(visit, error)
    _show_footer(visit)


show()
