"""Where rows lie: clusters around the constituencies' known points, inside the county."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from usalama.country import Country, Outcome
from usalama.demonstration.draws import Floats, Whole, cumulative, pick

DEGREES_PER_KM = 1 / 111.2
CLUSTERS = 8
# Clusters are not equally busy: the second has half the rows of the first, the third a third ...
CLUSTER_WEIGHTS = 1 / np.arange(1, CLUSTERS + 1)
# Of the distance to the next constituency: how far clusters lie from its point, and rows from their cluster.
CLUSTER_REACH, ROW_REACH, STRAY_REACH = 0.35, 0.06, 0.4
STRAY_SHARE = 0.15
NARROWEST_KM, WIDEST_KM = 0.8, 25.0
# A constituency has more or fewer incidents than its neighbours: standard deviation of the logarithm.
UNEVENNESS = 0.5
TRIES = 8
CLUSTER_DECIMALS = 6

Texts = npt.NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Sites:
    """The clusters of one demonstration.

    Arguments:
        weights: how busy each constituency is (constituencies), within its county.
        is_town: whether it belongs to a city.
        county: the index of its county.
        reach: kilometres to the next constituency's point, within bounds.
        clusters: longitude and latitude (constituencies, CLUSTERS, 2), all inside the county.
    """

    country: Country
    county_codes: Texts
    constituency_codes: Texts
    weights: Floats
    is_town: npt.NDArray[np.bool_]
    county: Whole
    reach: Floats
    clusters: Floats

    def constituency_table(self, town: float) -> Floats:
        """Cumulative chances (counties, constituencies), a town's constituency being ``town`` times as likely."""
        weights = self.weights * np.where(self.is_town, town, 1.0)
        table = np.zeros((self.county_codes.size, weights.size))
        table[self.county, np.arange(weights.size)] = weights
        return cumulative(table)

    def points(self, generator: np.random.Generator, constituency: Whole, decimals: Whole) -> Floats:
        """A point (rows, 2) for each row, inside the county of its constituency; NaN where none was found.

        Arguments:
            constituency: index of the constituency of each row.
            decimals: to how many decimals of a degree the point is known.
        """
        cluster = pick(generator, cumulative(CLUSTER_WEIGHTS), np.zeros(constituency.size, dtype=np.int64))
        centre = self.clusters[constituency, cluster]
        is_stray = generator.random(constituency.size) < STRAY_SHARE
        reach = self.reach[constituency] * np.where(is_stray, STRAY_REACH, ROW_REACH)
        county_codes = self.county_codes[self.county[constituency]]
        return scatter(generator, self.country, centre, reach, county_codes, decimals)


def make_sites(generator: np.random.Generator, country: Country) -> Sites:
    """Lay out the clusters of every constituency."""
    places = country.constituencies
    county_codes = np.array([county.code for county in country.counties], dtype=object)
    position = {code: index for index, code in enumerate(county_codes)}
    county = np.array([position[one.county_code] for one in places])
    known = np.array([(one.longitude, one.latitude) for one in places])
    reach = _reach(known)
    own = np.repeat(county_codes[county], CLUSTERS)
    inside = _moved_inside(country, known, county_codes[county])
    centre = np.repeat(inside, CLUSTERS, axis=0)
    spread = np.repeat(reach * CLUSTER_REACH, CLUSTERS)
    clusters = scatter(generator, country, centre, spread, own, np.full(own.size, CLUSTER_DECIMALS))
    return Sites(
        country=country,
        county_codes=county_codes,
        constituency_codes=np.array([one.code for one in places], dtype=object),
        weights=np.exp(UNEVENNESS * generator.standard_normal(len(places))),
        is_town=np.array([one.city_code is not None for one in places]),
        county=county,
        reach=reach,
        clusters=np.where(np.isnan(clusters), centre, clusters).reshape(len(places), CLUSTERS, 2),
    )


def scatter(
    generator: np.random.Generator,
    country: Country,
    centre: Floats,
    reach: Floats,
    county_codes: Texts,
    decimals: Whole,
) -> Floats:
    """Points around centres, each inside its county; NaN for one that will not fall inside.

    Arguments:
        centre: longitude and latitude (rows, 2).
        reach: standard deviation in kilometres.
        decimals: the point is rounded to so many before it is tried.
    """
    points = np.full(centre.shape, np.nan)
    left = np.arange(len(centre))
    for _ in range(TRIES):
        step = generator.standard_normal((left.size, 2)) * (reach[left, None] * DEGREES_PER_KM)
        tried = _rounded(centre[left] + step, decimals[left])
        is_inside = _is_inside(country, tried, county_codes[left])
        points[left[is_inside]] = tried[is_inside]
        left = left[~is_inside]
    return points


def _rounded(points: Floats, decimals: Whole) -> Floats:
    unit = 10.0 ** decimals[:, None]
    return np.asarray(np.round(points * unit) / unit)


def _is_inside(country: Country, points: Floats, county_codes: Texts) -> npt.NDArray[np.bool_]:
    found = country.locate(points[:, 0], points[:, 1])
    return np.asarray((found.county_code == county_codes) & (found.outcome == Outcome.POINT), dtype=bool)


def _moved_inside(country: Country, points: Floats, county_codes: Texts) -> Floats:
    """The points themselves, or a point inside the county where the boundaries leave one out."""
    is_inside = _is_inside(country, points, county_codes)
    moved = points.copy()
    for row in np.flatnonzero(~is_inside):
        inner = country.boundaries[county_codes[row]].representative_point()
        moved[row] = (inner.x, inner.y)
    return moved


def _reach(points: Floats) -> Floats:
    """Kilometres to the nearest other point, within bounds."""
    east, north = points[:, 0] * np.cos(np.radians(points[:, 1])), points[:, 1]
    distance = np.hypot(east[:, None] - east, north[:, None] - north)
    np.fill_diagonal(distance, np.inf)
    return np.asarray(np.clip(distance.min(axis=1) / DEGREES_PER_KM, NARROWEST_KM, WIDEST_KM))
