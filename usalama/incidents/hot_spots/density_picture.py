"""How densely do reports lie over a county or city? A picture for the operator, without verdict."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from usalama.asking.asked import finding_about, one_place
from usalama.asking.kept import kept
from usalama.asking.selection import About, select
from usalama.country.geography import LEVELS, cell_outline, cells_of_place, is_inside
from usalama.country.subject import Subject
from usalama.errors import InputRefused
from usalama.incidents.hot_spots.near_repeats import PRECISE
from usalama.model import Choices, Place, PlaceLevel, Scope, Sentence
from usalama.stats.counting.rates import Numbers
from usalama.stats.space.map_pictures import smooth_density
from usalama.store import Store
from usalama.store.questions import dated_points

METHOD = Sentence(
    "Points known to the place or the street are counted in squares and smoothed by a bell. Its width depends on the "
    "place alone, so that periods can be compared; what it would spread over the border is given back. A picture only: "
    "it has no range, and chance makes such hills as well."
)
NO_FINDING = Sentence("A picture, not a finding: chance makes such hills as well")
# As many as are drawn at once; the bell is so many squares wide.
SQUARES, BANDWIDTH_STEPS = 2_500, 2.0
KM_PER_DEGREE = 111.195
MARGIN_STEPS = 1


@dataclass(frozen=True, eq=False)
class DensityPicture:
    """Squares inside the place.

    Arguments:
        density: reports for each square kilometre, (rows from the south, columns from the west); NaN outside.
        rows: west, south, east, north in degrees, per_km2 (reports for each square kilometre).
        step_km: side of a square.
        bandwidth_km: standard deviation of the bell.
        point_count: reports in it.
        imprecise_count: left out because their place is not known well enough.
        finding: that there is none.
    """

    place: Place
    density: Numbers
    rows: pd.DataFrame
    step_km: float
    bandwidth_km: float
    point_count: int
    imprecise_count: int
    finding: Sentence
    about: About
    method: Sentence = METHOD


@dataclass(frozen=True, eq=False)
class _Grid:
    """Edges of the squares, in degrees, and their side."""

    longitude: Numbers
    latitude: Numbers
    step_km: float


@kept
def density_picture(store: Store, scope: Scope, choices: Choices, subject: Subject, place: Place) -> DensityPicture:
    """Reports for each square kilometre, smoothed.

    Raises:
        InputRefused: the place is neither a county nor a city.
        NotAllowed: the scope is public; single points would be needed.
        NothingFound: the scope sees nothing in this period.
    """
    if place.level not in LEVELS:
        raise InputRefused("The picture is drawn of one county or one city. Choose one.")
    counties = subject.country.county_codes_of(place)
    selection = select(store, scope, replace(choices, county_codes=counties), subject)
    points = selection.ask(dated_points())
    if place.level == PlaceLevel.CITY:
        points = points[points.city_code == place.code]
    precise = points[points.location_precision.isin(PRECISE)]
    grid = _grid(subject, place)
    counts, *_edges = np.histogram2d(precise.latitude, precise.longitude, bins=[grid.latitude, grid.longitude])
    east, north = np.meshgrid(_middles(grid.longitude), _middles(grid.latitude))
    # A square on the border belongs to the place if its middle does, or a report of the place lies in it.
    inside = is_inside(subject.country, place, east.ravel(), north.ravel()).reshape(counts.shape) | (counts > 0)
    density = smooth_density(counts, inside, bandwidth_steps=BANDWIDTH_STEPS, step_km=grid.step_km)
    return DensityPicture(
        place=place,
        density=density,
        rows=_rows(grid, density),
        step_km=grid.step_km,
        bandwidth_km=BANDWIDTH_STEPS * grid.step_km,
        point_count=int(counts.sum()),
        imprecise_count=len(points) - len(precise),
        finding=finding_about(NO_FINDING, choices, subject, one_place(place, choices)),
        about=selection.about,
    )


def _grid(subject: Subject, place: Place) -> _Grid:
    """Squares over the place; their size depends on the place alone."""
    cells = cells_of_place(subject.country, place, 7)
    corners = np.array([corner for cell in cells for corner in cell_outline(cell)])
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    shrunk = math.cos(math.radians((south + north) / 2))
    area = (east - west) * shrunk * (north - south) * KM_PER_DEGREE**2
    step_km = math.sqrt(area / SQUARES)
    step = step_km / KM_PER_DEGREE
    return _Grid(_edges(west, east, step / shrunk), _edges(south, north, step), step_km)


def _edges(start: float, end: float, step: float) -> Numbers:
    steps = np.arange(-MARGIN_STEPS, math.ceil((end - start) / step) + 1 + MARGIN_STEPS)
    return np.asarray(start + step * steps, dtype=np.float64)


def _middles(edges: Numbers) -> Numbers:
    return np.asarray((edges[:-1] + edges[1:]) / 2, dtype=np.float64)


def _rows(grid: _Grid, density: Numbers) -> pd.DataFrame:
    row, column = np.nonzero(~np.isnan(density))
    return pd.DataFrame(
        {
            "west": grid.longitude[column],
            "south": grid.latitude[row],
            "east": grid.longitude[column + 1],
            "north": grid.latitude[row + 1],
            "per_km2": density[row, column],
        }
    )
