"""What is said of cells and repeats: strength, base and range, and nothing that points at a place."""

from __future__ import annotations

import math
import re

import pytest

from usalama.incidents.hot_spots import hot_spot_words
from usalama.incidents.hot_spots.hot_spot_words import (
    WORDS,
    beside_note,
    beside_sentence,
    cell_note,
    cells_sentence,
    concentration_sentence,
    foretelling_sentences,
    pattern_sentence,
    repeat_sentence,
    repeats_sentence,
    strongest_sentence,
    verdict_words,
)
from usalama.language import LANGUAGES, load_language
from usalama.model import Estimate, Flag, Sentence

HIGH = Estimate(0.44, 0.40, 0.48, 900, "m")
EVERY_SENTENCE = [
    cells_sentence(4, 1, 50, 80, 30),
    cells_sentence(0, 0, 50, 80, 30),
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
    *foretelling_sentences(HIGH, Estimate(0.3, 0.2, 0.4, 900, "m"), 5),
    *foretelling_sentences(HIGH, Estimate(0.6, 0.5, 0.7, 900, "m"), 5),
    *foretelling_sentences(HIGH, Estimate(0.43, 0.4, 0.5, 900, "m"), 5),
    *foretelling_sentences(Estimate(None, None, None, 0, "m", Flag.NO_DATA), HIGH, 5),
    repeat_sentence(Estimate(3.0, 0.6, 1.4, 60, "m"), 20.0, True, Sentence("There"), Sentence("then")),
    repeat_sentence(Estimate(1.0, 0.6, 1.4, 20, "m"), 20.0, False, Sentence("There"), Sentence("then")),
    repeat_sentence(Estimate(9.0, 0, 3, 9, "m", Flag.UNSTABLE), 1.0, True, Sentence("There"), Sentence("then")),
    repeats_sentence(2, 9, 12),
    repeats_sentence(0, 9, 12),
    repeats_sentence(0, 0, 12),
]


def said(sentence):
    return load_language("en").say(sentence)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (
            (4, 1, 50, 80, 30),
            "4 have, with the ring around them, more reports than their surroundings lead one to expect",
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


def test_repeats_are_told_only_with_pairs_enough_and_all_bands_looked_at():
    there, then = Sentence("There"), Sentence("then")
    assert "more than the 20" in said(repeat_sentence(Estimate(3.0, 0.6, 1.4, 60, "m"), 20.0, True, there, then))
    assert "no clear difference" in said(repeat_sentence(Estimate(3.0, 0.6, 1.4, 60, "m"), 20.0, False, there, then))
    assert "too few" in said(repeat_sentence(Estimate(9.0, 0, 3, 9, "m", Flag.UNSTABLE), 1.0, True, there, then))


@pytest.mark.parametrize(("naive", "words"), [(0.30, "did better"), (0.60, "did worse"), (0.43, "no clear difference")])
def test_a_map_is_held_against_the_plain_list(naive, words):
    first, second = foretelling_sentences(HIGH, Estimate(naive, naive - 0.05, naive + 0.05, 900, "m"), 5)
    assert "44 (likely 40 to 48)" in said(first)
    assert words in said(second)


def test_a_share_stands_beside_chance():
    assert "scattered by chance they would hold about 10" in said(concentration_sentence(HIGH, 0.1))
    few = Estimate(0.9, 0.5, 1.0, 9, "m", Flag.UNSTABLE)
    assert "Too few to say" in said(concentration_sentence(few, 0.5))


FORBIDDEN = re.compile(r"\d ?%|significan|p-value|confiden|rank|worst|danger|estate|address|deploy", re.IGNORECASE)


@pytest.mark.parametrize("sentence", EVERY_SENTENCE, ids=lambda one: one.template[:40])
def test_no_sentence_has_a_bare_percentage_a_rank_or_a_threat(sentence):
    assert not FORBIDDEN.search(said(sentence))


@pytest.mark.parametrize("sentence", EVERY_SENTENCE, ids=lambda one: one.template[:40])
def test_every_sentence_is_said_in_every_language(sentence):
    english = load_language("en")
    for code in LANGUAGES:
        other = load_language(code)
        assert other.say(sentence)
        assert code == "en" or other.text(sentence.template) != english.text(sentence.template)


def test_every_verdict_has_words():
    from usalama.stats.space.gi_star import Verdict  # noqa: PLC0415

    assert set(WORDS) == {str(one) for one in Verdict}
    assert all(verdict_words(one) for one in Verdict)


def test_nothing_recommends_a_patrol():
    texts = [value for value in vars(hot_spot_words).values() if isinstance(value, str) and " " in value]
    assert any("no advice where to patrol" in text for text in texts)
    assert math.isfinite(len(texts))
