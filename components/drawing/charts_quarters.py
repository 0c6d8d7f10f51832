"""Charts of the logframe: one indicator by quarter against its targets."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing.charts import OKABE_ITO, OUTLINE
from components.shell.visit import Visit


def build_quarters(rows: pd.DataFrame, unit: str, visit: Visit) -> alt.LayerChart:
    """Values as dots with their likely range, targets as a dashed line of open diamonds.

    Arguments:
        rows: quarter_start, quarter_name, value, lower, upper and, where there are targets, target.
        unit: what the values are counted in, as people read it.
    """
    _ = visit._
    numbers = [name for name in ("value", "lower", "upper", "target") if name in rows]
    shown = rows[["quarter_start", "quarter_name", *numbers]].astype(dict.fromkeys(numbers, float))
    shown = shown.assign(quarter_start=pd.to_datetime(shown.quarter_start))
    quarter = alt.X("quarter_start:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True))
    scale = alt.Scale(zero=True, nice=True)
    base = alt.Chart()
    dots = base.transform_filter("isValid(datum.value)").mark_circle(size=90, color=OKABE_ITO[0], opacity=1)
    span = base.transform_filter("isValid(datum.lower)").mark_rule(strokeWidth=6, opacity=0.35, color=OKABE_ITO[0])
    tooltip = [
        alt.Tooltip("quarter_name:N", title=_("Quarter")),
        *(
            alt.Tooltip(f"{name}:Q", title=title, format=",.1f")
            for name, title in (
                ("value", _("Value")), ("lower", _("Likely from")), ("upper", _("Likely to")), ("target", _("Target"))
            )
            if name in numbers
        ),
    ]  # fmt: skip
    reached = [
        span.encode(quarter, alt.Y("lower:Q", title=unit, scale=scale), alt.Y2("upper:Q"), tooltip=tooltip),
        dots.encode(quarter, alt.Y("value:Q", title=unit, scale=scale), tooltip=tooltip),
    ]
    if "target" not in numbers:
        return alt.LayerChart(data=shown, layer=reached, height=280)
    aimed = base.transform_filter("isValid(datum.target)")
    line = aimed.mark_line(color=OUTLINE, strokeDash=[6, 4]).encode(quarter, alt.Y("target:Q", title=unit))
    points = aimed.mark_point(shape="diamond", size=60, color=OUTLINE, filled=False)
    targets = [line, points.encode(quarter, alt.Y("target:Q"), tooltip=tooltip)]
    return alt.LayerChart(data=shown, layer=[*targets, *reached], height=280)
