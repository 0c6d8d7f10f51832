"""Distances against a known one, and what must hold of any."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.country.distance import RADIUS_KM, distances_km

LONGITUDES, LATITUDES = st.floats(-180, 180), st.floats(-90, 90)


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
