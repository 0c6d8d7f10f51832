"""From points to counties: a grid answers for most, boundaries for the rest, the nearest where none holds a point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from usalama.country.grid import FAR, MIXED, NONE, Grid, boundary_segments, build_grid

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int16]
TextArray = npt.NDArray[np.object_]
# WGS 84.
EQUATOR_RADIUS_METRES = 6_378_137.0
ECCENTRICITY = 0.0818191908426215
# No degree of latitude is shorter than this.
LEAST_METRES_PER_DEGREE = 110_500.0
# Boundaries are straight in degrees; pieces this short are as good as straight on the projection too.
PIECE_DEGREES = 0.05
# County, constituency, longitude, latitude.
KnownPoint = tuple[str, str, float, float]
# A grid costs about as much to build as this many points cost to test exactly.
WORTH_A_GRID = 20_000


def mercator(longitude: FloatArray, latitude: FloatArray) -> FloatArray:
    """Points (degrees) on the ellipsoidal Mercator projection: rows of x, y, in metres at the equator.

    The projection keeps angles: near a point all directions are stretched alike, by ``mercator_stretch``.
    """
    sine = np.sin(np.radians(latitude))
    northing = np.arctanh(sine) - ECCENTRICITY * np.arctanh(ECCENTRICITY * sine)
    return EQUATOR_RADIUS_METRES * np.column_stack([np.radians(longitude), northing])


def mercator_stretch(latitude: FloatArray) -> FloatArray:
    """How many times longer a short line is on the projection than on the ground; latitude in degrees."""
    angle = np.radians(latitude)
    stretch: FloatArray = np.sqrt(1 - (ECCENTRICITY * np.sin(angle)) ** 2) / np.cos(angle)
    return stretch


class NearestCounty:
    """Finds the county nearest to points that lie in none.

    Arguments:
        geometries: the counties, in degrees (WGS 84), lowest code first.
        reach_metres: counties farther away than this are not found.
    """

    def __init__(self, geometries: Sequence[BaseGeometry], reach_metres: float) -> None:
        self._geometries = geometries
        self._reach_metres = reach_metres
        west, south, east, north = shapely.total_bounds(geometries)
        farthest_latitude = max(abs(south), abs(north)) + reach_metres / LEAST_METRES_PER_DEGREE
        self._most_stretch = float(mercator_stretch(np.array(farthest_latitude)))
        self.reach_degrees = reach_metres / LEAST_METRES_PER_DEGREE * self._most_stretch
        reach = self.reach_degrees
        self._bounds = west - reach, south - reach, east + reach, north + reach

    @cached_property
    def _pieces(self) -> tuple[shapely.STRtree, IntArray]:
        """The boundaries in short pieces on the projection, and the index of each piece's county."""
        short = shapely.segmentize(self._geometries, PIECE_DEGREES)
        segments = [boundary_segments([geometry]) for geometry in short]
        county = np.repeat(np.arange(len(segments), dtype=np.int16), [len(part) for part in segments])
        ends = np.vstack(segments)
        lines = np.stack([mercator(*ends[:, :2].T), mercator(*ends[:, 2:].T)], axis=1)
        return shapely.STRtree(shapely.linestrings(lines)), county

    def find(self, x: FloatArray, y: FloatArray) -> tuple[IntArray, FloatArray]:
        """Index of the nearest county and metres to it; -1 and NaN where none is within reach.

        Of counties equally near, the one with the lowest code. Right to about 0.1 % of the distance.
        """
        county, distance = np.full(x.shape, NONE, np.int16), np.full(x.shape, np.nan)
        west, south, east, north = self._bounds
        near = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
        if near.size == 0:
            return county, distance
        tree, county_of_piece = self._pieces
        points = shapely.points(mercator(x[near], y[near]))
        (asked, piece), length = tree.query_nearest(
            points, max_distance=self._reach_metres * self._most_stretch, return_distance=True
        )
        order = np.lexsort((county_of_piece[piece], asked))
        point, first = np.unique(asked[order], return_index=True)
        chosen, target = order[first], near[point]
        metres = length[chosen] / mercator_stretch(y[target])
        within = metres <= self._reach_metres
        county[target[within]] = county_of_piece[piece[chosen[within]]]
        distance[target[within]] = metres[within]
        return county, distance


def nearest_constituency(
    county_code: TextArray, longitude: FloatArray, latitude: FloatArray, known: Iterable[KnownPoint]
) -> TextArray:
    """For each point the constituency of the nearest known point of the same county; "" where there is none.

    Arguments:
        county_code: the county of each point, "" where unknown.
        longitude, latitude: degrees, NaN where unknown.
        known: points whose constituency is known; of equally near ones the first counts.
    """
    x, y = np.asarray(longitude, np.float64), np.asarray(latitude, np.float64)
    found = np.full(x.shape, "", dtype=object)
    least = np.full(x.shape, np.inf)
    # A degree of longitude shrinks towards the poles.
    shrunk = np.cos(np.radians(y))
    points_of = _positions(county_code)
    for county, constituency, east, north in known:
        points = points_of.get(county)
        if points is None:
            continue
        distance = ((x[points] - east) * shrunk[points]) ** 2 + (y[points] - north) ** 2
        nearer = distance < least[points]
        found[points[nearer]] = constituency
        least[points[nearer]] = distance[nearer]
    return found


def _positions(codes: TextArray) -> dict[str, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Each code and where it stands."""
    numbers: dict[str, int] = {}
    number = np.fromiter((numbers.setdefault(code, len(numbers)) for code in codes), np.int16, len(codes))
    order = np.argsort(number, kind="stable")
    starts = np.searchsorted(number[order], np.arange(1, len(numbers)))
    # No codes at all still split into one part, an empty one.
    return dict(zip(numbers, np.split(order, starts), strict=False))


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
