"""Verdicts as sentences: readable for every extreme, in both languages, and never stronger than the numbers."""

from __future__ import annotations

import math
import re
from itertools import product

import pytest

from usalama.effect.effect_words import (
    base_sentence,
    displacement_sentence,
    needed_places_sentence,
    power_sentence,
    reporting_sentence,
    single_place_sentence,
    verdict_sentence,
    word_label,
)
from usalama.language import LANGUAGES, load_language
from usalama.model import EffectWord, Estimate, Flag, WhyUntold

EXTREMES = (None, 0.0, 1e-9, 0.5, 1.0, 2.0, 1e12, math.inf, math.nan)
BARE = re.compile(r"\d ?%|\bnan\b|\binf\b|\bNone\b|∞|[Ss]ignifican|p-value|\{|\}")
CLEAR = Estimate(0.851, 0.79, 0.92, 5000, "method")


def every_estimate():
    return [Estimate(*numbers, 100, "method", flag) for numbers in product(EXTREMES, repeat=3) for flag in Flag]


def every_sentence():
    for estimate in every_estimate():
        yield reporting_sentence(estimate)
        yield single_place_sentence(estimate)
        yield displacement_sentence(estimate, estimate)
        yield from (verdict_sentence(word, None, estimate) for word in EffectWord)
    yield from (verdict_sentence(EffectWord.CANNOT_TELL, why, CLEAR) for why in WhyUntold)
    yield from (word_label(word) for word in EffectWord)
    yield from (base_sentence(places, 0, 10**6, reports) for places in (0, 1, 47) for reports in (None, 0, 10**9))
    yield from (power_sentence(0.85, 12, 6, chance) for chance in (0.0, 0.5, 0.95))
    yield from (needed_places_sentence(0.85, places, 6) for places in (None, 3, 47))
    yield reporting_sentence(None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_extreme_is_a_sentence_without_a_bare_number(language):
    speaker = load_language(language)
    for sentence in every_sentence():
        assert not BARE.search(speaker.say(sentence)), sentence


def test_a_verdict_has_its_range():
    told = str(verdict_sentence(EffectWord.HELPED, None, CLEAR))
    assert told.startswith("Helped")
    assert "about 85 reports came for each 100" in told
    assert "likely 79 to 92" in told


@pytest.mark.parametrize("word", list(EffectWord))
def test_without_a_range_no_word_is_said(word):
    assert str(verdict_sentence(word, None, Estimate(0.5, None, None, 3, "method"))).startswith("Cannot tell")


def test_cannot_tell_says_why_and_no_number_that_could_be_taken_for_a_result():
    for why in WhyUntold:
        told = str(verdict_sentence(EffectWord.CANNOT_TELL, why, CLEAR))
        assert told.startswith("Cannot tell")
        assert "85" not in told


def test_one_place_is_never_a_verdict():
    told = str(single_place_sentence(CLEAR))
    assert "cannot tell whether the programme helped" in told
    assert not any(word in told for word in ("Helped", "Made worse"))


def test_the_base_stands_beside_the_verdict():
    assert str(base_sentence(12, 35, 240, 8400)).startswith("Base: 8400 reports in 240 months after joining")
