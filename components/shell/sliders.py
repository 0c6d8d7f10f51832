"""Numbers that a reader chooses on a slider, kept in the address."""

from __future__ import annotations

import streamlit as st

from components.shell import address_bar


def choose_number(label: str, name: str, least: int, most: int, usual: int, *, step: int = 1) -> int:
    """A whole number; a page uses it for choices of its own.

    Arguments:
        name: of the choice in the address, which holds it only where it is not the usual one.
    """
    allowed = [str(number) for number in range(least, most + 1, step)]
    current = int(address_bar.read_one_of(name, allowed, str(usual)))
    key = f"choice-{name}"
    if st.session_state.get(key) != current:
        st.session_state[key] = current
    return int(st.slider(label, least, most, step=step, key=key, on_change=_write, args=(name, key, usual)))


def _write(name: str, key: str, usual: int) -> None:
    chosen = int(st.session_state[key])
    address_bar.write(name, None if chosen == usual else str(chosen))
