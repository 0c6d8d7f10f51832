"""What is compared with what, in words."""

from __future__ import annotations

from datetime import date

import pytest

from tests.plain_sentences import assert_plain
from usalama.effect.effect_card import (
    USES,
    compared_sentence,
    events_sentences,
    joined_sentence,
    left_out_sentence,
    months_sentence,
)
from usalama.language import LANGUAGES
from usalama.model import Sentence

MAY = date(2025, 5, 1)

LEFT_OUT = ("early", "thin", "gappy")


def every_sentence():
    yield from (joined_sentence("tools_live", joined, 47, MAY) for joined in (0, 1, 47))
    yield from (compared_sentence(treated, 3, 12, 40) for treated in (0, 1, 10))
    yield from (left_out_sentence(use, ["Kwale"] * count, 20) for use in LEFT_OUT for count in (1, 40))
    yield from (months_sentence(MAY, MAY, cut) for cut in (0, 7))
    yield from events_sentences([])
    yield from events_sentences([(MAY, Sentence("New app"), Sentence("The police"))])


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_is_whole_and_plain(code):
    assert_plain(every_sentence(), code)


def test_a_long_list_of_counties_is_cut():
    said = str(left_out_sentence("thin", [f"C{number}" for number in range(30)], 5))
    assert "C11 and others" in said
    assert "C12" not in said


def test_every_use_has_words():
    assert set(LEFT_OUT) < set(USES)
