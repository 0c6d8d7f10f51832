"""Reports beside what they would stand for, and the channels they came by."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing.charts import DASHES, OKABE_ITO
from components.shell.visit import Visit


def build_reports_and_incidents(rows: pd.DataFrame, breaks: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Reports as counted, and incidents as they would be at the share assumed, with the likely range of the latter.

    Arguments:
        rows: occurred_month, incident_count, incidents, incidents_lower, incidents_upper.
        breaks: occurred_month, source_name: months in which a channel begins, drawn as a line.
    """
    _ = visit._
    names = [_("reports"), _("incidents at that share")]
    shown = rows.astype({"incident_count": float}).assign(occurred_month=pd.to_datetime(rows.occurred_month))
    month = alt.X("occurred_month:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True))
    legend = alt.Legend(orient="top", title=None, columns=1, labelLimit=320)
    band = (
        alt.Chart(shown)
        .mark_area(opacity=0.2, color=OKABE_ITO[5])
        .encode(
            month,
            alt.Y("incidents_lower:Q", title=_("In the month"), scale=alt.Scale(zero=True)),
            alt.Y2("incidents_upper:Q"),
        )
    )
    lines = (
        alt.Chart(_named_series(shown, names))
        .mark_line(strokeWidth=2, point=alt.OverlayMarkDef(size=18))
        .encode(
            month,
            alt.Y("count:Q"),
            alt.Color("name:N", scale=alt.Scale(domain=names, range=[OKABE_ITO[0], OKABE_ITO[5]]), legend=legend),
            alt.StrokeDash("name:N", scale=alt.Scale(domain=names, range=DASHES[:2]), legend=legend),
            tooltip=[
                alt.Tooltip("occurred_month:T", title=_("Month"), format="%b %Y"),
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("count:Q", title=" ", format=",.0f"),
            ],
        )
    )
    return alt.LayerChart(layer=[band, lines, build_breaks(breaks)], height=280)


def build_channels(rows: pd.DataFrame, visit: Visit) -> alt.Chart:
    """Each channel's part of the reports of a month.

    Arguments:
        rows: source_name, occurred_month, incident_count, share_per_100.
    """
    names = list(dict.fromkeys(rows.source_name))
    shown = rows.dropna(subset="incident_count").astype({"incident_count": float, "share_per_100": float})
    shown = shown.assign(occurred_month=pd.to_datetime(shown.occurred_month))
    colours = [OKABE_ITO[place % len(OKABE_ITO)] for place in range(len(names))]
    return (
        alt.Chart(shown)
        .mark_bar(stroke="white", strokeWidth=0.5)
        .encode(
            alt.X("yearmonth(occurred_month):T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True)),
            alt.Y(
                "share_per_100:Q",
                title=visit._("In 100 reports of the month"),
                scale=alt.Scale(domain=[0, 100], clamp=True),
            ),
            alt.Color(
                "source_name:N",
                scale=alt.Scale(domain=names, range=colours),
                legend=alt.Legend(orient="top", title=None, columns=1, labelLimit=320),
            ),
            tooltip=[
                alt.Tooltip("occurred_month:T", title=visit._("Month"), format="%b %Y"),
                alt.Tooltip("source_name:N", title=visit._("Source")),
                alt.Tooltip("incident_count:Q", title=visit._("Incidents"), format=","),
                alt.Tooltip("share_per_100:Q", title=visit._("In 100"), format=".0f"),
            ],
        )
        .properties(height=260)
    )


def _named_series(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Reports and incidents under each other, so that one legend serves colour and dash."""
    series = [
        pd.DataFrame({"occurred_month": rows.occurred_month, "name": name, "count": rows[column]})
        for name, column in zip(names, ("incident_count", "incidents"), strict=True)
    ]
    return pd.concat(series, ignore_index=True)


def build_breaks(breaks: pd.DataFrame) -> alt.Chart:
    """An upright line where a channel begins; the caption and the table name it."""
    shown = breaks.assign(occurred_month=pd.to_datetime(breaks.occurred_month))
    return (
        alt.Chart(shown[["occurred_month", "source_name"]])
        .mark_rule(strokeWidth=2, strokeDash=[2, 3], color="#000000")
        .encode(alt.X("occurred_month:T"), tooltip=[alt.Tooltip("source_name:N", title=" ")])
    )
