"""What was asked for on its page: what waits longest, what was promised, and where."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.entry import register_page
from components.maps import PlaceMap
from components.programme.ask_waits import count_columns, waits_caption, worded_waits
from components.programme.register_parts import choose_word, count_map, show_counties
from components.shell.visit import Visit
from usalama.model import N_, Sentence
from usalama.programme.ask_steps import ASK_STATES, DELIVERED
from usalama.programme.asks import NO_ASSOCIATION, Asks
from usalama.registers import ASK_WORDS


def show_board(visit: Visit, result: Asks) -> None:
    """The asks that are still open, the oldest first, of the chosen kind and state; and as a file."""
    _ = visit._
    left, right = st.columns(2)
    with left:
        kind = choose_word(visit, _("What was asked for"), "ask_kind", ASK_WORDS, _("everything"))
    with right:
        states = {code: word for code, word in ASK_STATES.items() if code != DELIVERED}
        state = choose_word(visit, _("How far it came"), "ask_state", states, _("every state"))
    rows = result.board_of(kind, state)
    values = {"count": len(rows), "all": len(result.board)}
    st.markdown(visit.say(Sentence("{count} of {all} open asks, the oldest first.", values)))
    if len(rows):
        columns = _ask_columns(visit)
        tables.show_list(_worded(rows, visit), columns)
        register_page.offer_csv(visit, _("Open asks as CSV"), "asks", rows, result.held)
    st.caption(_("An office is named as the one that was asked, never counted or compared; no person is named."))


def show_promised(visit: Visit, result: Asks) -> None:
    """What was promised and is not there, the oldest promise first."""
    _ = visit._
    if result.promised.empty:
        st.markdown(_("Nothing that was promised is still to be delivered."))
        return
    columns = {"promise_days": _("Days since the promise")} | _ask_columns(visit)
    age = columns.pop("age_days")
    columns |= {"promised_on": _("Promised"), "age_days": age}
    columns.pop("state_name")
    tables.show_list(_worded(result.promised, visit), columns)


def show_map(visit: Visit, result: Asks) -> None:
    """Open asks by county."""
    drawn, rows = build_open_map(visit, result), worded_waits(result.by_county, visit)
    caption = f"{drawn.name} {waits_caption(visit)}"
    show_counties(visit, drawn, rows, count_columns(visit), key="asks-map", caption=caption)


def build_open_map(visit: Visit, result: Asks) -> PlaceMap:
    """Counties by their number of open asks; none is a class of its own."""
    rows = result.by_county
    caption = visit.say(
        Sentence(
            "Asks not delivered yet by county, of {count} asks made by {day}. More associations ask for more: it is no "
            "judgement of a county.",
            {"count": int(rows.ask_count.sum()), "day": visit.today},
        )
    )
    return count_map(visit, rows, "open_count", name=caption, title=visit._("Open asks"), said=N_("{count} open asks"))


def _ask_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "age_days": _("Age in days"),
        "kind_name": _("What"),
        "state_name": _("How far it came"),
        "county_name": _("County"),
        "whose": _("Who asked"),
        "addressed_to": _("Office that was asked"),
        "asked_on": _("Asked"),
    }


def _worded(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    _ = visit._
    return rows.assign(
        kind_name=[_(ASK_WORDS[code]) for code in rows.kind],
        state_name=[_(ASK_STATES[code]) for code in rows.state],
        whose=pd.Series([name or _(NO_ASSOCIATION) for name in rows.association_name], index=rows.index, dtype=object),
    )
