"""Shares of those known are told with those unknown, or not at all."""

from __future__ import annotations

import pytest

from usalama.incidents.rates.drugs_words import counties_left_out_sentence, flag_sentence
from usalama.language import LANGUAGES, load_language
from usalama.stats.counting.shares import known_share


def sentence(count, unknown, whole):
    found = known_share(count, unknown, whole)
    bounds = (found.lowest, found.highest)
    return flag_sentence(found.share, found.unknown, bounds, is_mostly_unknown=found.is_mostly_unknown)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((200, 200, 1000), "About 25 in 100 of the 800 for which it is known; likely 22 to 28. Unknown for 200"),
        ((200, 200, 1000), "20 in 100 of all, if all were, 40"),
        ((200, 600, 1000), "more is unknown than known, so nobody can tell"),
        ((3, 2, 20), "too few for a reliable share"),
        ((0, 50, 50), "unknown for all 50"),
        ((0, 0, 0), "Too few, or not recorded"),
        ((None, 10, 100), "without risk to somebody"),
        ((10, None, 100), "without risk to somebody"),
        ((10, 10, None), "without risk to somebody"),
    ],
)
def test_a_share_is_told_with_the_strength_it_has(numbers, words):
    assert words in str(sentence(*numbers))


def test_small_shares_do_not_read_as_nothing():
    values = sentence(4, 0, 1000).values
    assert values["share"] == pytest.approx(0.4)
    assert values["upper"] == 1


def test_nothing_is_told_of_a_share_without_its_unknown():
    assert sentence(200, 0, 1000).values["unknown"] == 0
    assert "unknown" in sentence(3, 2, 20).values


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("numbers", [(1, 0, 10**6), (10**6, 10**6, 3 * 10**6), (5, 900, 1000), (0, 9, 9), (9, 9, None)])
def test_every_sentence_can_be_said(language, numbers):
    say = load_language(language).say
    assert "{" not in say(sentence(*numbers))
    assert "7" in say(counties_left_out_sentence(7))
