"""Charts of hot spots: how much a map would have caught, pairs of reports with their usual range, a smooth picture."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from components.drawing.charts import DASHES, OKABE_ITO
from components.maps import class_colours
from components.shell.visit import Visit
from usalama.incidents.hot_spots.density_picture import DensityPicture
from usalama.incidents.hot_spots.foretelling import MAPS, Foretelling
from usalama.incidents.hot_spots.near_repeats import DAYS, METRES, WHEN, WHERE, RepeatTable
from usalama.model import Sentence

PICTURE_PIXELS, SHADES, WHITE = 640, 64, 255
# A line for each hundredth of the area is as fine as anybody sees.
CURVE_STEP = 0.01


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
    scale = alt.Scale(domain=[names[one] for one in MAPS], range=OKABE_ITO[: len(MAPS)])
    dashes = alt.Scale(domain=[names[one] for one in MAPS], range=DASHES[: len(MAPS)])
    legend = alt.Legend(orient="top", columns=1, labelLimit=340)
    area = alt.X("area_share:Q", title=visit._("Share of the area"), axis=alt.Axis(format="%"))
    lines = (
        alt.Chart(shown)
        .mark_line(strokeWidth=2.5)
        .encode(
            area,
            alt.Y("hit_share:Q", title=visit._("Share of the reports in it"), axis=alt.Axis(format="%")),
            alt.Color("map_name:N", title=None, scale=scale, legend=legend),
            alt.StrokeDash("map_name:N", title=None, scale=dashes, legend=legend),
            tooltip=[
                alt.Tooltip("map_name:N", title=" "),
                alt.Tooltip("area_share:Q", title=visit._("Share of the area"), format=".0%"),
                alt.Tooltip("hit_share:Q", title=visit._("Share of the reports in it"), format=".0%"),
            ],
        )
    )
    chance = alt.Chart(pd.DataFrame({"area_share": [0.0, 1.0], "hit_share": [0.0, 1.0]}))
    fixed = alt.Chart(pd.DataFrame({"area_share": [result.area_share]}))
    layers = [
        chance.mark_line(color="#6b7280", strokeWidth=1).encode(alt.X("area_share:Q"), alt.Y("hit_share:Q")),
        fixed.mark_rule(color="#6b7280", strokeDash=[3, 3]).encode(alt.X("area_share:Q")),
        lines,
    ]
    return alt.LayerChart(layer=layers, height=320)


def with_band_names(result: RepeatTable, visit: Visit) -> pd.DataFrame:
    """The rows with their distance and days in words."""
    return result.rows.assign(
        where=[visit.say(WHERE[one]) for one in result.rows.distance],
        when=[visit.say(WHEN[one]) for one in result.rows.days],
        said=[visit.say(one) for one in result.sentences],
    )


def build_repeats(result: RepeatTable, visit: Visit) -> alt.LayerChart:
    """Pairs for each expected one as dots, over the range that chance keeps to; bands with too few are left out."""
    named = with_band_names(result, visit)
    shown = named[named.flag == "ok"]
    shown = shown.assign(
        low=shown.usual_lower / shown.expected,
        high=shown.usual_upper / shown.expected,
        band=[_band(row, visit) for row in shown.itertuples()],
    )[["band", "observed", "expected", "ratio", "low", "high", "stands_out"]]
    band = alt.Y("band:N", title=None, sort=None, axis=alt.Axis(labelLimit=280))
    title = visit._("Pairs seen for each expected")
    base = alt.Chart()
    usual = base.mark_rule(strokeWidth=9, opacity=0.3, color="#6b7280").encode(
        band, alt.X("low:Q", title=title, scale=alt.Scale(zero=False, padding=12)), alt.X2("high:Q")
    )
    dots = base.mark_point(size=110, filled=True, opacity=1).encode(
        band,
        alt.X("ratio:Q"),
        color=alt.ColorValue(OKABE_ITO[0], condition={"test": "datum.stands_out", "value": OKABE_ITO[5]}),
        shape=alt.ShapeValue("circle", condition={"test": "datum.stands_out", "value": "diamond"}),
        tooltip=[
            alt.Tooltip("band:N", title=" "),
            alt.Tooltip("observed:Q", title=visit._("Pairs seen"), format=","),
            alt.Tooltip("expected:Q", title=visit._("Expected"), format=",.0f"),
        ],
    )
    one = alt.Chart(pd.DataFrame({"ratio": [1.0]})).mark_rule(color="#26323d").encode(alt.X("ratio:Q"))
    return alt.LayerChart(data=shown, layer=[usual, one, dots], height=alt.Step(30))


def _band(row: Any, visit: Visit) -> str:
    """Distance and days short enough for a phone."""
    (nearest, furthest), (first, last) = METRES[row.distance], DAYS[row.days]
    values = {"nearest": nearest, "furthest": furthest, "first": first, "last": last}
    return visit.say(Sentence("{nearest}–{furthest} m, {first}–{last} days", values))


def build_density(result: DensityPicture) -> npt.NDArray[np.uint8]:
    """A picture of squares (height, width, red, green and blue): darker is denser, north is up, white is outside."""
    density = result.density[::-1]
    shades = np.array([[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in class_colours(SHADES)])
    most = float(np.nanmax(density, initial=0.0)) or 1.0
    shade = np.nan_to_num(density / most * (SHADES - 1)).astype(int)
    picture = np.where(np.isnan(density)[..., None], WHITE, shades[shade]).astype(np.uint8)
    zoom = max(PICTURE_PIXELS // max(density.shape), 1)
    return np.asarray(picture.repeat(zoom, axis=0).repeat(zoom, axis=1), dtype=np.uint8)
