"""How much years usually differ, and what that does to limits and p-values."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import norm

from usalama.stats.counting.rates import poisson_rate
from usalama.stats.counting.ratios import rate_ratio
from usalama.stats.counting.yearly_spread import (
    YearlySpread,
    clear_changes,
    rate_of_a_year,
    ratio_between_years,
    spread_of_sum,
    yearly_spread,
)

CHANCE_ALONE = YearlySpread(1.0, 0.0, 100)
WIDE = YearlySpread(2.0, 0.02, 100)


def years_of(generator, *, times=1.0, between=0.0, places=2_000, years=4):
    """Counts of places of many sizes whose years vary as said."""
    mean = np.exp(generator.uniform(np.log(60), np.log(2_000), places))[:, None]
    mean = mean * np.exp(generator.normal(0, math.sqrt(between / 2), (places, years)))
    return generator.poisson(mean) if times == 1 else generator.negative_binomial(mean / (times - 1), 1 / times)


@pytest.mark.parametrize(("times", "between"), [(1.0, 0.0), (3.0, 0.0), (1.0, 0.02), (2.0, 0.02)])
def test_both_parts_of_a_planted_spread_are_found_again(times, between):
    found = yearly_spread(years_of(np.random.default_rng(1), times=times, between=between))
    assert found.times_chance == pytest.approx(times, rel=0.12)
    assert found.between_years == pytest.approx(between, rel=0.12, abs=0.0008)
    assert found.pair_count == 6_000


def test_a_longer_year_alone_is_no_spread():
    counts = np.array([[100.0, 200.0, 100.0]] * 30)
    found = yearly_spread(counts, lengths=[1, 2, 1])
    assert (found.times_chance, found.between_years) == (1.0, pytest.approx(0, abs=1e-4))


@pytest.mark.parametrize(
    "counts", [np.full((50, 1), 90.0), np.full((50, 3), 4.0), np.full((50, 3), np.nan), np.full((9, 3), 90.0)]
)
def test_too_little_to_learn_from_gives_no_spread(counts):
    assert yearly_spread(counts) is None


def test_a_hidden_year_takes_part_in_no_pair():
    counts = np.full((40, 4), 50.0)
    counts[:, 1] = np.nan
    found = yearly_spread(counts)
    assert found.pair_count == 40
    assert found.freedom == math.inf


def test_a_place_that_is_hidden_in_all_years_changes_nothing():
    counts = years_of(np.random.default_rng(3), between=0.02, places=47).astype(float)
    assert yearly_spread(np.vstack([counts, np.full((3, 4), np.nan)])) == yearly_spread(counts)


def test_without_spread_the_limits_are_those_of_chance_alone():
    a, b = np.array([40, 400, 0, 12]), np.array([30, 300, 20, 12])
    plain, ours = rate_ratio(a, 2, b, 3), ratio_between_years(a, 2, b, 3, CHANCE_ALONE)
    np.testing.assert_allclose(ours.lower, plain.lower, rtol=1e-12)
    np.testing.assert_allclose(ours.upper, plain.upper, rtol=1e-12)
    np.testing.assert_array_equal(ours.value, plain.value)
    rates = poisson_rate(a, 2)
    np.testing.assert_allclose(rate_of_a_year(rates, CHANCE_ALONE).upper, rates.upper, rtol=1e-12)


def test_the_limits_of_many_events_are_those_worked_out_by_hand():
    found = ratio_between_years(100_000, 1, 80_000, 1, WIDE)
    half = norm.isf(0.025) * math.sqrt(2 * (1 / 100_000 + 1 / 80_000) + 0.02)
    assert found.lower == pytest.approx(1.25 * math.exp(-half), rel=1e-4)
    assert found.upper == pytest.approx(1.25 * math.exp(half), rel=1e-4)
    assert found.p_value == pytest.approx(2 * norm.sf(math.log(1.25) / half * norm.isf(0.025)), rel=1e-4)
    rate = rate_of_a_year(poisson_rate(100_000, 1, per=1), WIDE)
    assert math.log(rate.upper / 100_000) == pytest.approx(norm.isf(0.025) * math.sqrt(2 / 100_000 + 0.01), rel=1e-2)


def test_what_was_hidden_stays_hidden_and_no_events_stay_between_nothing_and_something():
    found = ratio_between_years([np.nan, 0, 9], 1, [30, 20, 0], 1, WIDE)
    assert np.isnan(found.p_value[0])
    assert list(found.flag) == ["hidden", "unstable", "unstable"]
    assert (found.value[1], found.lower[1]) == (0, 0)
    assert math.isinf(found.upper[2])
    rates = rate_of_a_year(poisson_rate([0.0, np.nan], 1, per=1), WIDE)
    assert rates.lower[0] == 0
    assert rates.upper[0] > poisson_rate(0, 1, per=1).upper
    assert np.isnan(rates.upper[1])


def test_what_shakes_all_places_alike_stays_in_their_sum():
    generator = np.random.default_rng(2)
    shaken = generator.poisson(300 * np.exp(generator.normal(0, 0.1, 40)) * np.ones((47, 1)))
    alone = years_of(generator, between=0.02, places=47, years=40)
    for counts, expected in ((shaken, 0.02), (alone, 0.0)):
        shares = counts.sum(axis=1) / counts.sum()
        whole = spread_of_sum(counts.sum(axis=0), shares, yearly_spread(counts))
        assert whole.between_years == pytest.approx(expected, abs=0.008)
        assert whole.freedom == 39
    # Of single counties as well: forty years tell little of what shakes all alike.
    assert yearly_spread(shaken).freedom < 120 < 1_000 < yearly_spread(alone).freedom


@pytest.mark.parametrize("totals", [[900.0], [900.0, 4.0, 900.0], [900.0, np.nan]])
def test_the_spread_of_a_sum_takes_two_years_that_are_known(totals):
    assert spread_of_sum(totals, [1.0], WIDE) is None


def test_three_pairs_of_years_widen_the_limits_as_student_s_distribution_does():
    few = YearlySpread(1.0, 0.01, 3, 3.0)
    assert few.reach == pytest.approx(3.182446)
    many, wide = (ratio_between_years(500, 1, 400, 1, YearlySpread(1.0, 0.01, 3, df)) for df in (math.inf, 3.0))
    assert wide.p_value > many.p_value
    assert wide.upper > many.upper


def test_all_are_tested_before_small_changes_are_left_out():
    # Thirty that stay as they are; by itself the last would stand out, but not beside them.
    after, before = np.array([1_000.0] * 30 + [1_100.0]), np.full(31, 1_000.0)
    assert clear_changes(rate_ratio(after[-1:], 1, before[-1:], 1)).tolist() == [True]
    assert not clear_changes(rate_ratio(after, 1, before, 1)).any()


def test_large_changes_are_named_small_ones_and_those_of_few_events_are_not():
    ratios = rate_ratio([2_000, 104_000, 20, np.nan], 1, [1_000, 100_000, 2, 30], 1)
    assert clear_changes(ratios).tolist() == [True, False, False, False]
