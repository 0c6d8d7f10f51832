"""Places against the national rate: in words, as a funnel, and as a table."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing import figures
from components.drawing.charts import INK, OKABE_ITO, band, by_kind, legend, line_at, names_at, tips
from components.drawing.spoken import SAID, with_words
from components.incidents.comparing import named
from components.shell.visit import Visit
from usalama.incidents.rates.funnel import FunnelPlot
from usalama.model import N_, Sentence

# What lies where chance puts it, what does not, and what was chosen: each has a shape as well as a colour.
INSIDE_COLOUR, HIGHER_COLOUR, LOWER_COLOUR = "#6b6b6b", OKABE_ITO[5], OKABE_ITO[0]
SHAPES = {"similar": "circle", "higher": "triangle-up", "lower": "triangle-down"}


def show_funnel(visit: Visit, result: FunnelPlot) -> None:
    """The funnel with what it says of the chosen places and of all."""
    rows = named(result.rows, visit)
    caption = Sentence(
        "Each mark is a place: how its reported rate compares with the national one, by its size. Of 100 places "
        "that differ only as counties usually do, 95 lie in the darker band and nearly all in the lighter one. "
        "{count} counties; chosen places are outlined and named.",
        {"count": result.county_count},
    )
    said = {key: visit.say(sentence) for key, sentence in result.sentences.items()}
    worded = rows.assign(
        standing=rows.standing.map(standing_names(visit)), verdict_text=[said.get(key, "") for key in rows.place_key]
    )
    chosen = ", ".join(rows.place_name[rows.is_chosen])
    words = figures.Words(
        result.finding,
        " ".join(visit.say(sentence) for sentence in (*result.summary, caption)),
        figures.origin_of(visit, result.about, result.method, chosen),
    )
    chart = build_funnel(rows, result.curve, visit)
    figures.figure(visit, chart, worded, _funnel_columns(visit), words, key="funnel", decimals=2)


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
    chosen = shown[shown.is_chosen]
    names = names_at(chosen, "expected_count:Q", "ratio:Q", "place_name:N", dy=-16)
    return alt.LayerChart(layer=[*_limits(curve, size, visit), _dots(shown, size, visit), *names], height=380)


def _limits(curve: pd.DataFrame, size: alt.X, visit: Visit) -> list[alt.Chart]:
    """The funnel: of 100 places that are like the rest, 95 lie in the dark band and nearly all in the light one."""
    title = visit._("Times the national rate")
    edge = {"color": INSIDE_COLOUR, "stroke": INSIDE_COLOUR, "strokeWidth": 1.2}
    light = edge | {"fillOpacity": 0.12, "strokeDash": [5, 4]}
    return [
        band(size, "outer_lower", "outer_upper", data=curve, mark=light, title=title, scale=alt.Scale(zero=True)),
        band(size, "lower", "upper", data=curve, mark=edge | {"fillOpacity": 0.2}),
        line_at(alt.Y, 1.0, "ratio", color=INK, strokeWidth=1),
    ]


def _dots(shown: pd.DataFrame, size: alt.X, visit: Visit) -> alt.Chart:
    _ = visit._
    names = standing_names(visit)
    standings, several = [names[one] for one in SHAPES], legend(300)
    colours = [INSIDE_COLOUR, HIGHER_COLOUR, LOWER_COLOUR]
    said = with_words(
        shown,
        visit,
        N_("{place_name}: {ratio} times the national rate, usually {lower} to {upper}; {standing_name}"),
        2,
    )
    drawn = alt.Chart(said).mark_point(filled=True, opacity=1)
    return drawn.encode(
        size,
        alt.Y("ratio:Q"),
        by_kind(alt.Color, "standing_name:N", standings, colours, title=None, legend=several),
        by_kind(alt.Shape, "standing_name:N", standings, list(SHAPES.values()), title=None, legend=several),
        size=alt.SizeValue(70, condition={"test": "datum.is_chosen", "value": 240}),
        stroke=alt.StrokeValue(None, condition={"test": "datum.is_chosen", "value": INK.to_dict()}),
        strokeWidth=alt.StrokeWidthValue(2.5),
        description=SAID,
        tooltip=tips(
            ("place_name:N", _("Place")),
            ("ratio:Q", _("Times the national rate"), ".2f"),
            ("lower:Q", _("Usual from"), ".2f"),
            ("upper:Q", _("Usual to"), ".2f"),
            ("standing_name:N", " "),
        ),
    )


def standing_names(visit: Visit) -> dict[str, str]:
    """Where a place lies against the national rate, in words; never a rank."""
    _ = visit._
    return {
        "higher": _("higher than the national rate"),
        "similar": _("similar to the national rate"),
        "lower": _("lower than the national rate"),
        "unknown": _("too few to say"),
    }


def _funnel_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "place_name": _("Place"),
        "incident_count": _("Incidents"),
        "expected_count": _("Expected at the national rate"),
        "ratio": _("Times the national rate"),
        "lower": _("Usual from"),
        "upper": _("Usual to"),
        "standing": _("Against the national rate"),
        "verdict_text": _("What may be said"),
    }
