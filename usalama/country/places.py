"""Counties, constituencies, cities and censuses as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from usalama.model import Place, PlaceLevel


@dataclass(frozen=True)
class County:
    """A county.

    Arguments:
        code: its national number, three digits; the only code that is stored and joined on.
        iso_code: ISO 3166-2, for exports only; its digits are not the national number.
        region_name: the former province.
        aliases: other spellings that are understood.
        populations: (date, people) of each census and projection, in order of date.
    """

    code: str
    name: str
    iso_code: str
    region_name: str
    aliases: tuple[str, ...]
    populations: tuple[tuple[date, int], ...]

    @property
    def place(self) -> Place:
        return Place(PlaceLevel.COUNTY, self.code, self.name)


@dataclass(frozen=True)
class Constituency:
    """A constituency and the one point known of it, in degrees."""

    code: str
    name: str
    county_code: str
    longitude: float
    latitude: float
    city_code: str | None

    @property
    def place(self) -> Place:
        return Place(PlaceLevel.CONSTITUENCY, self.code, self.name)


@dataclass(frozen=True)
class Town:
    """A town that is known to lie in a constituency: one more point of it, in degrees."""

    name: str
    constituency_code: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class City:
    """A named list of constituencies.

    Arguments:
        definition: what kind of list it is.
        population, population_on, population_source: how many people, when, and who counted.
    """

    code: str
    name: str
    definition: str
    county_codes: tuple[str, ...]
    constituency_codes: tuple[str, ...]
    population: int
    population_on: date
    population_source: str

    @property
    def place(self) -> Place:
        return Place(PlaceLevel.CITY, self.code, self.name)


@dataclass(frozen=True)
class Region:
    """A former province and its counties."""

    code: str
    name: str
    county_codes: tuple[str, ...]

    @property
    def place(self) -> Place:
        return Place(PlaceLevel.REGION, self.code, self.name)


@dataclass(frozen=True)
class Census:
    """When people were counted, and who says so."""

    on: date
    source: str
