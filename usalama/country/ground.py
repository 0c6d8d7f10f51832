"""What lies around and in the country on its maps: land and lakes as lines, and where each name may stand.

All of it is optional: a country's folder without these files has maps of its counties alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from babel import Locale
from shapely.geometry.base import BaseGeometry

from usalama.country.country import Country
from usalama.country.country_files import Row, checked, read_rows, read_toml
from usalama.country.topology import areas, decode
from usalama.errors import InputRefused

LAND, LAKES = "land", "lakes"
COUNTY, TERRITORY, LAKE, SEA, CITY, TOWN = "county", "territory", "lake", "sea", "city", "town"
# How much wider than high the room for a name is.
ROOM_SHAPE = 3.5
# A name of what reaches beyond the first view stands in the part that is seen: degrees added beside and above it.
WINDOWS = ((3.0, -0.2), (3.0, 1.0), (8.0, 3.0))


@dataclass(frozen=True)
class Spot:
    """Where a name may stand.

    Arguments:
        longitude, latitude: its middle, in degrees.
        half_width, half_height: of an ellipse around it that lies inside the place, in degrees; zero for a point.
    """

    longitude: float
    latitude: float
    half_width: float = 0.0
    half_height: float = 0.0


@dataclass(frozen=True)
class MapName:
    """A name on the map, with the places where it may stand, the best first.

    Arguments:
        kind: ``COUNTY``, ``TERRITORY``, ``LAKE``, ``SEA``, ``CITY`` or ``TOWN``.
        names: by code of the language; every language has one.
        code: of a county.
        size: the side of a square as large as the area, in degrees.
    """

    kind: str
    names: dict[str, str]
    spots: tuple[Spot, ...]
    code: str = ""
    size: float = 0.0

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names[""]


class _Water(Row):
    """One sea or lake of ``ground.toml``."""

    longitude: float
    latitude: float
    name: dict[str, str]


class _TownRow(Row):
    """One row of ``map_towns.csv``."""

    town_name: str
    longitude: float
    latitude: float


@cache
def ground_topology(country: Country, layer: str) -> dict[str, Any] | None:
    """``LAND`` or ``LAKES`` as TopoJSON, as the country's folder has it; None where it has none.

    Raises:
        InputRefused: the file is not TopoJSON.
    """
    path = country.folder / f"{layer}.json"
    if not path.is_file():
        return None
    try:
        topology: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        decode(topology, layer)
    except (ValueError, KeyError, TypeError, IndexError):
        raise InputRefused("{file} is not a TopoJSON file.", file=path.name) from None
    return topology


def ground_features(country: Country, layer: str) -> list[dict[str, Any]]:
    """The same as features of GeoJSON; none where the folder has no such file."""
    topology = ground_topology(country, layer)
    return decode(topology, layer) if topology else []


@cache
def map_names(country: Country) -> tuple[MapName, ...]:
    """Every name that the map may write, the most important first: cities, counties, water, neighbours, towns."""
    return (
        *_towns(country, CITY),
        *(_county(country, code, shape) for code, shape in sorted(country.boundaries.items())),
        *_lakes(country),
        *_seas(country),
        *_territories(country),
        *_towns(country, TOWN),
    )


def _county(country: Country, code: str, shape: BaseGeometry) -> MapName:
    """In the middle of the county, or of its north, south, west or east where another name stands in the way."""
    west, south, east, north = shape.bounds
    x, y = (west + east) / 2, (south + north) / 2
    halves = ((west, y, east, north), (west, south, east, y), (west, south, x, north), (x, south, east, north))
    parts = [shape, *(shape.intersection(shapely.box(*half)) for half in halves)]
    spots = tuple(_room(part) for part in parts if part.area > 0)
    return MapName(COUNTY, {"": country.county(code).name}, spots, code, shape.area**0.5)


def _lakes(country: Country) -> Iterator[MapName]:
    features = ground_features(country, LAKES)
    for feature, shape in zip(features, areas(features), strict=True):
        if names := feature["properties"].get("name"):
            yield MapName(LAKE, _with_default(names), _rooms_in_view(country, shape), size=shape.area**0.5)


def _seas(country: Country) -> Iterator[MapName]:
    for sea in _waters(country.folder / "ground.toml", "sea"):
        yield MapName(SEA, _with_default(sea.name), (Spot(sea.longitude, sea.latitude),))


def _territories(country: Country) -> Iterator[MapName]:
    features = ground_features(country, LAND)
    for feature, shape in zip(features, areas(features), strict=True):
        code = feature["properties"].get("territory", "")
        if code and code != country.iso_code:
            names = {language: Locale.parse(language).territories[code] for language in ("en", "sw")}
            spots = _rooms_in_view(country, shape)
            yield MapName(TERRITORY, _with_default(names), spots, size=shape.area**0.5)


def _towns(country: Country, kind: str) -> Iterator[MapName]:
    """Cities are the towns that bear the name of a city of the country."""
    path = country.folder / "map_towns.csv"
    cities = {city.name for city in country.cities}
    for row in read_rows(path, _TownRow) if path.is_file() else ():
        if (row.town_name in cities) == (kind == CITY):
            yield MapName(kind, {"": row.town_name}, (Spot(row.longitude, row.latitude),))


def _waters(path: Path, kind: str) -> Iterable[_Water]:
    if not path.is_file():
        return ()
    waters: tuple[_Water, ...] = checked(path, tuple[_Water, ...], read_toml(path).get(kind, []))
    return waters


def _with_default(names: dict[str, str]) -> dict[str, str]:
    return {"": next(iter(names.values()))} | names


def _rooms_in_view(country: Country, shape: BaseGeometry) -> tuple[Spot, ...]:
    west, south, east, north = country.bounds
    windows = (shapely.box(west - beside, south - up, east + beside, north + up) for beside, up in WINDOWS)
    seen = (shape.intersection(window) for window in windows)
    return tuple(_room(part) for part in seen if part.area > 0)


def _room(shape: BaseGeometry) -> Spot:
    """The middle of the largest ellipse in the shape: that of a circle, once the shape is squeezed."""
    squeezed = shapely.transform(shape, lambda corners: corners / (ROOM_SHAPE, 1))
    radius = shapely.maximum_inscribed_circle(squeezed, tolerance=0.01)
    x, y = radius.coords[0]
    return Spot(round(x * ROOM_SHAPE, 3), round(y, 3), round(radius.length * ROOM_SHAPE, 3), round(radius.length, 3))
