"""The timeline of stories: what kind of thing was told of which day."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing.charts import OKABE_ITO
from components.shell.visit import Visit

SHAPES = ["diamond", "circle", "triangle-up"]


def build_timeline(rows: pd.DataFrame, names: list[str], visit: Visit) -> alt.Chart:
    """A mark a story at its day, in the row of its kind; no text of people is in it.

    Arguments:
        rows: happened_on, kind_name, county_name.
        names: of the kinds, from the top.
    """
    shown = rows[["kind_name", "county_name"]].assign(day=pd.to_datetime(rows.happened_on))
    return (
        alt.Chart(shown)
        .mark_point(filled=True, size=110, opacity=0.65)
        .encode(
            alt.X("day:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True)),
            alt.Y("kind_name:N", title=None, sort=names, scale=alt.Scale(domain=names), axis=alt.Axis(grid=True)),
            alt.Shape("kind_name:N", legend=None, scale=alt.Scale(domain=names, range=SHAPES[: len(names)])),
            alt.Color("kind_name:N", legend=None, scale=alt.Scale(domain=names, range=OKABE_ITO[: len(names)])),
            tooltip=[
                alt.Tooltip("day:T", title=visit._("When"), format="%d %b %Y"),
                alt.Tooltip("kind_name:N", title=visit._("What")),
                alt.Tooltip("county_name:N", title=visit._("County")),
            ],
        )
        .properties(height=64 * len(names) + 20)
    )
