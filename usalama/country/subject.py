"""The country and its categories, what every report is about, read from the folder that describes a country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import PositiveInt

from usalama.country.categories import Categories, load_categories
from usalama.country.country import Country
from usalama.country.country_files import (
    AliasRow,
    Census,
    CityFacts,
    ConstituencyRow,
    CountryFacts,
    CountyRow,
    ProjectionRow,
    checked,
    read_rows,
    read_toml,
    refuse_unknown,
)
from usalama.country.places import City, Constituency, County, Region, Town
from usalama.errors import InputRefused
from usalama.settings import Settings


@lru_cache
def load_country(folder: Path) -> Country:
    """The country that a folder describes: ``country.toml`` and the files beside it.

    ``projections.csv`` (county_code, on, population) is optional; its counts continue those of the censuses.
    Boundaries are read when first asked for.

    Raises:
        InputRefused: a file is missing or does not hold what it should.
    """
    file = folder / "country.toml"
    facts: CountryFacts = checked(file, CountryFacts, read_toml(file))
    cities = _city_facts(folder)
    counties = _counties(folder, facts)
    constituencies = _constituencies(folder, cities, counties)
    return Country(
        name=facts.name,
        iso_code=facts.iso_code,
        time_zone=facts.time_zone,
        bounds=facts.bounds,
        folder=folder,
        boundaries_file=folder / facts.boundaries.file,
        name_properties=facts.boundaries.name_properties,
        nearest_metres=facts.nearest_metres,
        counties=counties,
        regions=_regions(counties),
        constituencies=constituencies,
        towns=_towns(folder, constituencies),
        cities=_cities(folder, cities, constituencies),
    )


def _counties(folder: Path, facts: CountryFacts) -> tuple[County, ...]:
    file = folder / "counties.csv"
    rows = {row.county_code: row for row in read_rows(file, CountyRow)}
    if len(rows) != facts.county_count:
        raise InputRefused(
            "{file} has {found} counties where {expected} are expected.",
            file=file.name,
            found=len(rows),
            expected=facts.county_count,
        )
    aliases = _aliases(folder, rows)
    projections = _projections(folder, rows)
    return tuple(
        County(
            code=code,
            name=row.county_name,
            iso_code=row.iso_code,
            region_name=row.region_name,
            aliases=tuple(aliases.get(code, ())),
            populations=tuple(sorted(_counted(file, row, facts.census) + projections.get(code, []))),
        )
        for code, row in sorted(rows.items())
    )


def _counted(file: Path, row: CountyRow, censuses: Sequence[Census]) -> list[tuple[date, int]]:
    columns = row.model_extra or {}
    refuse_unknown(file, "column", (census.column for census in censuses), columns)
    return [(census.on, checked(file, PositiveInt, columns[census.column])) for census in censuses]


def _aliases(folder: Path, counties: dict[str, CountyRow]) -> dict[str, list[str]]:
    rows = read_rows(folder / "aliases.csv", AliasRow)
    refuse_unknown(folder / "aliases.csv", "county_code", (row.county_code for row in rows), counties)
    aliases: dict[str, list[str]] = {}
    for row in rows:
        aliases.setdefault(row.county_code, []).append(row.alias)
    return aliases


def _projections(folder: Path, counties: dict[str, CountyRow]) -> dict[str, list[tuple[date, int]]]:
    file = folder / "projections.csv"
    rows = read_rows(file, ProjectionRow) if file.exists() else ()
    refuse_unknown(file, "county_code", (row.county_code for row in rows), counties)
    counts: dict[str, list[tuple[date, int]]] = {}
    for row in rows:
        counts.setdefault(row.county_code, []).append((row.on, row.population))
    return counts


def _regions(counties: Sequence[County]) -> tuple[Region, ...]:
    names = dict.fromkeys(county.region_name for county in counties)
    return tuple(
        Region(
            name.lower().replace(" ", "_"),
            name,
            tuple(county.code for county in counties if county.region_name == name),
        )
        for name in names
    )


def _constituencies(folder: Path, cities: Sequence[CityFacts], counties: Sequence[County]) -> tuple[Constituency, ...]:
    file = folder / "constituencies.csv"
    rows = read_rows(file, ConstituencyRow)
    known = {county.code: county for county in counties}
    refuse_unknown(file, "county_code", (row.county_code for row in rows), known)
    city_of = {code: city.code for city in cities for code in city.constituencies}
    return tuple(
        Constituency(
            code=row.constituency_code,
            name=row.constituency_name,
            county_code=row.county_code,
            longitude=row.longitude,
            latitude=row.latitude,
            city_code=city_of.get(row.constituency_code),
        )
        for row in sorted(rows, key=lambda row: row.constituency_code)
    )


def _towns(folder: Path, constituencies: Sequence[Constituency]) -> tuple[Town, ...]:
    file = folder / "towns.csv"
    rows = read_rows(file, Town)
    known = {one.code: one for one in constituencies}
    refuse_unknown(file, "constituency_code", (row.constituency_code for row in rows), known)
    return rows


def _city_facts(folder: Path) -> tuple[CityFacts, ...]:
    file = folder / "cities.toml"
    cities: tuple[CityFacts, ...] = checked(file, tuple[CityFacts, ...], read_toml(file).get("city", []))
    return cities


def _cities(folder: Path, cities: Sequence[CityFacts], constituencies: Sequence[Constituency]) -> tuple[City, ...]:
    known = {one.code: one for one in constituencies}
    for city in cities:
        refuse_unknown(folder / "cities.toml", "constituency", city.constituencies, known)
    return tuple(
        City(
            code=city.code,
            name=city.name,
            definition=city.definition,
            county_codes=tuple(sorted({known[code].county_code for code in city.constituencies})),
            constituency_codes=city.constituencies,
            population=city.population,
            population_on=city.population_date,
            population_source=city.population_source,
        )
        for city in cities
    )


@dataclass(frozen=True)
class Subject:
    country: Country
    categories: Categories


def load_subject(settings: Settings) -> Subject:
    """Read the country's folder; cached by the loaders."""
    return Subject(load_country(settings.country), load_categories(settings.country))
