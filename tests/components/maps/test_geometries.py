"""Shapes, points and cells as the browser fetches them: made from boundaries alone, and nothing else is answered."""

import gzip
import json
import shutil

import h3
import numpy as np
import pytest
from starlette.applications import Starlette

from components.maps.geometries import (
    MARK,
    MIDDLES,
    OUTLINES,
    addresses_of,
    cell_address,
    cell_bounds,
    cell_geometry,
    cell_routes,
    geometries,
    ground_of,
)
from tests.components.shell.test_serving import ask
from usalama.country import load_country
from usalama.country.geography import cells_of_place
from usalama.settings import PROJECT_FOLDER

COUNTRY = load_country(PROJECT_FOLDER / "data" / "kenya")
KISUMU = COUNTRY.place("county:042")


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
    assert set(addresses_of(COUNTRY)) == {
        *("counties", "constituencies", "cities"),
        *("land", "lakes", "labels-en", "labels-sw"),
    }


def test_the_first_map_fetches_at_most_forty_kilobytes():
    fetched = [geometries(COUNTRY)[name] for name in ("counties", "land", "lakes", "labels-en")]
    assert sum(len(gzip.compress(content)) for content in fetched) <= 40_000


def test_a_country_without_ground_has_its_counties_and_their_names_alone(tmp_path):
    shutil.copytree(COUNTRY.folder, tmp_path / "bare")
    for name in ("land.json", "lakes.json", "ground.toml", "map_towns.csv"):
        (tmp_path / "bare" / name).unlink()
    bare = load_country(tmp_path / "bare")
    assert {"land", "lakes"}.isdisjoint(geometries(bare))
    ground = ground_of(bare, "en")
    assert (ground.land, ground.lakes) == ("", "")
    assert {row[0] for row in json.loads(geometries(bare)["labels-en"])} == {"county"}


@pytest.fixture(scope="module")
def application():
    return Starlette(routes=cell_routes(COUNTRY))


def test_outlines_are_the_cells_in_their_order():
    features = json.loads(cell_geometry(COUNTRY, KISUMU, 6, OUTLINES))["features"]
    assert [one["properties"]["name"] for one in features] == list(cells_of_place(COUNTRY, KISUMU, 6))
    assert [one["id"] for one in features] == [str(number) for number in range(len(features))]
    ring = features[0]["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert len(ring) == 7


def test_middles_lie_in_their_cells():
    for feature in json.loads(cell_geometry(COUNTRY, KISUMU, 7, MIDDLES))["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert feature["id"].startswith(MARK)
        assert h3.latlng_to_cell(latitude, longitude, 7) == feature["properties"]["name"]


def test_the_bounds_hold_every_corner():
    west, south, east, north = cell_bounds(COUNTRY, KISUMU, 6)
    for feature in json.loads(cell_geometry(COUNTRY, KISUMU, 6, OUTLINES))["features"]:
        for longitude, latitude in feature["geometry"]["coordinates"][0]:
            assert west - 1e-3 <= longitude <= east + 1e-3
            assert south - 1e-3 <= latitude <= north + 1e-3


@pytest.mark.parametrize("kind", [OUTLINES, MIDDLES])
def test_the_address_answers_with_them_for_ever(application, kind):
    status, headers, body = ask(application, cell_address(COUNTRY, KISUMU, 7, kind))
    assert status == 200
    assert body == cell_geometry(COUNTRY, KISUMU, 7, kind)
    assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "/geometry/cells/county/042/7/old.json",
        "/geometry/cells/county/999/7/x.json",
        "/geometry/cells/county/042/9/x.json",
        "/geometry/cells/constituency/238/7/x.json",
        "/geometry/cells/planet/042/7/x.json",
        "/geometry/secrets/county/042/7/x.json",
        "/geometry/cells/county/..%2f..%2fetc/7/x.json",
    ],
)
def test_anything_else_is_not_found(application, path):
    assert ask(application, path)[0] == 404
