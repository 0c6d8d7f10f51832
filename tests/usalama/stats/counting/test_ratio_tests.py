"""The E-test of two equal rates."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import poisson, poisson_means_test

from usalama.stats.counting.ratio_tests import equal_rates_p_value

counts = st.integers(0, 60)
years = st.floats(0.5, 100)


@pytest.mark.parametrize(("pair", "published"), [((0, 100, 3, 100), 0.0884), ((2, 100, 6, 100), 0.1749)])
def test_published_values_are_found(pair, published):
    # Krishnamoorthy & Thomson (2004), section 5: dodder seeds in sacks of clover.
    assert equal_rates_p_value(*pair) == pytest.approx(published, abs=5e-5)


@settings(max_examples=60, deadline=None)
@given(a=counts, t=years, b=counts, s=years)
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


@given(a=counts, t=years, b=counts, s=years)
def test_turning_the_pair_round_changes_nothing(a, t, b, s):
    assert equal_rates_p_value(a, t, b, s) == pytest.approx(equal_rates_p_value(b, s, a, t), abs=1e-9)


def test_equal_rates_have_p_one():
    assert equal_rates_p_value(1, 1, 1, 1) == pytest.approx(1)


def test_no_events_speak_for_nothing_and_nothing_observed_gives_no_answer():
    assert equal_rates_p_value(0, 5, 0, 7) == 1
    assert math.isnan(equal_rates_p_value(3, 0, 4, 5))
    assert math.isnan(equal_rates_p_value(math.nan, 5, 4, 5))


def test_equal_rates_are_called_different_about_as_rarely_as_promised():
    generator = np.random.default_rng(5)
    pairs = zip(generator.poisson(4, 1500), generator.poisson(8, 1500), strict=True)
    share = np.mean([equal_rates_p_value(a, 1, b, 2) < 0.05 for a, b in pairs])
    assert 0.03 < share < 0.065


def test_large_counts_need_no_large_memory():
    assert equal_rates_p_value(30_000, 1, 30_900, 1) < 0.001


def test_negative_numbers_are_refused():
    with pytest.raises(ValueError, match="negative"):
        equal_rates_p_value(-1, 1, 1, 1)
