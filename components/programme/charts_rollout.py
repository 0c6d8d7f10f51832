"""Charts of the rollout: planned against reached, and how many come as far as each stage."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing.charts import OKABE_ITO, OUTLINE
from components.shell.visit import Visit

BAR_HEIGHT = 34


def build_planned_and_reached(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Associations that were to have come so far by each month, dashed, and those that have, as a line with dots.

    Arguments:
        rows: month, planned_count, reached_count (missing for months to come).
    """
    planned, reached = visit._("planned"), visit._("reached")
    long = pd.concat(
        [
            pd.DataFrame({"month": pd.to_datetime(rows.month), "count": rows[name].astype(float), "kind": label})
            for name, label in (("planned_count", planned), ("reached_count", reached))
        ]
    ).dropna(subset="count")
    kinds = [planned, reached]
    encoding = {
        "x": alt.X("month:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True)),
        "y": alt.Y("count:Q", title=visit._("Associations, by the end of the month"), scale=alt.Scale(zero=True)),
        "color": alt.Color(
            "kind:N",
            title=None,
            scale=alt.Scale(domain=kinds, range=[OUTLINE, OKABE_ITO[0]]),
            legend=alt.Legend(orient="top", symbolType="stroke"),
        ),
        "tooltip": [
            alt.Tooltip("month:T", title=visit._("Month"), format="%b %Y"),
            alt.Tooltip("kind:N", title=" "),
            alt.Tooltip("count:Q", title=visit._("Associations"), format=",.0f"),
        ],
    }
    dashes = alt.StrokeDash("kind:N", legend=None, scale=alt.Scale(domain=kinds, range=[[6, 4], [1, 0]]))
    lines = alt.Chart(long).mark_line(strokeWidth=2.5).encode(strokeDash=dashes, **encoding)
    dots = alt.Chart(long[long.kind == reached]).mark_point(filled=True, size=22, opacity=1).encode(**encoding)
    return alt.LayerChart(layer=[lines, dots], height=320)


def build_stages(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """How many ever came as far as each stage, the darker part those that stand there now.

    Arguments:
        rows: stage_name, reached_count, here_count.
    """
    shown = rows[["stage_name", "reached_count", "here_count"]].astype({"reached_count": float, "here_count": float})
    stage = alt.Y("stage_name:N", title=None, sort=None, axis=alt.Axis(labelLimit=200))
    tooltip = [
        alt.Tooltip("stage_name:N", title=visit._("Stage")),
        alt.Tooltip("reached_count:Q", title=visit._("Came so far"), format=","),
        alt.Tooltip("here_count:Q", title=visit._("Stand there now"), format=","),
    ]
    base = alt.Chart()
    came = base.mark_bar(color=OKABE_ITO[7], stroke=OUTLINE, strokeWidth=0.8).encode(
        stage, alt.X("reached_count:Q", title=visit._("Associations")), tooltip=tooltip
    )
    here = base.mark_bar(color=OKABE_ITO[0], size=10).encode(stage, alt.X("here_count:Q"), tooltip=tooltip)
    numbers = base.mark_text(align="left", dx=4, fontSize=13).encode(
        stage, alt.X("reached_count:Q"), alt.Text("reached_count:Q", format=",")
    )
    return alt.LayerChart(data=shown, layer=[came, here, numbers], height=alt.Step(BAR_HEIGHT))
