"""A country: its places by name and code, the people in them, and the county of a point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from usalama.country.boundaries import map_geojson, read_boundaries
from usalama.country.locate import FloatArray, KnownPoint, Located, Locator, TextArray, nearest_constituency
from usalama.country.names import letters, unknown
from usalama.country.places import City, Constituency, County, Region, Town, person_years, population_on
from usalama.errors import InputRefused
from usalama.model import Period, Place, PlaceLevel

# A bare name means the first of these that has it: people who say Kisumu mean the city.
NAME_ORDER = (
    PlaceLevel.COUNTRY,
    PlaceLevel.CITY,
    PlaceLevel.COUNTY,
    PlaceLevel.REGION,
    PlaceLevel.CONSTITUENCY,
)


@dataclass(frozen=True, eq=False)
class Country:
    """Everything that is known of the country, read from its folder by ``load_country``.

    Arguments:
        iso_code: ISO 3166-1, two letters.
        time_zone: IANA name.
        bounds: west, south, east, north in degrees; what a map shows at first.
        folder: where it was read from.
        boundaries_file: the GeoJSON of its counties.
        name_properties: the properties of that file that may hold a county's name.
        nearest_metres: a point in no county belongs to the nearest within this distance.
    """

    name: str
    iso_code: str
    time_zone: str
    bounds: tuple[float, float, float, float]
    folder: Path
    boundaries_file: Path
    name_properties: tuple[str, ...]
    nearest_metres: float
    counties: tuple[County, ...]
    regions: tuple[Region, ...]
    constituencies: tuple[Constituency, ...]
    towns: tuple[Town, ...]
    cities: tuple[City, ...]

    # Places

    @cached_property
    def _by_level(self) -> dict[PlaceLevel, dict[str, Place]]:
        country = Place(PlaceLevel.COUNTRY, self.iso_code, self.name)
        kinds = (self.regions, self.counties, self.cities, self.constituencies)
        places = [country, *(one.place for kind in kinds for one in kind)]
        return {level: {one.code: one for one in places if one.level == level} for level in PlaceLevel}

    @cached_property
    def _by_name(self) -> dict[str, Place]:
        known: dict[str, Place] = {}
        for level in NAME_ORDER:
            for place in self._by_level[level].values():
                known.setdefault(letters(place.name), place)
        return {name: county.place for name, county in self._county_names.items()} | known

    @cached_property
    def _county_names(self) -> dict[str, County]:
        return {letters(name): one for one in self.counties for name in (one.name, *one.aliases)}

    @cached_property
    def _constituency_names(self) -> dict[str, Constituency]:
        return {letters(one.name): one for one in self.constituencies}

    @cached_property
    def _constituencies(self) -> dict[str, Constituency]:
        return {one.code: one for one in self.constituencies}

    @cached_property
    def _cities(self) -> dict[str, City]:
        return {one.code: one for one in self.cities}

    @cached_property
    def _counties(self) -> dict[str, County]:
        return {county.code: county for county in self.counties}

    @property
    def whole(self) -> Place:
        """The country as a place."""
        return self.places(PlaceLevel.COUNTRY)[0]

    def places(self, level: PlaceLevel) -> tuple[Place, ...]:
        """All places of a level, in the order of their codes (cities: as their file lists them)."""
        return tuple(self._by_level[level].values())

    def names(self, level: PlaceLevel) -> dict[str, str]:
        """Code -> name of every place of a level."""
        return {place.code: place.name for place in self.places(level)}

    def place(self, key_or_name: str) -> Place:
        """The place with this key ("county:042", "city:kisumu") or name; a bare name prefers a city.

        Raises:
            InputRefused: unknown, with the nearest spelling if one is near.
        """
        level, colon, code = key_or_name.strip().partition(":")
        if colon and level in set(PlaceLevel):
            if code in self._by_level[PlaceLevel(level)]:
                return self._by_level[PlaceLevel(level)][code]
            raise InputRefused("There is no place with the code {code}.", code=key_or_name)
        found = self._by_name.get(letters(key_or_name))
        if found is None:
            raise unknown("place", key_or_name, (place.name for place in self._by_name.values()))
        return found

    def county(self, code: str) -> County:
        """The county with this national number, three digits; never an ISO code.

        Raises:
            InputRefused: there is none.
        """
        if code not in self._counties:
            raise InputRefused("There is no county with the number {code}.", code=code)
        return self._counties[code]

    def county_by_name(self, name: str) -> County:
        """The county with this name or alias, whatever its case and punctuation.

        Raises:
            InputRefused: unknown, with the nearest spelling if one is near.
        """
        spelt = letters(name)
        found = self._county_names.get(spelt) or self._county_names.get(spelt.removesuffix("county"))
        if found is None:
            raise unknown("county", name, (county.name for county in self.counties))
        return found

    def constituency_by_name(self, name: str) -> Constituency:
        """The constituency with this name, whatever its case and punctuation.

        Raises:
            InputRefused: unknown, with the nearest spelling if one is near.
        """
        found = self._constituency_names.get(letters(name))
        if found is None:
            raise unknown("constituency", name, (one.name for one in self.constituencies))
        return found

    def county_codes_of(self, place: Place) -> tuple[str, ...]:
        """The counties that a place covers or lies in, in the order of their codes."""
        match place.level:
            case PlaceLevel.COUNTRY:
                return tuple(self._counties)
            case PlaceLevel.COUNTY:
                return (self.county(place.code).code,)
            case PlaceLevel.REGION:
                return next(one.county_codes for one in self.regions if one.code == place.code)
            case PlaceLevel.CITY:
                return self._cities[place.code].county_codes
            case PlaceLevel.CONSTITUENCY:
                return (self._constituencies[place.code].county_code,)

    def city_code_of(self, constituency_code: str) -> str | None:
        """The city that a constituency belongs to, or None."""
        return self._constituencies[constituency_code].city_code

    # People

    def population(self, place: Place, on: date) -> float:
        """People in a place on a day.

        Counties grow exponentially between and beyond the censuses (``population_on``), regions and the
        country are sums of counties, and a city grows at the rate of its county since it was counted.

        Raises:
            InputRefused: a constituency, for which no count is known.
        """
        if place.level == PlaceLevel.CONSTITUENCY:
            raise InputRefused("No population is known for the constituency {place}.", place=place.name)
        people = self._people(self.county_codes_of(place), on)
        if place.level != PlaceLevel.CITY:
            return people
        city = self._cities[place.code]
        return city.population * people / self._people(city.county_codes, city.population_on)

    def person_years(self, place: Place, period: Period) -> float:
        """Years lived in a place over a period: by month, people at mid-month x days / days in the year."""
        return person_years(lambda on: self.population(place, on), period)

    def _people(self, county_codes: Iterable[str], on: date) -> float:
        return sum(population_on(self._counties[code].populations, on) for code in county_codes)

    # Points

    @cached_property
    def boundaries(self) -> dict[str, BaseGeometry]:
        """County code -> geometry in degrees; refused with a sentence if the file is not right."""
        return read_boundaries(self.boundaries_file, self.name_properties, len(self.counties), self.county_by_name)

    @cached_property
    def _locator(self) -> Locator:
        return Locator(self.boundaries, self.nearest_metres)

    def locate(self, longitude: FloatArray, latitude: FloatArray) -> Located:
        """The county of each point (degrees, NaN where unknown); swapped ones are reported, never mended."""
        return self._locator.locate(longitude, latitude)

    @cached_property
    def _known_points(self) -> list[KnownPoint]:
        """County and constituency of every point whose constituency is known, in degrees."""
        return [
            (self._constituencies[code].county_code, code, longitude, latitude)
            for code, longitude, latitude in (
                *((one.code, one.longitude, one.latitude) for one in self.constituencies),
                *((town.constituency_code, town.longitude, town.latitude) for town in self.towns),
            )
        ]

    def constituency_near(self, county_code: TextArray, longitude: FloatArray, latitude: FloatArray) -> TextArray:
        """For each point the constituency, in its county, of the nearest point or town known of one.

        An estimate: constituencies have no boundaries here. "" where there is no point or no county.
        """
        return nearest_constituency(county_code, longitude, latitude, self._known_points)

    @cached_property
    def _map_geometry(self) -> bytes:
        return map_geojson(self.boundaries, self.names(PlaceLevel.COUNTY))

    def map_geometry(self) -> bytes:
        """The counties as GeoJSON small enough for a browser: feature id = county code, property "name"."""
        return self._map_geometry
