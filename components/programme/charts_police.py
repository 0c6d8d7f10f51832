"""The chart of police cover: every published ratio as officers for 100,000 people, with its date."""

from __future__ import annotations

import json

import altair as alt
import pandas as pd

from components.drawing.charts import OKABE_ITO, OUTLINE
from components.shell.visit import Visit

CHOSEN_COLOUR = OKABE_ITO[5]


def build_ratios(rows: pd.DataFrame, chosen_per_100k: float, visit: Visit) -> alt.LayerChart:
    """A bar a ratio, what is only a benchmark in outline, and a dashed line where the chosen ratio lies.

    Arguments:
        rows: label, kind_name, people_per_officer, officers_per_100k, year, source, number.
        chosen_per_100k: officers for 100,000 people at the ratio that the reader chose.
    """
    names = ["label", "kind_name", "people_per_officer", "officers_per_100k", "year", "source", "number"]
    shown = rows[names].astype({"people_per_officer": float, "year": float})
    kinds = list(dict.fromkeys(shown.kind_name))
    label = alt.Y("label:N", title=None, sort=None, axis=alt.Axis(labelLimit=170))
    officers = alt.X("officers_per_100k:Q", title=visit._("Officers for 100,000 people"), scale=alt.Scale(domainMin=0))
    base = alt.Chart()
    bars = base.mark_bar(stroke=OUTLINE, strokeWidth=1.2).encode(
        label,
        officers,
        alt.Color(
            "kind_name:N",
            title=None,
            scale=alt.Scale(domain=kinds, range=[OKABE_ITO[0], "#ffffff"][: len(kinds)]),
            legend=alt.Legend(orient="top", columns=1, labelLimit=300),
        ),
        tooltip=[
            alt.Tooltip("label:N", title=" "),
            alt.Tooltip("kind_name:N", title=" "),
            alt.Tooltip("officers_per_100k:Q", title=visit._("Officers for 100,000 people"), format=".1f"),
            alt.Tooltip("source:N", title=visit._("Source")),
        ],
    )
    # Within the bars, where the dashed line cannot strike them out.
    is_filled = f"datum.kind_name === {json.dumps(kinds[0])}"
    ink = alt.ColorValue("#000000", condition={"test": is_filled, "value": "#ffffff"})
    numbers = base.mark_text(align="right", dx=-8, fontSize=13).encode(label, officers, alt.Text("number:N"), ink)
    chosen = (
        alt.Chart(pd.DataFrame({"chosen": [chosen_per_100k]}))
        .mark_rule(color=CHOSEN_COLOUR, strokeWidth=2, strokeDash=[6, 4])
        .encode(alt.X("chosen:Q"))
    )
    return alt.LayerChart(data=shown, layer=[bars, numbers, chosen], height=alt.Step(42))
