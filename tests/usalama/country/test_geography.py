"""Which counties are neighbours."""

from __future__ import annotations

import math

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
    county_areas_km2,
    distances_km,
)

LONGITUDES, LATITUDES = st.floats(-180, 180), st.floats(-90, 90)


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
