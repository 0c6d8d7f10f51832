"""Whether a target is reached when the value has a range: the rule, and what must hold of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.programme.progress.indicator_measures import Rating, Reading, rate_indicator

NUMBERS = st.floats(-1e6, 1e6)
BY_HAND = [
    # value, lower, upper, baseline, target -> rating
    ((60, 55, 65), 40, 50, Rating.REACHED),
    ((60, 45, 75), 40, 50, Rating.NOT_SURE),
    ((45, 42, 47), 40, 50, Rating.BEHIND),
    ((47, 44, 49), 40, 50, Rating.NOT_SURE),
    ((50, None, None), 40, 50, Rating.REACHED),
    ((48, None, None), 40, 50, Rating.NOT_SURE),
    ((47.9, None, None), 40, 50, Rating.BEHIND),
    ((None, None, None), 40, 50, Rating.NO_VALUE),
    # To hold the level, nothing under it is near.
    ((39, None, None), 40, 40, Rating.BEHIND),
    ((39, None, None), None, 40, Rating.BEHIND),
    ((39, 37, 41), None, 40, Rating.NOT_SURE),
]


@pytest.mark.parametrize(("numbers", "baseline", "target", "rating"), BY_HAND)
def test_the_rule_by_hand_and_upside_down(numbers, baseline, target, rating):
    assert rate_indicator(Reading(*numbers), baseline, target, is_lower_better=False) == rating
    value, lower, upper = (None if one is None else -one for one in numbers)
    fallen = Reading(value, upper, lower)
    start = None if baseline is None else -baseline
    assert rate_indicator(fallen, start, -target, is_lower_better=True) == rating


def test_no_target_is_no_rating():
    assert rate_indicator(Reading(5.0), 1.0, None, is_lower_better=False) == Rating.NO_VALUE


ORDER = [Rating.BEHIND, Rating.NOT_SURE, Rating.REACHED]


@given(NUMBERS, st.floats(0, 1e3), st.floats(0, 1e6), NUMBERS, NUMBERS)
def test_more_is_never_worse_and_a_range_only_makes_less_sure(value, half, more, baseline, target):
    def rated(number, reach):
        reading = Reading(number, number - reach, number + reach)
        return rate_indicator(reading, baseline, target, is_lower_better=False)

    assert ORDER.index(rated(value + more, half)) >= ORDER.index(rated(value, half))
    if rated(value, half) is not Rating.NOT_SURE:
        assert rated(value, 0) == rated(value, half)
