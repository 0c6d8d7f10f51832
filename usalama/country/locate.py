"""From points to counties: a grid answers for most points, the boundaries themselves for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from usalama.country.grid import FAR, MIXED, NONE, Grid, build_grid
from usalama.country.nearest import FloatArray, IntArray, NearestCounty, TextArray

# A grid costs about as much to build as this many points cost to test exactly.
WORTH_A_GRID = 20_000


class Outcome(StrEnum):
    """How a county was found for a point, or why none was."""

    POINT = "point"
    NEAREST = "nearest"
    OUTSIDE = "outside"
    SWAPPED = "swapped"
    ZERO = "zero"
    MISSING = "missing"


OUTCOMES = np.array([outcome.value for outcome in Outcome], dtype=object)
POINT, NEAREST, OUTSIDE, SWAPPED, ZERO, MISSING = range(len(OUTCOMES))


@dataclass(frozen=True)
class Located:
    """The answer for each point, in the order of the points.

    Arguments:
        county_code: text; "" where no county was found.
        outcome: text, one of ``Outcome``: inside a county (point), in none but near one (nearest), too far
            from any (outside), in or near one if longitude and latitude were exchanged (swapped; never mended
            here), exactly 0, 0 (zero), or not a number (missing).
        distance_metres: 0 inside, metres to the county for the nearest, NaN otherwise.
    """

    county_code: TextArray
    outcome: TextArray
    distance_metres: FloatArray


class Locator:
    """Finds the county of points.

    A point on the line between counties belongs to the one with the lowest code. The grid is built once there
    are many points; it changes the speed and never the answer.

    Arguments:
        boundaries: county code -> geometry in degrees (WGS 84).
        nearest_metres: how far outside every county a point may lie and still belong to the nearest.
    """

    def __init__(self, boundaries: Mapping[str, BaseGeometry], nearest_metres: float) -> None:
        self._codes = tuple(sorted(boundaries))
        self._geometries = [boundaries[code] for code in self._codes]
        shapely.prepare(self._geometries)
        self._bounds = shapely.bounds(self._geometries)
        self._nearest = NearestCounty(self._geometries, nearest_metres)
        self._grid: Grid | None = None
        self._asked = 0

    def locate(self, longitude: FloatArray, latitude: FloatArray) -> Located:
        """The county of each point; longitudes and latitudes in degrees, NaN where unknown."""
        x, y = np.asarray(longitude, np.float64), np.asarray(latitude, np.float64)
        missing, zero = np.isnan(x) | np.isnan(y), (x == 0) & (y == 0)
        county, distance = np.full(x.shape, NONE, np.int16), np.full(x.shape, np.nan)
        asked = np.flatnonzero(np.isfinite(x) & np.isfinite(y) & ~zero)
        county[asked], distance[asked] = self._place(x[asked], y[asked])
        outcome = np.select(
            [missing, zero, distance > 0, county != NONE], [MISSING, ZERO, NEAREST, POINT], default=OUTSIDE
        )
        lost = asked[county[asked] == NONE]
        exchanged, _ = self._place(y[lost], x[lost])
        outcome[lost[exchanged != NONE]] = SWAPPED
        return Located(np.array([*self._codes, ""], dtype=object)[county], OUTCOMES[outcome], distance)

    def _place(self, x: FloatArray, y: FloatArray) -> tuple[IntArray, FloatArray]:
        """The index of each point's county (-1 for none), and metres from the point to it."""
        county = self._cells(x, y)
        mixed = np.flatnonzero(county == MIXED)
        county[mixed] = self.inside(x[mixed], y[mixed])
        distance = np.where(county >= 0, 0.0, np.nan)
        stray = np.flatnonzero(county == NONE)
        county[stray], distance[stray] = self._nearest.find(x[stray], y[stray])
        county[county == FAR] = NONE
        return county, distance

    def _cells(self, x: FloatArray, y: FloatArray) -> IntArray:
        """What the grid says of each point; "mixed" of all points while there are too few for a grid."""
        self._asked += x.size
        if self._grid is None and self._asked >= WORTH_A_GRID:
            self._grid = build_grid(self._geometries, self.inside, self._nearest.reach_degrees)
        if self._grid is None:
            return np.full(x.shape, MIXED, np.int16)
        return self._grid.look_up(x, y)

    def inside(self, x: FloatArray, y: FloatArray) -> IntArray:
        """The index of the county that each point lies in or on, by the boundaries alone; -1 for none."""
        county = np.full(x.shape, NONE, np.int16)
        for index, (geometry, (west, south, east, north)) in enumerate(
            zip(self._geometries, self._bounds, strict=True)
        ):
            near = np.flatnonzero((county == NONE) & (x >= west) & (x <= east) & (y >= south) & (y <= north))
            county[near[shapely.intersects_xy(geometry, x[near], y[near])]] = index
        return county
