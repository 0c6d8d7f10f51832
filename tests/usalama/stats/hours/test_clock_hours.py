"""Incidents whose moment is only known as a range, spread over its hours."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.hours.clock_hours import HOURS_OF_WEEK, aoristic_hours, mean_hour, part_of_incidents

ranges = st.lists(
    st.tuples(st.floats(0, 200), st.one_of(st.just(0.0), st.floats(0.01, 72)), st.integers(0, 9)), max_size=30
)
hours = st.lists(st.floats(0, 23.99), min_size=1, max_size=40)


def test_a_moment_is_no_range():
    found = aoristic_hours([8, 22.5, 14.25], [8, 3, 0])
    assert (found.n, found.n_ranges) == (3, 2)


def test_eight_to_sixteen_gives_an_eighth_to_each_hour():
    weights = aoristic_hours([8], [8]).weights
    assert weights[8:16] == pytest.approx(np.full(8, 0.125))
    assert weights.sum() == pytest.approx(1)


@given(ranges, st.sampled_from([24, 168]))
def test_the_weights_add_up_to_the_incidents_that_were_not_left_out(rows, cycle):
    start, length, count = (np.array(one, dtype=float) for one in zip(*rows, strict=True)) if rows else ([], [], [])
    found = aoristic_hours(start, length, count, cycle=cycle)
    assert found.weights.sum() == pytest.approx(found.n, abs=1e-6)
    assert found.n + found.n_excluded == np.sum(count)
    assert np.all(found.weights >= -1e-12)


@given(ranges, st.integers(0, 167))
def test_turning_the_clock_turns_the_weights(rows, hours):
    start, length, count = (np.array(one, dtype=float) for one in zip(*rows, strict=True)) if rows else ([], [], [])
    # Quarters of an hour, so that turning the clock moves nothing over the edge of an hour by rounding.
    start, length = np.round(np.multiply(start, 4)) / 4, np.round(np.multiply(length, 4)) / 4
    plain = aoristic_hours(start, length, count, cycle=HOURS_OF_WEEK)
    turned = aoristic_hours(start + hours, length, count, cycle=HOURS_OF_WEEK)
    assert turned.weights == pytest.approx(np.roll(plain.weights, hours), abs=1e-9)


def test_the_week_added_up_is_the_day():
    generator = np.random.default_rng(1)
    start, length = generator.uniform(0, 168, 500), generator.choice([0.0, 1, 5.5, 30], 500)
    week, day = aoristic_hours(start, length, cycle=168), aoristic_hours(start, length)
    assert week.weights.reshape(7, 24).sum(axis=0) == pytest.approx(day.weights)


def test_a_range_of_a_whole_day_says_nothing_about_the_hour():
    assert aoristic_hours([5.3], [24]).weights == pytest.approx(np.full(24, 1 / 24))


def test_long_ranges_turned_ranges_and_missing_ones_are_left_out_and_counted():
    found = aoristic_hours([1, 2, 3, math.nan, 4], [72, 72.01, -1, 0, math.nan], [1, 2, 3, 4, 5])
    assert (found.n, found.n_excluded) == (1, 14)


def test_nothing_spread_is_no_data():
    found = aoristic_hours([], [])
    assert (found.n, found.weights.sum()) == (0, 0)
    assert found.estimate(np.ones(24)).flag is Flag.NO_DATA


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        aoristic_hours([1], [1], [-1])


def test_incidents_of_some_hours_have_a_range_that_holds_where_in_their_ranges_they_lay():
    generator = np.random.default_rng(5)
    start, truth = np.full(400, 0.0), 400 * 6 / 24
    found = aoristic_hours(start, np.full(400, 24.0)).estimate(np.arange(24) < 6)
    hits = np.mean([found.lower <= np.sum(generator.uniform(0, 24, 400) < 6) <= found.upper for _ in range(1000)])
    assert found.value == pytest.approx(truth)
    assert 0.93 <= hits <= 0.97


def test_a_hidden_number_hides_the_part():
    assert part_of_incidents(None, 50).flag is Flag.HIDDEN
    assert part_of_incidents(5, 20).flag is Flag.UNSTABLE


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


def test_a_mean_hour_of_negative_counts_is_refused():
    with pytest.raises(ValueError, match="negative"):
        mean_hour([1], [-1])
