"""Directly standardised rates."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference.standardisation import standardised_rate
from usalama.model import Flag
from usalama.stats.counting.rates import rate_estimate

COUNT = [107, 141, 60, 40, 39, 25]
PEOPLE = [230061, 329449, 114920, 39487, 14208, 3052]
STANDARD = [63986.6, 186263.6, 157302.2, 97647, 47572.6, 12262.6]

strata = st.lists(st.tuples(st.integers(0, 500), st.floats(10, 1e6), st.floats(0.1, 1e5)), min_size=1, max_size=8)


def test_the_events_of_all_strata_stand_behind_a_rate():
    rate = standardised_rate(COUNT, PEOPLE, STANDARD)
    assert (rate.n, rate.flag) == (412, Flag.OK)


@given(count=st.integers(10, 5000), years=st.floats(1, 1e7))
def test_one_stratum_gives_the_exact_poisson_interval(count, years):
    ours, exact = standardised_rate([count], [years], [1]), rate_estimate(count, years)
    assert (ours.value, ours.lower, ours.upper) == pytest.approx((exact.value, exact.lower, exact.upper))


@given(strata)
def test_the_own_composition_as_standard_gives_the_plain_rate(rows):
    counts, years, _ = (np.asarray(column, dtype=float) for column in zip(*rows, strict=True))
    rate = standardised_rate(counts, years, years)
    if counts.sum() >= 10:
        assert rate.value == pytest.approx(1e5 * counts.sum() / years.sum())
        assert 0 <= rate.lower < rate.value < rate.upper


@given(strata, st.floats(0.01, 100))
def test_only_the_proportions_of_the_standard_matter(rows, factor):
    counts, years, people = (np.asarray(column, dtype=float) for column in zip(*rows, strict=True))
    one, other = standardised_rate(counts, years, people), standardised_rate(counts, years, factor * people)
    assert one.flag is other.flag
    if one.value is not None:
        assert (one.value, one.lower, one.upper) == pytest.approx((other.value, other.lower, other.upper), rel=1e-6)


def test_nothing_is_given_under_ten_events():
    rate = standardised_rate([4, 5], [100, 100], [1, 1])
    assert (rate.value, rate.lower, rate.n, rate.flag) == (None, None, 9, Flag.UNSTABLE)
    assert "Fewer than 10" in str(rate.caveat)


def test_a_hidden_stratum_hides_the_rate_and_an_unseen_one_leaves_none():
    assert standardised_rate([math.nan, 40], [10, 10], [1, 1]).flag is Flag.HIDDEN
    assert standardised_rate([20, 40], [0, 10], [1, 1]).flag is Flag.NO_DATA


def test_a_stratum_that_the_standard_has_not_adds_nothing():
    assert standardised_rate([20, 40], [0, 10], [0, 1]) == standardised_rate([40], [10], [1])


@pytest.mark.parametrize("wrong", [([1, 2], [1], [1]), ([-1], [1], [1]), ([1], [1], [0])])
def test_strata_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=r"strata|negative|stratum"):
        standardised_rate(*wrong)
