"""Which names stand on the map from which zoom on, so that none covers another; the same everywhere and every time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from usalama.country import Country
from usalama.country.ground import CITY, COUNTY, LAKE, SEA, TERRITORY, TOWN, MapName, Spot, map_names

# Leaflet's zooms at which names are placed: a name that has room at one has room at every later one.
FIRST_ZOOM, LAST_ZOOM, ZOOM_STEP = 4.0, 12.0, 0.25
TILE = 256
# Pixels of the letters, and how wide one is for its height, on the safe side.
LETTERS = {CITY: 14.0, COUNTY: 12.0, LAKE: 12.0, SEA: 13.0, TERRITORY: 12.0, TOWN: 12.0}
LETTER_WIDTH = {CITY: 0.6, COUNTY: 0.54, LAKE: 0.53, SEA: 0.53, TERRITORY: 0.86, TOWN: 0.54}
GAP = 3.0
DOT = 7.0
# A lake is named when its side is so many pixels, a county when its name is hardly wider than the room in it.
LAKE_PIXELS, COUNTY_ROOM = 26.0, 1.2
# Towns beyond the cities: none at the zoom of the first view, four a zoom later, then five times as many each time.
TOWNS_AT_FIRST, TOWNS_FACTOR = 0.9, 5.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """A name and where it stands.

    Arguments:
        longitude, latitude: the point it belongs to, in degrees: its middle, of a town the dot.
        side: of a town, -1 if the name stands left of the dot, 1 if right; else 0.
        from_zoom: the first of Leaflet's zooms at which there is room.
        code: of a county.
    """

    kind: str
    name: str
    longitude: float
    latitude: float
    side: int
    from_zoom: float
    code: str = ""

    def row(self) -> list[str | float]:
        """What travels to the browser."""
        return [self.kind, self.name, self.longitude, self.latitude, self.side, self.from_zoom, self.code]


@lru_cache(maxsize=8)
def labels_of(country: Country, language: str) -> tuple[Label, ...]:
    """Every name with the zoom from which it is shown, in one language."""
    steps = round((LAST_ZOOM - FIRST_ZOOM) / ZOOM_STEP)
    zooms = [FIRST_ZOOM + ZOOM_STEP * step for step in range(steps + 1)]
    return tuple(place(map_names(country), language, zooms, first_zoom(country)))


def labels_at(country: Country, language: str, zoom: float, scale: float) -> tuple[Label, ...]:
    """The names of a picture that shows one zoom alone.

    Arguments:
        scale: how much larger its letters are than on the screen.
    """
    # Letters twice as large on a map twice as large are the map of one zoom less.
    alike = zoom - math.log2(scale)
    return tuple(place(map_names(country), language, [alike], alike))


def first_zoom(country: Country) -> float:
    """About the zoom at which the whole country fills a window of 560 pixels."""
    _, south, _, north = country.bounds
    return math.log2(560 * 360 / TILE / (north - south))


def place(names: Sequence[MapName], language: str, zooms: Iterable[float], first: float) -> Iterator[Label]:
    """Put the names down zoom by zoom, those before others first; who stands stays."""
    placed: list[tuple[Label, float]] = []
    waiting = list(names)
    for zoom in zooms:
        taken = [_box(label, zoom) for label, _ in placed]
        towns, left = TOWNS_AT_FIRST * TOWNS_FACTOR ** (zoom - first), []
        for name in waiting:
            towns -= name.kind == TOWN
            is_early = name.kind == TOWN and towns < 0
            label = None if is_early else _first_free(name, language, zoom, taken)
            if label is None:
                left.append(name)
                continue
            taken.append(_box(label, zoom))
            placed.append((label, zoom))
        waiting = left
    return (label for label, _ in placed)


def _first_free(name: MapName, language: str, zoom: float, taken: list[Box]) -> Label | None:
    for spot in name.spots:
        if not _has_room(name, language, spot, zoom):
            continue
        for side in (1, -1) if name.kind in (CITY, TOWN) else (0,):
            label = Label(name.kind, name.name(language), spot.longitude, spot.latitude, side, zoom, name.code)
            if not any(_overlap(_box(label, zoom), other) for other in taken):
                return label
    return None


def _has_room(name: MapName, language: str, spot: Spot, zoom: float) -> bool:
    pixels = _pixels_per_degree(zoom)
    if name.kind == LAKE:
        return name.size * pixels >= LAKE_PIXELS
    if name.kind in (COUNTY, TERRITORY):
        across = _width(name.kind, name.name(language)) / 2 / (spot.half_width * pixels)
        down = LETTERS[name.kind] / 2 / (spot.half_height * pixels)
        return math.hypot(across, down) <= COUNTY_ROOM
    return True


def _box(label: Label, zoom: float) -> Box:
    """Left, top, right and bottom on the map of this zoom, in pixels, dot included."""
    pixels = _pixels_per_degree(zoom)
    x, y = label.longitude * pixels, -math.degrees(math.asinh(math.tan(math.radians(label.latitude)))) * pixels
    width, half = _width(label.kind, label.name), LETTERS[label.kind] * 0.65
    if label.side == 0:
        return x - width / 2 - GAP, y - half, x + width / 2 + GAP, y + half
    if label.side > 0:
        return x - DOT, y - half, x + DOT + width + GAP, y + half
    return x - DOT - width - GAP, y - half, x + DOT, y + half


def _width(kind: str, text: str) -> float:
    return len(text) * LETTERS[kind] * LETTER_WIDTH[kind]


def _pixels_per_degree(zoom: float) -> float:
    return float(TILE * 2**zoom / 360)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
