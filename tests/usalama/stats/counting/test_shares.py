from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.counting.shares import completeness_estimate, known_share, share_difference, wilson_share

pairs = st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
numbers = st.integers(0, 5_000)
counts = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=3, max_size=12)


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


@given(count=numbers, no=numbers, unknown=numbers)
def test_the_share_is_of_those_known_and_lies_within_its_bounds(count, no, unknown):
    found = known_share(count, unknown, count + no + unknown)
    assert found.share == wilson_share(count, count + no)
    if count + no:
        assert found.lowest <= found.share.value + 1e-12
        assert found.share.value <= found.highest + 1e-12
        assert found.highest - found.lowest == pytest.approx(unknown / (count + no + unknown))


@given(count=st.integers(1, 500), no=numbers, unknown=st.integers(1, 500))
def test_what_becomes_known_as_no_lowers_the_share_and_what_stays_unknown_does_not(count, no, unknown):
    before = known_share(count, unknown, count + no + unknown)
    after = known_share(count, unknown - 1, count + no + unknown)
    assert after.share.value < before.share.value
    more_unknown = known_share(count, unknown + 1, count + no + unknown + 1)
    assert more_unknown.share == before.share


def test_where_all_is_unknown_there_is_no_share_and_anything_is_possible():
    found = known_share(0, 40, 40)
    assert (found.share.value, found.share.flag) == (None, Flag.NO_DATA)
    assert (found.lowest, found.highest) == (0, 1)
    assert found.is_mostly_unknown


@pytest.mark.parametrize("hidden", [(None, 10, 40), (5, None, 40), (5, 10, None)])
def test_a_hidden_number_hides_the_share_and_the_bounds(hidden):
    found = known_share(*hidden)
    assert found.share.flag is Flag.HIDDEN
    assert (found.lowest, found.highest) == (None, None)


def test_rounded_numbers_that_do_not_add_up_stay_within_0_and_1():
    found = known_share(15, 10, 20)
    assert found.share.value == 1
    assert found.highest == 1


def test_nothing_at_all_has_no_bounds():
    found = known_share(0, 0, 0)
    assert (found.share.flag, found.lowest, found.highest) == (Flag.NO_DATA, None, None)


def test_half_unknown_is_not_yet_mostly_unknown():
    assert not known_share(5, 50, 100).is_mostly_unknown
    assert known_share(5, 51, 100).is_mostly_unknown


def test_negative_numbers_are_refused():
    with pytest.raises(ValueError, match="negative"):
        known_share(-1, 0, 10)


@settings(deadline=None)
@given(counts)
def test_a_share_lies_within_its_limits_and_between_nothing_and_all(pairs):
    in_time = np.array([float(min(pair)) for pair in pairs])
    total = np.array([float(max(pair)) for pair in pairs])
    found = completeness_estimate(in_time, total)
    if total.sum() == 0:
        assert found.flag is Flag.NO_DATA
    else:
        rounding = 1e-12
        assert 0 <= found.lower <= found.value + rounding
        assert found.value <= found.upper + rounding <= 1 + rounding


def test_months_that_are_alike_give_wilsons_interval():
    found = completeness_estimate(np.full(12, 90.0), np.full(12, 100.0))
    plain = wilson_share(1080, 1200)
    assert (found.value, found.lower, found.upper) == (plain.value, plain.lower, plain.upper)


def test_months_that_differ_widen_it():
    alike = completeness_estimate(np.full(12, 80.0), np.full(12, 100.0))
    differing = completeness_estimate(np.tile([65.0, 95.0], 6), np.full(12, 100.0))
    assert differing.value == pytest.approx(alike.value)
    assert differing.lower < alike.lower


def test_more_in_time_than_in_all_as_rounding_makes_it_is_all():
    assert completeness_estimate(np.full(4, 105.0), np.full(4, 100.0)).value == 1


def test_two_months_are_too_few():
    assert completeness_estimate(np.full(2, 90.0), np.full(2, 100.0)).flag is Flag.NO_DATA
