"""What was asked for on its page: how far it came, how long it takes, where, and what waits longest."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components import charts, charts_asks, tables
from components.accreditation import build_funnel
from components.count_map import build_count_map
from components.filters import choose_one
from components.maps import PlaceMap, map_words, show_place_map
from components.notices import plain
from components.register_editor import show_editor
from components.visit import Visit
from usalama.model import Sentence
from usalama.reports.programme.asks import Asks
from usalama.reports.programme.files import register_csv
from usalama.schema.programme import ASK
from usalama.wording.asks import (
    ASK_STATES,
    ASK_STEPS,
    ASK_WAITS,
    DELIVERED,
    NO_ASSOCIATION,
    wait_in_words,
)
from usalama.wording.register_words import ASKS

ALL = "all"
# Of the curves, the days that a table names.
DAYS_OF_TABLE = (30, 60, 90, 180, 360, 540, 720)


def show_sentences(visit: Visit, sentences: tuple[Sentence, ...]) -> None:
    for sentence in sentences:
        st.markdown(f"- {plain(visit.say(sentence))}")


def show_board(visit: Visit, result: Asks) -> None:
    """The asks that are still open, the oldest first, of the chosen kind and state; and as a file."""
    _ = visit._
    left, right = st.columns(2)
    with left:
        kind = _choose(visit, _("What was asked for"), "ask_kind", ASKS, _("everything"))
    with right:
        state = _choose(visit, _("How far it came"), "ask_state", _open_states(), _("every state"))
    rows = result.board_of(kind, state)
    values = {"count": len(rows), "all": len(result.board)}
    st.markdown(visit.say(Sentence("{count} of {all} open asks, the oldest first.", values)))
    if len(rows):
        columns = _ask_columns(visit)
        tables.show_list(_worded(rows, visit), columns)
        st.download_button(
            _("Open asks as CSV"),
            lambda: register_csv(rows, result.held, visit.scope),
            "asks.csv",
            "text/csv",
            key="download-asks",
            on_click="ignore",
        )
    st.caption(_("An office is named as the one that was asked, never counted or compared; no person is named."))


def show_promised(visit: Visit, result: Asks) -> None:
    """What was promised and is not there, the oldest promise first."""
    _ = visit._
    if result.promised.empty:
        st.markdown(_("Nothing that was promised is still to be delivered."))
        return
    columns = {"promise_days": _("Days since the promise"), "promised_on": _("Promised")} | _ask_columns(visit)
    columns.pop("state_name")
    tables.show_list(_worded(result.promised, visit), columns)


def show_funnel(visit: Visit, result: Asks) -> None:
    """How many came how far, and what became of each step."""
    _ = visit._
    rows = result.funnel.assign(stage=[_(ASK_STEPS[step]) for step in result.funnel.step])
    caption = visit.say(
        Sentence(
            "Asks that came at least so far (bar), and those that stand there now (dot), of {count} made by {day}.",
            {"count": int(rows.reached_count.iloc[0]), "day": visit.today},
        )
    )
    charts.show_chart(build_funnel(rows, visit), caption=caption, key="asks-funnel")
    show_sentences(visit, result.step_sentences)
    columns = {
        "stage": _("Step"),
        "reached_count": _("Came so far"),
        "here_count": _("Stand there now"),
        "went_on_count": _("Went on"),
        "wait": _("Days for half to go on"),
    }
    words = [
        "" if row["step"] == DELIVERED else visit.say(_wait(row, "", int(row["reached_count"])))
        for row in rows.to_dict("records")
    ]
    worded = rows.drop(columns="flag").assign(wait=words)
    tables.show_table(visit, worded, columns, caption=caption, key="asks-funnel-table")


def show_waiting(visit: Visit, result: Asks) -> None:
    """Of 100 asks, how many still wait, day after day."""
    _ = visit._
    caption = visit.say(
        Sentence(
            "Of 100 asks, those still without an answer, a promise and a delivery so many days after they were made, "
            "with likely ranges; of {count} asks made by {day}, those still waiting kept in.",
            {"count": int(result.funnel.reached_count.iloc[0]), "day": visit.today},
        )
    )
    charts.show_chart(charts_asks.build_waiting(result.curves, visit), caption=caption, key="asks-waiting")
    rows = result.curves[result.curves.day.isin(DAYS_OF_TABLE)]
    rows = rows.assign(name=[_(ASK_WAITS[step]) for step in rows.step])
    columns = {
        "name": _("Waiting for"),
        "day": _("Days since it was asked for"),
        "waiting": _("Still waiting, of 100"),
        "lower": _("At least"),
        "upper": _("At most"),
    }
    tables.show_table(visit, rows, columns, caption=caption, key="asks-waiting-table")


def show_kinds(visit: Visit, result: Asks) -> None:
    """The same by what was asked for; a table that is itself what is shown."""
    _ = visit._
    rows = result.by_kind.assign(kind_name=[_(ASKS[code]) for code in result.by_kind.kind])
    tables.show_list(_worded_waits(rows, visit), {"kind_name": _("What")} | _count_columns(visit))
    st.caption(_waits_caption(visit))


def show_map(visit: Visit, result: Asks) -> None:
    """Open asks by county."""
    _ = visit._
    drawn = build_open_map(visit, result)
    show_place_map(drawn, map_words(_), key="asks-map")
    st.caption(drawn.name)
    columns = {"county_code": _("Number"), "county_name": _("County")} | _count_columns(visit)
    caption = f"{drawn.name} {_waits_caption(visit)}"
    tables.show_table(visit, _worded_waits(result.by_county, visit), columns, caption=caption, key="asks-map-table")


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
    return build_count_map(
        visit,
        dict(zip(rows.county_code, rows.open_count.tolist(), strict=True)),
        name=caption,
        title=visit._("Open asks"),
        in_words=lambda count: Sentence("{count} open asks", {"count": count}),
    )


def show_ask_editor(visit: Visit) -> None:
    """The register to edit in, for the operator."""
    _ = visit._
    labels = {
        "kind": _("What"),
        "county_code": _("County"),
        "association_id": _("Association (record_id)"),
        "addressed_to": _("Office that was asked (a role, no person)"),
        "asked_on": _("Asked"),
        "acknowledged_on": _("Acknowledged"),
        "promised_on": _("Promised"),
        "delivered_on": _("Delivered"),
        "note": _("Note"),
    }
    show_editor(visit, ASK, labels)


def _open_states() -> dict[str, str]:
    return {code: name for code, name in ASK_STATES.items() if code != DELIVERED}


def _choose(visit: Visit, label: str, name: str, words: Mapping[str, str], everything: str) -> str:
    """One code, or all; kept in the address."""
    names = {ALL: everything} | {code: visit._(word) for code, word in words.items()}
    chosen = choose_one(label, name, list(names), names, ALL, is_short=False)
    return "" if chosen == ALL else chosen


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
        kind_name=[_(ASKS[code]) for code in rows.kind],
        state_name=[_(ASK_STATES[code]) for code in rows.state],
        whose=pd.Series([name or _(NO_ASSOCIATION) for name in rows.association_name], index=rows.index, dtype=object),
    )


def _count_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "ask_count": _("Asked"),
        "answered_count": _("Answered"),
        "promised_count": _("Promised"),
        "delivered_count": _("Delivered"),
        "open_count": _("Still open"),
        "oldest_days": _("Oldest open, days"),
        "answer": _("Days to an answer"),
        "delivery": _("Days to delivery"),
    }


def _waits_caption(visit: Visit) -> str:
    return visit._(
        "Days within which half of the asks had an answer and a delivery, with likely ranges, those still waiting kept "
        "in."
    )


def _worded_waits(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """The rows with the waits in words: a number never stands without its range."""
    words = {
        name: [visit.say(_wait(row, f"{name}_", int(row["ask_count"]))) for row in rows.to_dict("records")]
        for name in ("answer", "delivery")
    }
    return rows.assign(**{name: pd.Series(said, index=rows.index, dtype=object) for name, said in words.items()})


def _wait(row: dict[str, object], prefix: str, count: int) -> Sentence:
    days, lower, upper = (_number(row[f"{prefix}{name}"]) for name in ("days", "lower", "upper"))
    return wait_in_words(days, lower, upper, str(row[f"{prefix}flag"]), count)


def _number(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(str(value))
