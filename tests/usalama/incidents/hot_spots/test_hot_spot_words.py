"""What is said of cells: strength, base and range, and nothing that points at a place."""

from __future__ import annotations

import math

import pytest

from tests.usalama.incidents.hot_spots.cell_sentences import assert_no_threat, assert_said_everywhere, said
from usalama.incidents.hot_spots import hot_spot_words
from usalama.incidents.hot_spots.hot_spot_words import (
    WORDS,
    beside_note,
    beside_sentence,
    busy_sentence,
    cell_note,
    cells_sentence,
    concentration_sentence,
    pattern_sentence,
    strongest_sentence,
    verdict_words,
)
from usalama.model import Estimate, Flag
from usalama.stats.space.gi_star import Verdict

HIGH = Estimate(0.44, 0.40, 0.48, 900, "m")
EVERY_SENTENCE = [
    cells_sentence(4, 1, 50, 80, 30),
    cells_sentence(4, 1, 50, 80, 30, is_beside=True),
    cells_sentence(0, 0, 50, 80, 30),
    busy_sentence(),
    cells_sentence(0, 0, 0, 80, 30),
    cells_sentence(0, 0, 0, 12, 30),
    strongest_sentence(10**6, 12.3, 0, 40),
    cell_note(5, 5, 3, 0, 9),
    cell_note(5, 11, 3, 0, 9),
    beside_note(30, 12, Estimate(2.5, 1.7, 3.6, 30, "m")),
    beside_sentence(30, 12, Estimate(2.5, 1.7, 3.6, 30, "m")),
    pattern_sentence(None, False),
    pattern_sentence(0.2, True),
    pattern_sentence(0.001, True),
    pattern_sentence(0.001, False),
    concentration_sentence(HIGH, 0.1),
    concentration_sentence(None, None),
]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (
            (4, 1, 50, 80, 30),
            "In 4 of 50 cells more reports than the surroundings lead one to expect, in 1 fewer",
        ),
        ((0, 0, 50, 80, 30), "No clear difference"),
        ((0, 0, 0, 80, 30), "Too few to say: no cell"),
        ((0, 0, 0, 12, 30), "Too few to say: the place has 12 cells"),
    ],
)
def test_cells_are_told_with_the_strength_they_have(numbers, words):
    assert words in said(cells_sentence(*numbers))


def test_an_extreme_cell_still_has_its_base_and_range():
    text = said(strongest_sentence(10**6, 12.3, 0, 40))
    assert "1,000,000" in text
    assert "about 12, usually 0 to 40" in text


def test_a_share_stands_beside_chance():
    assert "scattered by chance they would hold about 10" in said(concentration_sentence(HIGH, 0.1))
    few = Estimate(0.9, 0.5, 1.0, 9, "m", Flag.UNSTABLE)
    assert "Too few to say" in said(concentration_sentence(few, 0.5))


@pytest.mark.parametrize("sentence", EVERY_SENTENCE, ids=lambda one: one.template[:40])
def test_no_sentence_has_a_bare_percentage_a_rank_or_a_threat(sentence):
    assert_no_threat(sentence)


@pytest.mark.parametrize("sentence", EVERY_SENTENCE, ids=lambda one: one.template[:40])
def test_every_sentence_is_said_in_every_language(sentence):
    assert_said_everywhere(sentence)


def test_every_verdict_has_words():
    assert set(WORDS) == {str(one) for one in Verdict}
    assert all(verdict_words(one) for one in Verdict)


def test_nothing_recommends_a_patrol():
    texts = [value for value in vars(hot_spot_words).values() if isinstance(value, str) and " " in value]
    assert any("no advice where to patrol" in text for text in texts)
    assert math.isfinite(len(texts))
