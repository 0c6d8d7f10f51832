"""The nearest county of a point that lies in none, in metres, and the constituency that a point probably lies in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from usalama.country.grid import NONE, boundary_segments

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
