"""The chart of asks: of 100, how many still wait for an answer, a promise and what was asked for."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing.charts import DASHES, OKABE_ITO
from components.shell.visit import Visit
from usalama.programme.ask_steps import ACKNOWLEDGED, ASK_WAITS, DELIVERED, PROMISED

LOOKS = {
    ACKNOWLEDGED: (OKABE_ITO[5], DASHES[2]),
    PROMISED: (OKABE_ITO[3], DASHES[1]),
    DELIVERED: (OKABE_ITO[0], DASHES[0]),
}


def build_waiting(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """A falling line a step, each with a colour, a dash and its likely range.

    Arguments:
        rows: step, day, waiting, lower, upper.
    """
    _ = visit._
    names = {step: _(word) for step, word in ASK_WAITS.items()}
    shown = rows.assign(name=rows.step.map(names))
    domain = [names[step] for step in LOOKS]
    colour = alt.Color(
        "name:N",
        title=None,
        scale=alt.Scale(domain=domain, range=[colour for colour, _dash in LOOKS.values()]),
        legend=alt.Legend(
            orient="top", columns=1, symbolType="stroke", symbolStrokeWidth=3, symbolOpacity=1, labelLimit=320
        ),
    )
    dash = alt.StrokeDash(
        "name:N", title=None, scale=alt.Scale(domain=domain, range=[dash for _colour, dash in LOOKS.values()])
    )
    base = alt.Chart().encode(
        alt.X("day:Q", title=_("Days since it was asked for"), scale=alt.Scale(nice=False)), colour
    )
    band = base.mark_area(opacity=0.15, interpolate="step-after").encode(
        alt.Y("lower:Q", title=_("Of 100 asks, still waiting"), scale=alt.Scale(domain=[0, 100])), alt.Y2("upper:Q")
    )
    line = base.mark_line(strokeWidth=2.5, interpolate="step-after").encode(
        alt.Y("waiting:Q"),
        dash,
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("day:Q", title=_("Days")),
            alt.Tooltip("waiting:Q", title=_("Still waiting, of 100"), format=".0f"),
            alt.Tooltip("lower:Q", title=_("At least"), format=".0f"),
            alt.Tooltip("upper:Q", title=_("At most"), format=".0f"),
        ],
    )
    return alt.LayerChart(data=shown, layer=[band, line], height=380)
