"""Many comparisons: what stands out of all of them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, false_discovery_control, poisson, poisson_means_test

from usalama.model import Flag
from usalama.stats.counting.ratios import (
    equal_rates_p_value,
    false_discovery_rejections,
    holm_adjusted,
    rate_ratio,
    ratio_estimate,
)

counts = st.integers(0, 400)
years = st.floats(0.01, 1e6)
few_counts = st.integers(0, 60)
any_years = st.floats(0.5, 100)
# Benjamini & Hochberg (1995): fifteen comparisons of a trial of thrombolysis; their method finds 4, Bonferroni 3.
TRIAL = [
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.324,
    0.4262,
    0.5719,
    0.6528,
    0.759,
    1,
]
# R 4.2.2: p.adjust(p, "holm")
HOLM = [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1, 1, 1, 1, 1, 1]
p_values = st.lists(st.floats(0, 1), max_size=40)


@given(a=counts, b=counts, first=years, second=years)
def test_interval_and_p_equal_the_binomial_ones_of_scipy(a, b, first, second):
    assume(a + b > 0)
    ours = rate_ratio(a, first, b, second)
    reference = binomtest(a, a + b, first / (first + second))
    interval = reference.proportion_ci(0.95, "exact")
    share = [limit * first / (limit * first + second) if limit < math.inf else 1 for limit in (ours.lower, ours.upper)]
    assert share == pytest.approx([interval.low, interval.high], abs=1e-9)
    assert ours.p_value == pytest.approx(reference.pvalue, rel=1e-6, abs=1e-12)


@given(a=st.integers(1, 10**6), b=st.integers(1, 10**6), first=years, second=years)
def test_turning_the_pair_round_turns_the_ratio_round(a, b, first, second):
    one, other = rate_ratio(a, first, b, second), rate_ratio(b, second, a, first)
    assert one.value * other.value == pytest.approx(1)
    assert one.lower * other.upper == pytest.approx(1)
    assert one.p_value == pytest.approx(other.p_value, rel=1e-4, abs=1e-12)


def test_no_events_above_gives_zero_and_an_upper_limit():
    ratio = ratio_estimate(0, 10, 30, 10)
    assert (ratio.value, ratio.lower) == (0, 0)
    assert 0 < ratio.upper < 1
    assert ratio.flag is Flag.UNSTABLE


def test_no_events_in_the_reference_gives_no_ratio_and_no_upper_limit():
    ratio = ratio_estimate(30, 10, 0, 10)
    assert ratio.value is None
    assert ratio.lower > 1
    assert ratio.upper == math.inf


@pytest.mark.parametrize("pair", [(0, 10, 0, 10), (5, 0, 5, 10), (5, 10, 5, None)])
def test_nothing_to_compare_is_no_data(pair):
    ratio = ratio_estimate(*pair)
    assert (ratio.value, ratio.lower, ratio.upper, ratio.flag) == (None, None, None, Flag.NO_DATA)


def test_a_hidden_count_hides_the_ratio():
    ratio = ratio_estimate(None, 10, 40, 10)
    assert (ratio.value, ratio.lower, ratio.n, ratio.flag) == (None, None, None, Flag.HIDDEN)


def test_fewer_than_ten_events_on_either_side_is_unstable():
    assert list(rate_ratio([9, 10, 10], 1, [10, 9, 10], 1).flag) == [Flag.UNSTABLE, Flag.UNSTABLE, Flag.OK]


def test_equal_rates_have_p_one():
    assert rate_ratio(20, 1, 40, 2).p_value == pytest.approx(1)


def test_equal_rates_are_called_different_about_as_rarely_as_promised():
    generator = np.random.default_rng(7)
    ratios = rate_ratio(generator.poisson(30, 20_000), 1, generator.poisson(60, 20_000), 2)
    assert 0.03 < np.mean(ratios.p_value < 0.05) < 0.05
    assert 0.95 < np.mean((ratios.lower <= 1) & (ratios.upper >= 1)) < 0.98


def test_negative_numbers_are_refused():
    with pytest.raises(ValueError, match="negative"):
        rate_ratio(1, 1, -1, 1)


@pytest.mark.parametrize(("pair", "published"), [((0, 100, 3, 100), 0.0884), ((2, 100, 6, 100), 0.1749)])
def test_published_values_are_found(pair, published):
    # Krishnamoorthy & Thomson (2004), section 5: dodder seeds in sacks of clover.
    assert equal_rates_p_value(*pair) == pytest.approx(published, abs=5e-5)


@settings(max_examples=60, deadline=None)
@given(a=few_counts, t=any_years, b=few_counts, s=any_years)
def test_it_equals_that_of_scipy_but_for_ties(a, t, b, s):
    # scipy leaves out the pair (0, 0), which only matters where the rates are equal, and sometimes, by rounding, pairs
    # that lie exactly as far apart as the one seen.
    assume(abs(a / t - b / s) > 1e-6)
    rate = (a + b) / (t + s)
    x, y = np.arange(300)[:, None], np.arange(300)[None, :]
    distance = np.abs(x / t - y / s) / np.sqrt(np.maximum(x / t**2 + y / s**2, 1e-9))
    is_tie = np.abs(distance - distance[a, b]) < 1e-9
    ties = float((poisson.pmf(x, rate * t) * poisson.pmf(y, rate * s))[is_tie].sum())
    more = equal_rates_p_value(a, t, b, s) - poisson_means_test(a, t, b, s).pvalue
    assert -1e-6 <= more <= ties + 1e-6


@given(a=few_counts, t=any_years, b=few_counts, s=any_years)
def test_turning_the_pair_round_changes_nothing(a, t, b, s):
    assert equal_rates_p_value(a, t, b, s) == pytest.approx(equal_rates_p_value(b, s, a, t), abs=1e-9)


def test_equal_rates_are_as_near_as_can_be():
    assert equal_rates_p_value(1, 1, 1, 1) == pytest.approx(1)


def test_no_events_speak_for_nothing_and_nothing_observed_gives_no_answer():
    assert equal_rates_p_value(0, 5, 0, 7) == 1
    assert math.isnan(equal_rates_p_value(3, 0, 4, 5))
    assert math.isnan(equal_rates_p_value(math.nan, 5, 4, 5))


def test_equal_rates_are_called_different_by_the_e_test_about_as_rarely_as_promised():
    generator = np.random.default_rng(5)
    pairs = zip(generator.poisson(4, 1500), generator.poisson(8, 1500), strict=True)
    share = np.mean([equal_rates_p_value(a, 1, b, 2) < 0.05 for a, b in pairs])
    assert 0.03 < share < 0.065


def test_large_counts_need_no_large_memory():
    assert equal_rates_p_value(30_000, 1, 30_900, 1) < 0.001


def test_negative_numbers_are_refused_by_the_e_test():
    with pytest.raises(ValueError, match="negative"):
        equal_rates_p_value(-1, 1, 1, 1)


def test_holm_equals_r_in_any_order():
    order = np.random.default_rng(3).permutation(len(TRIAL))
    assert holm_adjusted(np.asarray(TRIAL)[order]) == pytest.approx(np.asarray(HOLM)[order], abs=1e-12)


@given(p_values)
def test_rejections_are_those_of_the_adjusted_values(p):
    found = false_discovery_rejections(p)
    if p:
        adjusted = false_discovery_control(p)
        clear = np.abs(adjusted - 0.05) > 1e-9
        assert (found[clear] == (adjusted <= 0.05)[clear]).all()
    else:
        assert found.size == 0


@given(p_values)
def test_holm_is_never_below_the_value_itself_and_keeps_the_order(p):
    adjusted = holm_adjusted(p)
    assert (adjusted >= np.asarray(p)).all()
    assert (adjusted <= 1).all()
    assert (np.diff(adjusted[np.argsort(p, kind="stable")]) >= 0).all()
