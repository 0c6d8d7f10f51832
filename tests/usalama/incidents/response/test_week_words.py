"""When in the week, in words."""

from __future__ import annotations

import pytest

from usalama.incidents.response.week_words import block_sentence, clock, hours_named, middle_sentence, ranges_sentence
from usalama.model import Estimate, Flag


def middle(value, concentration, flag=Flag.OK, lower=18.0, upper=20.0):
    return str(middle_sentence(Estimate(value, lower, upper, 500, "test", flag), concentration))


@pytest.mark.parametrize(("hour", "words"), [(0, "00:00"), (22.5, "22:30"), (23.999, "00:00"), (19.094, "19:06")])
def test_hours_are_written_as_on_a_clock(hour, words):
    assert clock(hour) == words


def test_a_span_goes_over_midnight():
    assert hours_named(20, 24) == "20:00-00:00"


def test_a_block_has_its_count_and_what_is_usual():
    sentence = str(block_sentence(weekday=4, first_hour=20, hours=4, count=90, usual=(42.4, 64.7)))
    assert sentence == "Friday 20:00-00:00: 90 incidents; the weekday and the hours alone would give about 42 to 65."


def test_a_middle_is_as_strong_as_the_moments_are_close():
    assert "gather closely around 19:00 (likely 18:00 to 20:00" in middle(19.0, 0.8)
    assert "with many at every other hour" in middle(19.0, 0.2)


@pytest.mark.parametrize(
    ("value", "concentration", "flag"), [(19.0, 0.05, Flag.OK), (19.0, 0.8, Flag.UNSTABLE), (None, 0.0, Flag.UNSTABLE)]
)
def test_moments_all_round_the_clock_have_no_middle(value, concentration, flag):
    assert "no hour is their middle" in middle(value, concentration, flag)


def test_no_moments_are_too_few_to_say():
    nothing = Estimate(None, None, None, 0, "test", Flag.NO_DATA)
    assert str(middle_sentence(nothing, None)).startswith("Too few")


def test_hidden_counts_of_ranges_are_said_as_such():
    assert str(ranges_sentence(100, None, 0)).startswith("100 incidents; of 1 to 7 only a range")
