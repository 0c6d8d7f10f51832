"""Which constituency a point probably lies in, where constituencies have no boundaries."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from usalama.country.locate import FloatArray, TextArray

# County, constituency, longitude, latitude.
KnownPoint = tuple[str, str, float, float]


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
