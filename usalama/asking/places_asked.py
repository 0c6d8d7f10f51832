"""Counts of places of any level. A city is counted by its constituencies, a county by its number."""

from __future__ import annotations

import pandas as pd

from usalama.asking.selection import Selection
from usalama.model import Place, PlaceLevel

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
    counties = {place.code: place.key for place in places if place.level == PlaceLevel.COUNTY}
    parts = [_sum_by_county(counted, counties, by, measures)] if counties else []
    for place in places:
        if place.level != PlaceLevel.COUNTY:
            own = counted[is_in_place(selection, counted, place)]
            parts.append(_sum(own, by, measures).assign(place_key=place.key))
    together = pd.concat(parts, ignore_index=True)
    position = {place.key: number for number, place in enumerate(places)}
    return together.iloc[together.place_key.map(position).argsort(kind="stable")].reset_index(drop=True)


def _sum(own: pd.DataFrame, by: list[str], measures: list[str]) -> pd.DataFrame:
    return own.groupby(by, as_index=False, dropna=False)[measures].sum() if by else own[measures].sum().to_frame().T


def _sum_by_county(counted: pd.DataFrame, counties: dict[str, str], by: list[str], measures: list[str]) -> pd.DataFrame:
    """All counties in one pass: to look through all rows for each of 47 takes most of what a page costs."""
    own = counted[counted.county_code.isin(list(counties))]
    keyed = own.assign(place_key=own.county_code.map(counties))
    total = keyed.groupby(["place_key", *by], as_index=False, dropna=False)[measures].sum()
    if not by:
        total = total.set_index("place_key").reindex(list(counties.values()), fill_value=0).reset_index()
    return total[[*by, *measures, "place_key"]]


def is_in_place(selection: Selection, counted: pd.DataFrame, place: Place) -> pd.Series:
    """Which rows lie in the place, by their county_code and city_code."""
    if place.level == PlaceLevel.COUNTRY:
        return pd.Series(True, index=counted.index)
    if place.level == PlaceLevel.CITY:
        return counted.city_code == place.code
    return counted.county_code.isin(selection.country.county_codes_of(place))
