"""How densely reports lie, as a picture on the ground that people know: squares by class, without a verdict."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import Any

from components.maps.county_map import credit_of, period_text
from components.maps.map_figures import Shapes
from components.maps.palettes import class_colours, class_labels
from components.maps.place_map import Legend, PlaceMap
from components.shell.visit import Visit
from usalama.incidents.hot_spots.density_picture import DensityPicture
from usalama.model import Sentence, counted

CLASSES = 6


def build_density_map(result: DensityPicture, visit: Visit) -> tuple[PlaceMap, Shapes]:
    """The squares by how many reports lie in a square kilometre of them; those with next to none are left open."""
    rows = result.rows
    most = float(rows.per_km2.max()) if len(rows) else 0.0
    # Two digits are as many as a bell of kilometres can tell.
    breaks = [float(f"{most * step / CLASSES:.2g}") for step in range(1, CLASSES)]
    squares = [_square(*corners) for corners in rows[["west", "south", "east", "north"]].itertuples(index=False)]
    features = [_feature(str(number), square) for number, square in enumerate(squares)]
    drawn = PlaceMap(
        name=density_caption(result, visit),
        geometry="",
        bounds=_bounds(result),
        legend=Legend(
            title=visit._("Reports for each square kilometre"),
            classes=tuple(zip(class_colours(CLASSES), class_labels(breaks, visit.language.number), strict=True)),
            missing=visit._("next to none"),
        ),
        credit=credit_of(visit),
        period=period_text(result.about.period_used, visit),
        is_overlay=True,
        values={
            str(number): bisect_right(breaks, value)
            for number, value in enumerate(rows.per_km2.tolist())
            if value > 0 and value >= breaks[0] / CLASSES
        },
    )
    return drawn, (json.dumps({"type": "FeatureCollection", "features": features}).encode(), None)


def density_caption(result: DensityPicture, visit: Visit) -> str:
    """Of how many reports the picture is made, how it was smoothed, and what is left out."""
    values: dict[str, object] = {
        "reports": counted("{count} report", "{count} reports", result.point_count),
        "imprecise": counted("{count} report is", "{count} reports are", result.imprecise_count),
        "bandwidth": result.bandwidth_km,
        "step": result.step_km,
    }
    text = Sentence(
        "{reports} in squares of {step} km, smoothed by a bell of {bandwidth} km; {imprecise} not known precisely "
        "enough.",
        values,
    )
    return visit.say(text)


def _bounds(result: DensityPicture) -> tuple[float, float, float, float]:
    rows = result.rows
    return float(rows.west.min()), float(rows.south.min()), float(rows.east.max()), float(rows.north.max())


def _square(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def _feature(number: str, square: list[list[float]]) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [square]}
    return {"type": "Feature", "id": number, "properties": {"name": ""}, "geometry": geometry}
