"""What the map of the period before was worth: the share of reports caught for every share of the area."""

from __future__ import annotations

import altair as alt
import pandas as pd

from components.drawing import figures
from components.drawing.charts import DASHES, OKABE_ITO, Layers, by_kind, line_at, names_at, on_ground, tips
from components.incidents.hot_spots import show_limits
from components.maps.county_map import period_text
from components.shell.visit import Visit
from usalama.incidents.hot_spots.foretelling import MAPS, Foretelling
from usalama.model import Sentence

GREY = on_ground("#5b6670", "#a3aeb9")
# A line for each hundredth of the area is as fine as anybody sees.
CURVE_STEP = 0.01
# Shares of the area at which the names of the curves stand.
NAMED_AT, BEST = (0.2, 0.4, 0.15), MAPS.index("best")
# As the lines, dark or light enough for letters.
NAME_LETTERS = (on_ground("#005b8e", "#6db7e8"), on_ground("#9c3d78", "#e3a3c8"), on_ground("#00694d", "#4fd1a8"))
_SHARES = ("hit_share", "hit_lower", "hit_upper")


def show_foretelling(visit: Visit, result: Foretelling) -> None:
    """What the map of the period before was worth."""
    _ = visit._
    values: dict[str, object] = {
        "before": period_text(result.before, visit),
        "count": result.incident_count,
        "cells": result.cell_count,
    }
    text = Sentence(
        "Maps of {before} held against {count} reports in {cells} cells. The straight line is a map without "
        "knowledge; the dotted one is the area that is taken.",
        values,
    )
    caption = " ".join(visit.say(one) for one in (*result.sentences, text))
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
    origin = figures.origin_of(visit, result.about, result.method, visit.name_of(result.place))
    words = figures.Words(result.finding, caption, origin)
    figures.figure(visit, build_hit_curve(result, visit), percent, columns, words, key="curve")
    show_limits(visit)


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
    maps = [names[one] for one in MAPS]
    area_title, hit_title = visit._("Share of the area"), visit._("Share of the reports in it")
    percent = alt.Axis(format="%")
    lines = alt.Chart(shown).mark_line(strokeWidth=2.5)
    drawn = lines.encode(
        alt.X("area_share:Q", title=area_title, axis=percent),
        alt.Y("hit_share:Q", title=hit_title, axis=percent),
        by_kind(alt.Color, "map_name:N", maps, OKABE_ITO, title=None, legend=None),
        by_kind(alt.StrokeDash, "map_name:N", maps, DASHES, title=None, legend=None),
        tooltip=tips(("map_name:N", " "), ("area_share:Q", area_title, ".0%"), ("hit_share:Q", hit_title, ".0%")),
    )
    chance = alt.Chart(pd.DataFrame({"area_share": [0.0, 1.0], "hit_share": [0.0, 1.0]}))
    layers = [
        chance.mark_line(color=GREY, strokeWidth=1).encode(alt.X("area_share:Q"), alt.Y("hit_share:Q")),
        line_at(alt.X, result.area_share, "area_share", color=GREY, strokeDash=[3, 3]),
        drawn,
        *(layer for number, name in enumerate(maps) for layer in _name(shown[shown.map_name == name], number)),
    ]
    return alt.LayerChart(layer=layers, height=360)


def _name(curve: pd.DataFrame, number: int) -> Layers:
    """The name of one curve under it, so far along that the names do not meet; of the best above it."""
    share, letters = NAMED_AT[number], NAME_LETTERS[number]
    here = curve.iloc[[(curve.area_share - share).abs().argmin()]]
    look = {"align": "right", "dx": -8, "dy": -6} if number == BEST else {"align": "left", "dx": 6, "dy": 12}
    return names_at(here, "area_share:Q", "hit_share:Q", "map_name:N", color=letters, **look)
