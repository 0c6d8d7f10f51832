"""Counties, constituencies and cities, and how many people live in a place on a day and over a period."""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from pydantic import Field

from usalama.country.country_files import Row
from usalama.model import Period, Place, PlaceLevel, month_end


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


class Town(Row):
    """A town that is known to lie in a constituency, one more point of it, in degrees: one row of ``towns.csv``."""

    name: str = Field(validation_alias="town_name")
    constituency_code: str
    longitude: float = Field(ge=-180, le=180)
    latitude: float = Field(ge=-90, le=90)


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


def population_on(counted: Sequence[tuple[date, int]], on: date) -> float:
    """People on a day, growing at a constant rate between two counts.

    Arguments:
        counted: (date, people) of at least two counts, in order of date.
        on: the day asked for. Before the first count the first two decide, after the last the last two.

    Notes:
        P(t) = P1 * (P2 / P1) ** ((t - t1) / (t2 - t1)), in days: exponential between the counts and beyond.
    """
    pairs = list(pairwise(counted))
    (first_on, first), (last_on, last) = next((pair for pair in pairs if on <= pair[1][0]), pairs[-1])
    share = (on - first_on).days / (last_on - first_on).days
    return first * math.pow(last / first, share)


def person_years(population: Callable[[date], float], period: Period) -> float:
    """The years lived by all people together over a period.

    Arguments:
        population: people on a day.
        period: days, both ends included.

    Notes:
        The sum over the months touched of the people in the middle of the month, times the days of the month
        in the period, divided by the days of that year.
    """
    return sum(_month_person_years(population, period, month) for month in period.months())


def _month_person_years(population: Callable[[date], float], period: Period, month: date) -> float:
    whole = Period(month, month_end(month))
    middle = month + timedelta(days=whole.days // 2)
    days_in_year = 366 if calendar.isleap(month.year) else 365
    days = (min(period.end, whole.end) - max(period.start, whole.start)).days + 1
    return population(middle) * days / days_in_year
