"""What is said of a place since a day carries its range and judges no place."""

from __future__ import annotations

import pytest

from usalama.claims.place_claims import elsewhere_sentence, since_sentence
from usalama.language import LANGUAGES, load_language
from usalama.model import Estimate, Flag

HUGE = Estimate(2.0e6, 1.0e6, 4.0e6, 10, "test")
RISE, FALL, NONE = (Estimate(*numbers, 500, "test") for numbers in ((2, 1.5, 2.6), (0.5, 0.4, 0.7), (1.1, 0.8, 1.4)))


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
    said = since_sentence("Nakuru", ratio, is_clear=is_clear, is_held=is_held)
    assert words in str(said)
    assert {"lower", "upper"} <= set(said.values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language):
    sentences = [
        *(
            since_sentence("Kisumu", one, is_clear=clear, is_held=held)
            for one in (HUGE, FALL)
            for clear in (True, False)
            for held in (True, False)
        ),
        elsewhere_sentence(Estimate(None, None, None, None, "test", Flag.HIDDEN)),
    ]
    for sentence in sentences:
        assert "{" not in load_language(language).say(sentence)
