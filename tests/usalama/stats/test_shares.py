"""Shares and their difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.shares import share_difference, wilson_share

# R 4.2.2: prop.test(x, n, correct = FALSE)$conf.int; the first four of Newcombe (1998), Stat Med 17:857.
SHARES = [(81, 263), (15, 148), (0, 20), (1, 29)]
LOWER = [0.2552885198783, 0.06238639953074, 0, 0.006113214292763]
UPPER = [0.3662095769828, 0.1604872417233, 0.1611251580528, 0.1717552187932]

pairs = st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


def test_limits_equal_those_of_r():
    found = [wilson_share(*pair) for pair in SHARES]
    assert [one.lower for one in found] == pytest.approx(LOWER, abs=1e-9)
    assert [one.upper for one in found] == pytest.approx(UPPER, abs=1e-9)


def test_difference_equals_the_published_one():
    # Newcombe (1998), Stat Med 17:873, example a, method 10: 56/70 and 48/80.
    difference = share_difference(wilson_share(56, 70), wilson_share(48, 80))
    assert difference.value == pytest.approx(0.2)
    assert (difference.lower, difference.upper) == pytest.approx((0.05243147240236, 0.3338726540369), abs=1e-9)
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
