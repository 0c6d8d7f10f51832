"""What is said of a kind of report over the years carries its range."""

from __future__ import annotations

from datetime import date

import pytest

from usalama.claims.finding import broken_series_sentence
from usalama.claims.flag_trend import unknown_shift_sentence, yearly_sentence
from usalama.language import LANGUAGES, load_language
from usalama.model import Estimate

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
    said = yearly_sentence(ratio, is_clear=is_clear)
    assert words in str(said)
    assert {"lower", "upper"} <= set(said.values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language):
    sentences = [
        *(yearly_sentence(one, is_clear=clear) for one in (HUGE, FALL) for clear in (True, False)),
        broken_series_sentence("app", date(2024, 7, 1)),
        unknown_shift_sentence(0.1, 0.9),
    ]
    for sentence in sentences:
        assert "{" not in load_language(language).say(sentence)
