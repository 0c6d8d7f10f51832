"""Charts of series: one with its season removed, many on one axis, unusual months, and months in which nothing "
"changed."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import numpy as np
import pandas as pd

from components.drawing.charts import OKABE_ITO
from components.shell.visit import Visit
from usalama.incidents.trends.noise import Noise
from usalama.incidents.trends.seasonal_trend import COMPLETE, INCOMPLETE, SeasonalTrend

BLUE, GREY, DARK_ORANGE, BLACK = OKABE_ITO[0], "#767676", "#A85400", "#000000"
FAN = (95, 80, 50)
MONTH_AXIS = alt.Axis(format="%b %Y", labelOverlap=True)
ROW_PIXELS = 30
MARKS = {"rising": "▲", "falling": "▼"}


def build_series(result: SeasonalTrend, visit: Visit) -> alt.LayerChart:
    """The reports of each month, the same without the season, the range of months in which nothing changes, what is
    expected next, and where recording changed.
    """
    _ = visit._
    rows = _dated(result.rows.astype({"incident_count": float}))
    names = {
        "incident_count": _("Reports"),
        "without_season": _("Season removed"),
        "expected": _("Expected next"),
    }
    long = _long(rows[rows.state == COMPLETE], ("incident_count", "without_season"), names)
    ahead = _dated(result.forecast)
    lines = pd.concat([long, _long(ahead, ("expected",), names)], ignore_index=True)
    month = alt.X("occurred_month:T", title=None, axis=MONTH_AXIS)
    layers: list[alt.Chart] = [_band(rows.dropna(subset="usual_lower"), month)]
    layers += [_fan(ahead.dropna(subset=f"lower_{level}"), level, month) for level in FAN]
    layers += [_lines(lines, month, list(names.values()), visit)]
    late = rows[(rows.state == INCOMPLETE) & rows.incident_count.notna()]
    if not late.empty:
        layers += _late(late, month, visit)
    if result.breaks:
        layers += _breaks(result, visit)
    return alt.LayerChart(layer=layers, height=340)


def _lines(lines: pd.DataFrame, month: alt.X, names: list[str], visit: Visit) -> alt.Chart:
    return (
        alt.Chart(lines)
        .mark_line()
        .encode(
            month,
            alt.Y("count:Q", title=visit._("Reports a month"), scale=alt.Scale(zero=True)),
            alt.Color(
                "name:N",
                title=None,
                scale=alt.Scale(domain=names, range=[GREY, BLUE, BLACK]),
                legend=alt.Legend(orient="top", columns=1, labelLimit=280, symbolType="stroke"),
            ),
            alt.StrokeDash("name:N", legend=None, scale=alt.Scale(domain=names, range=[[2, 2], [1, 0], [6, 3]])),
            alt.StrokeWidth("name:N", legend=None, scale=alt.Scale(domain=names, range=[1, 2.5, 2])),
            tooltip=[
                alt.Tooltip("occurred_month:T", title=visit._("Month"), format="%b %Y"),
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("count:Q", title=visit._("Reports"), format=",.0f"),
            ],
        )
    )


def _band(rows: pd.DataFrame, month: alt.X) -> alt.Chart:
    shown = rows[["occurred_month", "usual_lower", "usual_upper"]]
    return (
        alt.Chart(shown)
        .mark_area(opacity=0.15, color=BLUE)
        .encode(month, alt.Y("usual_lower:Q"), alt.Y2("usual_upper"))
    )


def _fan(ahead: pd.DataFrame, level: int, month: alt.X) -> alt.Chart:
    lower, upper = f"lower_{level}", f"upper_{level}"
    shown = ahead[["occurred_month", lower, upper]]
    return alt.Chart(shown).mark_area(opacity=0.16, color=BLACK).encode(month, alt.Y(f"{lower}:Q"), alt.Y2(upper))


def _late(late: pd.DataFrame, month: alt.X, visit: Visit) -> list[alt.Chart]:
    """Months that are not complete: a grey diamond that no line leads to."""
    shown = late[["occurred_month", "incident_count"]].assign(label=visit._("not complete"))
    base = alt.Chart(shown).encode(month, alt.Y("incident_count:Q"))
    return [
        base.mark_point(shape="diamond", size=90, color=GREY, filled=False),
        base.mark_text(dy=16, fontSize=11, color="#595959", align="right").encode(alt.Text("label:N")),
    ]


def _breaks(result: SeasonalTrend, visit: Visit) -> list[alt.Chart]:
    rows = _dated(
        pd.DataFrame({"occurred_month": [one.month for one in result.breaks], "label": break_labels(result, visit)})
    )
    base = alt.Chart(rows).encode(alt.X("occurred_month:T"))
    return [
        base.mark_rule(strokeDash=[5, 4], color=BLACK, strokeWidth=1.5),
        base.mark_text(align="left", dx=4, fontSize=11, baseline="top", limit=140).encode(
            y=alt.YValue(2),
            text=alt.Text("label:N"),
            tooltip=alt.Tooltip("label:N", title=visit._("Recording changed")),
        ),
    ]


def break_labels(result: SeasonalTrend, visit: Visit) -> list[str]:
    """What changed in recording, in the reader's language."""
    return [visit.say(one.label) for one in result.breaks]


