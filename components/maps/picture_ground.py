"""The ground of a picture of the map: where degrees fall on paper, land and lakes, and the names that have room."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from components.maps.labels import LETTERS, TILE, Label, labels_at
from components.maps.palettes import LOOKS
from usalama.country import Country
from usalama.country.ground import CITY, COUNTY, LAKE, LAKES, LAND, SEA, TERRITORY, ground_features

MAP_HEIGHT = 900
# The country stands somewhat left of the middle: the legend is on the right.
SHARE_LEFT = 0.4
# Letters of names are so much larger than on the screen.
NAMES_SCALE = 1.35
INKS = {TERRITORY: "#6f6b62", LAKE: "#3c6580", SEA: "#3c6580"}
DARK_INK, LIGHT_INK = "#1d2730", "#ffffff"

Element = ElementTree.Element


@dataclass(frozen=True)
class Around:
    """The country whose ground is drawn, and the language of its names."""

    country: Country
    language: str


class Projection:
    """Mercator, as on the screen, with the bounds as large as the frame lets them be.

    Arguments:
        bounds: west, south, east, north in degrees.
        left, top, width: of the frame, in points of the picture; its height is ``MAP_HEIGHT``.
    """

    def __init__(self, bounds: tuple[float, float, float, float], left: float, top: float, width: float) -> None:
        self._west, south, east, north = bounds
        low, self._high = _mercator(south), _mercator(north)
        self.scale = min((width - 24) / (east - self._west), (MAP_HEIGHT - 24) / (self._high - low))
        self._left = left + (width - self.scale * (east - self._west)) * SHARE_LEFT
        self._top = top + (MAP_HEIGHT - self.scale * (self._high - low)) / 2
        self.frame = (left, top, left + width, top + MAP_HEIGHT)

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = self._left + self.scale * (longitude - self._west)
        return round(x, 1), round(self._top + self.scale * (self._high - _mercator(latitude)), 1)

    @property
    def zoom(self) -> float:
        """Leaflet's zoom at which a degree is as wide."""
        return math.log2(self.scale * 360 / TILE)

    def outline(self, geometry: dict[str, Any]) -> str:
        """An area of GeoJSON as the path of an SVG."""
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        return "".join(self._ring(ring) for part in parts for ring in part)

    def _ring(self, ring: Iterable[Sequence[float]]) -> str:
        corners = (self(longitude, latitude) for longitude, latitude, *_ in ring)
        return "M" + "L".join(f"{x} {y}" for x, y in corners) + "Z"


def add(parent: Element, name: str, **attributes: object) -> Element:
    """A new element in another; ``_`` in the name of an attribute stands for a hyphen."""
    named = {key.replace("_", "-"): str(value) for key, value in attributes.items()}
    return ElementTree.SubElement(parent, name, named)


def add_land(parent: Element, around: Around | None, project: Projection) -> None:
    """The sea, and on it the land, the country's own lighter."""
    look, (left, top, right, bottom) = LOOKS["ground"], project.frame
    add(parent, "rect", x=left, y=top, width=right - left, height=bottom - top, fill=look["sea"])
    if around is None:
        return
    land = add(parent, "g", stroke=look["border"], stroke_width=1)
    for feature in ground_features(around.country, LAND):
        is_own = feature["properties"].get("territory") == around.country.iso_code
        add(land, "path", d=project.outline(feature["geometry"]), fill=look["own" if is_own else "land"])


def add_counties(parent: Element, around: Around | None, project: Projection) -> None:
    """The lines of the counties, where the places of the map are others."""
    if around is None:
        return
    lines = add(parent, "g", stroke=LOOKS["ground"]["border"], stroke_width=1.5, fill="none")
    for feature in json.loads(around.country.map_geometry())["features"]:
        add(lines, "path", d=project.outline(feature["geometry"]))


def add_lakes(parent: Element, around: Around | None, project: Projection) -> None:
    """Lakes over the places, and the outline of the country over both."""
    if around is None:
        return
    look = LOOKS["ground"]
    lakes = add(parent, "g", stroke=look["shore"], stroke_width=0.8, fill=look["lake"], fill_rule="evenodd")
    for feature in ground_features(around.country, LAKES):
        add(lakes, "path", d=project.outline(feature["geometry"]))
    line = add(parent, "g", stroke=look["outline"], stroke_width=1.8, fill="none", stroke_linejoin="round")
    for feature in ground_features(around.country, LAND):
        if feature["properties"].get("territory") == around.country.iso_code:
            add(line, "path", d=project.outline(feature["geometry"]))


def add_names(parent: Element, around: Around | None, project: Projection, dark: Collection[str]) -> None:
    """The names that have room.

    Arguments:
        dark: codes of counties whose fill wants light letters.
    """
    if around is None:
        return
    for label in labels_at(around.country, around.language, project.zoom, NAMES_SCALE):
        _add_name(parent, label, project(label.longitude, label.latitude), label.code in dark)


def _add_name(parent: Element, label: Label, at: tuple[float, float], is_light: bool) -> None:
    (x, y), size = at, LETTERS[label.kind] * NAMES_SCALE
    if label.side:
        radius = 5 if label.kind == CITY else 3.5
        add(parent, "circle", cx=x, cy=y, r=radius, fill=LIGHT_INK, stroke=DARK_INK, stroke_width=2)
    ink = LIGHT_INK if is_light else INKS.get(label.kind, DARK_INK)
    look: dict[str, object] = {"font_size": round(size, 1), "fill": ink}
    look["text_anchor"] = {-1: "end", 0: "middle", 1: "start"}[label.side]
    if label.kind in (COUNTY, CITY, LAKE):
        halo = DARK_INK if is_light else LIGHT_INK
        look |= {
            "stroke": halo,
            "stroke_width": 3,
            "stroke_opacity": 0.45 if is_light else 0.8,
            "paint_order": "stroke",
        }
    look |= {"font_weight": "bold"} if label.kind == CITY else {}
    look |= {"font_style": "italic"} if label.kind in (LAKE, SEA) else {}
    look |= {"letter_spacing": 2.5} if label.kind == TERRITORY else {}
    text = add(parent, "text", x=x + 10 * label.side, y=round(y + size * 0.35, 1), **look)
    text.text = label.name.upper() if label.kind == TERRITORY else label.name


def _mercator(latitude: float) -> float:
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))
