"""What do others publish about crimes recorded in real counties, for which of them, and how well is it known?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from usalama.country import Country
from usalama.country.printed_figures import CRIME_RATE, CRIMES, Figure, Figures, Source, figures_of, sources_of
from usalama.country.subject import Subject
from usalama.errors import InputRefused
from usalama.model import Nature, Place, PlaceLevel, Sentence
from usalama.stats.space.map_pictures import class_of, nearest_legible

METHOD = Sentence(
    "Crimes recorded by the police as others printed them, never added to the rows of this store: one figure for each "
    "county and year, the first where several disagree, with the others named. The rate is that figure for every "
    "100,000 people in the middle of its year, by the census carried forward; where only a rate was printed, it is "
    "that rate. They are whole counts of records, not samples, so no interval is made; what was recorded is not all "
    "that happened."
)
BY_COMMAND = Sentence(
    "Printed by police command, which is not always a county. What was not printed, or not found by us, is left open."
)
PER = 100_000
CLASSES = 6
COUNT, RATE, UNKNOWN = "count", "rate", "unknown"


@dataclass(frozen=True, eq=False)
class PublishedCounties:
    """What is published about the counties in one year; the same for everybody, whatever the store holds.

    Arguments:
        year: that the figures are about.
        known_by_year: year -> how many counties have a figure, newest first.
        rows: every county: county_code, county_name, state ("count" printed, only a "rate" printed, "unknown"),
            crime_count, population (in the middle of the year), rate_per_100k, also_printed (figures that disagree),
            map_class (-1 unknown), source, note (what is doubtful, to be translated where it is shown).
        breaks: where the classes of the map begin; the same for all years.
        units: police commands that are in no county: place, value, source, note.
        national: printed for the whole country; None where it was not.
        sources: of the rows and units.
        finding: how much of the country is known.
        caveats: what the figures may not be taken to mean.
    """

    year: int
    known_by_year: Mapping[int, int]
    rows: pd.DataFrame
    breaks: tuple[float, ...]
    units: pd.DataFrame
    national: int | None
    sources: tuple[Source, ...]
    finding: Sentence
    caveats: tuple[Sentence, ...]
    nature: Nature = Nature.REAL
    method: Sentence = METHOD

    @property
    def n_known(self) -> int:
        """Counties with a count or a rate."""
        return int((self.rows.state != UNKNOWN).sum())


@lru_cache(maxsize=32)
def published_counties(subject: Subject, year: int | None = None) -> PublishedCounties:
    """Crimes recorded by county as published, of the year asked for or the newest one.

    Raises:
        InputRefused: nothing is published about that year, or about the counties of this country.
    """
    country, figures = subject.country, figures_of(subject.country)
    known_by_year = {one: len(_printed(figures, one)) for one in published_years(figures)}
    chosen = _year(year, known_by_year, country)
    rows = _rows(country, figures, chosen)
    units = _units(country, figures, chosen)
    national = figures.by_year(CRIMES, country.name).get(chosen)
    total = None if national is None else int(national.value)
    shown = [*_printed(figures, chosen).values(), *units, *([national] if national else [])]
    breaks = _breaks([rate for past in known_by_year for rate in _rates(country, figures, past)])
    return PublishedCounties(
        year=chosen,
        known_by_year=known_by_year,
        rows=rows.assign(map_class=class_of(rows.rate_per_100k, breaks)),
        breaks=breaks,
        units=_unit_rows(units),
        national=total,
        sources=sources_of(shown),
        finding=_finding(rows, chosen, total),
        caveats=_caveats(rows),
    )


def published_years(figures: Figures) -> tuple[int, ...]:
    """The years in which a figure of any county was published, newest first."""
    about = {one.year for name in (CRIMES, CRIME_RATE) for one in figures.named(name) if one.county_code}
    return tuple(sorted((year for year in about if year is not None), reverse=True))


def people_in(country: Country, place: Place, year: int) -> float:
    """People in the middle of a year."""
    return country.population(place, date(year, 7, 1))


def _year(asked: int | None, known_by_year: Mapping[int, int], country: Country) -> int:
    if not known_by_year:
        raise InputRefused("No figure about the counties of {country} is at hand.", country=country.name)
    if asked is not None and asked not in known_by_year:
        raise InputRefused(
            "No crimes by county are published here for {year}; there are figures for {years}.",
            year=str(asked),
            years=", ".join(str(one) for one in sorted(known_by_year)),
        )
    return next(iter(known_by_year)) if asked is None else asked


def _printed(figures: Figures, year: int) -> dict[str, Figure]:
    """County -> what is used of it: the first count, or else the first rate."""
    return figures.by_county(CRIME_RATE, year) | figures.by_county(CRIMES, year)


def _rows(country: Country, figures: Figures, year: int) -> pd.DataFrame:
    printed = _printed(figures, year)
    rows = [_row(country, place, year, printed.get(place.code)) for place in country.places(PlaceLevel.COUNTY)]
    also = {code: _also_printed(figures, one) for code, one in printed.items()}
    found = pd.DataFrame(rows).astype({"crime_count": "Int64", "population": "Int64"})
    return found.assign(also_printed=[also.get(code, ()) for code in found.county_code])


def _row(country: Country, place: Place, year: int, figure: Figure | None) -> dict[str, object]:
    is_count = figure is not None and figure.name == CRIMES
    return {
        "county_code": place.code,
        "county_name": place.name,
        "state": UNKNOWN if figure is None else COUNT if is_count else RATE,
        "crime_count": int(figure.value) if figure is not None and is_count else None,
        "population": round(people_in(country, place, year)),
        "rate_per_100k": math.nan if figure is None else _rate(country, place, year, figure),
        "source": figure.source.words if figure else "",
        "note": figure.note if figure else "",
    }


def _also_printed(figures: Figures, used: Figure) -> tuple[float, ...]:
    """Other figures of the same thing, place and year."""
    same = (one for one in figures.named(used.name) if (one.county_code, one.year) == (used.county_code, used.year))
    return tuple(one.value for one in same if one is not used and not one.category)


def _units(country: Country, figures: Figures, year: int) -> list[Figure]:
    """Police commands that stand beside the counties and are in none of them."""
    found = (one for one in figures.named(CRIMES) if one.year == year and not one.category)
    return [one for one in found if not one.county_code and one.place != country.name]


def _unit_rows(units: Iterable[Figure]) -> pd.DataFrame:
    rows = [{"place": one.place, "value": one.value, "source": one.source.words, "note": one.note} for one in units]
    return pd.DataFrame(rows, columns=["place", "value", "source", "note"]).astype({"value": "int64"})


def _rates(country: Country, figures: Figures, year: int) -> list[float]:
    """The rates of the counties that are known in a year."""
    printed = _printed(figures, year)
    return [_rate(country, country.county(code).place, year, one) for code, one in printed.items()]


def _rate(country: Country, place: Place, year: int, figure: Figure) -> float:
    """For every 100,000 people: of a count by the people of its year, of a rate as printed."""
    return PER * figure.value / people_in(country, place, year) if figure.name == CRIMES else figure.value


def _breaks(rates: Sequence[float]) -> tuple[float, ...]:
    """Steps of one round number up to the highest rate of any year, so that a colour means the same in each."""
    highest = max(rates)
    step = nearest_legible(highest / CLASSES) if highest else 1.0
    return tuple(step * number for number in range(1, CLASSES))


def _caveats(rows: pd.DataFrame) -> tuple[Sentence, ...]:
    count = int((rows.state == RATE).sum())
    only_rates = Sentence("Counties of which only a rate was printed: {count}.", {"count": count})
    return (BY_COMMAND, only_rates) if count else (BY_COMMAND,)


def _finding(rows: pd.DataFrame, year: int, national: int | None) -> Sentence:
    """How many counties are known, and what part of the country's crimes they recorded."""
    counted = rows[rows.state == COUNT]
    values = {
        "known": len(counted),
        "counties": len(rows),
        "year": str(year),
        "count": int(counted.crime_count.sum()),
        "national": national,
    }
    if national is None:
        return Sentence(
            "Crimes recorded by the police in {year} are known for {known} of {counties} counties: {count} together.",
            values,
        )
    return Sentence(
        "Crimes recorded by the police in {year} are known for {known} of {counties} counties: {count} of the "
        "{national} in the whole country.",
        values,
    )
