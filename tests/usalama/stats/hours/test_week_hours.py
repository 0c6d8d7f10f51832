"""Weekdays by hours: what stands out beyond what both alone give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from statsmodels.stats.contingency_tables import Table

from usalama.model import Flag
from usalama.stats.hours.week_hours import adjusted_residuals, covered_hours

shifts = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 167), st.integers(1, 24)), min_size=1, max_size=20)


@pytest.mark.parametrize("seed", range(5))
def test_residuals_equal_those_of_statsmodels(seed):
    counts = np.random.default_rng(seed).poisson(30, (7, 6))
    found = adjusted_residuals(counts)
    assert found.residuals == pytest.approx(Table(counts, shift_zeros=False).standardized_resids, abs=1e-10)
    assert found.expected == pytest.approx(Table(counts, shift_zeros=False).fittedvalues, abs=1e-9)


@given(arrays(int, (4, 5), elements=st.integers(0, 200)))
def test_expectations_keep_the_totals_of_rows_and_columns(counts):
    found = adjusted_residuals(counts)
    if counts.sum():
        assert found.expected.sum(axis=0) == pytest.approx(counts.sum(axis=0))
        assert found.expected.sum(axis=1) == pytest.approx(counts.sum(axis=1))


@given(arrays(int, (3, 4), elements=st.integers(0, 100)))
def test_turning_the_table_turns_the_residuals(counts):
    plain, turned = adjusted_residuals(counts), adjusted_residuals(counts.T)
    assert np.allclose(turned.residuals, plain.residuals.T, equal_nan=True)


def test_a_planted_block_stands_out_and_no_other():
    counts = np.full((7, 6), 100)
    counts[4, 5] = 180
    found = adjusted_residuals(counts)
    assert np.argwhere(found.stands_out & (found.residuals > 0)).tolist() == [[4, 5]]
    estimate = found.estimate(4, 5)
    assert estimate.lower > 1
    assert estimate.n == 180


def test_noise_stands_out_about_as_rarely_as_promised():
    generator = np.random.default_rng(4)
    found = [adjusted_residuals(generator.poisson(40, (7, 6))).stands_out.any() for _ in range(1000)]
    # Under no difference at all, the share of tables with any finding is the false discovery rate.
    assert 0.02 <= np.mean(found) <= 0.07


def test_a_hidden_cell_makes_the_whole_table_unknown():
    found = adjusted_residuals([[10.0, np.nan], [20, 30]])
    assert np.isnan(found.residuals).all()
    assert not found.stands_out.any()
    assert all(flag is Flag.HIDDEN for flag in found.flag.ravel())
    assert found.estimate(0, 1).n is None
    assert found.estimate(0, 0).value is None


def test_no_events_are_no_data():
    assert set(adjusted_residuals(np.zeros((2, 3))).flag.ravel()) == {Flag.NO_DATA}


def test_an_empty_row_and_a_row_that_holds_everything_have_no_residuals():
    found = adjusted_residuals([[0, 0], [30, 40]])
    assert np.isnan(found.residuals).all()
    assert set(found.flag.ravel()) == {Flag.NO_DATA}


def test_cells_with_few_expected_are_shown_and_not_tested():
    found = adjusted_residuals([[1, 40], [9, 900]])
    assert found.flag[0, 0] is Flag.UNSTABLE
    assert np.isfinite(found.residuals[0, 0])
    assert not found.stands_out[0, 0]


@pytest.mark.parametrize("counts", [[1, 2, 3], [[-1, 2], [3, 4]]])
def test_what_is_no_table_of_counts_is_refused(counts):
    with pytest.raises(ValueError, match="table"):
        adjusted_residuals(counts)


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
