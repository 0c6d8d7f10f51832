"""One ladder under all sentences about an estimate."""

from __future__ import annotations

import pytest

from usalama.asking.told import finite, in_100, place_words, told
from usalama.model import Estimate, Flag, Place, PlaceLevel, Sentence
from usalama.stats.counting.ratios import ratio_estimate

WORDS = {"nothing": "Nothing.", "few": "Few: {lower}.", "hidden": "Hidden.", "open_ended": "At least {lower}."}


def estimate(value=2.0, lower=1.0, upper=3.0, flag=Flag.OK):
    return Estimate(value, lower, upper, 20, "Counted", flag)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (estimate(), "Rate 2.0, 1.0 to 3.0 in Kisumu."),
        (estimate(flag=Flag.HIDDEN), "Hidden."),
        (estimate(flag=Flag.NO_DATA), "Nothing."),
        (estimate(value=None), "Nothing."),
        (estimate(flag=Flag.UNSTABLE), "Few: 1.0."),
        (estimate(upper=None), "At least 1.0."),
        (estimate(value=None, flag=Flag.HIDDEN), "Hidden."),
    ],
)
def test_a_sentence_is_as_strong_as_what_is_known(known, words):
    full = "Rate {rate}, {lower} to {upper} in {place}."
    assert str(told(known, {"place": "Kisumu"}, full=full, called="rate", **WORDS)) == words


def test_a_flag_that_comes_out_of_an_array_is_heard():
    words = {"nothing": "Nothing.", "few": "Few.", "hidden": "Hidden.", "full": "About {value}."}
    assert str(told(ratio_estimate(3, 1e5, 2, 1e5), **words)) == "Few."
    assert str(told(ratio_estimate(None, 1e5, 200, 1e5), **words)) == "Hidden."
    assert str(told(ratio_estimate(5, 0.0, 200, 1e5), **words)) == "Nothing."


def test_what_is_not_worded_is_nothing_or_told_in_full():
    bare = {"nothing": "Nothing.", "full": "About {value}."}
    assert str(told(estimate(flag=Flag.HIDDEN), **bare)) == "Nothing."
    assert str(told(estimate(lower=None), **bare)) == "Nothing."
    assert str(told(estimate(flag=Flag.UNSTABLE), **bare)) == "About 2.0."


def test_a_full_sentence_may_depend_on_the_three_numbers():
    def worded(value, lower, upper):
        return Sentence("more" if lower > 1 else "as chance makes it")

    assert str(told(estimate(lower=1.2), nothing="-", full=worded)) == "more"
    assert str(told(estimate(lower=0.8), nothing="-", full=worded)) == "as chance makes it"


def test_a_city_is_never_taken_for_its_county():
    assert str(place_words(Place(PlaceLevel.CITY, "kisumu", "Kisumu"))) == "Kisumu (city)"
    assert str(place_words(Place(PlaceLevel.COUNTY, "042", "Kisumu"))) == "Kisumu (county)"


def test_what_is_no_number_is_not_known():
    assert finite(estimate(value=float("nan"), upper=float("inf"))).value is None
    assert finite(estimate(upper=float("inf"))) == estimate(upper=None)


def test_a_share_is_told_in_whole_parts_of_a_hundred():
    assert in_100(estimate(0.254, 0.2, None)) == estimate(25, 20, None)
