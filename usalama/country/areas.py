"""How large is a county?"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from usalama.country.country import Country

# Of the sphere with the area of the earth (WGS 84).
EARTH_RADIUS_KM = 6371.0072


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
