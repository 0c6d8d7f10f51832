"""The map of places: shapes by class or circles by size, drawn in the browser from geometry it fetches once.

Only values, short texts and choices travel on a change; the shapes stay where they are, and so does the
part of the country that the reader looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import streamlit as st

from components.maps.frames import Frames
from components.maps.marks import Marks
from components.maps.palettes import PLAIN_COLOUR
from components.shell.addresses import LEAFLET, asset_address

# Sent with every change, so it only fetches what the browser keeps. A map that fails leaves its sentence behind.
_LOADER = """export default async (it) => {
  try {
    return (await import(location.origin + it.data.script)).default(it);
  } catch (error) {
    console.error("place map", error);
    const said = Object.assign(document.createElement("p"), { textContent: it.data.words.unavailable });
    said.setAttribute("role", "status");
    it.parentElement.replaceChildren(said);
  }
};"""

_mount = st.components.v2.component("usalama_place_map", js=_LOADER)


@dataclass(frozen=True)
class Legend:
    """What the fills and sizes of a map mean, in words that are already translated.

    Arguments:
        title: the quantity with its unit and period; without one the legend is that of a map beside this one.
        classes: colour and label of each class, lowest first.
        unstable, hidden, silent, missing, outside: what each fill means that is no colour of a class: hatched for few,
            dotted for hidden, no channel, no data, not chosen. Only those that stand on the map are named.
        sizes: radius in pixels and label of example circles.
        hatched: which classes, by their place, are hatched on the map wherever they stand.
    """

    title: str
    classes: tuple[tuple[str, str], ...]
    unstable: str = ""
    hidden: str = ""
    silent: str = ""
    missing: str = ""
    outside: str = ""
    sizes: tuple[tuple[float, str], ...] = ()
    hatched: tuple[int, ...] = ()


@dataclass(frozen=True)
class Circle:
    """A place drawn as a circle.

    Arguments:
        key: the place, as in the file of points: ``constituency:238``, ``city:kisumu``.
        radius: in pixels.
        level: its class, None where it has none; where the legend has no classes all have one colour.
        tooltip: plain text under the place's name.
        is_unstable: its number is too uncertain to stand alone; hatched.
        is_hidden: its number may not be shown; dotted grey.
    """

    key: str
    radius: float
    level: int | None = None
    tooltip: str = ""
    is_unstable: bool = False
    is_hidden: bool = False

    def row(self) -> list[object]:
        """The circle as it travels."""
        state = "hidden" if self.is_hidden else "unstable" if self.is_unstable else ""
        return [self.key, self.radius, self.level, state, self.tooltip]


@dataclass(frozen=True)
class Ground:
    """What lies around and under the places.

    Arguments:
        land, lakes, labels: addresses of the lines and of the names; empty where a country has none.
        outlines: address of the counties, where the places of the map are others.
        territory: ISO 3166-1 letters of the land that is the country itself.
    """

    land: str = ""
    lakes: str = ""
    labels: str = ""
    outlines: str = ""
    territory: str = ""


@dataclass(frozen=True)
class PlaceMap:
    """What a map of places shows.

    Arguments:
        name: what the map shows, read out by screen readers.
        geometry: address of the shapes, GeoJSON with the place's code as feature id and a ``name``.
        bounds: west, south, east, north of the view to begin with, in degrees.
        legend: what fills and sizes mean.
        credit: who made the boundaries and under which licence.
        values: class by county code or what else the shapes' ids are; a place without one is drawn as missing.
        unstable: codes of places whose number is too uncertain to stand alone; hatched.
        hidden: codes of places whose number may not be shown; dotted grey.
        silent: codes of places that have no channel to be heard by.
        outside: codes of places that the reader did not choose.
        tooltips: plain text under the place's name, by code; lines end with a newline.
        names: names in the reader's language where they differ from the file's.
        points: address of the points that circles stand on, GeoJSON with the places' keys as ids.
        circles: circles over the shapes.
        selected: the place that is outlined.
        focus: the place that fills the view; the view moves only when this changes, None is the whole.
        sync: maps of one page with the same word here show the same part of the country.
        title: the finding, or what is shown; written inside the map, as are the following.
        period: the days it counts, as people write them.
        subtitle: the rest of the question: places, kinds.
        nature: "Synthetic data" and the like; empty for real rows alone.
        source: where the numbers come from.
        ground: what lies around and under the places.
        marks: points over the places.
        frames: the months that can be played.
        is_overlay: the places lie over a ground that shines through, such as cells over counties.
    """

    name: str
    geometry: str
    bounds: tuple[float, float, float, float]
    legend: Legend
    credit: str
    values: Mapping[str, int] = field(default_factory=dict)
    unstable: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    tooltips: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    points: str | None = None
    circles: tuple[Circle, ...] = ()
    selected: str | None = None
    focus: str | None = None
    sync: str | None = None
    title: str = ""
    period: str = ""
    subtitle: str = ""
    nature: str = ""
    source: str = ""
    ground: Ground = field(default_factory=Ground)
    marks: Marks | None = None
    frames: Frames = field(default_factory=Frames)
    is_overlay: bool = False

    @property
    def question(self) -> str:
        """Period, places and kinds in one line."""
        return " · ".join(part for part in (self.period, self.subtitle) if part)

    def knows(self, code: object) -> bool:
        """Whether a code that came from the browser is a place of this map."""
        circled = (circle.key for circle in self.circles)
        return isinstance(code, str) and code in {*self.values, *self.hidden, *self.unstable, *self.tooltips, *circled}


def map_words(_: Callable[[str], str]) -> dict[str, str]:
    """The words on the map's own buttons, in the reader's language."""
    return {
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "whole": _("Show the whole country"),
        "full_screen": _("Full screen"),
        "leave_full_screen": _("Leave full screen"),
        "unavailable": _("The map could not be loaded. The table below shows the same numbers."),
        "search": _("Find a place"),
        "not_found": _("There is no such place on the map."),
        "play": _("Play the months"),
        "stop": _("Stop"),
        "month": _("Month"),
        "whole_period": _("whole period"),
        "play_short": _("Play"),
    }


def build_place_message(place_map: PlaceMap, words: Mapping[str, str], height: int) -> dict[str, Any]:
    """What travels to the browser for one state of the map.

    Arguments:
        place_map: what it shows.
        words: the result of ``map_words``.
        height: of the map in pixels.

    Returns:
        Plain values for JSON; about 5 KB for fifty places with tooltips, shapes not included.
    """
    west, south, east, north = place_map.bounds
    return {
        "script": asset_address("place_map/place_map.js"),
        "styles": [f"{LEAFLET.root}/leaflet.css", asset_address("place_map/place_map.css")],
        "leaflet": f"{LEAFLET.root}/leaflet.js",
        "geometry": place_map.geometry,
        "points": place_map.points,
        "name": place_map.name,
        "bounds": [[south, west], [north, east]],
        "legend": _legend_message(place_map.legend),
        "plain": PLAIN_COLOUR,
        **asdict(place_map.ground),
        **{part: getattr(place_map, part) for part in ("title", "period", "subtitle", "nature", "source")},
        "credit": place_map.credit,
        "values": dict(place_map.values),
        **{kind: sorted(getattr(place_map, kind)) for kind in ("unstable", "hidden", "silent", "outside")},
        "tooltips": dict(place_map.tooltips),
        "names": dict(place_map.names),
        "circles": [circle.row() for circle in place_map.circles],
        "marks": place_map.marks.message() if place_map.marks else None,
        "frames": place_map.frames.message(),
        "isOverlay": place_map.is_overlay,
        "selected": place_map.selected,
        "focus": place_map.focus,
        "sync": place_map.sync,
        "words": dict(words),
        "height": height,
    }


@dataclass(frozen=True)
class Answer:
    """What the reader did on the map just now; nothing of it in any other rerun.

    Arguments:
        picked: the code, or of a circle the key, of the place that was clicked, searched or chosen by keyboard.
        wants_months: the first month was asked for, and the months had not been sent.
        has_left: the whole country was asked for while one place filled the view.
    """

    picked: str | None = None
    wants_months: bool = False
    has_left: bool = False


def show_place_map(place_map: PlaceMap, words: Mapping[str, str], *, key: str, height: int = 520) -> str | None:
    """Draw the map and tell which place the reader picked just now; arguments as in ``show_played_map``."""
    return show_played_map(place_map, words, key=key, height=height).picked


def show_played_map(place_map: PlaceMap, words: Mapping[str, str], *, key: str, height: int = 520) -> Answer:
    """Draw a map whose months may be played, and tell what the reader did on it just now.

    Arguments:
        place_map: what it shows.
        words: the result of ``map_words``.
        key: stays the same while the map stays on the page; another key is another map.
        height: of the map in pixels; narrow screens make it lower.
    """
    message = build_place_message(place_map, words, height)
    noted: dict[str, Any] = {f"on_{trigger}_change": _note_nothing for trigger in ("picked", "months", "left")}
    answer = _mount(data=message, key=key, **noted)
    code = answer.get("picked")
    picked = str(code) if place_map.knows(code) else None
    return Answer(picked, bool(answer.get("months")), bool(answer.get("left")))


def _note_nothing() -> None:
    """What was done is read from the answer; Streamlit only sends triggers that have a callback."""


def _legend_message(legend: Legend) -> dict[str, Any]:
    return {name: getattr(legend, name) for name in ("title", "unstable", "hidden", "silent", "missing", "outside")} | {
        "classes": [list(one) for one in legend.classes],
        "sizes": [list(one) for one in legend.sizes],
        "hatched": list(legend.hatched),
    }
