"""The map of places as a picture to keep, SVG or PNG, with all that it must say when it travels alone."""

from __future__ import annotations

import json
import math
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import vl_convert

from components.maps.palettes import HIDDEN_COLOUR, MISSING_COLOUR, PLAIN_COLOUR
from components.maps.place_map import Legend, PlaceMap
from usalama.model import Nature

WIDTH, MARGIN = 1200, 40
MAP_WIDTH, MAP_HEIGHT = 800, 900
LEGEND_LEFT = MARGIN + MAP_WIDTH + 30
# The first is part of the converter, so a machine without fonts draws the same picture.
FONTS = "Liberation Sans, Arial, Helvetica, sans-serif"
INK, BORDER, SEA = "#17212b", "#4d5966", "#e8eef3"
# Circles are as large in the picture as on a map of 520 pixels.
CIRCLE_SCALE = MAP_HEIGHT / 520
# Of the fonts above, a letter is about half as wide as high.
LETTER_WIDTH = 0.52

Element = ElementTree.Element
Project = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Caption:
    """What a picture says about itself, in words that are already translated.

    Arguments:
        title: the quantity, with its unit.
        period: the days it counts.
        source: where the numbers come from.
        nature: what kind of rows they are.
        nature_label: the sentence that says so, required unless they are real.
        notes: for whom it counts, what is hidden, how many of how many are mapped.
        version: the version of the data and the day of the picture.
    """

    title: str
    period: str
    source: str
    nature: Nature
    nature_label: str = ""
    notes: tuple[str, ...] = ()
    version: str = ""

    def __post_init__(self) -> None:
        if self.nature is not Nature.REAL and not self.nature_label:
            raise ValueError("a picture of rows that are not real must say so")


def build_svg(place_map: PlaceMap, caption: Caption, shapes: bytes, points: bytes | None = None) -> str:
    """How does the map look on paper?

    Arguments:
        place_map: as it is on the screen; ``selected`` and ``focus`` are left out, the whole country is drawn.
        caption: what stands around it.
        shapes: the GeoJSON that ``place_map.geometry`` is the address of.
        points: the GeoJSON that ``place_map.points`` is the address of, where there are circles.

    Returns:
        An SVG file. It refers to nothing outside itself.
    """
    root = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FONTS})
    _add(root, "title").text = f"{caption.title}, {caption.period}"
    _add(root, "rect", width="100%", height="100%", fill="#ffffff")
    _add_patterns(_add(root, "defs"), place_map.legend)
    top = _add_heading(root, caption)
    _add_map(root, place_map, shapes, points, top)
    _add_legend(root, place_map.legend, top)
    bottom = _add_footer(root, caption, place_map.credit, top + MAP_HEIGHT + 34)
    root.set("viewBox", f"0 0 {WIDTH} {bottom}")
    root.set("width", str(WIDTH))
    root.set("height", str(bottom))
    return ElementTree.tostring(root, encoding="unicode")


def build_png(svg: str, scale: float = 2.0) -> bytes:
    """The picture in points; ``scale`` 2 makes it 2,400 points wide, enough for a page or a projector."""
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def _add(parent: Element, name: str, **attributes: object) -> Element:
    named = {key.replace("_", "-"): str(value) for key, value in attributes.items()}
    return ElementTree.SubElement(parent, name, named)


def _add_lines(parent: Element, text: str, left: float, top: float, size: int, width: float, **look: object) -> float:
    """Write text in lines no wider than ``width``; gives the place under the last one."""
    for line in textwrap.wrap(text, max(int(width / (size * LETTER_WIDTH)), 8)):
        top += size * 1.3
        _add(parent, "text", x=left, y=round(top, 1), font_size=size, fill=INK, **look).text = line
    return top


def _add_heading(root: Element, caption: Caption) -> int:
    wide = WIDTH - 2 * MARGIN
    top = _add_lines(root, caption.title, MARGIN, 14, 32, wide, font_weight="bold")
    top = _add_lines(root, caption.period, MARGIN, top + 2, 24, wide)
    if caption.nature_label:
        box = _add(root, "rect", x=MARGIN, y=round(top + 16), width=wide, fill="#fff1e0", stroke="#c2570c")
        end = _add_lines(root, caption.nature_label, MARGIN + 14, top + 20, 24, wide - 28, font_weight="bold")
        box.set("height", str(round(end - top)))
        top = end + 14
    return round(top + 24)


def _add_patterns(parent: Element, legend: Legend) -> None:
    for level, (colour, _) in enumerate(legend.classes):
        pattern = _add_pattern(parent, f"unstable-{level}", 9, "rotate(45)")
        _add(pattern, "rect", width=9, height=9, fill=colour)
        _add(pattern, "rect", width=2.8, height=9, fill="#ffffff" if _is_dark(colour) else "#3a3a3a")
    dotted = _add_pattern(parent, "hidden", 8, "rotate(20)")
    _add(dotted, "rect", width=8, height=8, fill=HIDDEN_COLOUR)
    _add(dotted, "circle", cx=4, cy=4, r=1.2, fill="#6d6d6d")


def _add_pattern(parent: Element, name: str, size: int, turn: str) -> Element:
    return _add(
        parent, "pattern", id=name, width=size, height=size, patternUnits="userSpaceOnUse", patternTransform=turn
    )


