"""Shares and their difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.counting.shares import share_difference, wilson_share

pairs = st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


def test_those_of_both_shares_stand_behind_their_difference():
    difference = share_difference(wilson_share(56, 70), wilson_share(48, 80))
    assert (difference.n, difference.flag) == (150, Flag.OK)


@given(first=pairs, second=pairs)
def test_turning_the_shares_round_turns_the_difference_round(first, second):
    one, other = wilson_share(*first), wilson_share(*second)
    there, back = share_difference(one, other), share_difference(other, one)
    assert (there.value, there.lower, there.upper) == pytest.approx((-back.value, -back.upper, -back.lower))
    assert -1 - 1e-12 <= there.lower <= there.value <= there.upper <= 1 + 1e-12


def test_a_share_against_itself_differs_by_nothing():
    difference = share_difference(wilson_share(10, 40), wilson_share(10, 40))
    assert difference.value == 0
    assert difference.lower == pytest.approx(-difference.upper)


@pytest.mark.parametrize(
    ("second", "flag"),
    [((None, 40), Flag.HIDDEN), ((0, 0), Flag.NO_DATA), ((5, 29), Flag.UNSTABLE), ((5, 30), Flag.OK)],
)
def test_the_weaker_share_says_how_far_the_difference_may_be_trusted(second, flag):
    difference = share_difference(wilson_share(20, 60), wilson_share(*second))
    assert difference.flag is flag
    assert (difference.value is None) == (flag in (Flag.HIDDEN, Flag.NO_DATA))


def test_hidden_and_empty_shares_have_no_value():
    assert wilson_share(None, 20).flag is Flag.HIDDEN
    assert wilson_share(0, 0).flag is Flag.NO_DATA
    assert wilson_share(25, 20).value == 1
