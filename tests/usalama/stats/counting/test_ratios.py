"""Rate ratios: exact, and open about what cannot be told."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest

from usalama.model import Flag
from usalama.stats.counting.ratios import rate_ratio, ratio_estimate

counts = st.integers(0, 400)
years = st.floats(0.01, 1e6)


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
