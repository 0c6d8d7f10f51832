"""What the map of the period before was worth: the share of reports caught for every share of the area."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing import charts
from components.drawing.charts import DASHES, OKABE_ITO, by_kind, legend, line_at, tips
from components.maps.county_map import period_text
from components.shell import notices
from components.shell.visit import Visit
from usalama.incidents.hot_spots.foretelling import MAPS, Foretelling
from usalama.model import Sentence

GREY = "#6b7280"
# A line for each hundredth of the area is as fine as anybody sees.
CURVE_STEP = 0.01
_SHARES = ("hit_share", "hit_lower", "hit_upper")


def show_foretelling(visit: Visit, result: Foretelling) -> None:
    """What the map of the period before was worth."""
    _ = visit._
    notices.show_cuts(visit, result.about)
    notices.show_sentences(visit, result.sentences)
    values: dict[str, object] = {
        "place": visit.name_of(result.place),
        "before": period_text(result.before, visit),
        "period": period_text(result.about.period_used, visit),
        "count": result.incident_count,
        "cells": result.cell_count,
    }
    text = Sentence(
        "{place}: maps of {before} held against {count} reports of {period} in {cells} cells. The straight line is a "
        "map without knowledge; the dotted one is the area that is taken.",
        values,
    )
    caption = visit.say(text)
    names = map_names(visit)
    percent = result.rows.assign(
        map_name=result.rows.map_kind.map(names), **{name: 100 * result.rows[name] for name in _SHARES}
    )
    columns = {
        "map_name": _("Map"),
        "hit_share": _("Of 100 reports in 5 of 100 of the area"),
        "hit_lower": _("Likely from"),
        "hit_upper": _("Likely to"),
        "pai": _("Times the area (PAI)"),
        "pei": _("Of the best possible (PEI)"),
    }
    charts.show_figure(visit, build_hit_curve(result, visit), percent, columns, caption=caption, key="curve")


def map_names(visit: Visit) -> dict[str, str]:
    """The maps that are held against each other."""
    _ = visit._
    return {
        "neighbours": _("Map with neighbours"),
        "plain": _("Busiest cells"),
        "best": _("Best possible"),
    }


def build_hit_curve(result: Foretelling, visit: Visit) -> alt.LayerChart:
    """Share of the reports caught for every share of the area; the thin line is a map without knowledge."""
    names = map_names(visit)
    curve = result.curve.assign(step=(result.curve.area_share / CURVE_STEP).round())
    thinned = curve.groupby(["map_kind", "step"], as_index=False).last()
    shown = thinned.assign(map_name=thinned.map_kind.map(names))[["map_name", "area_share", "hit_share"]]
    maps, several = [names[one] for one in MAPS], legend(340)
    area_title, hit_title = visit._("Share of the area"), visit._("Share of the reports in it")
    percent = alt.Axis(format="%")
    lines = alt.Chart(shown).mark_line(strokeWidth=2.5)
    drawn = lines.encode(
        alt.X("area_share:Q", title=area_title, axis=percent),
        alt.Y("hit_share:Q", title=hit_title, axis=percent),
        by_kind(alt.Color, "map_name:N", maps, OKABE_ITO, title=None, legend=several),
        by_kind(alt.StrokeDash, "map_name:N", maps, DASHES, title=None, legend=several),
        tooltip=tips(("map_name:N", " "), ("area_share:Q", area_title, ".0%"), ("hit_share:Q", hit_title, ".0%")),
    )
    chance = alt.Chart(pd.DataFrame({"area_share": [0.0, 1.0], "hit_share": [0.0, 1.0]}))
    layers = [
        chance.mark_line(color=GREY, strokeWidth=1).encode(alt.X("area_share:Q"), alt.Y("hit_share:Q")),
        line_at(alt.X, result.area_share, "area_share", color=GREY, strokeDash=[3, 3]),
        drawn,
    ]
    return alt.LayerChart(layer=layers, height=320)
