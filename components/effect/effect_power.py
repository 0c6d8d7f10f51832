"""The power calculator on Effect: a fall and months by sliders, and the chance that a rollout would show it."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures
from components.drawing.charts import INK, tips
from components.shell.filters import choose_number
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.effect.effect_power import PlannedPower, planned_power
from usalama.model import Sentence

FALLS, USUAL_FALL = (2, 50), 15
MONTHS, USUAL_MONTHS = (3, 36), 12
ENOUGH = 80


def choose_plan(visit: Visit) -> tuple[int, int]:
    """The fall hoped for, of 100, and the months after the last county has joined; both kept in the address."""
    left, right = st.columns(2, gap="large")
    with left:
        fall = choose_number(visit._("Reports that it is hoped to spare, of each 100"), "fall", *FALLS, USUAL_FALL)
    with right:
        label = visit._("Months after the last county has joined")
        months = choose_number(label, "months_after", *MONTHS, USUAL_MONTHS)
    return fall, months


def show_plan(visit: Visit, stage: str) -> None:
    """What a rollout would show, by a fall and months that the reader chooses.

    Arguments:
        stage: which stage counts as joining.
    """
    fall, months = choose_plan(visit)
    asked = (visit.store, visit.scope, visit.choices, visit.subject, visit.today)
    show_power(visit, planned_power(*asked, fall, months, stage), fall)


def show_power(visit: Visit, result: PlannedPower, fall: int) -> None:
    """What would be enough, in words and as a grid."""
    _ = visit._
    if result.grid.empty:
        show_sentences(visit, result.sentences)
        return
    needed, *others = result.sentences
    caption = Sentence(
        'How often of 100 the word would be "helped" if {fall} of each 100 reports were spared, by how many of '
        "{counties} counties join and for how many months they are watched; framed where it is 80 or more. A test "
        "of the months before joining fails 5 times in 100 by chance, so 95 is the most.",
        {"fall": fall, "counties": result.counties},
    )
    wide = result.grid.pivot(index="county_count", columns="month_count", values="chance").round().astype("Int64")
    names = {month: visit.say(Sentence("{count} months", {"count": month})) for month in wide.columns}
    rows = wide.rename(columns=names).reset_index()
    columns = {"county_count": _("Counties that join")} | {name: name for name in names.values()}
    words = figures.Words(needed, caption, figures.origin_of(visit, result.about, result.method))
    figures.figure(visit, build_power(result.grid, visit), rows, columns, words, key="effect-power")
    show_sentences(visit, others)


def build_power(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """How often of 100 a rollout would be shown to help, as numbers in squares; framed where it is often enough.

    Arguments:
        rows: county_count, month_count, chance.
    """
    _ = visit._
    shown = rows.assign(label=[f"{chance:.0f}" for chance in rows.chance], is_dark=rows.chance >= ENOUGH)
    places = alt.Y("county_count:O", title=_("Counties that join"), sort="descending")
    months = alt.X("month_count:O", title=_("Months after the last has joined"), axis=alt.Axis(labelAngle=0))
    base = alt.Chart().encode(places, months)
    squares = base.mark_rect(stroke="#ffffff").encode(
        alt.Color("chance:Q", scale=alt.Scale(scheme="cividis", reverse=True, domain=[0, 100]), legend=None),
        tooltip=tips(
            ("county_count:O", _("Counties that join")),
            ("month_count:O", _("Months after the last has joined")),
            ("chance:Q", _("Of 100"), ".0f"),
        ),
    )
    numbers = base.mark_text(fontSize=13).encode(
        text=alt.Text("label:N"),
        color=alt.ColorValue("#000000", condition={"test": "datum.chance >= 55", "value": "#ffffff"}),
    )
    framed = base.transform_filter(f"datum.chance >= {ENOUGH}")
    frames = framed.mark_rect(fill=None, stroke=INK, strokeWidth=1.5)
    return alt.LayerChart(data=shown, layer=[squares, numbers, frames], height=alt.Step(26))
