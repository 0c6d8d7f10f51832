"""One county alone: a number with a range, never a verdict."""

from __future__ import annotations

import math
from datetime import date
from itertools import product

import numpy as np
import pytest

from tests.effect_store import FEW_FOR_ALL, JOINED, MONTHS, NEVER, RATIO
from tests.examples import OPERATOR, subject
from tests.plain_sentences import assert_plain
from usalama.access import public_scope
from usalama.effect.effect_panel import Windows, county_months
from usalama.effect.effect_single import (
    NO_CONTROL,
    NOT_JOINED,
    alone_sentence,
    beside_sentence,
    displacement_sentence,
    effect_of_one,
    nearby_sentence,
    single_place_sentence,
)
from usalama.language import LANGUAGES
from usalama.model import Choices, Estimate, Flag

TODAY = date(2026, 1, 15)
PUBLIC = public_scope(TODAY)
THEFT = Choices(categories=("stealing",))
EXTREMES = (None, 0.0, 1e-9, 0.5, 1.0, 2.0, 1e12, math.inf, math.nan)
MAY = date(2025, 5, 1)
CLEAR = Estimate(0.851, 0.79, 0.92, 5000, "method")


@pytest.fixture(name="filled")
def _filled(effect_store):
    return effect_store


def one(store, code, control="", scope=OPERATOR, choices=THEFT):
    return effect_of_one(store, scope, choices, subject(), TODAY, code, control)


def windows(store, code, scope=OPERATOR):
    asked = county_months(store, scope, THEFT, subject(), TODAY, "tools_live")
    return asked, Windows(asked, int(asked.column[asked.codes.index(code)]))


def test_a_single_county_gets_a_number_and_a_range_and_no_word(filled):
    found = one(filled, "001")
    assert found.first_after == MONTHS[JOINED["001"]]
    assert found.step.lower < RATIO < found.step.upper
    assert found.beside.lower < RATIO < found.beside.upper
    assert found.control in NEVER
    assert "One place cannot tell whether the programme helped" in str(found.sentences[1])
    assert len(found.rows) == len(MONTHS)
    assert not any("Helped" in str(sentence) for sentence in found.sentences)


def test_a_county_is_compared_over_the_same_months_a_year_apart(filled):
    asked, made = windows(filled, "010")
    first = JOINED["010"]
    assert made.n_months == 12
    counts = made.counts(("010",))
    row = asked.series.counts[asked.codes.index("010")]
    assert (counts.before, counts.after) == (row[first - 12 : first].sum(), row[first : first + 12].sum())


def test_the_reader_chooses_the_control_among_counties_of_about_the_same_number_that_had_not_joined(filled):
    found = one(filled, "001", "013")
    assert found.control == "013"
    assert one(filled, "001", FEW_FOR_ALL).control != FEW_FOR_ALL
    joined_before_its_end = {code for code, at in JOINED.items() if at < JOINED["001"] + 12}
    assert not joined_before_its_end & set(found.controls)
    assert set(NEVER) <= set(found.controls)


def test_next_door_is_neither_side_nor_shared_nor_joined(filled):
    _, made = windows(filled, "009")
    near, others = made.near("009", "012"), made.near("012", "009")
    assert not set(near) & set(others)
    assert not set(near) & set(JOINED)
    assert {"012", "009"}.isdisjoint((*near, *others))


def test_a_county_that_has_not_joined_has_nothing_to_compare(filled):
    found = one(filled, "011")
    assert found.first_after is None
    assert found.step.flag is Flag.NO_DATA
    assert [str(sentence) for sentence in found.sentences] == [
        "This county has not joined, so there is no month to compare before and after."
    ]


def test_in_public_a_hidden_month_hides_the_ratio(filled):
    asked, made = windows(filled, "001", PUBLIC)
    row = asked.series.counts[asked.codes.index(FEW_FOR_ALL)]
    assert np.isnan(row[: made.first]).any()
    assert made.counts((FEW_FOR_ALL,)).before is None
    assert FEW_FOR_ALL not in made.controls("001")


def test_other_counties_are_there_to_compare_with_even_when_one_is_chosen(filled):
    chosen = Choices(county_codes=("001",), categories=("stealing",))
    assert one(filled, "001", choices=chosen).control in NEVER


def every_sentence():
    for numbers in product(EXTREMES, repeat=3):
        for flag in Flag:
            estimate = Estimate(*numbers, 100, "method", flag)
            yield single_place_sentence(estimate)
            yield displacement_sentence(estimate, estimate)
            yield beside_sentence("Kwale", 12, estimate)
    yield from (NO_CONTROL, NOT_JOINED, alone_sentence("Kwale", MAY), nearby_sentence(["A"], ["B", "C"]))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_is_whole_and_plain(code):
    assert_plain(every_sentence(), code)


def test_one_place_is_never_a_verdict():
    told = str(single_place_sentence(CLEAR))
    assert "cannot tell whether the programme helped" in told
    assert not any(word in told for word in ("Helped", "Made worse"))


def test_hidden_counts_are_said_to_be_hidden():
    hidden = Estimate(None, None, None, None, "method", Flag.HIDDEN)
    assert "some counts are hidden" in str(single_place_sentence(hidden))
    assert str(displacement_sentence(hidden, hidden)) == "Too few to say what changed in this place."
