"""Shapes and points as the browser fetches them."""

import json

import numpy as np
import pytest

from components.maps.geometries import addresses_of, geometries
from usalama.country import load_country
from usalama.settings import PROJECT_FOLDER

COUNTRY = load_country(PROJECT_FOLDER / "data" / "kenya")


def features(name):
    return json.loads(geometries(COUNTRY)[name])["features"]


def test_counties_are_areas_with_their_code_as_id():
    codes = {feature["id"]: feature["properties"]["name"] for feature in features("counties")}
    assert codes == {county.code: county.name for county in COUNTRY.counties}


@pytest.mark.parametrize("name", ["constituencies", "cities"])
def test_points_lie_in_the_country(name):
    west, south, east, north = COUNTRY.bounds
    for feature in features(name):
        longitude, latitude = feature["geometry"]["coordinates"]
        assert west <= longitude <= east
        assert south <= latitude <= north


def test_every_constituency_and_city_has_a_point():
    assert len(features("constituencies")) == len(COUNTRY.constituencies)
    assert [feature["id"] for feature in features("cities")] == [city.place.key for city in COUNTRY.cities]


def test_a_city_stands_in_its_own_county():
    kisumu = next(feature for feature in features("cities") if feature["id"] == "city:kisumu")
    longitude, latitude = kisumu["geometry"]["coordinates"]
    located = COUNTRY.locate(np.array([longitude]), np.array([latitude]))
    assert list(located.county_code) == [COUNTRY.county_by_name("Kisumu").code]


def test_the_files_are_small():
    assert sum(len(content) for content in geometries(COUNTRY).values()) < 220_000


def test_addresses_stay_while_the_content_stays():
    assert addresses_of(COUNTRY) == addresses_of(COUNTRY)
    assert set(addresses_of(COUNTRY)) == {"counties", "constituencies", "cities"}