def build_multiples(rows: pd.DataFrame, visit: Visit, highest: float) -> alt.LayerChart:
    """A line a county, one under another, all of the same height.

    Arguments:
        rows: place_name, region_name, direction, occurred_month, rate_per_100k, in the order to be drawn.
        highest: the rate that fills the height of a line, the same for all charts beside each other.
    """
    heads = rows.drop_duplicates("place_name")[["place_name", "region_name", "direction"]].reset_index(drop=True)
    place_of = {name: number for number, name in enumerate(heads.place_name)}
    shown = _dated(rows[["place_name", "direction", "occurred_month", "rate_per_100k"]].dropna())
    base = [len(heads) - 1 - place_of[name] for name in shown.place_name]
    shown = shown.assign(height=np.array(base) + 0.9 * np.minimum(shown.rate_per_100k / max(highest, 1e-9), 1))
    axis = alt.Axis(values=list(range(len(heads))), labels=False, grid=True, ticks=False, domain=False)
    scale = alt.Scale(domain=[0, len(heads)], nice=False)
    lines = (
        alt.Chart(shown)
        .mark_line(strokeWidth=1.4)
        .encode(
            alt.X("occurred_month:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", labelOverlap=True)),
            alt.Y("height:Q", title=None, scale=scale, axis=axis),
            alt.Color(
                "direction:N",
                legend=None,
                scale=alt.Scale(
                    domain=["rising", "falling", "unclear", "too_few"], range=[DARK_ORANGE, BLUE, GREY, GREY]
                ),
            ),
            detail=alt.Detail("place_name:N"),
            tooltip=[
                alt.Tooltip("place_name:N", title=visit._("County")),
                alt.Tooltip("occurred_month:T", title=visit._("Month"), format="%b %Y"),
                alt.Tooltip("rate_per_100k:Q", title=visit._("Rate"), format=".1f"),
            ],
        )
    )
    layers = [lines, _county_names(heads), _region_names(heads, visit)]
    return alt.LayerChart(layer=layers, height=ROW_PIXELS * len(heads))


def _county_names(heads: pd.DataFrame) -> alt.Chart:
    """Names to the left of the lines. They are no labels of an axis: the theme drops every second one of these."""
    names = [f"{MARKS.get(row.direction, '')} {row.place_name}".strip() for row in heads.itertuples()]
    rows = pd.DataFrame({"height": [len(heads) - number - 0.75 for number in heads.index], "label": names})
    text = alt.Chart(rows).mark_text(align="right", baseline="middle", fontSize=12, color="#404040", limit=120)
    return text.encode(x=alt.XValue(-6), y=alt.Y("height:Q"), text=alt.Text("label:N"))


