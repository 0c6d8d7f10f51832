"""What was asked for: from asking to delivery, what waits longest, what was promised, and where."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.entry import register_page
from components.maps import PlaceMap
from components.programme import ask_waits
from components.programme.register_parts import choose_word, count_map, counties_figure, show_first
from components.shell.anatomy import show_folds
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.model import N_, Sentence
from usalama.programme.ask_steps import ASK_STATES, DELIVERED
from usalama.programme.asks import NO_ASSOCIATION, Asks
from usalama.registers import ASK_WORDS

THE_OLDEST = N_("{count} of {all} open asks, the oldest first.")


def show_asks(visit: Visit, result: Asks) -> None:
    """How many wait and for how long, the steps, the oldest; the rest in folds."""
    register_page.show_register_nature(visit, result.held)
    if result.held.nature is None:
        register_page.show_empty_register(visit, "ask", result.held.elsewhere_count)
        return
    ask_waits.show_steps(visit, result)
    _show_board(visit, result)
    folds = {
        N_("How long it takes"): lambda: ask_waits.show_waiting(visit, result),
        N_("What became of each kind"): lambda: ask_waits.show_kinds(visit, result),
        N_("Promised and not delivered"): lambda: _show_promised(visit, result),
        N_("Where asks are open"): lambda: _show_map(visit, result),
        N_("Every number in words"): lambda: show_sentences(visit, (*result.sentences, *result.step_sentences)),
    }
    show_folds(visit, "asks", folds)


def _show_board(visit: Visit, result: Asks) -> None:
    """The asks that are still open, the oldest first, of the chosen kind and state; and as a file."""
    _ = visit._
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = choose_word(visit, _("What was asked for"), "ask_kind", ASK_WORDS, _("everything"))
        states = {code: word for code, word in ASK_STATES.items() if code != DELIVERED}
        state = choose_word(visit, _("How far it came"), "ask_state", states, _("every state"))
        rows = result.board_of(kind, state)
        if len(rows):
            register_page.offer_csv(visit, _("Open asks as CSV"), "asks", rows, result.held)
    said = Sentence(THE_OLDEST, {"count": len(rows), "all": len(result.board)})
    st.markdown(visit.say(said))
    if len(rows):
        show_first(visit, _worded(rows, visit), _ask_columns(visit), said)
    st.caption(_("An office is named as the one that was asked, never counted or compared; no person is named."))


def _show_promised(visit: Visit, result: Asks) -> None:
    """What was promised and is not there, the oldest promise first."""
    _ = visit._
    if result.promised.empty:
        st.markdown(_("Nothing that was promised is still to be delivered."))
        return
    columns = {"promise_days": _("Days since the promise")} | _ask_columns(visit) | {"promised_on": _("Promised")}
    columns.pop("state_name")
    caption = _("What was promised and is not there, the oldest promise first.")
    tables.show_rows(visit, _worded(result.promised, visit), columns, caption=caption)


def _show_map(visit: Visit, result: Asks) -> None:
    """Open asks by county."""
    rows = ask_waits.worded_waits(result.by_county, visit)
    caption = Sentence("{waits} More associations ask for more: it is no judgement of a county.",
                       {"waits": ask_waits.WAITS_CAPTION})  # fmt: skip
    words = figures.Words(result.finding, caption, figures.origin_of(visit, result.held, result.method))
    drawn, columns = build_open_map(visit, result), ask_waits.count_columns(visit)
    counties_figure(visit, drawn, rows, columns, words, key="asks-map")


def build_open_map(visit: Visit, result: Asks) -> PlaceMap:
    """Counties by their number of open asks; none is a class of its own."""
    title = visit._("Open asks")
    return count_map(visit, result.by_county, "open_count", name=title, title=title, said=N_("{count} open asks"))


def _ask_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "age_days": _("Age in days"),
        "kind_name": _("What"),
        "state_name": _("How far it came"),
        "county_name": _("County"),
        "whose": _("Who asked"),
        "addressed_to": _("Office that was asked"),
    }


def _worded(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    _ = visit._
    return rows.assign(
        kind_name=[_(ASK_WORDS[code]) for code in rows.kind],
        state_name=[_(ASK_STATES[code]) for code in rows.state],
        whose=pd.Series([name or _(NO_ASSOCIATION) for name in rows.association_name], index=rows.index, dtype=object),
    )
