"""What was asked for: from asking to delivery, what waits longest, what was promised, and where."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.drawing.charts import DASHES, OKABE_ITO, Chart, band, by_kind, names_at
from components.drawing.spoken import SAID, with_words
from components.entry import register_page
from components.maps import PlaceMap
from components.programme.register_parts import build_funnel, choose_word, count_map, counties_figure, show_first
from components.shell.anatomy import show_folds
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.model import N_, Estimate, Flag, Sentence, counted
from usalama.programme.ask_steps import (
    ACKNOWLEDGED,
    ASK_STATES,
    ASK_STEPS,
    ASK_WAITS,
    DELIVERED,
    PROMISED,
    wait_in_words,
)
from usalama.programme.asks import NO_ASSOCIATION, Asks
from usalama.registers import ASK_WORDS

THE_OLDEST = N_("{count} of {all} open asks, the oldest first.")
LOOKS = {
    ACKNOWLEDGED: (OKABE_ITO[5], DASHES[2]),
    PROMISED: (OKABE_ITO[3], DASHES[1]),
    DELIVERED: (OKABE_ITO[0], DASHES[0]),
}
# Of the curves, the days that a table names.
DAYS_OF_TABLE = (30, 60, 90, 180, 360, 540, 720)


WAITS_CAPTION = Sentence(
    "Days within which half of the asks had an answer and a delivery, with likely ranges, those still waiting kept in."
)


def show_asks(visit: Visit, result: Asks) -> None:
    """How many wait and for how long, the steps, the oldest; the rest in folds."""
    if not register_page.holds_records(visit, result.held, "ask"):
        return
    _show_steps(visit, result)
    _show_board(visit, result)
    folds = {
        N_("How long it takes"): lambda: _show_waiting(visit, result),
        N_("What became of each kind"): lambda: _show_kinds(visit, result),
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
    rows = _worded_waits(result.by_county, visit)
    caption = Sentence("{waits} More associations ask for more: it is no judgement of a county.",
                       {"waits": WAITS_CAPTION})  # fmt: skip
    words = register_page.words_of(visit, result, caption)
    drawn, columns = build_open_map(visit, result), _count_columns(visit)
    counties_figure(visit, drawn, rows, columns, words, key="asks-map")


def _how_many(count: int) -> Sentence:
    return counted("{count} open ask", "{count} open asks", count)


def build_open_map(visit: Visit, result: Asks) -> PlaceMap:
    """Counties by their number of open asks; none is a class of its own."""
    title = visit._("Open asks")
    return count_map(visit, result.by_county, "open_count", name=title, title=title, said=_how_many)


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


def _show_steps(visit: Visit, result: Asks) -> None:
    """How many wait and the oldest for how long; how many came how far, and what became of each step."""
    _ = visit._
    rows = result.funnel.assign(stage=[_(ASK_STEPS[step]) for step in result.funnel.step])
    caption = Sentence(
        "Asks that came at least so far, of {count} made by {day}; the dark part stands there now.",
        {"count": _asked(result), "day": visit.today},
    )
    columns = tables.columns(
        visit, "stage reached_count here_count went_on_count", stage=_("Step"), wait=_("Days for half to go on")
    )
    words = [
        "" if row["step"] == DELIVERED else visit.say(_wait(row, "", int(row["reached_count"])))
        for row in rows.to_dict("records")
    ]
    worded = rows.drop(columns="flag").assign(wait=words)
    _figure(visit, result, build_funnel(rows, visit), worded, columns, result.finding, caption, "asks-funnel")


def _asked(result: Asks) -> int:
    return int(result.funnel.reached_count.iloc[0])


def _figure(
    visit: Visit,
    result: Asks,
    chart: Chart,
    rows: pd.DataFrame,
    columns: dict[str, str],
    finding: Sentence,
    caption: Sentence,
    key: str,
) -> None:
    words = register_page.words_of(visit, result, caption, finding)
    figures.figure(visit, chart, rows, columns, words, key=key)


def _show_waiting(visit: Visit, result: Asks) -> None:
    """Of 100 asks, how many still wait, day after day."""
    _ = visit._
    caption = Sentence(
        "Of 100 asks, those still without an answer, a promise and a delivery so many days after they were made, "
        "with likely ranges; of {count} asks made by {day}, those still waiting kept in.",
        {"count": _asked(result), "day": visit.today},
    )
    rows = result.curves[result.curves.day.isin(DAYS_OF_TABLE)]
    rows = rows.assign(name=[_(ASK_WAITS[step]) for step in rows.step])
    columns = {
        "name": _("Waiting for"),
        "day": _("Days since it was asked for"),
        "waiting": _("Still waiting, of 100"),
        "lower": _("At least"),
        "upper": _("At most"),
    }
    _figure(visit, result, build_waiting(result.curves, visit), rows, columns, result.delivery, caption, "asks-waiting")


def build_waiting(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """A falling line a step, each with a colour, a dash, its likely range and its name at its end.

    Arguments:
        rows: step, day, waiting, lower, upper.
    """
    _ = visit._
    names = {step: _(word) for step, word in ASK_WAITS.items()}
    template = N_("{name}, {day} days after it was asked for: {waiting} of 100, likely {lower} to {upper}")
    shown = with_words(rows.assign(name=rows.step.map(names)), visit, template)
    domain = [names[step] for step in LOOKS]
    colours, dashes = ([look[part] for look in LOOKS.values()] for part in (0, 1))
    colour = by_kind(alt.Color, "name:N", domain, colours, legend=None)
    across = alt.X("day:Q", title=_("Days since it was asked for"), scale=alt.Scale(nice=False))
    scale = {"title": _("Of 100 asks, still waiting"), "scale": alt.Scale(domain=[0, 100])}
    look = {"opacity": 0.15, "interpolate": "step-after", "aria": False}
    ranges = band(across, "lower", "upper", colour, mark=look, **scale)
    dash = by_kind(alt.StrokeDash, "name:N", domain, dashes, legend=None)
    lines = alt.Chart().mark_line(strokeWidth=2.5, interpolate="step-after")
    drawn = lines.encode(across, alt.Y("waiting:Q"), colour, dash, SAID)
    last = shown.groupby("step").tail(1)
    ends = names_at(last, "day:Q", "waiting:Q", "name:N", align="right", dx=-2, dy=-9)
    return alt.LayerChart(data=shown, layer=[ranges, drawn, *ends], height=360)


def _show_kinds(visit: Visit, result: Asks) -> None:
    """The same by what was asked for; a table that is itself what is shown."""
    _ = visit._
    rows = result.by_kind.assign(kind_name=[_(ASK_WORDS[code]) for code in result.by_kind.kind])
    columns = {"kind_name": _("What")} | _count_columns(visit)
    tables.show_rows(visit, _worded_waits(rows, visit), columns, caption=_(WAITS_CAPTION.template))
    st.caption(_(WAITS_CAPTION.template))


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


def _worded_waits(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """The rows with the waits in words: a number never stands without its range."""
    words = {
        name: [visit.say(_wait(row, f"{name}_", int(row["ask_count"]))) for row in rows.to_dict("records")]
        for name in ("answer", "delivery")
    }
    return rows.assign(**{name: pd.Series(said, index=rows.index, dtype=object) for name, said in words.items()})


def _wait(row: dict[str, object], prefix: str, count: int) -> Sentence:
    days, lower, upper = (_number(row[f"{prefix}{name}"]) for name in ("days", "lower", "upper"))
    return wait_in_words(Estimate(days, lower, upper, count, "", Flag(str(row[f"{prefix}flag"]))), count)


def _number(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(str(value))
