"""Counts of places of any level. A city is counted by its constituencies, a county by its number."""

from __future__ import annotations

import pandas as pd

from usalama.model import Place, PlaceLevel
from usalama.reports.selection import Selection

PLACE_COLUMNS = ("county_code", "city_code")


def counts_of_places(
    selection: Selection,
    places: tuple[Place, ...],
    by: tuple[str, ...] = (),
    measures: tuple[str, ...] = ("incident_count",),
    from_rows: bool = False,
) -> pd.DataFrame:
    """Exact counts for each place, by further dimensions.

    Arguments:
        by: dimensions beside the place.
        from_rows: count the incidents themselves, for dimensions that the roll-up has not.

    Returns:
        place_key, the dimensions and the measures; groups without incidents are missing.
    """
    named_beyond_counties = any(place.level != PlaceLevel.COUNTRY for place in places)
    counted = selection.count((*PLACE_COLUMNS, *by), measures, from_rows, all_counties=named_beyond_counties)
    return sum_by_place(selection, counted, places, list(by), list(measures))


def sum_by_place(
    selection: Selection, counted: pd.DataFrame, places: tuple[Place, ...], by: list[str], measures: list[str]
) -> pd.DataFrame:
    """Add up rows of county_code and city_code to the places that hold them.

    Arguments:
        counted: county_code, city_code, the dimensions ``by`` and the measures.
    """
    parts = []
    for place in places:
        own = counted[is_in_place(selection, counted, place)]
        total = (
            own.groupby(by, as_index=False, dropna=False)[measures].sum() if by else own[measures].sum().to_frame().T
        )
        parts.append(total.assign(place_key=place.key))
    return pd.concat(parts, ignore_index=True)


def is_in_place(selection: Selection, counted: pd.DataFrame, place: Place) -> pd.Series:
    """Which rows lie in the place, by their county_code and city_code."""
    if place.level == PlaceLevel.COUNTRY:
        return pd.Series(True, index=counted.index)
    if place.level == PlaceLevel.CITY:
        return counted.city_code == place.code
    return counted.county_code.isin(selection.country.county_codes_of(place))