def _is_dark(colour: str) -> bool:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 140


def _fill(legend: Legend, level: int | None, is_unstable: bool = False, is_hidden: bool = False) -> str:
    if is_hidden:
        return "url(#hidden)"
    if level is None or level >= len(legend.classes):
        return MISSING_COLOUR
    return f"url(#unstable-{level})" if is_unstable else legend.classes[level][0]


def _add_map(root: Element, place_map: PlaceMap, shapes: bytes, points: bytes | None, top: int) -> None:
    project = _projection(place_map.bounds, top)
    _add(root, "rect", x=MARGIN, y=top, width=MAP_WIDTH, height=MAP_HEIGHT, fill=SEA, stroke="#c3ccd5")
    places = _add(root, "g", stroke=BORDER, stroke_width=0.9, fill_rule="evenodd")
    for feature in json.loads(shapes)["features"]:
        code = feature["id"]
        state = (code in place_map.unstable, code in place_map.hidden)
        fill = _fill(place_map.legend, place_map.values.get(code), *state)
        shape = _add(places, "path", d=_outline(feature["geometry"], project), fill=fill)
        _add(shape, "title").text = _text_of(place_map, code, feature["properties"]["name"])
    if place_map.circles and points:
        _add_circles(root, place_map, points, project)


def _text_of(place_map: PlaceMap, code: str, name: str) -> str:
    return "\n".join(filter(None, (place_map.names.get(code, name), place_map.tooltips.get(code, ""))))


def _add_circles(root: Element, place_map: PlaceMap, points: bytes, project: Project) -> None:
    positions = {one["id"]: one["geometry"]["coordinates"] for one in json.loads(points)["features"]}
    group = _add(root, "g", stroke="#26323d", stroke_width=1.2, fill_opacity=0.9)
    for circle in sorted(place_map.circles, key=lambda one: -one.radius):
        x, y = project(*positions[circle.key])
        plain = not place_map.legend.classes and not circle.is_hidden
        fill = PLAIN_COLOUR if plain else _fill(place_map.legend, circle.level, circle.is_unstable, circle.is_hidden)
        _add(group, "circle", cx=x, cy=y, r=round(circle.radius * CIRCLE_SCALE, 1), fill=fill)


def _projection(bounds: tuple[float, float, float, float], top: int) -> Project:
    """Mercator, as on the screen, with the bounds as large as the frame lets them be."""
    west, south, east, north = bounds
    low, high = _mercator(south), _mercator(north)
    scale = min((MAP_WIDTH - 24) / (east - west), (MAP_HEIGHT - 24) / (high - low))
    left = MARGIN + (MAP_WIDTH - scale * (east - west)) / 2
    above = top + (MAP_HEIGHT - scale * (high - low)) / 2

    def project(longitude: float, latitude: float) -> tuple[float, float]:
        return round(left + scale * (longitude - west), 1), round(above + scale * (high - _mercator(latitude)), 1)

    return project


def _mercator(latitude: float) -> float:
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))


def _outline(geometry: dict[str, Any], project: Project) -> str:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return "".join(_ring(ring, project) for part in parts for ring in part)


def _ring(ring: Iterable[Sequence[float]], project: Project) -> str:
    corners = (project(longitude, latitude) for longitude, latitude, *_ in ring)
    return "M" + "L".join(f"{x} {y}" for x, y in corners) + "Z"


def _add_legend(root: Element, legend: Legend, top: int) -> None:
    width = WIDTH - MARGIN - LEGEND_LEFT
    place = _add_lines(root, legend.title, LEGEND_LEFT, top, 20, width, font_weight="bold") + 12
    for radius, label in legend.sizes:
        around = radius * CIRCLE_SCALE
        look = {"r": round(around, 1), "fill": "none", "stroke": INK}
        _add(root, "circle", cx=round(LEGEND_LEFT + around, 1), cy=round(place + around, 1), **look)
        _add(root, "text", x=LEGEND_LEFT + 2 * around + 10, y=place + around + 6, font_size=18, fill=INK).text = label
        place += 2 * around + 10
    for fill, label in _legend_rows(legend):
        _add(root, "rect", x=LEGEND_LEFT, y=round(place), width=38, height=24, fill=fill, stroke=BORDER)
        place = max(_add_lines(root, label, LEGEND_LEFT + 50, place - 5, 18, width - 50), place + 24) + 10


def _legend_rows(legend: Legend) -> list[tuple[str, str]]:
    rows = [
        (_fill(legend, at, is_unstable=at in legend.hatched), label) for at, (_, label) in enumerate(legend.classes)
    ]
    middle = len(legend.classes) // 2
    special = (
        (_fill(legend, middle, is_unstable=True), legend.unstable),
        (_fill(legend, None, is_hidden=True), legend.hidden),
        (MISSING_COLOUR, legend.missing),
    )
    return rows + [(fill, label) for fill, label in special if label]


def _add_footer(root: Element, caption: Caption, credit: str, top: float) -> int:
    for text in (*caption.notes, caption.source, credit, caption.version):
        top = _add_lines(root, text, MARGIN, top, 17, WIDTH - 2 * MARGIN)
    return round(top + 24)
