"""Charts of what was done: a row of bars for each kind, places step by step, and gates around the day."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from components.drawing.charts import OKABE_ITO
from components.shell.visit import Visit

ROW_HEIGHT = 46
# The longest bar leaves room below the row above it.
FULLEST = 0.82


def build_months(rows: pd.DataFrame, names: list[str], visit: Visit) -> alt.Chart:
    """Activities by month, a row for each kind with bars on one scale, so that no colour is needed to tell them apart.

    Arguments:
        rows: month (its first day), kind_name, activity_count.
        names: of the kinds, from the top.
    """
    most = max(int(rows.activity_count.max()), 1)
    foot = {name: len(names) - 1 - position for position, name in enumerate(names)}
    first = pd.to_datetime(rows.month)
    shown = pd.DataFrame(
        {
            "month": first,
            "month_end": first + pd.offsets.MonthBegin(1) - pd.Timedelta(days=2),
            "kind_name": rows.kind_name,
            "activity_count": rows.activity_count.astype(float),
            "foot": rows.kind_name.map(foot).astype(float),
        }
    )
    shown = shown.assign(top=shown.foot + FULLEST * shown.activity_count / most)
    lowest_first = json.dumps(names[::-1])
    axis = alt.Axis(
        values=list(range(len(names))), labelExpr=f"{lowest_first}[datum.value]", labelBaseline="bottom",
        labelLimit=130, title=None, tickSize=0,
    )  # fmt: skip
    return (
        alt.Chart(shown)
        .mark_bar(color=OKABE_ITO[0])
        .encode(
            alt.X("month:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True, grid=False)),
            alt.X2("month_end:T"),
            alt.Y("foot:Q", axis=axis, scale=alt.Scale(domain=[0, len(names)], nice=False)),
            alt.Y2("top:Q"),
            tooltip=[
                alt.Tooltip("month:T", title=visit._("Month"), format="%b %Y"),
                alt.Tooltip("kind_name:N", title=visit._("What")),
                alt.Tooltip("activity_count:Q", title=visit._("Activities"), format=","),
            ],
        )
        .properties(height=ROW_HEIGHT * len(names) + 40)
    )


def build_places(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Places offered, filled and retained as bars with their number.

    Arguments:
        rows: step_name, place_count.
    """
    base = alt.Chart()
    step = alt.Y("step_name:N", title=None, sort=None, axis=alt.Axis(labelLimit=200))
    axis = alt.Axis(tickCount=5, format=",.0f")
    count = alt.X("place_count:Q", title=visit._("Places of work or training"), scale=alt.Scale(zero=True), axis=axis)
    bars = base.mark_bar(color=OKABE_ITO[0]).encode(
        step,
        count,
        tooltip=[
            alt.Tooltip("step_name:N", title=" "),
            alt.Tooltip("place_count:Q", title=visit._("Places of work or training"), format=","),
        ],
    )
    numbers = base.mark_text(align="left", dx=4, fontSize=13).encode(step, count, alt.Text("place_count:Q", format=","))
    shown = rows[["step_name", "place_count"]].astype({"place_count": float})
    return alt.LayerChart(data=shown, layer=[bars, numbers], height=alt.Step(34))


def build_gates(rows: pd.DataFrame, visit: Visit) -> alt.Chart:
    """Of 100 gates, how many are manned at each hour of the day.

    Arguments:
        rows: hour, manned_per_100.
    """
    return (
        alt.Chart(rows[["hour", "hour_name", "manned_per_100"]])
        .mark_bar(color=OKABE_ITO[0])
        .encode(
            alt.X("hour:O", title=visit._("Hour"), axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            # The caption says what is counted; a title along so low an axis would be cut off on a phone.
            alt.Y("manned_per_100:Q", title=None, scale=alt.Scale(domain=[0, 100])),
            tooltip=[
                alt.Tooltip("hour_name:N", title=visit._("Hour")),
                alt.Tooltip("manned_per_100:Q", title=visit._("Manned, of 100 gates"), format=".0f"),
            ],
        )
        .properties(height=220)
    )
