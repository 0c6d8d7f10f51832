"""The middle of moments on a clock."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.hours.circular import mean_hour

hours = st.lists(st.floats(0, 23.99), min_size=1, max_size=40)


def apart(one, other):
    """Hours between two moments of the clock."""
    return abs((one - other + 12) % 24 - 12)


def test_the_middle_of_an_hour_before_and_after_midnight_is_midnight():
    found = mean_hour([23, 1])
    assert apart(found.hour.value, 0) == pytest.approx(0, abs=1e-9)


@given(hours, st.floats(0, 24))
def test_turning_the_clock_turns_the_middle(moments, turn):
    plain, turned = mean_hour(moments), mean_hour((np.array(moments) + turn) % 24)
    assert turned.concentration == pytest.approx(plain.concentration, abs=1e-9)
    if plain.concentration > 1e-3:
        assert apart(turned.hour.value, plain.hour.value + turn) == pytest.approx(0, abs=1e-6)


@given(hours)
def test_counts_are_as_good_as_single_moments(moments):
    doubled, counted = mean_hour([*moments, *moments]), mean_hour(moments, np.full(len(moments), 2.0))
    assert counted.concentration == pytest.approx(doubled.concentration)
    assert counted.hour.n == doubled.hour.n


@given(hours)
def test_the_middle_lies_between_its_limits_on_the_clock(moments):
    hour = mean_hour(moments).hour
    if hour.lower is not None:
        assert 0 <= hour.value < 24
        assert apart(hour.lower, hour.value) == pytest.approx(apart(hour.upper, hour.value), abs=1e-6)


def test_limits_cover_the_truth_about_as_often_as_promised():
    generator = np.random.default_rng(2)
    hits = 0
    for _ in range(1000):
        hour = mean_hour(generator.vonmises(np.pi, 1.5, 60) * 24 / (2 * np.pi) % 24).hour
        hits += apart(12, hour.value) <= apart(hour.upper, hour.value)
    assert 0.93 <= hits / 1000 <= 0.97


def test_moments_all_round_the_clock_have_no_middle():
    found = mean_hour(np.arange(24) + 0.5, np.ones(24))
    assert (found.hour.value, found.hour.flag) == (None, Flag.UNSTABLE)
    assert found.p_value == pytest.approx(1, abs=0.01)


def test_two_moments_give_a_middle_that_is_not_to_be_relied_on():
    assert mean_hour([3, 8]).hour.flag is Flag.UNSTABLE


def test_no_moments_are_no_data():
    assert mean_hour([]).hour.flag is mean_hour([1, 2], [0, 0]).hour.flag is Flag.NO_DATA


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        mean_hour([1], [-1])
