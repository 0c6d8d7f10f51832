"""How many reports in each H3 cell of one county or city, as exactly as the scope may see?"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from usalama.asking.selection import Selection, select
from usalama.country.geography import COARSE, LEVELS, RESOLUTIONS, cells_of_place, cells_of_points
from usalama.country.subject import Subject
from usalama.disclosure import LARGEST_HIDDEN, disclose, shown_total
from usalama.errors import InputRefused
from usalama.model import Choices, Period, Place, PlaceLevel, Scope
from usalama.stats.counting.rates import Numbers
from usalama.stats.space.gi_star import FEWEST_CELLS, FEWEST_EXPECTED
from usalama.store import Store
from usalama.store.questions import dated_points

# A cell, and the ring of six around it.
NEIGHBOURHOOD = 7
# What a phone still draws; finer cells are only taken where the place has no more of them.
MOST_CELLS = 1_500
# How precisely a point must be known to be put into a cell of this resolution.
PRECISE_ENOUGH = {
    6: frozenset({"exact", "street", "locality"}),
    7: frozenset({"exact", "street", "locality"}),
    8: frozenset({"exact", "street"}),
}


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of a place, and what a question needs to fill them.

    Arguments:
        selection: all categories, in the counties of the place.
        category_codes: those asked for; empty means all.
        points: an exact scope's points; None for the public, who sees cells only.
    """

    selection: Selection
    place: Place
    resolution: int
    cells: tuple[str, ...]
    category_codes: tuple[str, ...]
    points: pd.DataFrame | None


@dataclass(frozen=True, eq=False)
class CellCounts:
    """Reports of each cell.

    Arguments:
        incident_count: as the scope may see it, one a cell, missing where hidden.
        unplaced_count: reports of the place that no cell holds, because they have no point, an imprecise one, or
            one outside; None for the public, of whom cells and their sums alone are shown.
    """

    incident_count: pd.Series
    unplaced_count: int | None

    @property
    def lowest(self) -> Numbers:
        """What stands behind each cell at least."""
        return self._filled(1)

    @property
    def highest(self) -> Numbers:
        """What stands behind each cell at most, but for the rounding."""
        return self._filled(LARGEST_HIDDEN)

    @property
    def shown(self) -> int:
        return shown_total(self.incident_count)

    @property
    def hidden_cells(self) -> int:
        return int(self.incident_count.isna().sum())

    def _filled(self, hidden: int) -> Numbers:
        filled = self.incident_count.astype("Float64").to_numpy(dtype=float, na_value=hidden)
        return np.asarray(filled, dtype=np.float64)


def find_cells(store: Store, scope: Scope, choices: Choices, subject: Subject, place: Place) -> Cells:
    """The cells of a place, as fine as scope, number and precision of the reports allow.

    Raises:
        InputRefused: the place is not one county or one city; for the public, not one county.
        NothingFound: the scope sees nothing in this period.
    """
    if place.level not in LEVELS:
        raise InputRefused("Cells are known for one county or one city. Choose one.")
    if place.level == PlaceLevel.CITY and not scope.is_exact:
        raise InputRefused("The public sees the cells of whole counties. Choose a county.")
    counties = subject.country.county_codes_of(place)
    selection = select(store, scope, replace(choices, county_codes=counties, categories=()), subject)
    wanted = tuple(sorted(subject.categories.expand(choices.categories))) if choices.categories else ()
    points = _points(selection, place) if scope.is_exact else None
    resolution = COARSE if points is None else _resolution(selection, place, of_kind(points, wanted))
    cells = cells_of_place(selection.country, place, resolution)
    return Cells(selection, place, resolution, cells, wanted, points)


def count_cells(found: Cells, category_codes: tuple[str, ...], period: Period | None = None) -> CellCounts:
    """Reports of these categories in each cell; empty means all categories.

    Arguments:
        period: another one than that of the selection.
    """
    own = replace(found.selection, category_codes=category_codes)
    if found.points is None:
        return _public_counts(own, found.cells, period)
    points = found.points if period is None else _points(own, found.place, period)
    points = of_kind(points, category_codes)
    placed = points[is_precise(points, found.resolution)]
    cells = cells_of_points(placed.longitude.to_numpy(), placed.latitude.to_numpy(), found.resolution)
    counted = pd.Series(cells, dtype=object).value_counts().reindex(found.cells, fill_value=0)
    whole = _whole_count(own, found.place, period)
    return CellCounts(counted.astype("int64").reset_index(drop=True), whole - int(counted.sum()))


def is_precise(points: pd.DataFrame, resolution: int) -> pd.Series:
    """Which points are known well enough for a cell of this resolution."""
    return points.location_precision.isin(PRECISE_ENOUGH[resolution])


def of_kind(points: pd.DataFrame, category_codes: tuple[str, ...]) -> pd.DataFrame:
    """The points of these categories; empty means all."""
    return points[points.category_code.isin(category_codes)] if category_codes else points


def _points(selection: Selection, place: Place, period: Period | None = None) -> pd.DataFrame:
    everything = replace(selection, category_codes=())
    points = everything.ask(dated_points(), period)
    return points[points.city_code == place.code] if place.level == PlaceLevel.CITY else points


def _resolution(selection: Selection, place: Place, points: pd.DataFrame) -> int:
    """The finest at which an average neighbourhood still expects enough, and the place has not too many cells."""
    for resolution in sorted(RESOLUTIONS, reverse=True):
        cells = len(cells_of_place(selection.country, place, resolution))
        expected = NEIGHBOURHOOD * int(is_precise(points, resolution).sum()) / max(cells, 1)
        if FEWEST_CELLS <= cells <= MOST_CELLS and expected >= FEWEST_EXPECTED:
            return resolution
    return COARSE


def _public_counts(own: Selection, cells: tuple[str, ...], period: Period | None) -> CellCounts:
    """The table of the incident map, so that there is one count of a cell and no two that can be subtracted."""
    counted = own.count(("county_code", "h3_cell"), from_rows=True, period=period).dropna(subset="h3_cell")
    by_cell = counted.set_index("h3_cell").incident_count.reindex(cells, fill_value=0)
    frame = by_cell.astype("int64").rename("incident_count").reset_index()
    return CellCounts(disclose(frame, ("incident_count",), own.scope).incident_count, None)


def _whole_count(own: Selection, place: Place, period: Period | None) -> int:
    by = ("city_code",) if place.level == PlaceLevel.CITY else ()
    counted = own.count(by, period=period)
    if by:
        counted = counted[counted.city_code == place.code]
    return int(counted.incident_count.sum())
