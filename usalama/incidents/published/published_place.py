"""What do others publish about one place, with year, source and doubt, and what is not known of it?"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from usalama.country import Country
from usalama.country.printed_figures import (
    ALLIANCE,
    CRIME_RATE,
    CRIMES,
    OFFICERS,
    PUBLISHED,
    REPORTED,
    Figure,
    Source,
    figures_of,
    sources_of,
)
from usalama.country.subject import Subject
from usalama.incidents.published.published_counties import PER, people_in, published_years
from usalama.model import Nature, Place, PlaceLevel, Sentence

METHOD = Sentence(
    "Every printed figure about the place, with the year that it is about; figures that disagree stand side by side. "
    "Surveys were asked by region: they are named as the region's and are not the county's. What was not printed, or "
    "not found, is said to be unknown."
)
COLUMNS = ["name", "category", "place", "year", "value", "unit", "rate_per_100k", "source", "note", "is_known"]


@dataclass(frozen=True, eq=False)
class PublishedPlace:
    """What is published about one place; the same for everybody.

    Arguments:
        rows: name, category, place (as printed), year (missing where none was said), value (NaN where unknown), unit,
            rate_per_100k (made from the count; NaN elsewhere), source, note, is_known. A county has a row for each year
            in which any county was published.
        around: the same columns, of the region in which a county lies: not of the county.
        unknown: what else is not known of the place, each as a sentence.
        finding: the newest figure, or that there is none.
    """

    place: Place
    rows: pd.DataFrame
    around: pd.DataFrame
    unknown: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    finding: Sentence
    nature: Nature = Nature.REAL
    method: Sentence = METHOD


@lru_cache(maxsize=64)
def published_about(subject: Subject, place: Place) -> PublishedPlace:
    """Every published figure about a county, a region or the whole country.

    Kinds of crime in the whole country are left to ``published_nation``. Of cities and constituencies nothing is
    published, and that is what is said.

    Raises:
        InputRefused: a figure's county is not known, or the place is not.
    """
    country, figures = subject.country, figures_of(subject.country)
    own = [one for one in figures.all if _is_about(country, place)(one)]
    region = [
        one for one in figures.all if one.place == _region_of(country, place) and one.place and not one.county_code
    ]
    rows = _table(country, place, own, published_years(figures) if place.level is PlaceLevel.COUNTY else ())
    return PublishedPlace(
        place=place,
        rows=rows,
        around=_table(country, None, region, ()),
        unknown=_unknown(place, own),
        sources=sources_of([*own, *region]),
        finding=_finding(place, rows),
    )


def _is_about(country: Country, place: Place) -> Callable[[Figure], bool]:
    match place.level:
        case PlaceLevel.COUNTY:
            return lambda one: one.county_code == country.county(place.code).code
        case PlaceLevel.REGION:
            return lambda one: one.place == place.name and not one.county_code
        case PlaceLevel.COUNTRY:
            return lambda one: one.place in (place.name, "") and not (one.name == CRIMES and one.category)
        case _:
            return lambda _one: False


def _region_of(country: Country, place: Place) -> str:
    """The region in which a county lies; what bears the same name and is a county is no region."""
    return country.county(place.code).region_name if place.level is PlaceLevel.COUNTY else ""


def _table(country: Country, place: Place | None, printed: Iterable[Figure], years: Iterable[int]) -> pd.DataFrame:
    """The figures in the order of their names, newest year first, and the years without one."""
    known = [_row(country, place, one) for one in printed]
    counted = {row["year"] for row in known if row["name"] in (CRIMES, CRIME_RATE)}
    missing = [_no_row(place, year) for year in years if place and year not in counted]
    rows = pd.DataFrame([*known, *missing], columns=COLUMNS)
    order = {name: number for number, name in enumerate((*PUBLISHED, *ALLIANCE))}
    first = rows.assign(at=rows.name.map(order), later=-rows.year.astype("Float64"))
    ordered = first.sort_values(["at", "later"], kind="stable", ignore_index=True)[COLUMNS]
    return ordered.astype({"year": "Int64", "value": "float64", "rate_per_100k": "float64", "is_known": "bool"})


def _row(country: Country, place: Place | None, one: Figure) -> dict[str, object]:
    is_count = place is not None and one.name == CRIMES and not one.category and one.year is not None
    people = people_in(country, place, one.year) if is_count and place and one.year else math.nan
    return {
        "name": one.name,
        "category": one.category,
        "place": one.place,
        "year": one.year,
        "value": one.value,
        "unit": one.unit,
        "rate_per_100k": PER * one.value / people,
        "source": one.source.words,
        "note": one.note,
        "is_known": True,
    }


def _no_row(place: Place, year: int) -> dict[str, object]:
    nothing = {"category": "", "unit": "", "source": "", "note": "", "value": math.nan, "rate_per_100k": math.nan}
    return {"name": CRIMES, "place": place.name, "year": year, "is_known": False} | nothing


def _unknown(place: Place, own: list[Figure]) -> tuple[Sentence, ...]:
    if place.level not in (PlaceLevel.COUNTY, PlaceLevel.REGION, PlaceLevel.COUNTRY):
        return (Sentence("Nothing is published by city or constituency; look at the county."),)
    found = []
    names = {one.name for one in own}
    if OFFICERS not in names:
        found.append(Sentence("Police officers here: no figure was found."))
    if not names & set(REPORTED):
        found.append(Sentence("How many victims tell the police here: no figure was found."))
    return tuple(found)


def _finding(place: Place, rows: pd.DataFrame) -> Sentence:
    counted = rows[(rows.name == CRIMES) & rows.is_known]
    if counted.empty:
        rates = rows[(rows.name == CRIME_RATE) & rows.is_known]
        if rates.empty:
            return Sentence("No figure about crimes recorded in {place} was found.", {"place": place.name})
        newest = rates.iloc[0]
        return Sentence(
            "Crimes recorded in {place} in {year}: {rate} for every 100,000 people; the count was not found.",
            {"place": place.name, "year": str(newest.year), "rate": float(newest.value)},
        )
    newest = counted.iloc[0]
    values = {
        "place": place.name,
        "year": str(newest.year),
        "count": int(newest.value),
        "rate": float(newest.rate_per_100k),
    }
    if math.isnan(newest.rate_per_100k):
        return Sentence("Crimes recorded in {place} in {year}: {count}.", values)
    return Sentence(
        "Crimes recorded in {place} in {year}: {count}, which is {rate} for every 100,000 people.",
        values,
    )
