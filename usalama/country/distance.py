"""How far two points of the earth are apart."""

from __future__ import annotations

import numpy as np

from usalama.country.locate import FloatArray

# Mean radius of the earth; the shape of the earth changes a distance by less than one part in 200.
RADIUS_KM = 6371.0088


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
