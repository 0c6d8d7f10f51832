"""The map of places as a picture to keep, SVG or PNG, with all that it must say when it travels alone."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import vl_convert

from components.maps.palettes import LOOKS, OTHERS, PLAIN_COLOUR, is_dark
from components.maps.picture_ground import (
    MAP_HEIGHT,
    Around,
    Projection,
    add,
    add_counties,
    add_lakes,
    add_land,
    add_names,
)
from components.maps.place_map import Legend, PlaceMap
from usalama.model import Nature

WIDTH, MARGIN = 1200, 40
LEGEND_WIDTH = 270
# The first is part of the converter, so a machine without fonts draws the same picture.
FONTS = "Liberation Sans, Arial, Helvetica, sans-serif"
INK = "#17212b"
BORDER, BORDER_ON_DARK = LOOKS["lines"]["onLight"], LOOKS["lines"]["onDark"]
# As on the screen: the ground shines through.
OVER_GROUND = {"stroke_width": 0.5, "fill_opacity": 0.72, "stroke_opacity": 0.7}
# Circles are as large in the picture as on a map of 520 pixels.
CIRCLE_SCALE = MAP_HEIGHT / 520
# Of the fonts above, a letter is about half as wide as high.
LETTER_WIDTH = 0.52

Element = ElementTree.Element


@dataclass(frozen=True)
class Caption:
    """What a picture says about itself, in words that are already translated.

    Arguments:
        title: the quantity, with its unit.
        subtitle: the question: for which days, places and kinds.
        source: where the numbers come from.
        nature: what kind of rows they are.
        nature_label: the sentence that says so, required unless they are real.
        notes: for whom it counts, what is hidden, how many of how many are mapped.
        version: the version of the data and the day of the picture.
    """

    title: str
    subtitle: str
    source: str
    nature: Nature
    nature_label: str = ""
    notes: tuple[str, ...] = ()
    version: str = ""

    def __post_init__(self) -> None:
        if self.nature is not Nature.REAL and not self.nature_label:
            raise ValueError("a picture of rows that are not real must say so")


def build_svg(
    place_map: PlaceMap, caption: Caption, shapes: bytes, points: bytes | None = None, around: Around | None = None
) -> str:
    """How does the map look on paper?

    Arguments:
        place_map: as it is on the screen; ``selected`` and ``focus`` are left out, the whole country is drawn.
        caption: what stands around it.
        shapes: the GeoJSON that ``place_map.geometry`` is the address of.
        points: the GeoJSON that ``place_map.points`` is the address of, where there are circles.
        around: the ground with its names.

    Returns:
        An SVG file. It refers to nothing outside itself.
    """
    root = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FONTS})
    add(root, "title").text = f"{caption.title}, {caption.subtitle}"
    add(root, "rect", width="100%", height="100%", fill="#ffffff")
    add_patterns(add(root, "defs"), place_map.legend)
    top = _add_heading(root, caption)
    present = _add_map(root, place_map, shapes, points, around, top)
    _add_legend(root, place_map.legend, present, top + MAP_HEIGHT)
    bottom = _add_footer(root, caption, place_map.credit, top + MAP_HEIGHT + 14)
    root.set("viewBox", f"0 0 {WIDTH} {bottom}")
    root.set("width", str(WIDTH))
    root.set("height", str(bottom))
    return ElementTree.tostring(root, encoding="unicode")


def build_png(svg: str, scale: float = 2.0) -> bytes:
    """The picture in points; ``scale`` 2 makes it 2,400 points wide, enough for a page or a projector."""
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def _add_lines(parent: Element, text: str, left: float, top: float, size: int, width: float, **look: object) -> float:
    """Write text in lines no wider than ``width``; gives the place under the last one."""
    for line in textwrap.wrap(text, max(int(width / (size * LETTER_WIDTH)), 8)):
        top += size * 1.3
        add(parent, "text", x=left, y=round(top, 1), font_size=size, fill=INK, **look).text = line
    return top


def _add_heading(root: Element, caption: Caption) -> int:
    wide = WIDTH - 2 * MARGIN
    top = _add_lines(root, caption.title, MARGIN, 14, 32, wide, font_weight="bold")
    top = _add_lines(root, caption.subtitle, MARGIN, top + 2, 24, wide)
    if caption.nature_label:
        box = add(root, "rect", x=MARGIN, y=round(top + 16), width=wide, fill="#fff1e0", stroke="#c2570c")
        end = _add_lines(root, caption.nature_label, MARGIN + 14, top + 20, 24, wide - 28, font_weight="bold")
        box.set("height", str(round(end - top)))
        top = end + 14
    return round(top + 24)


def add_patterns(parent: Element, legend: Legend) -> None:
    """The patterns that ``fill_of`` names."""
    for level, (colour, _) in enumerate(legend.classes):
        ink = LOOKS["few"]["onDark" if is_dark(colour) else "onLight"]
        _add_pattern(parent, f"unstable-{level}", LOOKS["few"] | {"fill": colour, "ink": ink})
    for kind in OTHERS:
        if "path" in LOOKS[kind]:
            _add_pattern(parent, kind, LOOKS[kind])


def _add_pattern(parent: Element, name: str, look: Mapping[str, Any]) -> None:
    box = {"width": look["size"], "height": look["size"]}
    turn = f"rotate({look['turn']})"
    pattern = add(parent, "pattern", id=name, **box, patternUnits="userSpaceOnUse", patternTransform=turn)
    add(pattern, "rect", **box, fill=look["fill"])
    line = {"stroke": look["ink"], "stroke_width": look["width"], "stroke_linecap": "round"}
    add(pattern, "path", d=look["path"], fill="none", **line)


def kind_of(place_map: PlaceMap, code: str) -> str:
    """What a place is that has no class: hidden, silent, outside, missing or plain ground; "" for one that has."""
    for kind in ("outside", "silent", "hidden"):
        if code in getattr(place_map, kind):
            return kind
    level, count = place_map.values.get(code), len(place_map.legend.classes)
    if level is not None and level < count:
        return ""
    # Without classes the places are ground for circles and points.
    return "missing" if count else "plain"


def fill_of(legend: Legend, level: int | None, kind: str = "", *, is_unstable: bool = False) -> tuple[str, str]:
    """The fill of a place, and of the line around it."""
    if kind or level is None:
        look = LOOKS[kind or "missing"]
        return (f"url(#{kind or 'missing'})" if "path" in look else look["fill"]), BORDER
    colour = legend.classes[level][0]
    return (f"url(#unstable-{level})" if is_unstable else colour), (BORDER_ON_DARK if is_dark(colour) else BORDER)


def _add_map(
    root: Element, place_map: PlaceMap, shapes: bytes, points: bytes | None, around: Around | None, top: int
) -> set[str]:
    """Draw the map; gives the kinds of places that stand on it."""
    project = Projection(place_map.bounds, MARGIN, top, WIDTH - 2 * MARGIN)
    window = add(root, "svg", x=MARGIN, y=top, width=WIDTH - 2 * MARGIN, height=MAP_HEIGHT, overflow="hidden")
    window.set("viewBox", f"{MARGIN} {top} {WIDTH - 2 * MARGIN} {MAP_HEIGHT}")
    add_land(window, around, project)
    present, dark = set(), set()
    add_counties(window, around if place_map.is_overlay else None, project)
    places = add(window, "g", fill_rule="evenodd", **(OVER_GROUND if place_map.is_overlay else {"stroke_width": 1}))
    for feature in json.loads(shapes)["features"]:
        code = feature["id"]
        kind, is_unstable = kind_of(place_map, code), code in place_map.unstable
        fill, line = fill_of(place_map.legend, place_map.values.get(code), kind, is_unstable=is_unstable)
        present.add(kind or ("unstable" if is_unstable else ""))
        # Over a ground, what says nothing leaves it to be seen.
        if place_map.is_overlay and kind == "missing":
            continue
        shape = add(places, "path", d=project.outline(feature["geometry"]), fill=fill, stroke=line)
        add(shape, "title").text = _text_of(place_map, code, feature["properties"]["name"])
        dark |= {code} if line == BORDER_ON_DARK and not is_unstable else set()
    add_lakes(window, around, project)
    if place_map.circles and points:
        _add_circles(window, place_map, points, project)
    add_names(window, around, project, dark)
    return present | {"hidden" for one in place_map.circles if one.is_hidden}


def _text_of(place_map: PlaceMap, code: str, name: str) -> str:
    return "\n".join(filter(None, (place_map.names.get(code, name), place_map.tooltips.get(code, ""))))


def _add_circles(root: Element, place_map: PlaceMap, points: bytes, project: Projection) -> None:
    positions = {one["id"]: one["geometry"]["coordinates"] for one in json.loads(points)["features"]}
    group = add(root, "g", stroke="#26323d", stroke_width=1.2, fill_opacity=0.9)
    for circle in sorted(place_map.circles, key=lambda one: -one.radius):
        x, y = project(*positions[circle.key])
        plain = not place_map.legend.classes and not circle.is_hidden
        kind = "hidden" if circle.is_hidden else ""
        classed = fill_of(place_map.legend, circle.level, kind, is_unstable=circle.is_unstable) if not plain else ("",)
        fill = PLAIN_COLOUR if plain else classed[0]
        add(group, "circle", cx=x, cy=y, r=round(circle.radius * CIRCLE_SCALE, 1), fill=fill)


def _add_legend(root: Element, legend: Legend, present: set[str], bottom: float) -> None:
    """In the lower right corner of the map, as on the screen."""
    left, group = WIDTH - MARGIN - LEGEND_WIDTH - 14, add(root, "g")
    box = add(group, "rect", x=left - 14, width=LEGEND_WIDTH + 14, rx=6, fill="#ffffff", fill_opacity=0.94)
    place = _add_lines(group, legend.title, left, 0, 18, LEGEND_WIDTH - 14, font_weight="bold") + 12
    for radius, label in legend.sizes:
        around = radius * CIRCLE_SCALE
        look = {"r": round(around, 1), "fill": "none", "stroke": INK}
        add(group, "circle", cx=round(left + around, 1), cy=round(place + around, 1), **look)
        add(group, "text", x=left + 2 * around + 10, y=place + around + 6, font_size=17, fill=INK).text = label
        place += 2 * around + 10
    for fill, label in legend_rows(legend, present):
        add(group, "rect", x=left, y=round(place), width=34, height=20, fill=fill, stroke=BORDER, stroke_width=0.7)
        place = max(_add_lines(group, label, left + 44, place - 5, 16, LEGEND_WIDTH - 58), place + 20) + 7
    box.set("height", str(round(place + 8)))
    group.set("transform", f"translate(0 {round(bottom - place - 20)})")


def legend_rows(legend: Legend, present: Collection[str]) -> list[tuple[str, str]]:
    """Fill and words of each line of the legend.

    Arguments:
        present: kinds of places that stand on the map, "unstable" for a hatched class.
    """
    rows = [
        (fill_of(legend, at, is_unstable=at in legend.hatched)[0], label)
        for at, (_, label) in enumerate(legend.classes)
    ]
    if legend.unstable and "unstable" in present:
        rows.append((fill_of(legend, len(legend.classes) // 2, is_unstable=True)[0], legend.unstable))
    named = [(kind, getattr(legend, kind)) for kind in OTHERS if kind in present]
    return rows + [(fill_of(legend, None, kind)[0], label) for kind, label in named if label]


def _add_footer(root: Element, caption: Caption, credit: str, top: float) -> int:
    for text in (*caption.notes, caption.source, credit, caption.version):
        top = _add_lines(root, text, MARGIN, top, 17, WIDTH - 2 * MARGIN)
    return round(top + 24)
