"""Groups of people who wait: the test that all wait alike, and the minutes of the first hour."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import survdiff

from usalama.model import Flag
from usalama.stats.hours.log_rank import log_rank, restricted_mean, restricted_mean_difference
from usalama.stats.hours.survival import risk_table


def table_of(minutes, reached):
    is_reached = np.asarray(reached, dtype=bool)
    return risk_table(minutes, is_reached, ~is_reached)


def random_groups(seed, sizes, scales):
    generator = np.random.default_rng(seed)
    minutes = [np.ceil(generator.exponential(scale, size)) for size, scale in zip(sizes, scales, strict=True)]
    return minutes, [generator.random(size) < 0.7 for size in sizes]


calls = st.lists(st.tuples(st.integers(1, 60), st.booleans()), min_size=1, max_size=40)


@pytest.mark.parametrize("scales", [(20, 20), (20, 35), (10, 20, 40), (15, 15, 15, 15)])
@pytest.mark.parametrize("seed", range(5))
def test_log_rank_equals_that_of_statsmodels(seed, scales):
    sizes = [30 + 10 * place for place in range(len(scales))]
    minutes, reached = random_groups(seed, sizes, scales)
    group = np.repeat(np.arange(len(sizes)), sizes)
    chi_square, p_value = survdiff(np.concatenate(minutes), np.concatenate(reached), group)
    ours = log_rank([table_of(one, is_reached) for one, is_reached in zip(minutes, reached, strict=True)])
    assert ours.chi_square == pytest.approx(chi_square, abs=1e-9)
    assert ours.p_value == pytest.approx(p_value, rel=1e-8)
    assert ours.degrees == len(sizes) - 1
    assert ours.n == sum(sizes)


def test_grouped_counts_give_the_same_test_and_means():
    minutes, reached = random_groups(3, (200, 150), (10, 14))
    single = [table_of(*one) for one in zip(minutes, reached, strict=True)]
    grouped = []
    for one, is_reached in zip(minutes, reached, strict=True):
        distinct, place = np.unique(one, return_inverse=True)
        events = np.bincount(place, weights=is_reached)
        grouped.append(risk_table(distinct[::-1], events[::-1], (np.bincount(place) - events)[::-1]))
    assert log_rank(grouped).chi_square == pytest.approx(log_rank(single).chi_square)
    assert restricted_mean(grouped[0], 20) == restricted_mean(single[0], 20)


@given(calls, calls)
def test_the_order_of_the_groups_does_not_matter(first, second):
    one, other = table_of(*zip(*first, strict=True)), table_of(*zip(*second, strict=True))
    forwards, backwards = log_rank([one, other]), log_rank([other, one])
    assert forwards.chi_square == pytest.approx(backwards.chi_square, abs=1e-9)
    there, p_value = restricted_mean_difference(one, other, 30)
    back, p_back = restricted_mean_difference(other, one, 30)
    assume(there.value is not None)
    assert (there.value, there.lower, there.upper) == pytest.approx((-back.value, -back.upper, -back.lower))
    assert p_value == pytest.approx(p_back)


@given(calls)
def test_a_group_does_not_differ_from_itself(group):
    one = table_of(*zip(*group, strict=True))
    assert log_rank([one, one]).chi_square in (None, pytest.approx(0, abs=1e-9))
    difference, _ = restricted_mean_difference(one, one, 30)
    assert difference.value in (None, 0)


@given(st.lists(st.integers(1, 200), min_size=2, max_size=60), st.integers(1, 250))
def test_with_everybody_reached_the_mean_is_that_of_the_waits_cut_off(minutes, until):
    mean = restricted_mean(table_of(minutes, np.ones(len(minutes))), until)
    cut = np.minimum(minutes, until)
    assert mean.value == pytest.approx(cut.mean())
    error = cut.std() / math.sqrt(len(minutes))
    assert mean.upper == pytest.approx(min(cut.mean() + 1.959963985 * error, until), abs=1e-6)


@given(calls, st.integers(1, 59))
def test_a_longer_look_never_makes_the_mean_shorter(group, until):
    table = table_of(*zip(*group, strict=True))
    shorter, longer = restricted_mean(table, until), restricted_mean(table, until + 1)
    assume(longer.value is not None)
    assert shorter.value <= longer.value <= shorter.value + 1
    assert 0 <= shorter.lower <= shorter.value <= shorter.upper <= until


def test_the_difference_covers_the_truth_as_often_as_promised():
    generator = np.random.default_rng(11)
    # Means of exponentials of 20 and 30 minutes, cut off at 60.
    truth = 20 * (1 - math.exp(-3)) - 30 * (1 - math.exp(-2))
    hits = 0
    for _ in range(1000):
        tables = []
        for scale in (20, 30):
            waits, watched = generator.exponential(scale, 120), generator.uniform(60, 120, 120)
            tables.append(table_of(np.minimum(waits, watched), waits <= watched))
        difference, _ = restricted_mean_difference(*tables, 60)
        hits += difference.lower <= truth <= difference.upper
    assert 0.93 <= hits / 1000 <= 0.97


def test_equal_groups_are_called_different_about_as_rarely_as_promised():
    found = 0
    for seed in range(1000):
        minutes, reached = random_groups(seed, (60, 60), (20, 20))
        found += log_rank([table_of(*one) for one in zip(minutes, reached, strict=True)]).p_value < 0.05
    assert 0.03 <= found / 1000 <= 0.07


def test_nothing_can_be_tested_with_one_group_or_nobody_reached():
    one, nobody = table_of([1, 2], [True, True]), table_of([5, 6], [False, False])
    for groups in ([one], [one, table_of([], [])], [nobody, nobody], []):
        test = log_rank(groups)
        assert (test.chi_square, test.p_value) == (None, None)
    assert log_rank([]).flag is Flag.NO_DATA


def test_groups_that_never_waited_at_the_same_time_cannot_be_compared():
    assert log_rank([table_of([1, 2], [False, False]), table_of([5, 6], [True, True])]).chi_square is None


def test_few_reached_are_unstable():
    tables = [table_of([5, 6, 70], [True, True, False]), table_of([3, 9, 80], [True, True, False])]
    assert log_rank(tables).flag is Flag.UNSTABLE
    assert restricted_mean_difference(*tables, 60)[0].flag is Flag.UNSTABLE


def test_nothing_is_told_when_the_data_end_before_the_last_minute_looked_at():
    assert restricted_mean(table_of([5, 20], [True, False]), 30).flag is Flag.NO_DATA
    assert restricted_mean(table_of([5, 20], [True, True]), 30).value == 12.5
    assert restricted_mean(table_of([], []), 30).flag is Flag.NO_DATA
    difference, p_value = restricted_mean_difference(table_of([5], [True]), table_of([], []), 30)
    assert (difference.value, difference.flag, p_value) == (None, Flag.NO_DATA, 1.0)


def test_a_look_of_no_minutes_is_refused():
    with pytest.raises(ValueError, match="more than 0"):
        restricted_mean(table_of([5], [True]), 0)
