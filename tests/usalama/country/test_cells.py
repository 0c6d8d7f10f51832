"""The cells of a county or a city."""

from __future__ import annotations

import h3
import numpy as np
import pytest

from tests.examples import subject
from usalama.country.cells import cell_middle, cell_outline, cell_width_km, cells_of_place, cells_of_points, is_inside
from usalama.errors import InputRefused

COUNTRY = subject().country


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
