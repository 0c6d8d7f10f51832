"""Charts of places against the national rate, and of smoothed rates beside raw ones."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.charts import OKABE_ITO
from components.visit import Visit

# What lies where chance puts it, what does not, and what was chosen: each has a shape as well as a colour.
INSIDE_COLOUR, HIGHER_COLOUR, LOWER_COLOUR = "#6b6b6b", OKABE_ITO[5], OKABE_ITO[0]
SHAPES = {"similar": "circle", "higher": "triangle-up", "lower": "triangle-down"}
RAW_COLOUR, SMOOTHED_COLOUR = "#6b6b6b", OKABE_ITO[0]


def build_funnel(rows: pd.DataFrame, curve: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Places by size and rate, inside or outside the limits of chance; the chosen ones are ringed and named.

    Arguments:
        rows: place_name, expected_count, ratio, lower, upper, standing, is_chosen.
        curve: expected_count, lower, upper, outer_lower, outer_upper.
    """
    _ = visit._
    size = alt.X(
        "expected_count:Q",
        title=_("Reports that the national rate would give (larger places to the right)"),
        scale=alt.Scale(type="log", nice=False),
        axis=alt.Axis(tickCount=5, labelOverlap=True),
    )
    shown = rows.dropna(subset="ratio").drop(columns="incident_count").assign(standing_name=_standings(rows, visit))
    chosen = shown[shown.is_chosen]
    rings = (
        alt.Chart(chosen)
        .mark_point(size=260, filled=False, strokeWidth=2, color="#000000", shape="circle", opacity=1)
        .encode(size, alt.Y("ratio:Q"))
    )
    names = (
        alt.Chart(chosen)
        .mark_text(align="center", dy=-16, fontSize=13, color="#000000")
        .encode(size, alt.Y("ratio:Q"), text="place_name:N")
    )
    limits, dots = _limits(curve, size, visit), _dots(shown, size, visit)
    return (limits + dots + rings + names).properties(height=380)


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
    base = alt.Chart(shown)
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
    return (span + dots).properties(height=alt.Step(24))


def standing_names(visit: Visit) -> dict[str, str]:
    """Where a place lies against the national rate, in words; never a rank."""
    _ = visit._
    return {
        "higher": _("higher than the national rate"),
        "similar": _("similar to the national rate"),
        "lower": _("lower than the national rate"),
        "unknown": _("too few to say"),
    }


def _standings(rows: pd.DataFrame, visit: Visit) -> pd.Series:
    return rows.standing.map(standing_names(visit))


def _limits(curve: pd.DataFrame, size: alt.X, visit: Visit) -> alt.LayerChart:
    """The funnel: of 100 places that are like the rest, 95 lie in the dark band and nearly all in the light one."""
    title = visit._("Times the national rate")
    base = alt.Chart(curve)
    height = alt.Y("outer_lower:Q", title=title, scale=alt.Scale(zero=True))
    outer = base.mark_area(opacity=0.12, color=INSIDE_COLOUR).encode(size, height, alt.Y2("outer_upper:Q"))
    inner = base.mark_area(opacity=0.2, color=INSIDE_COLOUR).encode(size, alt.Y("lower:Q"), alt.Y2("upper:Q"))
    middle = (
        alt.Chart(pd.DataFrame({"ratio": [1.0]})).mark_rule(color="#000000", strokeWidth=1).encode(alt.Y("ratio:Q"))
    )
    drawn = outer + inner + middle
    for name, dash in (("lower", [1, 0]), ("upper", [1, 0]), ("outer_lower", [5, 4]), ("outer_upper", [5, 4])):
        drawn += base.mark_line(strokeWidth=1.5, strokeDash=dash, color=INSIDE_COLOUR).encode(size, alt.Y(f"{name}:Q"))
    return drawn


def _dots(shown: pd.DataFrame, size: alt.X, visit: Visit) -> alt.Chart:
    _ = visit._
    names = standing_names(visit)
    domain = [names[one] for one in SHAPES]
    colours = {"similar": INSIDE_COLOUR, "higher": HIGHER_COLOUR, "lower": LOWER_COLOUR}
    legend = alt.Legend(orient="top", columns=1, labelLimit=300)
    return (
        alt.Chart(shown)
        .mark_point(size=70, filled=True, opacity=1)
        .encode(
            size,
            alt.Y("ratio:Q"),
            alt.Color(
                "standing_name:N",
                title=None,
                scale=alt.Scale(domain=domain, range=[colours[one] for one in SHAPES]),
                legend=legend,
            ),
            alt.Shape(
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
