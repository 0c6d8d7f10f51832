"""Answers to claims carry their range and judge no place."""

from __future__ import annotations

from datetime import date

import pytest

from usalama.claims import claim_words
from usalama.incidents.response.responder_words import responder_name
from usalama.language import LANGUAGES, load_language
from usalama.model import Estimate, Flag, Nature
from usalama.stats.counting.shares import wilson_share

HUGE = Estimate(2.0e6, 1.0e6, 4.0e6, 10, "test")
RISE, FALL, NONE = (Estimate(*numbers, 500, "test") for numbers in ((2, 1.5, 2.6), (0.5, 0.4, 0.7), (1.1, 0.8, 1.4)))


@pytest.mark.parametrize(
    ("ratio", "is_clear", "words"),
    [
        (RISE, True, "rose: for each a year before about 2"),
        (FALL, True, "fell"),
        (NONE, False, "No clear change"),
        (RISE, False, "No clear"),
    ],
)
def test_a_kind_of_report_is_told_with_the_strength_it_has(ratio, is_clear, words):
    said = claim_words.yearly_sentence(ratio, is_clear=is_clear)
    assert words in str(said)
    assert {"lower", "upper"} <= set(said.values)


@pytest.mark.parametrize(
    ("ratio", "is_clear", "is_held", "words"),
    [
        (RISE, True, False, "reports rose"),
        (FALL, True, True, "reports fell"),
        (NONE, False, True, "a large rise is ruled out"),
        (NONE, False, False, "too small to rule out a rise"),
    ],
)
def test_months_since_a_day_are_told_with_the_strength_they_have(ratio, is_clear, is_held, words):
    said = claim_words.since_sentence("Nakuru", ratio, is_clear=is_clear, is_held=is_held)
    assert words in str(said)
    assert {"lower", "upper"} <= set(said.values)


def two(is_clear):
    names = (responder_name("residents"), responder_name("police"))
    return claim_words.two_shares_sentence(30, wilson_share(80, 100), wilson_share(30, 100), names, is_clear=is_clear)


def test_two_shares_are_told_with_both_ranges():
    assert "Residents reached more calls within 30 minutes than Police: 80 in 100 (likely 71 to 87)" in str(two(True))
    assert "did not clearly reach more" in str(two(False))


def test_rows_that_are_not_real_settle_nothing():
    assert "demonstration data" in str(claim_words.unreal_sentence(Nature.SYNTHETIC))
    assert "test data" in str(claim_words.unreal_sentence(Nature.TEST))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language):
    say = load_language(language).say
    sentences = [
        *(claim_words.yearly_sentence(one, is_clear=clear) for one in (HUGE, FALL) for clear in (True, False)),
        *(
            claim_words.since_sentence("Kisumu", one, is_clear=clear, is_held=held)
            for one in (HUGE, FALL)
            for clear in (True, False)
            for held in (True, False)
        ),
        claim_words.elsewhere_sentence(Estimate(None, None, None, None, "test", Flag.HIDDEN)),
        claim_words.broken_series_sentence("app", date(2024, 7, 1)),
        claim_words.unknown_shift_sentence(0.1, 0.9),
        two(True),
        two(False),
    ]
    for sentence in sentences:
        assert "{" not in say(sentence)
