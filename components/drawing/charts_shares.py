"""Shares drawn: dots with their likely range and the bounds that the unknown leave, and months."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing.charts import OKABE_ITO
from components.shell.visit import Visit

GREY = "#6e6e6e"
COLUMNS = ["label", "share_per_100", "share_lower", "share_upper", "lowest_per_100", "highest_per_100", "flag"]


def build_share_dots(rows: pd.DataFrame, visit: Visit, title: str) -> alt.LayerChart:
    """Shares as dots: a bar for chance, a thin line for what the unknown could make of it.

    Arguments:
        rows: label, share_per_100, share_lower, share_upper, lowest_per_100, highest_per_100, flag.
        title: of the axis: a share of what.
    """
    shown = rows.dropna(subset="share_per_100")[COLUMNS]
    shown = shown.assign(firm=[visit._("reliable") if one == "ok" else _few(visit) for one in shown.flag])
    label = alt.Y("label:N", title=None, sort=None, axis=alt.Axis(labelLimit=170))
    base = alt.Chart()
    unknown = base.mark_rule(strokeWidth=1.5, color=GREY, strokeDash=[2, 2]).encode(
        label, alt.X("lowest_per_100:Q", title=title, scale=alt.Scale(zero=True)), alt.X2("highest_per_100:Q")
    )
    chance = base.mark_rule(strokeWidth=6, opacity=0.4, color=OKABE_ITO[0]).encode(
        label, alt.X("share_lower:Q"), alt.X2("share_upper:Q")
    )
    dots = base.mark_point(size=90, filled=True, opacity=1, color=OKABE_ITO[0]).encode(
        label,
        alt.X("share_per_100:Q"),
        alt.Shape(
            "firm:N",
            title=None,
            scale=alt.Scale(domain=[visit._("reliable"), _few(visit)], range=["circle", "diamond"]),
            legend=alt.Legend(orient="top", columns=1, labelLimit=320),
        ),
        tooltip=share_tooltips(visit),
    )
    return alt.LayerChart(data=shown, layer=[unknown, chance, dots], height=alt.Step(24))


def build_share_months(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """The share of those known by month with its likely range, and beside it how many of 100 are unknown.

    Arguments:
        rows: occurred_month, share_per_100, share_lower, share_upper, unknown_per_100.
    """
    _ = visit._
    names = [_("of those known"), _("unknown, of all")]
    month = alt.X("occurred_month:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True))
    legend = alt.Legend(orient="top", title=None, columns=1, labelLimit=320)
    band = (
        alt.Chart(rows[["occurred_month", "share_lower", "share_upper"]].astype({"occurred_month": "datetime64[ns]"}))
        .mark_area(opacity=0.2, color=OKABE_ITO[0])
        .encode(
            month,
            alt.Y("share_lower:Q", title=_("In 100 reports"), scale=alt.Scale(zero=True)),
            alt.Y2("share_upper:Q"),
        )
    )
    lines = (
        alt.Chart(_named_series(rows, names))
        .mark_line(strokeWidth=2, point=alt.OverlayMarkDef(size=18))
        .encode(
            month,
            alt.Y("in_100:Q"),
            alt.Color("name:N", scale=alt.Scale(domain=names, range=[OKABE_ITO[0], GREY]), legend=legend),
            alt.StrokeDash("name:N", scale=alt.Scale(domain=names, range=[[1, 0], [4, 3]]), legend=legend),
            tooltip=[
                alt.Tooltip("occurred_month:T", title=_("Month"), format="%b %Y"),
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("in_100:Q", title=_("In 100"), format=".1f"),
            ],
        )
    )
    return alt.LayerChart(layer=[band, lines], height=280)


def _named_series(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The share and the unknown under each other, so that one legend serves colour and dash."""
    series = [
        pd.DataFrame({"occurred_month": pd.to_datetime(rows.occurred_month), "name": name, "in_100": rows[column]})
        for name, column in zip(names, ("share_per_100", "unknown_per_100"), strict=True)
    ]
    return pd.concat(series, ignore_index=True)


def _few(visit: Visit) -> str:
    return visit._("too few to be reliable")


def share_tooltips(visit: Visit) -> list[alt.Tooltip]:
    """A share with its range."""
    _ = visit._
    return [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("share_per_100:Q", title=_("In 100"), format=".1f"),
        alt.Tooltip("share_lower:Q", title=_("Likely from"), format=".1f"),
        alt.Tooltip("share_upper:Q", title=_("Likely to"), format=".1f"),
    ]
