"""Charts of places against the national rate, and of smoothed rates beside raw ones."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing.charts import OKABE_ITO
from components.shell.visit import Visit

# What lies where chance puts it, what does not, and what was chosen: each has a shape as well as a colour.
INSIDE_COLOUR, HIGHER_COLOUR, LOWER_COLOUR = "#6b6b6b", OKABE_ITO[5], OKABE_ITO[0]
SHAPES = {"similar": "circle", "higher": "triangle-up", "lower": "triangle-down"}
RAW_COLOUR, SMOOTHED_COLOUR = "#6b6b6b", OKABE_ITO[0]


def build_funnel(rows: pd.DataFrame, curve: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Places by size and rate, inside or outside the limits of chance; the chosen ones are larger, outlined and named.

    Arguments:
        rows: place_name, expected_count, ratio, lower, upper, standing, is_chosen.
        curve: expected_count, lower, upper, outer_lower, outer_upper.
    """
    _ = visit._
    size = alt.X(
        "expected_count:Q",
        title=_("Size: reports expected at the national rate"),
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(tickCount=5, labelOverlap=True),
    )
    kept = ["place_name", "expected_count", "ratio", "lower", "upper", "standing_name", "is_chosen"]
    shown = rows.dropna(subset="ratio").assign(standing_name=rows.standing.map(standing_names(visit)))[kept]
    names = (
        alt.Chart(shown[shown.is_chosen])
        .mark_text(align="center", dy=-16, fontSize=13, color="#000000")
        .encode(size, alt.Y("ratio:Q"), text=alt.Text("place_name:N"))
    )
    return alt.LayerChart(layer=[*_limits(curve, size, visit), _dots(shown, size, visit), names], height=380)


def build_raw_and_smoothed(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """For each place its raw rate over its smoothed one, both with their ranges.

    Arguments:
        rows: place_name, kind ("raw" or "smoothed"), rate, lower, upper.
    """
    _ = visit._
    names = {"raw": _("raw"), "smoothed": _("smoothed")}
    shown = rows.dropna(subset="rate").assign(kind=rows.kind.map(names))
    kinds = list(names.values())
    look = alt.Scale(domain=kinds, range=[RAW_COLOUR, SMOOTHED_COLOUR])
    place = alt.Y("place_name:N", title=None, sort=None, axis=alt.Axis(labelLimit=240))
    offset = alt.YOffset("kind:N", sort=kinds)
    colour = alt.Color("kind:N", title=None, scale=look, legend=alt.Legend(orient="top", symbolOpacity=1))
    title = _("Incidents for every 100,000 people a year")
    base = alt.Chart()
    span = base.mark_rule(strokeWidth=5, opacity=0.4).encode(
        place, alt.X("lower:Q", title=title, scale=alt.Scale(zero=True)), alt.X2("upper:Q"), colour, yOffset=offset
    )
    dots = base.mark_point(size=110, filled=True, opacity=1).encode(
        place,
        alt.X("rate:Q"),
        colour,
        yOffset=offset,
        shape=alt.Shape("kind:N", title=None, scale=alt.Scale(domain=kinds, range=["circle", "diamond"])),
        tooltip=[
            alt.Tooltip("place_name:N", title=_("Place")),
            alt.Tooltip("kind:N", title=" "),
            alt.Tooltip("rate:Q", title=_("Rate"), format=".1f"),
            alt.Tooltip("lower:Q", title=_("Likely from"), format=".1f"),
            alt.Tooltip("upper:Q", title=_("Likely to"), format=".1f"),
        ],
    )
    return alt.LayerChart(data=shown, layer=[span, dots], height=alt.Step(24))


def standing_names(visit: Visit) -> dict[str, str]:
    """Where a place lies against the national rate, in words; never a rank."""
    _ = visit._
    return {
        "higher": _("higher than the national rate"),
        "similar": _("similar to the national rate"),
        "lower": _("lower than the national rate"),
        "unknown": _("too few to say"),
    }


def _limits(curve: pd.DataFrame, size: alt.X, visit: Visit) -> list[alt.Chart]:
    """The funnel: of 100 places that are like the rest, 95 lie in the dark band and nearly all in the light one."""
    title = visit._("Times the national rate")
    base = alt.Chart(curve)
    outer = base.mark_area(
        color=INSIDE_COLOUR, fillOpacity=0.12, stroke=INSIDE_COLOUR, strokeWidth=1.2, strokeDash=[5, 4]
    ).encode(size, alt.Y("outer_lower:Q", title=title, scale=alt.Scale(zero=True)), alt.Y2("outer_upper:Q"))
    inner = base.mark_area(color=INSIDE_COLOUR, fillOpacity=0.2, stroke=INSIDE_COLOUR, strokeWidth=1.2).encode(
        size, alt.Y("lower:Q"), alt.Y2("upper:Q")
    )
    same = pd.DataFrame({"ratio": [1.0]})
    return [outer, inner, alt.Chart(same).mark_rule(color="#000000", strokeWidth=1).encode(alt.Y("ratio:Q"))]


def _dots(shown: pd.DataFrame, size: alt.X, visit: Visit) -> alt.Chart:
    _ = visit._
    names = standing_names(visit)
    domain = [names[one] for one in SHAPES]
    colours = {"similar": INSIDE_COLOUR, "higher": HIGHER_COLOUR, "lower": LOWER_COLOUR}
    legend = alt.Legend(orient="top", columns=1, labelLimit=300)
    return (
        alt.Chart(shown)
        .mark_point(filled=True, opacity=1)
        .encode(
            size,
            alt.Y("ratio:Q"),
            size=alt.SizeValue(70, condition={"test": "datum.is_chosen", "value": 240}),
            stroke=alt.StrokeValue(None, condition={"test": "datum.is_chosen", "value": "#000000"}),
            strokeWidth=alt.StrokeWidthValue(2.5),
            color=alt.Color(
                "standing_name:N",
                title=None,
                scale=alt.Scale(domain=domain, range=[colours[one] for one in SHAPES]),
                legend=legend,
            ),
            shape=alt.Shape(
                "standing_name:N",
                title=None,
                scale=alt.Scale(domain=domain, range=list(SHAPES.values())),
                legend=legend,
            ),
            tooltip=[
                alt.Tooltip("place_name:N", title=_("Place")),
                alt.Tooltip("ratio:Q", title=_("Times the national rate"), format=".2f"),
                alt.Tooltip("lower:Q", title=_("Usual from"), format=".2f"),
                alt.Tooltip("upper:Q", title=_("Usual to"), format=".2f"),
                alt.Tooltip("standing_name:N", title=" "),
            ],
        )
    )