def _region_names(heads: pd.DataFrame, visit: Visit) -> alt.Chart:
    """The region at the upper right of the first of its counties."""
    first = heads.drop_duplicates("region_name")
    template = visit._("{region} (region)")
    rows = pd.DataFrame(
        {
            "height": [len(heads) - number for number in first.index],
            "label": [template.format(region=name) for name in first.region_name],
        }
    )
    return (
        alt.Chart(rows)
        .mark_text(align="right", baseline="top", fontSize=11, color="#595959", dx=-4, dy=-4)
        .encode(x=alt.XValue("width"), y=alt.Y("height:Q"), text=alt.Text("label:N"))
    )


def build_alerts(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Unusual months beside what would be usual: a bar from the expected number to the highest usual one.

    Arguments:
        rows: name, incident_count, expected, upper; most unusual first.
    """
    shown = rows[["name", "incident_count", "expected", "upper"]].astype({"incident_count": float})
    series = alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=170))
    title = visit._("Reports in the month")
    base = alt.Chart()
    bar = base.mark_rule(strokeWidth=8, opacity=0.3, color=BLUE).encode(
        series, alt.X("expected:Q", title=title, scale=alt.Scale(zero=True)), alt.X2("upper")
    )
    dots = base.mark_point(shape="diamond", size=110, filled=True, color=BLACK, opacity=1).encode(
        series,
        alt.X("incident_count:Q"),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("incident_count:Q", title=visit._("Reports"), format=",.0f"),
            alt.Tooltip("expected:Q", title=visit._("Expected"), format=",.1f"),
            alt.Tooltip("upper:Q", title=visit._("Up to"), format=",.0f"),
        ],
    )
    return alt.LayerChart(data=shown, layer=[bar, dots], height=alt.Step(34))


def build_noise(result: Noise, visit: Visit) -> alt.LayerChart:
    """Twenty months in which nothing changed, the range they lie in, and those that a hasty rule calls a rise."""
    rows = result.rows
    months = list(range(1, len(rows) + 1))
    month = alt.X(
        "number:O", title=visit._("Month, invented"), scale=alt.Scale(domain=months), axis=alt.Axis(labelAngle=0)
    )
    count = alt.Y("drawn_count:Q", title=visit._("Reports, invented"), scale=alt.Scale(zero=True))
    base = alt.Chart()
    band = base.mark_area(opacity=0.15, color=BLUE).encode(month, alt.Y("usual_lower:Q"), alt.Y2("usual_upper"))
    tooltip = [alt.Tooltip("number:O", title=visit._("Month")), alt.Tooltip("drawn_count:Q", title=visit._("Reports"))]
    line = base.mark_line(point=alt.OverlayMarkDef(size=50), color=BLUE).encode(month, count, tooltip=tooltip)
    shown = rows[["number", "drawn_count", "usual_lower", "usual_upper"]]
    called = rows.loc[rows.is_called, ["number", "drawn_count"]]
    rings = (
        alt.Chart(called)
        .mark_point(shape="triangle-up", size=170, color=DARK_ORANGE, filled=False, strokeWidth=2)
        .encode(month, alt.Y("drawn_count:Q"))
    )
    return alt.LayerChart(data=shown, layer=[band, line, rings], height=300)


def _long(rows: pd.DataFrame, columns: tuple[str, ...], names: Mapping[str, str]) -> pd.DataFrame:
    parts = [
        pd.DataFrame(
            {"occurred_month": rows.occurred_month, "count": rows[column].astype(float), "name": names[column]}
        )
        for column in columns
    ]
    return pd.concat(parts, ignore_index=True).dropna(subset="count")


def _dated(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(occurred_month=pd.to_datetime(rows.occurred_month))
