"""County boundaries from a GeoJSON file: checked on the way in, small on the way to a map."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.errors import GEOSException
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from usalama.country.places import County
from usalama.errors import InputRefused

# A browser gets no more than this, by the map's budget.
MAP_BYTES = 150_000
# 0.0001 degrees are 11 metres.
MAP_DECIMALS = 4
# Degrees; none at first, so that simple boundaries are shown as they are.
MAP_TOLERANCES = (0.0, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032)
AREAS = ("Polygon", "MultiPolygon")


def read_boundaries(
    path: Path, name_properties: Sequence[str], expected: int, county_by_name: Callable[[str], County]
) -> dict[str, BaseGeometry]:
    """County code -> geometry in degrees (WGS 84).

    Arguments:
        path: a GeoJSON file with one feature a county.
        name_properties: properties that may hold the county's name; the first that every feature has is read.
        expected: how many counties there must be.
        county_by_name: name as written -> county.

    Raises:
        InputRefused: the file is no such GeoJSON, a name is unknown or comes twice, or an area is not valid.
    """
    features = _features(path)
    if len(features) != expected:
        raise InputRefused(
            "{file} has {found} features where {expected} counties are expected.",
            file=path.name,
            found=len(features),
            expected=expected,
        )
    name_property = _name_property(path, features, name_properties)
    boundaries: dict[str, BaseGeometry] = {}
    for feature in features:
        county = county_by_name(str(feature["properties"][name_property]))
        if county.code in boundaries:
            raise InputRefused("{file} has the county {county} twice.", file=path.name, county=county.name)
        boundaries[county.code] = _geometry(path, county, feature.get("geometry"))
    return boundaries


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputRefused("There is no file {file}.", file=str(path)) from None
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise InputRefused("{file} is not a GeoJSON file.", file=path.name) from None
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise InputRefused("{file} is not a GeoJSON file.", file=path.name)
    return features


def _name_property(path: Path, features: list[dict[str, Any]], names: Sequence[str]) -> str:
    for name in names:
        if all((feature.get("properties") or {}).get(name) for feature in features):
            return name
    raise InputRefused(
        "{file} does not name its counties: none of the properties {names} is in every feature.",
        file=path.name,
        names=", ".join(names),
    )


def _geometry(path: Path, county: County, content: object) -> BaseGeometry:
    try:
        geometry = shapely.from_geojson(json.dumps(content))
    except GEOSException:
        geometry = None
    if geometry is None or geometry.geom_type not in AREAS or geometry.is_empty:
        raise InputRefused("The boundary of {county} in {file} is not an area.", county=county.name, file=path.name)
    if not geometry.is_valid:
        raise InputRefused(
            "The boundary of {county} in {file} is not valid: {reason}.",
            county=county.name,
            file=path.name,
            reason=shapely.is_valid_reason(geometry),
        )
    west, south, east, north = geometry.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise InputRefused(
            "The boundary of {county} in {file} is not in degrees of longitude and latitude.",
            county=county.name,
            file=path.name,
        )
    return geometry


def map_geojson(boundaries: Mapping[str, BaseGeometry], names: Mapping[str, str]) -> bytes:
    """A GeoJSON of at most ``MAP_BYTES`` for maps: id = county code, one property "name".

    Neighbours keep a common line while the whole is simplified (Visvalingam-Whyatt over the coverage). Boundaries
    that do not fit each other cannot be simplified so; then each county is simplified alone.

    Raises:
        InputRefused: no simplification makes them small enough.
    """
    codes = sorted(boundaries)
    geometries = np.array([boundaries[code] for code in codes])
    for simplify in (shapely.coverage_simplify, shapely.simplify):
        for tolerance in MAP_TOLERANCES:
            simple = simplify(geometries, tolerance) if tolerance else geometries
            content = _collection(codes, simple, names)
            if len(content) <= MAP_BYTES:
                return content
    raise InputRefused("The boundaries are too detailed for a map: simplify them before they are brought in.")


def _collection(codes: Sequence[str], geometries: Iterable[BaseGeometry], names: Mapping[str, str]) -> bytes:
    features = [
        {"type": "Feature", "id": code, "properties": {"name": names[code]}, "geometry": _rounded(geometry)}
        for code, geometry in zip(codes, geometries, strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def _rounded(geometry: BaseGeometry) -> dict[str, Any]:
    rounded: dict[str, Any] = mapping(shapely.transform(geometry, lambda points: points.round(MAP_DECIMALS)))
    return rounded
