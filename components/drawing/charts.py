"""Charts: dots with their range, months with a band, shares and hours. Built without Streamlit, drawn with it.

What all of them keep to, since each is made anew for each visitor: layers are given at once, with their data only once
if it is the same (``+`` copies every layer for each that is added, and compares their data as text), and channels are
classes, ``alt.Text("name:N")`` (shorthand is looked up in the whole of Vega-Lite's schema).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import altair as alt
import pandas as pd
import streamlit as st
from altair.utils import schemapi

from components.shell.visit import Visit
from usalama.language import DEFAULT_LANGUAGE, Language

# Parts of a chart are not checked as they are made: the tests hold whole charts against the schema (``AsBuilt``).
schemapi.disable_debug_mode()

# Okabe and Ito's colours for categories, without their yellow. The first six stand out from white enough for lines and
# dots (3:1); orange and sky blue do not and come later, where they fill bars with an outline.
OKABE_ITO = ["#0072B2", "#CC79A7", "#009E73", "#000000", "#6b5b00", "#D55E00", "#E69F00", "#56B4E9", "#8c8c8c"]
OUTLINE = "#4d5966"
AXIS_TEXT = {"labelFontSize": 13, "titleFontSize": 13}
DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3]]
Chart: TypeAlias = alt.Chart | alt.LayerChart


def build_rate_dots(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Rates as dots with their 95 % range.

    Arguments:
        rows: place_name, rate_per_100k, rate_lower, rate_upper, flag.
    """
    shown = rows.dropna(subset="rate_per_100k")
    place = alt.Y("place_name:N", title=None, sort=None, axis=alt.Axis(labelLimit=240))
    title = visit._("Incidents for every 100,000 people a year")
    base = alt.Chart()
    span = base.mark_rule(strokeWidth=6, opacity=0.35, color=OKABE_ITO[0]).encode(
        place, alt.X("rate_lower:Q", title=title, scale=alt.Scale(zero=True)), alt.X2("rate_upper:Q")
    )
    dots = base.mark_circle(size=130, color=OKABE_ITO[0], opacity=1).encode(
        place, alt.X("rate_per_100k:Q"), tooltip=_tooltips(visit)
    )
    data = _plain(shown[["place_name", "rate_per_100k", "rate_lower", "rate_upper"]])
    return alt.LayerChart(data=data, layer=[span, dots], height=alt.Step(38))


