"""Places against the national rate, smoothed, like with like, silent: as strong as the numbers, and never a rank."""

from __future__ import annotations

import math
import re

import pytest

from usalama.asking.comparison_words import (
    dispersion_sentence,
    like_with_like_sentence,
    likeness_sentence,
    outside_sentence,
    own_share_sentence,
    place_words,
    silence_sentence,
    standing_sentence,
)
from usalama.model import Estimate, Flag, Place, PlaceLevel, Standing
from usalama.stats.counting.funnel_limits import funnel
from usalama.stats.counting.ratios import ratio_estimate


def standing(count, expected):
    found = funnel([count], [expected])
    return str(standing_sentence("Kisumu", found.standing[0], found.estimate(0)))


@pytest.mark.parametrize(
    ("count", "expected", "words"),
    [
        (1_000_000, 100, "higher than the national rate"),
        (0, 10_000, "lower than the national rate"),
        (0, 1, "similar to the national rate"),
        (103, 100, "similar to the national rate"),
        (math.nan, 100, "too few reports"),
        (40, 0, "nothing to compare"),
    ],
)
def test_a_place_is_told_with_the_strength_it_has(count, expected, words):
    assert words in standing(count, expected)


def test_whatever_stands_out_carries_its_usual_range():
    for count in (300, 20):
        assert re.search(r"usually have [0-9.]+ to [0-9.]+ times", standing(count, 100))


def test_few_reports_are_never_called_safe():
    assert "fewer people report" in standing(20, 100)
    for months in (1, 12, 48):
        assert "silence, not safety" in str(silence_sentence("Lamu", months, months, 0.1))


def test_a_hidden_place_says_nothing_of_its_size():
    hidden = Estimate(None, 0.5, 1.5, None, "funnel", Flag.HIDDEN)
    assert str(standing_sentence("Lamu", Standing.UNKNOWN, hidden)) == (
        "Lamu: too few reports to compare with the national rate."
    )


@pytest.mark.parametrize(("outside", "is_chance"), [(0, True), (2, True), (3, False), (40, False)])
def test_as_many_as_chance_gives_are_called_chance(outside, is_chance):
    sentence = str(outside_sentence(47, outside, 2.35))
    assert "2 would stand out by chance" in sentence
    assert ("what chance looks like" in sentence) == is_chance


def test_the_limits_say_why_they_are_as_wide_as_they_are():
    assert "chance alone" in str(dispersion_sentence(1.0))
    assert "widened" in str(dispersion_sentence(490.0))


@pytest.mark.parametrize(("share", "parts"), [(0.0, "0 in 100"), (0.404, "40 in 100"), (1.0, "100 in 100")])
def test_the_weight_is_told_in_parts_of_a_hundred(share, parts):
    assert parts in str(own_share_sentence("Lamu", share))


def test_no_smoothed_rate_has_no_weight():
    assert "too few reports" in str(own_share_sentence("Lamu", math.nan))


def test_likeness_names_who_and_in_what():
    sentence = str(likeness_sentence("Kisumu", ["Siaya", "Busia"], ["size", "growth"]))
    assert sentence == "Kisumu is most like Siaya, Busia: alike in size, growth."
    assert "much like Nairobi" in str(likeness_sentence("Nairobi", [], []))


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ((400, 200), "times the reported rate that they have together"),
        ((103, 100), "nearly the same"),
        ((110, 100), "could be chance"),
        ((9, 100), "Too few reports for a reliable"),
        ((None, 100), "Too few reports to compare"),
        ((0, 0), "nothing to compare"),
    ],
)
def test_like_is_compared_with_like_as_strongly_as_the_numbers_allow(pair, words):
    ratio = ratio_estimate(pair[0], 1e6, pair[1], 1e6)
    assert words in str(like_with_like_sentence("Kisumu", ratio))


def test_a_city_is_never_taken_for_its_county():
    assert str(place_words(Place(PlaceLevel.CITY, "kisumu", "Kisumu"))) == "Kisumu (city)"
    assert str(place_words(Place(PlaceLevel.COUNTY, "042", "Kisumu"))) == "Kisumu (county)"
