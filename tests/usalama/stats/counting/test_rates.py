"""Rates: the exact interval, and when a rate is too weak to show."""

from __future__ import annotations

import math
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.counting.rates import garwood_limits, is_unstable, poisson_rate, rate_estimate


def test_rate_is_events_per_hundred_thousand_person_years():
    rates = poisson_rate([25], [50_000])
    assert rates.value == pytest.approx([50])
    lower, upper = garwood_limits(25)
    assert rates.lower == pytest.approx([2 * lower])
    assert rates.upper == pytest.approx([2 * upper])


def test_rate_interval_starts_at_zero_when_nothing_happened():
    rate = rate_estimate(0, 100_000)
    assert (rate.value, rate.lower) == (0, 0)
    assert rate.upper == pytest.approx(-math.log(0.025))
    assert rate.flag is Flag.UNSTABLE


def test_ten_events_are_enough_and_nine_are_not():
    assert [rate_estimate(n, 1e6).flag for n in (9, 10)] == [Flag.UNSTABLE, Flag.OK]


def test_a_wide_interval_is_unstable_however_many_events():
    assert list(is_unstable([50, 50], [10, 10], [4, 4], [20, 20.1])) == [False, True]


def test_no_person_years_means_no_data_even_when_events_were_reported():
    for years in (0, math.nan, None):
        rate = rate_estimate(12, years)
        assert (rate.value, rate.lower, rate.upper, rate.flag) == (None, None, None, Flag.NO_DATA)


def test_hidden_count_gives_no_rate_and_says_hidden():
    rates = poisson_rate(pd.Series([None, 40], dtype="Int64"), [1e5, 1e5])
    assert list(rates.flag) == [Flag.HIDDEN, Flag.OK]
    assert rates.estimate(0).value is None
    assert rates.estimate(0).n is None


def test_shapes_of_counties_and_months_are_kept():
    rates = poisson_rate(np.full((3, 4), 20), np.array([[1e5], [2e5], [4e5]]))
    assert rates.value[:, 0] == pytest.approx([20, 10, 5])
    assert rates.estimate(2, 3).value == pytest.approx(5)


@pytest.mark.parametrize(("count", "years"), [(-1, 10), (1, -10)])
def test_negative_numbers_are_refused(count, years):
    with pytest.raises(ValueError, match="negative"):
        poisson_rate(count, years)


@given(count=st.integers(0, 10**7), years=st.floats(1, 1e9))
def test_the_rate_lies_inside_its_interval(count, years):
    rate = rate_estimate(count, years)
    assert rate.lower <= rate.value < rate.upper


def test_every_county_month_and_category_of_five_years_takes_under_a_second():
    counts = np.random.default_rng(1).poisson(8, 47 * 60 * 12)
    started = time.perf_counter()
    poisson_rate(counts, 1e5)
    assert time.perf_counter() - started < 1
