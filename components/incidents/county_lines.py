"""Every county on one axis: a line each, one under another, coloured only where it is clear."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.drawing.charts import OKABE_ITO, by_kind, dated, month_tip, tips
from components.shell.visit import Visit
from usalama.incidents.trends.small_multiples import SmallMultiples

COLOURS = {"rising": "#A85400", "falling": OKABE_ITO[0], "unclear": "#767676", "too_few": "#767676"}
MARKS = {"rising": "▲", "falling": "▼"}
ROW_PIXELS = 30


def show_multiples(visit: Visit, result: SmallMultiples) -> None:
    """All counties on one axis, in two columns that stand under each other on a phone."""
    _ = visit._
    st.markdown(visit.say(result.summary))
    caption = _(
        "Reported incidents of each month for every 100,000 people a year; every line has the same height and scale, "
        "by region. Orange with ▲: clearly rising over the years; blue with ▼: clearly falling; grey: no clear "
        "change, or too few to say."
    )
    rows = result.rows
    highest = float(rows.rate_per_100k.quantile(0.995)) if rows.rate_per_100k.notna().any() else 1.0
    captions = (caption, _("The other regions, at the same height and scale."))
    for column, part, text in zip(st.columns(2, gap="medium"), _halves(rows), captions, strict=True):
        with column:
            if not part.empty:
                chart = build_multiples(part, visit, highest)
                charts.show_chart(visit, chart, caption=text, key=f"multiples-{part.region_name.iloc[0]}")
    trends = result.trends.assign(sentence=[visit.say(one) for one in result.trends.sentence])
    tables.show_table(visit, trends, multiples_columns(visit), caption=caption, key="multiples-table")


def _halves(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Whole regions, half of the counties in each part."""
    sizes = rows.drop_duplicates("place_key").groupby("region_name", sort=False).size().cumsum()
    left = set(sizes.index[sizes <= sizes.iloc[-1] / 2 + 2]) if len(sizes) > 1 else set(sizes.index)
    is_left = rows.region_name.isin(left)
    return rows[is_left], rows[~is_left]


def multiples_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {"place_name": _("County"), "region_name": _("Region"), "sentence": _("Change over the years")}


def build_multiples(rows: pd.DataFrame, visit: Visit, highest: float) -> alt.LayerChart:
    """A line a county, one under another, all of the same height.

    Arguments:
        rows: place_name, region_name, direction, occurred_month, rate_per_100k, in the order to be drawn.
        highest: the rate that fills the height of a line, the same for all charts beside each other.
    """
    heads = rows.drop_duplicates("place_name")[["place_name", "region_name", "direction"]].reset_index(drop=True)
    place_of = {name: number for number, name in enumerate(heads.place_name)}
    shown = dated(rows[["place_name", "direction", "occurred_month", "rate_per_100k"]].dropna())
    base = [len(heads) - 1 - place_of[name] for name in shown.place_name]
    shown = shown.assign(height=np.array(base) + 0.9 * np.minimum(shown.rate_per_100k / max(highest, 1e-9), 1))
    axis = alt.Axis(values=list(range(len(heads))), labels=False, grid=True, ticks=False, domain=False)
    years = alt.Axis(format="%Y", tickCount="year", labelOverlap=True)
    lines = alt.Chart(shown).mark_line(strokeWidth=1.4)
    drawn = lines.encode(
        alt.X("occurred_month:T", title=None, axis=years),
        alt.Y("height:Q", title=None, scale=alt.Scale(domain=[0, len(heads)], nice=False), axis=axis),
        by_kind(alt.Color, "direction:N", list(COLOURS), list(COLOURS.values()), legend=None),
        detail=alt.Detail("place_name:N"),
        tooltip=tips(
            ("place_name:N", visit._("County")),
            month_tip(visit._("Month")),
            ("rate_per_100k:Q", visit._("Rate"), ".1f"),
        ),
    )
    layers = [drawn, _county_names(heads), _region_names(heads, visit)]
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
