"""Charts of the effect: by months since joining, asked in other ways, one county alone, and what a rollout would "
"show."""

from __future__ import annotations

from textwrap import wrap

import altair as alt
import pandas as pd

from components.drawing.charts import OKABE_ITO, OUTLINE
from components.shell.visit import Visit

BLUE, GREY, BEFORE_FILL = OKABE_ITO[0], "#767676", "#ededed"
NOTHING_CHANGED = 1.0
NAME_LETTERS, NAME_PIXELS = 20, 170
ENOUGH = 80


def build_event_study(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """The effect by months since joining: squares before, dots after, each with its range, around 1.

    Arguments:
        rows: months_since, value, lower, upper, county_count; upper is missing where there is no range.
    """
    _ = visit._
    names = [_("before joining"), _("after joining")]
    shown = rows.assign(part=[names[int(month >= 0)] for month in rows.months_since])
    month = alt.X("months_since:Q", title=_("Months since joining"), axis=alt.Axis(tickMinStep=1, format="d"))
    ratio = alt.Y("value:Q", title=_("Reports for each one expected"), scale=alt.Scale(zero=False))
    part = {
        "color": alt.Color(
            "part:N",
            title=None,
            scale=alt.Scale(domain=names, range=[GREY, BLUE]),
            legend=alt.Legend(orient="top", symbolOpacity=1, columns=1, labelLimit=240),
        ),
        "shape": alt.Shape("part:N", title=None, scale=alt.Scale(domain=names, range=["square", "circle"])),
    }
    base = alt.Chart()
    first = pd.DataFrame({"start": [float(rows.months_since.min()) - 0.5], "end": [-0.5]})
    shade = alt.Chart(first).mark_rect(color=BEFORE_FILL).encode(x=alt.X("start:Q"), x2=alt.X2("end:Q"))
    span = base.mark_rule(strokeWidth=5, opacity=0.35).encode(
        month, alt.Y("lower:Q"), alt.Y2("upper:Q"), color=part["color"]
    )
    dots = base.mark_point(filled=True, size=45, opacity=1).encode(month, ratio, tooltip=_tooltips(visit), **part)
    layers = [shade, span, _line_at_one("y"), dots] if rows.months_since.min() < 0 else [span, _line_at_one("y"), dots]
    return alt.LayerChart(data=shown, layer=layers, height=320)


def build_checks(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """The same question asked in other ways, one under another, around 1.

    Arguments:
        rows: name (for people), value, lower, upper.
    """
    shown = rows.assign(label=["|".join(wrap(name, NAME_LETTERS)) for name in rows["name"]])
    axis = alt.Axis(labelExpr="split(datum.label, '|')", labelLimit=NAME_PIXELS, labelLineHeight=14, labelOverlap=False)
    name = alt.Y("label:N", title=None, sort=list(shown.label), axis=axis)
    # The plot is narrow on a phone: the title ends where it ends, and reaches to the left under the names.
    title = alt.Axis(titleAnchor="end", titleAlign="right")
    ratio = alt.X("value:Q", title=visit._("Reports for each one expected"), scale=alt.Scale(zero=False), axis=title)
    base = alt.Chart()
    span = base.mark_rule(strokeWidth=6, opacity=0.35, color=BLUE).encode(name, alt.X("lower:Q"), alt.X2("upper:Q"))
    dots = base.mark_circle(size=110, opacity=1, color=BLUE).encode(
        name, ratio, tooltip=[alt.Tooltip("name:N", title=" "), *_tooltips(visit)[1:4]]
    )
    return alt.LayerChart(data=shown, layer=[span, _line_at_one("x"), dots], height=alt.Step(72))


def build_alone(rows: pd.DataFrame, visit: Visit, joined: str) -> alt.LayerChart:
    """One county's reports as dots, what its trend and season let one expect, and the same without the step, dashed.

    Arguments:
        rows: occurred_month, incident_count, expected, without.
        joined: the first day of its month of joining, as text.
    """
    _ = visit._
    names = {"expected": _("as fitted"), "without": _("as if nothing had changed")}
    dated = rows.assign(occurred_month=pd.to_datetime(rows.occurred_month)).astype({"incident_count": float})
    lines = dated.melt("occurred_month", list(names), "kind", "count").dropna()
    lines = lines.assign(kind=lines.kind.map(names))
    kinds = list(names.values())
    month = alt.X("occurred_month:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True))
    drawn = (
        alt.Chart(lines)
        .mark_line(strokeWidth=2)
        .encode(
            month,
            alt.Y("count:Q", title=_("Reports a month"), scale=alt.Scale(zero=True)),
            alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=kinds, range=[BLUE, OUTLINE]),
                legend=alt.Legend(orient="top", symbolType="stroke", columns=1, labelLimit=260),
            ),
            alt.StrokeDash("kind:N", legend=None, scale=alt.Scale(domain=kinds, range=[[1, 0], [6, 4]])),
        )
    )
    dots = (
        alt.Chart(dated[["occurred_month", "incident_count"]].dropna())
        .mark_circle(size=22, color="#000000", opacity=0.7)
        .encode(
            month,
            alt.Y("incident_count:Q"),
            tooltip=[
                alt.Tooltip("occurred_month:T", title=_("Month"), format="%b %Y"),
                alt.Tooltip("incident_count:Q", title=_("Reports"), format=",.0f"),
            ],
        )
    )
    start = pd.DataFrame({"occurred_month": pd.to_datetime([joined]), "label": [_("joined")]})
    rule = alt.Chart(start).mark_rule(strokeDash=[2, 2], color="#000000").encode(alt.X("occurred_month:T"))
    word = alt.Chart(start).mark_text(align="right", dx=-4, fontSize=12, baseline="top")
    label = word.encode(alt.X("occurred_month:T"), y=alt.YValue(2), text=alt.Text("label:N"))
    return alt.LayerChart(layer=[drawn, dots, rule, label], height=300)


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
        tooltip=[
            alt.Tooltip("county_count:O", title=_("Counties that join")),
            alt.Tooltip("month_count:O", title=_("Months after the last has joined")),
            alt.Tooltip("chance:Q", title=_("Of 100"), format=".0f"),
        ],
    )
    numbers = base.mark_text(fontSize=13).encode(
        text=alt.Text("label:N"),
        color=alt.ColorValue("#000000", condition={"test": "datum.chance >= 55", "value": "#ffffff"}),
    )
    framed = base.transform_filter(f"datum.chance >= {ENOUGH}")
    frames = framed.mark_rect(fill=None, stroke="#000000", strokeWidth=1.5)
    return alt.LayerChart(data=shown, layer=[squares, numbers, frames], height=alt.Step(26))


def _line_at_one(channel: str) -> alt.Chart:
    rule = alt.Chart(pd.DataFrame({"one": [NOTHING_CHANGED]})).mark_rule(strokeDash=[6, 4], color="#000000")
    return rule.encode(alt.Y("one:Q")) if channel == "y" else rule.encode(alt.X("one:Q"))


def _tooltips(visit: Visit) -> list[alt.Tooltip]:
    _ = visit._
    return [
        alt.Tooltip("months_since:Q", title=_("Months since joining")),
        alt.Tooltip("value:Q", title=_("For each one expected"), format=".2f"),
        alt.Tooltip("lower:Q", title=_("Likely from"), format=".2f"),
        alt.Tooltip("upper:Q", title=_("Likely to"), format=".2f"),
        alt.Tooltip("county_count:Q", title=_("Counties")),
    ]
