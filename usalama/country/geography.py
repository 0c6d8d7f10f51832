"""Which counties lie next to each other, how large they are, and how far points are apart."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from usalama.country.country import Country
from usalama.country.nearest import FloatArray

# Boundaries are drawn coarsely: those of two neighbours may be this far apart, in degrees (about 1 km).
CLOSE_ENOUGH_DEGREES = 0.01
# Of the sphere with the area of the earth (WGS 84).
EARTH_RADIUS_KM = 6371.0072
# Mean radius of the earth; the shape of the earth changes a distance by less than one part in 200.
RADIUS_KM = 6371.0088


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
