"""How far asks came and how long it takes, on their page: the funnel, the curves of those still waiting, by kind."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.drawing.charts import DASHES, OKABE_ITO, by_kind, legend, tips
from components.programme.register_parts import build_funnel
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.model import Estimate, Flag, Sentence
from usalama.programme.ask_steps import ACKNOWLEDGED, ASK_STEPS, ASK_WAITS, DELIVERED, PROMISED, wait_in_words
from usalama.programme.asks import Asks
from usalama.registers import ASK_WORDS

LOOKS = {
    ACKNOWLEDGED: (OKABE_ITO[5], DASHES[2]),
    PROMISED: (OKABE_ITO[3], DASHES[1]),
    DELIVERED: (OKABE_ITO[0], DASHES[0]),
}
# Of the curves, the days that a table names.
DAYS_OF_TABLE = (30, 60, 90, 180, 360, 540, 720)


def show_funnel(visit: Visit, result: Asks) -> None:
    """How many came how far, and what became of each step."""
    _ = visit._
    rows = result.funnel.assign(stage=[_(ASK_STEPS[step]) for step in result.funnel.step])
    caption = Sentence(
        "Asks that came at least so far (bar), and those that stand there now (dot), of {count} made by {day}.",
        {"count": int(rows.reached_count.iloc[0]), "day": visit.today},
    )
    charts.show_chart(visit, build_funnel(rows, visit), caption=caption, key="asks-funnel")
    show_sentences(visit, result.step_sentences)
    columns = tables.columns(
        visit, "stage reached_count here_count went_on_count", stage=_("Step"), wait=_("Days for half to go on")
    )
    words = [
        "" if row["step"] == DELIVERED else visit.say(_wait(row, "", int(row["reached_count"])))
        for row in rows.to_dict("records")
    ]
    worded = rows.drop(columns="flag").assign(wait=words)
    tables.show_table(visit, worded, columns, caption=caption, key="asks-funnel-table")


def show_waiting(visit: Visit, result: Asks) -> None:
    """Of 100 asks, how many still wait, day after day."""
    _ = visit._
    caption = Sentence(
        "Of 100 asks, those still without an answer, a promise and a delivery so many days after they were made, "
        "with likely ranges; of {count} asks made by {day}, those still waiting kept in.",
        {"count": int(result.funnel.reached_count.iloc[0]), "day": visit.today},
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
    charts.show_figure(visit, build_waiting(result.curves, visit), rows, columns, caption=caption, key="asks-waiting")


def build_waiting(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """A falling line a step, each with a colour, a dash and its likely range.

    Arguments:
        rows: step, day, waiting, lower, upper.
    """
    _ = visit._
    names = {step: _(word) for step, word in ASK_WAITS.items()}
    shown = rows.assign(name=rows.step.map(names))
    domain = [names[step] for step in LOOKS]
    colours, dashes = ([look[part] for look in LOOKS.values()] for part in (0, 1))
    key = legend(symbolType="stroke", symbolStrokeWidth=3, symbolOpacity=1)
    colour = by_kind(alt.Color, "name:N", domain, colours, title=None, legend=key)
    dash = by_kind(alt.StrokeDash, "name:N", domain, dashes, title=None)
    base = alt.Chart().encode(
        alt.X("day:Q", title=_("Days since it was asked for"), scale=alt.Scale(nice=False)), colour
    )
    band = base.mark_area(opacity=0.15, interpolate="step-after").encode(
        alt.Y("lower:Q", title=_("Of 100 asks, still waiting"), scale=alt.Scale(domain=[0, 100])), alt.Y2("upper:Q")
    )
    line = base.mark_line(strokeWidth=2.5, interpolate="step-after").encode(
        alt.Y("waiting:Q"),
        dash,
        tooltip=tips(
            ("name:N", " "),
            ("day:Q", _("Days")),
            ("waiting:Q", _("Still waiting, of 100"), ".0f"),
            ("lower:Q", _("At least"), ".0f"),
            ("upper:Q", _("At most"), ".0f"),
        ),
    )
    return alt.LayerChart(data=shown, layer=[band, line], height=380)


def show_kinds(visit: Visit, result: Asks) -> None:
    """The same by what was asked for; a table that is itself what is shown."""
    _ = visit._
    rows = result.by_kind.assign(kind_name=[_(ASK_WORDS[code]) for code in result.by_kind.kind])
    tables.show_list(worded_waits(rows, visit), {"kind_name": _("What")} | count_columns(visit))
    st.caption(waits_caption(visit))


def count_columns(visit: Visit) -> dict[str, str]:
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


def waits_caption(visit: Visit) -> str:
    return visit._(
        "Days within which half of the asks had an answer and a delivery, with likely ranges, those still waiting kept "
        "in."
    )


def worded_waits(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
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
