"""Single points for an exact scope; cells, and only those with enough in them, for the public."""

from __future__ import annotations

from dataclasses import dataclass

import h3
import pandas as pd

from usalama.asking.selection import About, Selection, select
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.incidents.rates.county_rates import CountyRates, rates_of_counties
from usalama.model import Choices, Scope
from usalama.store import Store
from usalama.store.questions import MOST_POINTS, points


@dataclass(frozen=True)
class MapPoints:
    """Points or cells.

    Arguments:
        rows: latitude, longitude, incident_count (1 for a point).
        is_exact: whether these are points; otherwise centres of H3 cells of resolution 6, a cell on a
            county border being two.
        shown_count: incidents in the rows.
        hidden_cells: cells with 1 to 7 incidents, which are not shown.
        incident_count: all incidents of the choices, mapped or not: the sum of the counties that are shown.
        is_sample: whether more points are held than are shown.
        counties: the same reports by county, for who cannot see points.
    """

    rows: pd.DataFrame
    is_exact: bool
    shown_count: int
    hidden_cells: int
    incident_count: int
    is_sample: bool
    counties: CountyRates
    about: About


def map_points(store: Store, scope: Scope, choices: Choices, subject: Subject) -> MapPoints:
    """What may be drawn as points or heat.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    selection = select(store, scope, choices, subject)
    whole = rates_of_counties(selection)
    return _points(selection, whole) if scope.is_exact else _cells(selection, whole)


def _points(selection: Selection, whole: CountyRates) -> MapPoints:
    rows = selection.ask(points()).assign(incident_count=1)
    return MapPoints(
        rows=rows[["latitude", "longitude", "incident_count"]],
        is_exact=True,
        shown_count=len(rows),
        hidden_cells=0,
        incident_count=whole.incident_count,
        is_sample=len(rows) == MOST_POINTS,
        counties=whole,
        about=selection.about,
    )


def _cells(selection: Selection, whole: CountyRates) -> MapPoints:
    counted = selection.count(("county_code", "h3_cell"), from_rows=True).dropna(subset="h3_cell")
    cells = disclose(counted, ("incident_count",), selection.scope)
    shown = cells.dropna(subset="incident_count")
    centres = [h3.cell_to_latlng(cell) for cell in shown.h3_cell]
    return MapPoints(
        rows=pd.DataFrame(
            {
                "latitude": [latitude for latitude, _ in centres],
                "longitude": [longitude for _, longitude in centres],
                "incident_count": shown.incident_count.astype("int64").to_numpy(),
            }
        ),
        is_exact=False,
        shown_count=int(shown.incident_count.sum()),
        hidden_cells=len(cells) - len(shown),
        incident_count=whole.incident_count,
        is_sample=False,
        counties=whole,
        about=selection.about,
    )
