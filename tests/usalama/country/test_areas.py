"""Areas of counties."""

from __future__ import annotations

import math

import pytest
from shapely.geometry import box

from tests.examples import subject
from usalama.country.areas import EARTH_RADIUS_KM, area_km2, county_areas_km2


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