def build_trend(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Months as a line with a band, a colour and a dash for each place.

    Arguments:
        rows: place_name, occurred_month, rate_per_100k, rate_lower, rate_upper.
    """
    shown = _plain(rows[["place_name", "occurred_month", "rate_per_100k", "rate_lower", "rate_upper"]])
    shown = shown.assign(occurred_month=pd.to_datetime(shown.occurred_month))
    names = list(dict.fromkeys(shown.place_name))
    colour = alt.Color(
        "place_name:N",
        title=None,
        scale=alt.Scale(domain=names, range=OKABE_ITO[: len(names)]),
        legend=alt.Legend(orient="top", columns=2, labelLimit=240) if len(names) > 1 else None,
    )
    month = alt.X("occurred_month:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True))
    title = visit._("For every 100,000 people a year")
    band = (
        alt.Chart()
        .mark_area(opacity=0.18)
        .encode(month, alt.Y("rate_lower:Q", title=title, scale=alt.Scale(zero=True)), alt.Y2("rate_upper:Q"), colour)
    )
    line = (
        alt.Chart()
        .mark_line(point=alt.OverlayMarkDef(size=18), strokeWidth=2)
        .encode(
            month,
            alt.Y("rate_per_100k:Q"),
            colour,
            strokeDash=alt.StrokeDash(
                "place_name:N", legend=None, scale=alt.Scale(domain=names, range=DASHES[: len(names)])
            ),
            tooltip=[alt.Tooltip("occurred_month:T", title=visit._("Month"), format="%b %Y"), *_tooltips(visit)],
        )
    )
    return alt.LayerChart(data=shown, layer=[band, line], height=280)


def build_mix(rows: pd.DataFrame, visit: Visit) -> alt.Chart:
    """Each place's incidents by category group, as counts on an axis of its own share.

    Arguments:
        rows: place_name, category_name, incident_count.
    """
    shown = _plain(rows.dropna(subset="incident_count"))
    return (
        alt.Chart(shown)
        .mark_bar(stroke=OUTLINE, strokeWidth=0.8)
        .encode(
            alt.Y("place_name:N", title=None, sort=None, axis=alt.Axis(labelLimit=240)),
            alt.X(
                "incident_count:Q",
                stack="normalize",
                title=visit._("Share of the incidents shown"),
                axis=alt.Axis(format="%"),
            ),
            alt.Color(
                "category_name:N",
                title=None,
                scale=alt.Scale(range=OKABE_ITO),
                legend=alt.Legend(orient="bottom", columns=1, labelLimit=300),
            ),
            tooltip=[
                alt.Tooltip("place_name:N", title=visit._("Place")),
                alt.Tooltip("category_name:N", title=visit._("Category")),
                alt.Tooltip("incident_count:Q", title=visit._("Incidents"), format=","),
            ],
        )
        .properties(height=alt.Step(38))
    )


def build_counts(rows: pd.DataFrame, visit: Visit) -> alt.Chart:
    """Counts of one place by category, longest first.

    Arguments:
        rows: category_name, incident_count.
    """
    return (
        alt.Chart(_plain(rows.dropna(subset="incident_count")))
        .mark_bar(color=OKABE_ITO[0])
        .encode(
            alt.Y("category_name:N", title=None, sort="-x", axis=alt.Axis(labelLimit=220)),
            alt.X("incident_count:Q", title=visit._("Incidents")),
            tooltip=[alt.Tooltip("category_name:N", title=" "), alt.Tooltip("incident_count:Q", title=" ", format=",")],
        )
        .properties(height=alt.Step(24))
    )


@dataclass(frozen=True)
class AsBuilt:
    """A chart as Streamlit takes it, without being held against Vega-Lite's schema for every viewer again.

    The tests hold each chart against the schema; doing it at each visit takes as long as the rest of the page.

    Arguments:
        chart: the chart.
        language: its months are named in it.
    """

    chart: Chart
    language: Language

    def to_dict(self) -> dict[str, Any]:
        made: dict[str, Any] = self.chart.to_dict(validate=False)
        config: dict[str, Any] = {"axis": AXIS_TEXT}
        if self.language.code != DEFAULT_LANGUAGE:
            config["locale"] = {"time": _time_locale(self.language)}
        # Set on the chart itself, this would copy all of it once more.
        return made | {"config": made.get("config", {}) | config}


def _time_locale(language: Language) -> dict[str, Any]:
    """Names of months and days; the order of the parts of a date is the chart's own."""
    names = language.calendar_names()
    return {"dateTime": "%A, %e %B %Y %X", "date": "%d/%m/%Y", "time": "%H:%M:%S", "periods": ["AM", "PM"]} | names


def show_chart(visit: Visit, chart: Chart, *, caption: str, key: str) -> None:
    """Draw a chart with the sentence that says what it shows, for whom, when and of how many."""
    drawn: Any = AsBuilt(chart, visit.language)
    st.altair_chart(drawn, width="stretch", key=key, alt=caption)
    st.caption(caption)


def weekday_names(visit: Visit) -> list[str]:
    _ = visit._
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]


def _tooltips(visit: Visit) -> list[alt.Tooltip]:
    _ = visit._
    return [
        alt.Tooltip("place_name:N", title=_("Place")),
        alt.Tooltip("rate_per_100k:Q", title=_("Rate"), format=".1f"),
        alt.Tooltip("rate_lower:Q", title=_("Likely from"), format=".1f"),
        alt.Tooltip("rate_upper:Q", title=_("Likely to"), format=".1f"),
    ]


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    """Nullable counts as plain numbers, which is what the chart library knows."""
    nullable = [name for name in rows.columns if str(rows[name].dtype) in ("Int64", "Float64")]
    return rows.astype(dict.fromkeys(nullable, float))
