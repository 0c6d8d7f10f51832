"""How a country lies: counties beside each other, sizes and distances, and the H3 cells of counties and cities."""

from __future__ import annotations

import math
from functools import lru_cache

import h3.api.basic_int as h3
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from usalama.country.country import Country
from usalama.country.locate import FloatArray
from usalama.errors import InputRefused
from usalama.model import Place, PlaceLevel

# Boundaries are drawn coarsely: those of two neighbours may be this far apart, in degrees (about 1 km).
CLOSE_ENOUGH_DEGREES = 0.01
# Of the sphere with the area of the earth (WGS 84).
EARTH_RADIUS_KM = 6371.0072
# Mean radius of the earth; the shape of the earth changes a distance by less than one part in 200.
RADIUS_KM = 6371.0088
# Of H3: what is kept with every incident, and all that the public sees.
COARSE = 6
RESOLUTIONS = (6, 7, 8)
LEVELS = (PlaceLevel.COUNTY, PlaceLevel.CITY)
Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]


@lru_cache(maxsize=4)
def adjacent_counties(country: Country) -> dict[str, tuple[str, ...]]:
    """The neighbours of each county by its number, lowest number first; empty for an island."""
    shapes = country.boundaries
    return {
        code: tuple(
            sorted(
                other
                for other in shapes
                if other != code and shapely.dwithin(shape, shapes[other], CLOSE_ENOUGH_DEGREES)
            )
        )
        for code, shape in shapes.items()
    }


def area_km2(shape: BaseGeometry) -> float:
    """The area of a shape in degrees, in square kilometres.

    Notes:
        Drawn on Lambert's cylinder, x = R λ and y = R sin φ, which keeps areas.
    """
    return float(shapely.transform(shape, _on_cylinder).area)


@lru_cache(maxsize=4)
def county_areas_km2(country: Country) -> dict[str, float]:
    """Square kilometres of each county by its number, lakes and sea inside its boundary included."""
    return {code: area_km2(shape) for code, shape in country.boundaries.items()}


def _on_cylinder(points: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> np.ndarray:
    longitude, latitude = np.radians(points).T
    return EARTH_RADIUS_KM * np.column_stack([longitude, np.sin(latitude)])


def distances_km(longitude: float, latitude: float, longitudes: FloatArray, latitudes: FloatArray) -> FloatArray:
    """The distance from a point to each of several points, along the great circle.

    Arguments:
        longitude, latitude: of the point, in degrees.
        longitudes, latitudes: of the others, in degrees; NaN where unknown.

    Returns:
        Kilometres; NaN where a point is unknown.

    Notes:
        Haversine: 2 R asin √(sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2)).
    """
    angle, angles = np.radians(latitude), np.radians(latitudes)
    halves = np.sin((angles - angle) / 2) ** 2
    across = np.sin(np.radians(longitudes - longitude) / 2) ** 2
    distance: FloatArray = 2 * RADIUS_KM * np.arcsin(np.sqrt(halves + np.cos(angle) * np.cos(angles) * across))
    return distance


@lru_cache(maxsize=256)
def cells_of_place(country: Country, place: Place, resolution: int) -> tuple[str, ...]:
    """The cells that a county touches; of a city those whose middle lies nearest to one of its constituencies.

    A city has no boundary here: it is a list of constituencies, each known by a point or a few.

    Arguments:
        resolution: of H3; each finer one has cells of about a seventh.

    Raises:
        InputRefused: the place is neither a county nor a city.
    """
    if place.level not in LEVELS or resolution not in RESOLUTIONS:
        raise InputRefused("Cells are known for one county or one city. Choose one.")
    found: set[int] = set()
    for code in country.county_codes_of(place):
        shape = h3.geo_to_h3shape(country.boundaries[code])
        cells = sorted(h3.h3shape_to_cells_experimental(shape, resolution, "overlap"))
        if place.level == PlaceLevel.CITY:
            is_own = is_nearest_to_city(country, place, code, *_middles(cells))
            cells = [cell for cell, own in zip(cells, is_own, strict=True) if own]
        found.update(cells)
    return tuple(h3.int_to_str(cell) for cell in sorted(found))


def cells_of_points(longitude: FloatArray, latitude: FloatArray, resolution: int) -> list[str]:
    """The cell of each point, in degrees."""
    points = zip(latitude.tolist(), longitude.tolist(), strict=True)
    return [h3.int_to_str(h3.latlng_to_cell(*point, resolution)) for point in points]


def cell_outline(cell: str) -> list[tuple[float, float]]:
    """Longitude and latitude of its corners, in degrees."""
    return [(longitude, latitude) for latitude, longitude in h3.cell_to_boundary(h3.str_to_int(cell))]


def cell_middle(cell: str) -> tuple[float, float]:
    """Longitude and latitude of its middle, in degrees."""
    latitude, longitude = h3.cell_to_latlng(h3.str_to_int(cell))
    return longitude, latitude


def cell_width_km(resolution: int) -> float:
    """From side to side, on average over the earth."""
    return float(h3.average_hexagon_edge_length(resolution, unit="km")) * math.sqrt(3)


def is_inside(country: Country, place: Place, longitude: FloatArray, latitude: FloatArray) -> Mask:
    """Whether points, in degrees, lie in the county or, by the nearest known point, in the city."""
    county = np.asarray(country.locate(longitude, latitude).county_code)
    inside = np.zeros(longitude.size, dtype=bool)
    for code in country.county_codes_of(place):
        own = np.asarray(county == code, dtype=bool)
        if place.level == PlaceLevel.CITY and own.any():
            own[own] = is_nearest_to_city(country, place, code, longitude[own], latitude[own])
        inside |= own
    return inside


def is_nearest_to_city(
    country: Country, place: Place, county_code: str, longitude: FloatArray, latitude: FloatArray
) -> Mask:
    """Whether the constituency estimated for each point of the county belongs to the city."""
    codes = np.full(longitude.size, county_code, dtype=object)
    near = country.constituency_near(codes, longitude, latitude)
    return np.array([bool(code) and country.city_code_of(str(code)) == place.code for code in near], dtype=bool)


def _middles(cells: list[int]) -> tuple[FloatArray, FloatArray]:
    middles = np.array([h3.cell_to_latlng(cell) for cell in cells], dtype=float).reshape(-1, 2)
    return middles[:, 1], middles[:, 0]
