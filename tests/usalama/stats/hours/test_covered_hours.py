"""Hours of the week in which somebody is on duty."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.stats.hours.covered_hours import covered_hours

shifts = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 167), st.integers(1, 24)), min_size=1, max_size=20)


def test_a_shift_over_midnight_of_sunday_goes_on_on_monday():
    found = covered_hours([0], [6 * 24 + 22], [4])
    assert np.flatnonzero(found.share).tolist() == [0, 1, 166, 167]


def test_half_an_hour_covers_half_of_the_hour():
    assert covered_hours([0], [22.5], [1]).share[22:24] == pytest.approx([0.5, 0.5])


def test_shifts_of_one_place_that_overlap_count_once():
    assert covered_hours([0, 0], [8, 9], [4, 1]).share.sum() == pytest.approx(4)


def test_of_two_places_one_on_duty_is_half():
    found = covered_hours([7, 9], [0, 10], [1, 1])
    assert found.n == 2
    assert found.share[[0, 10]] == pytest.approx([0.5, 0.5])


@given(shifts)
def test_the_share_is_the_hours_on_duty_over_places_and_nothing_is_uncovered_twice(rows):
    place, start, length = zip(*rows, strict=True)
    found = covered_hours(place, start, length)
    on_duty = {(one, (begin + step) % 168) for one, begin, hours in rows for step in range(hours)}
    assert found.share.sum() * found.n == pytest.approx(len(on_duty))
    assert set(np.flatnonzero(~found.is_uncovered)) == {hour for _, hour in on_duty}


@given(shifts)
def test_another_shift_never_uncovers_an_hour(rows):
    fewer, more = (covered_hours(*zip(*one, strict=True)) for one in (rows, [*rows, (0, 5, 3)]))
    assert not (more.is_uncovered & ~fewer.is_uncovered).any()


def test_without_shifts_nothing_is_known_and_nothing_is_called_uncovered():
    found = covered_hours([], [], [])
    assert found.n == 0
    assert np.isnan(found.share).all()
    assert not found.is_uncovered.any()


@pytest.mark.parametrize("length", [0, -2, 169])
def test_a_shift_of_no_time_or_more_than_a_week_is_refused(length):
    with pytest.raises(ValueError, match="lasts"):
        covered_hours([0], [0], [length])
