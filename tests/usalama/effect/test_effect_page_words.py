"""What stands around the verdict: readable for every extreme, in both languages, never stronger than the numbers."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import pytest

from usalama.effect.effect_page_words import (
    CHECKS,
    LEFT_OUT,
    OF_NATURE,
    USES,
    before_sentence,
    compared_sentence,
    drift_sentence,
    events_sentences,
    joined_sentence,
    left_one_sentence,
    left_out_sentence,
    months_sentence,
    planted_sentence,
    sign_sentence,
)
from usalama.effect.effect_plans_words import (
    NO_CONTROL,
    NO_NOISE,
    NOT_JOINED,
    alone_sentence,
    beside_sentence,
    nearby_sentence,
    noise_sentence,
    smallest_fall_sentence,
)
from usalama.language import LANGUAGES, load_language
from usalama.model import Estimate, Flag, Nature, Sentence

BARE = re.compile(r"\d ?%|\bnan\b|\binf\b|\bNone\b|∞|[Ss]ignifican|p-value|\{|\}")
MAY = date(2025, 5, 1)
FELL = Estimate(0.85, 0.8, 0.9, 900, "method")
UNKNOWN = Estimate(0.85, None, None, 900, "method", Flag.UNSTABLE)


def every_sentence():
    ends = (None, 0.5, 1.0, 2.0)
    for value, lower, upper in product(ends, repeat=3):
        estimate = Estimate(value, lower, upper, 100, "method")
        yield from (sign_sentence(name, estimate) for name in CHECKS)
        yield planted_sentence(0.85, estimate)
        yield beside_sentence("Kwale", 12, estimate)
    yield from (joined_sentence("tools_live", joined, 47, MAY) for joined in (0, 1, 47))
    yield from (compared_sentence(treated, 3, 12, 40) for treated in (0, 10))
    yield from (left_out_sentence(use, ["Kwale"] * count, 20) for use in LEFT_OUT for count in (1, 40))
    yield from (months_sentence(MAY, MAY, cut) for cut in (0, 7))
    yield from events_sentences([])
    yield from events_sentences([(MAY, Sentence("New app"), Sentence("The police"))])
    yield from (before_sentence(*known) for known in product((True, False), repeat=2))
    yield from (left_one_sentence(0.8, 1.1, hangs) for hangs in (True, False))
    yield from (drift_sentence(*known) for known in ((None, False), (None, True), (0.0, True), (1.75, True)))
    yield from (NO_CONTROL, NO_NOISE, NOT_JOINED, alone_sentence("Kwale", MAY), nearby_sentence(["A"], ["B", "C"]))
    yield from (smallest_fall_sentence(23, 12, ratio) for ratio in (None, 0.96))
    yield noise_sentence(47, 113.4, 0.0064)
    yield from OF_NATURE.values()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_is_whole_and_plain(code):
    language = load_language(code)
    for sentence in every_sentence():
        said = language.say(sentence)
        assert not BARE.search(said), said
        assert len(said) > 3
        if code != "en":
            assert sentence.template.startswith("{county}") or language.text(sentence.template) != sentence.template


def test_a_share_that_moved_is_said_to_have_and_one_that_did_not_is_not():
    assert "Recording seems to have changed" in str(sign_sentence("verified", FELL))
    assert "could still be there" in str(sign_sentence("verified", Estimate(1.0, 0.9, 1.1, 900, "method")))
    assert "too few to say" in str(sign_sentence("verified", UNKNOWN))


def test_a_result_that_bears_no_drift_at_all_is_not_said_to_bear_any():
    assert "stands only if" in str(drift_sentence(0.0, True))
    assert "1.8 times" in load_language("en").say(drift_sentence(1.75, True))


def test_what_was_planted_is_held_missed_or_simply_said():
    assert "holds it" in str(planted_sentence(0.85, FELL))
    assert "misses it" in str(planted_sentence(0.7, FELL))
    assert str(planted_sentence(0.7, UNKNOWN)) == "70 for each 100 were planted in this demonstration."


def test_a_long_list_of_counties_is_cut():
    said = str(left_out_sentence("thin", [f"C{number}" for number in range(30)], 5))
    assert "C11 and others" in said
    assert "C12" not in said


def test_the_smallest_fall_is_rounded_so_that_it_would_be_shown():
    assert "a fall of 5 of each 100" in str(smallest_fall_sentence(23, 12, 0.958))


def test_every_use_and_every_unreal_nature_has_words():
    assert set(LEFT_OUT) < set(USES)
    assert set(OF_NATURE) == {Nature.SYNTHETIC, Nature.TEST}
