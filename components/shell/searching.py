"""Find a place or a page by typing: a county opens its sheet, a page or tab opens itself."""

from __future__ import annotations

import streamlit as st

from components.shell import address_bar
from components.shell.menu import ENTRIES, MENU
from components.shell.visit import Visit
from usalama.model import PlaceLevel

_KEY, _FOUND = "search", "search-found"


def show_search(visit: Visit) -> None:
    """One field for both; what is chosen is gone to, and the field is empty again."""
    targets = _targets(visit)
    st.selectbox(
        visit._("Find a place or a page"),
        list(targets),
        index=None,
        key=_KEY,
        placeholder=visit._("Find a place or a page"),
        label_visibility="collapsed",
        on_change=_remember,
    )
    found = st.session_state.pop(_FOUND, None)
    if found in targets:
        _go(*targets[found])


def _remember() -> None:
    """A click empties the field; the run that follows it goes there."""
    st.session_state[_FOUND] = st.session_state[_KEY]
    st.session_state[_KEY] = None


def _go(page: str, tab: str, place: str) -> None:
    if place:
        address_bar.write("place", place)
    address_bar.lead(page, tab)
    st.switch_page(ENTRIES[page].file)


def _targets(visit: Visit) -> dict[str, tuple[str, str, str]]:
    """What can be found, as people read it -> page, tab, and the place to be chosen."""
    country = visit.subject.country
    counties = {place.name: ("county", "", place.key) for place in country.places(PlaceLevel.COUNTY)}
    cities = {
        visit.name_of(place): ("county", "", f"{PlaceLevel.COUNTY}:{country.county_codes_of(place)[0]}")
        for place in country.places(PlaceLevel.CITY)
    }
    pages = {visit._(entry.title): (entry.name, "", "") for entry in MENU}
    tabs = {
        f"{visit._(entry.title)}: {visit._(tab.title)}": (entry.name, tab.code, "")
        for entry in MENU
        for tab in entry.tabs
    }
    return counties | cities | pages | tabs
