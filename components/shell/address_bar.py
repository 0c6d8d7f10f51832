"""The choices of a visitor as they stand in the address: codes, so that a link means the same in every language."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

_ASKED = "asked"
_UNKNOWN = "unknown_in_address"
_USED = "used_choices"
_PAGE = "page"


def sync() -> None:
    """Bring the address and the session together, once per run, before anything reads either.

    A link opens a new session, whose choices come from the address. Going to another page clears the
    address, so there the session's choices are written back.
    """
    current = st.query_params.to_dict()
    st.session_state[_USED] = {}
    if _ASKED not in st.session_state:
        st.session_state[_ASKED] = current
        st.session_state[_UNKNOWN] = {}
    elif current != st.session_state[_ASKED]:
        st.query_params.from_dict(st.session_state[_ASKED])


def enter(page: str) -> None:
    """Leave the tab of another page behind; that of a link or of an address that leads on is kept.

    Arguments:
        page: the name of the page that begins.
    """
    before = st.session_state.get(_PAGE)
    st.session_state[_PAGE] = page
    if before not in (None, page):
        write("tab", None)


def lead(page: str, tab: str = "") -> None:
    """Prepare the address for another page, and for one of its tabs; the page itself is changed by who leads.

    Arguments:
        page: the name of the page that will begin.
    """
    write("tab", tab or None)
    st.session_state[_PAGE] = page


def read(name: str) -> str | None:
    """What the address says of one choice; None when it says nothing."""
    return st.session_state.get(_ASKED, {}).get(name)


def read_one_of(name: str, allowed: Iterable[str], default: str) -> str:
    """One choice out of a few; a value that is none of them is noted and the default taken."""
    asked = read(name)
    is_known = asked is not None and asked in set(allowed)
    if asked is not None and not is_known:
        note_unknown(name, asked)
    used = asked if asked is not None and is_known else default
    note_used(name, used)
    return used


def read_many_of(name: str, allowed: Iterable[str]) -> tuple[str, ...]:
    """Several choices, separated by commas; those that are unknown or not permitted are noted."""
    known = set(allowed)
    asked = [value for value in (read(name) or "").split(",") if value]
    for value in asked:
        if value not in known:
            note_unknown(name, value)
    used = tuple(value for value in asked if value in known)
    note_used(name, ",".join(used))
    return used


def write(name: str, value: str | None) -> None:
    """Set or clear one choice in the address and the session."""
    asked = dict(st.session_state.get(_ASKED, {}))
    if value:
        asked[name] = value
    else:
        asked.pop(name, None)
    st.session_state[_ASKED] = asked
    st.session_state[_UNKNOWN] = {key: kept for key, kept in st.session_state[_UNKNOWN].items() if key != name}
    st.query_params.from_dict(asked)


def note_unknown(name: str, value: str) -> None:
    """Remember a value of the address that cannot be used, so that it is named and never silently replaced."""
    noted = st.session_state.setdefault(_UNKNOWN, {})
    st.session_state[_UNKNOWN] = noted | {name: sorted({*noted.get(name, ()), value})}


def note_used(name: str, value: str) -> None:
    """Remember what a choice came to in this run, defaults included, for the link to this view."""
    st.session_state.setdefault(_USED, {})[name] = value


def used_values() -> dict[str, str]:
    """What the choices of this run came to, by name; what this page does not ask stays as the address has it."""
    asked = st.session_state.get(_ASKED, {}) | st.session_state.get(_USED, {})
    return {name: value for name, value in asked.items() if value}


def unknown_values() -> dict[str, list[str]]:
    """Values of the address that could not be used, by the name of the choice."""
    return dict(st.session_state.get(_UNKNOWN, {}))
