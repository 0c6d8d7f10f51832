"""The shapes and points that maps fetch: counties as areas, constituencies and cities as points, the ground and its
names, H3 cells by address.

They are made of the country's boundaries alone; those of cells when a browser first asks for them, and then kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from statistics import fmean

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from components.maps.labels import labels_of
from components.maps.place_map import Ground
from components.shell.addresses import geometry_address
from components.shell.serving import KEEP_FOR_EVER
from usalama.country import City, Constituency, Country
from usalama.country.geography import cell_middle, cell_outline, cells_of_place
from usalama.country.ground import LAKES, LAND, ground_topology
from usalama.errors import InputRefused
from usalama.language import LANGUAGES
from usalama.model import Place

# 0.0001 degrees are 11 metres.
_DECIMALS = 4
OUTLINES, MIDDLES = "cells", "middles"
# The id of the mark on a cell; that of the cell is its place in the list of cells.
MARK = "mark-"
_ADDRESS = "/geometry/{kind}/{level}/{code}/{resolution:int}/{version}.json"
_KEPT = 64


@cache
def geometries(country: Country) -> Mapping[str, bytes]:
    """GeoJSON by name: ``counties`` (areas), ``constituencies`` and ``cities`` (points); and what lies around them:
    ``land`` and ``lakes`` (TopoJSON), ``labels-en`` and so on (rows of ``Label``), as far as the country has them.

    The id of an area is its county code, that of a point the key of its place, such as ``city:kisumu``:
    codes of constituencies and counties are alike.
    """
    return {
        "counties": country.map_geometry(),
        "constituencies": _points(_constituency_point(one) for one in country.constituencies),
        "cities": _points(_city_point(one, country.constituencies) for one in country.cities),
        **{layer: _packed(found) for layer in (LAND, LAKES) if (found := ground_topology(country, layer))},
        **{f"labels-{code}": _packed([one.row() for one in labels_of(country, code)]) for code in LANGUAGES},
    }


@cache
def addresses_of(country: Country) -> Mapping[str, str]:
    """Where the browser finds each of the ``geometries``."""
    return {name: geometry_address(name, content) for name, content in geometries(country).items()}


def ground_of(country: Country, language: str) -> Ground:
    """Where the browser finds what lies around the places, with names in this language."""
    found = addresses_of(country)
    return Ground(
        land=found.get(LAND, ""),
        lakes=found.get(LAKES, ""),
        labels=found[f"labels-{language}"],
        territory=country.iso_code,
    )


def _packed(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


_Point = tuple[str, str, float, float]


def _constituency_point(one: Constituency) -> _Point:
    return one.place.key, one.name, one.longitude, one.latitude


def _city_point(city: City, constituencies: Iterable[Constituency]) -> _Point:
    """A city stands in the middle of the points of its constituencies."""
    parts = [one for one in constituencies if one.code in city.constituency_codes]
    return city.place.key, city.name, fmean(one.longitude for one in parts), fmean(one.latitude for one in parts)


def _points(points: Iterable[_Point]) -> bytes:
    features = [
        {
            "type": "Feature",
            "id": key,
            "properties": {"name": name},
            "geometry": {
                "type": "Point",
                "coordinates": [round(longitude, _DECIMALS), round(latitude, _DECIMALS)],
            },
        }
        for key, name, longitude, latitude in points
    ]
    return _packed({"type": "FeatureCollection", "features": features})


@lru_cache(maxsize=_KEPT)
def cell_geometry(country: Country, place: Place, resolution: int, kind: str) -> bytes:
    """GeoJSON of the cells of a place, in the order of ``cells_of_place``; the name of each is its H3 code.

    Arguments:
        kind: ``OUTLINES``, areas with their number as id, or ``MIDDLES``, points with ``MARK`` and their number.

    Raises:
        InputRefused: the place has no cells, or they are not known at this resolution.
    """
    make = {OUTLINES: _outline, MIDDLES: _middle}[kind]
    cells = cells_of_place(country, place, resolution)
    features = [make(number, cell) for number, cell in enumerate(cells)]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()


@lru_cache(maxsize=_KEPT)
def cell_address(country: Country, place: Place, resolution: int, kind: str) -> str:
    """Where the browser finds them; another content is another address."""
    version = sha256(cell_geometry(country, place, resolution, kind)).hexdigest()[:12]
    return _ADDRESS.replace("{resolution:int}", str(resolution)).format(
        kind=kind, level=place.level, code=place.code, version=version
    )


@lru_cache(maxsize=_KEPT)
def cell_bounds(country: Country, place: Place, resolution: int) -> tuple[float, float, float, float]:
    """West, south, east and north of all cells, in degrees."""
    corners = [corner for cell in cells_of_place(country, place, resolution) for corner in cell_outline(cell)]
    longitudes, latitudes = zip(*corners, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def cell_routes(country: Country) -> list[BaseRoute]:
    """What the server answers for the cells; nothing of it comes from incidents."""
    return [Route(_ADDRESS, _answer_for(country))]


def _answer_for(country: Country) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        asked = request.path_params
        try:
            place = country.place(f"{asked['level']}:{asked['code']}")
            kind = {OUTLINES: OUTLINES, MIDDLES: MIDDLES}[asked["kind"]]
            address = cell_address(country, place, asked["resolution"], kind)
        except (InputRefused, KeyError):
            return PlainTextResponse("not found", status_code=404)
        # A copy of another version would be kept for ever under the wrong name.
        if request.url.path != address:
            return PlainTextResponse("not found", status_code=404)
        content = cell_geometry(country, place, asked["resolution"], kind)
        return Response(content, media_type="application/json", headers={"Cache-Control": KEEP_FOR_EVER})

    return answer


def _outline(number: int, cell: str) -> dict[str, object]:
    corners = [[round(part, _DECIMALS) for part in corner] for corner in cell_outline(cell)]
    geometry = {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}
    return {"type": "Feature", "id": str(number), "properties": {"name": cell}, "geometry": geometry}


def _middle(number: int, cell: str) -> dict[str, object]:
    geometry = {"type": "Point", "coordinates": [round(part, _DECIMALS) for part in cell_middle(cell)]}
    return {"type": "Feature", "id": f"{MARK}{number}", "properties": {"name": cell}, "geometry": geometry}
