"""The ground of the country's maps: land and water as they are known, names where they belong."""

from __future__ import annotations

import shutil

import pytest
import shapely

from tests.examples import KENYA, subject
from usalama.country import load_country
from usalama.country.ground import LAKE, LAKES, LAND, ground_features, ground_topology, map_names
from usalama.country.topology import areas
from usalama.errors import InputRefused

COUNTRY = subject().country


def land_of(territory):
    features = ground_features(COUNTRY, LAND)
    found = [one for one in features if one["properties"]["territory"] == territory]
    return shapely.union_all(areas(found))


def lake(name):
    features = ground_features(COUNTRY, LAKES)
    found = [one for one in features if one["properties"].get("name", {}).get("en") == name]
    return areas(found)[0]


def square_kilometres(shape):
    return shape.area * 111.2**2  # near the equator


def test_the_counties_lie_on_the_countrys_own_land():
    counties = shapely.union_all(list(COUNTRY.boundaries.values()))
    own = shapely.union_all([land_of("KE"), *areas(ground_features(COUNTRY, LAKES))])
    assert counties.intersection(own).area / counties.area > 0.98


@pytest.mark.parametrize(
    ("name", "published", "inside"),
    [
        # Areas as encyclopaedias give them, in square kilometres; the gulf ends before Kisumu.
        ("Lake Victoria", 68_800, (34.5, -0.25)),
        ("Lake Turkana", 6_405, (36.0, 4.0)),
        ("Lake Baringo", 130, (36.07, 0.63)),
        ("Lake Naivasha", 139, (36.35, -0.77)),
    ],
)
def test_lakes_are_as_large_as_they_are_known_to_be(name, published, inside):
    shape = lake(name)
    assert square_kilometres(shape) == pytest.approx(published, rel=0.25)
    assert shape.contains(shapely.Point(inside))


def test_kisumu_stands_on_the_shore_and_not_in_the_water():
    kisumu = shapely.Point(34.76171, -0.10221)
    assert 0 < lake("Lake Victoria").distance(kisumu) < 0.05


def test_every_neighbour_on_land_is_there():
    territories = {one["properties"]["territory"] for one in ground_features(COUNTRY, LAND)}
    assert {"KE", "UG", "TZ", "ET", "SO", "SS"} <= territories


def test_names_of_water_stand_in_it():
    for name in map_names(COUNTRY):
        if name.kind == LAKE:
            shape = lake(name.name("en"))
            assert all(shape.contains(shapely.Point(spot.longitude, spot.latitude)) for spot in name.spots)


def test_land_that_is_no_topology_is_refused_with_its_name(tmp_path):
    shutil.copytree(KENYA, tmp_path / "other")
    (tmp_path / "other" / "land.json").write_text('{"type": "FeatureCollection"}', encoding="utf-8")
    with pytest.raises(InputRefused, match=r"land\.json is not a TopoJSON file"):
        ground_topology(load_country(tmp_path / "other"), LAND)
