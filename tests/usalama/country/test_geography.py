"""Which counties are neighbours."""

from __future__ import annotations

import math

import h3
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from tests.examples import subject
from usalama.country.geography import (
    EARTH_RADIUS_KM,
    RADIUS_KM,
    adjacent_counties,
    area_km2,
    cell_middle,
    cell_outline,
    cell_width_km,
    cells_of_place,
    cells_of_points,
    county_areas_km2,
    distances_km,
    is_inside,
)
from usalama.errors import InputRefused

LONGITUDES, LATITUDES = st.floats(-180, 180), st.floats(-90, 90)
COUNTRY = subject().country


def test_neighbours_are_those_on_the_map_and_both_ways():
    near = adjacent_counties(subject().country)
    # Mombasa lies between Kwale, Kilifi and the sea.
    assert set(near["001"]) == {"002", "003"}
    # Kisumu is no neighbour of Mombasa, and Siaya and Vihiga are among its own.
    assert {"041", "038"} <= set(near["042"])
    assert "001" not in near["042"]
    assert all(code in near[other] for code, others in near.items() for other in others)
    assert all(code not in others for code, others in near.items())


def test_a_degree_at_the_equator_is_about_111_kilometres_each_way():
    assert area_km2(box(0, -0.5, 1, 0.5)) == pytest.approx(111.2**2, rel=0.001)


def test_a_belt_of_the_sphere_has_the_area_of_the_formula():
    # 2 π R² sin φ for the half from the equator to φ.
    belt = area_km2(box(-180, 0, 180, 30))
    assert belt == pytest.approx(2 * math.pi * EARTH_RADIUS_KM**2 * 0.5, rel=1e-9)


def test_the_counties_together_are_as_large_as_the_country():
    # 580,367 km² with its lakes: CIA World Factbook.
    areas = county_areas_km2(subject().country)
    assert len(areas) == len(subject().country.counties)
    assert sum(areas.values()) == pytest.approx(580_367, rel=0.02)


def test_a_degree_along_the_equator():
    assert distances_km(34.0, 0.0, np.array([35.0]), np.array([0.0]))[0] == pytest.approx(
        math.pi * RADIUS_KM / 180, rel=1e-12
    )


def test_from_pole_to_pole_is_half_the_way_round():
    assert distances_km(0.0, 90.0, np.array([77.0]), np.array([-90.0]))[0] == pytest.approx(math.pi * RADIUS_KM)


def test_an_unknown_point_is_nowhere():
    assert np.isnan(distances_km(34.0, 0.0, np.array([np.nan]), np.array([0.0]))[0])


@given(LONGITUDES, LATITUDES, LONGITUDES, LATITUDES)
def test_there_and_back_are_as_far_and_nothing_is_farther_than_the_antipode(one, high, other, low):
    there = distances_km(one, high, np.array([other]), np.array([low]))[0]
    back = distances_km(other, low, np.array([one]), np.array([high]))[0]
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= math.pi * RADIUS_KM + 1e-6


def random_points(place, count=400):
    boundary = COUNTRY.boundaries[place.code]
    west, south, east, north = boundary.bounds
    generator = np.random.default_rng(1)
    return generator.uniform(west, east, count), generator.uniform(south, north, count)


@pytest.mark.parametrize("resolution", [6, 7, 8])
def test_every_point_of_a_county_lies_in_one_of_its_cells(resolution):
    place = COUNTRY.place("county:042")
    longitude, latitude = random_points(place)
    inside = is_inside(COUNTRY, place, longitude, latitude)
    assert 50 < inside.sum() < 400
    found = cells_of_points(longitude[inside], latitude[inside], resolution)
    assert set(found) <= set(cells_of_place(COUNTRY, place, resolution))


def test_cells_are_of_the_resolution_and_come_once_in_a_steady_order():
    cells = cells_of_place(COUNTRY, COUNTRY.place("county:047"), 7)
    assert {h3.get_resolution(cell) for cell in cells} == {7}
    assert len(set(cells)) == len(cells)
    assert list(cells) == sorted(cells)


def test_a_city_has_some_of_the_cells_of_its_county():
    city, county = COUNTRY.place("city:kisumu"), COUNTRY.place("county:042")
    assert set(cells_of_place(COUNTRY, city, 8)) < set(cells_of_place(COUNTRY, county, 8))


def test_a_city_that_is_a_whole_county_has_its_cells():
    city, county = COUNTRY.place("city:nairobi"), COUNTRY.place("county:047")
    assert cells_of_place(COUNTRY, city, 8) == cells_of_place(COUNTRY, county, 8)


def test_a_point_of_a_city_lies_in_it_and_not_in_another():
    known = next(one for one in COUNTRY.constituencies if one.city_code == "kisumu")
    at = np.array([known.longitude]), np.array([known.latitude])
    assert is_inside(COUNTRY, COUNTRY.place("city:kisumu"), *at).all()
    assert not is_inside(COUNTRY, COUNTRY.place("city:nakuru"), *at).any()


@pytest.mark.parametrize(("key", "resolution"), [("KE", 6), ("constituency:238", 6), ("county:042", 9)])
def test_other_places_and_finer_cells_are_refused(key, resolution):
    place = COUNTRY.whole if key == "KE" else COUNTRY.place(key)
    with pytest.raises(InputRefused, match="one county or one city"):
        cells_of_place(COUNTRY, place, resolution)


def test_outline_middle_and_width_belong_together():
    cell = cells_of_points(np.array([34.75]), np.array([-0.1]), 6)[0]
    outline, (longitude, latitude) = np.array(cell_outline(cell)), cell_middle(cell)
    assert len(outline) == 6
    assert outline[:, 0].min() < longitude < outline[:, 0].max()
    assert outline[:, 1].min() < latitude < outline[:, 1].max()
    height = np.ptp(outline[:, 1]) * 111.2
    assert 0.7 < height / cell_width_km(6) < 1.5
    assert cell_width_km(6) == pytest.approx(6.5, abs=0.2)
