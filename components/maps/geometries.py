"""The files of shapes and points that maps fetch: counties as areas, constituencies and cities as points."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from statistics import fmean

from components.shell.addresses import geometry_address
from usalama.country import City, Constituency, Country

# 0.0001 degrees are 11 metres.
_DECIMALS = 4


@cache
def geometries(country: Country) -> Mapping[str, bytes]:
    """GeoJSON by name: ``counties`` (areas), ``constituencies`` and ``cities`` (points).

    The id of an area is its county code, that of a point the key of its place, such as ``city:kisumu``:
    codes of constituencies and counties are alike.
    """
    return {
        "counties": country.map_geometry(),
        "constituencies": _points(_constituency_point(one) for one in country.constituencies),
        "cities": _points(_city_point(one, country.constituencies) for one in country.cities),
    }


@cache
def addresses_of(country: Country) -> Mapping[str, str]:
    """Where the browser finds each of the ``geometries``."""
    return {name: geometry_address(name, content) for name, content in geometries(country).items()}


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
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
