"""A share among those known: unknown is never read as no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.counting.shares import wilson_share
from usalama.stats.counting.unknowns import known_share

numbers = st.integers(0, 5_000)


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
