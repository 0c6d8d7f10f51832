"""Months in which nothing changed, and what they do not mean."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from tests.examples import KISUMU, OPERATOR, PUBLIC, subject
from tests.plain_sentences import plainly
from usalama.incidents.trends.noise import MONTHS, RULES, noise, nothing_changed_sentence
from usalama.model import Choices

SUBJECT = subject()
ALL = Choices()
EVERYTHING = replace(PUBLIC, published_until=date(2025, 6, 30))


def place(code):
    return SUBJECT.country.county(code).place


def test_twenty_months_at_the_level_of_the_place(series_store):
    found = noise(series_store, OPERATOR, ALL, SUBJECT, place(KISUMU), 3)
    assert len(found.rows) == MONTHS
    assert found.level == pytest.approx(40, rel=0.15)
    assert found.rows.drawn_count.mean() == pytest.approx(found.level, rel=0.15)
    again = noise(series_store, OPERATOR, ALL, SUBJECT, place(KISUMU), 4)
    assert again.rows.drawn_count.tolist() != found.rows.drawn_count.tolist()


def test_noise_of_a_hidden_place_is_not_drawn(series_store):
    found = noise(series_store, EVERYTHING, ALL, SUBJECT, place("001"))
    assert (found.level, len(found.rows)) == (None, 0)
    assert "Too few to say" in str(found.finding)


def test_the_picture_names_its_place_and_kind(series_store):
    found = noise(series_store, OPERATOR, Choices(categories=("property",)), SUBJECT, place(KISUMU))
    assert str(found.finding).startswith("Property offences in Kisumu: Nothing changed")


@pytest.mark.parametrize(
    ("before", "after", "words"), [(3, 9, "rose from 3 to 9"), (9, 3, "fell from 9 to 3"), (5, 5, "the same number")]
)
def test_the_largest_step_means_nothing(before, after, words):
    said = plainly(nothing_changed_sentence(6, 2, 11, before, after))
    assert words in said
    assert "chance" in said


def test_every_rule_has_a_sentence():
    assert all(plainly(sentence) for sentence in RULES.values())


@pytest.mark.parametrize("numbers", list(product((0.0, 1e-9, 4.2, 1e9, math.inf, math.nan), repeat=3)))
def test_no_extreme_level_or_step_is_unreadable(numbers):
    plainly(nothing_changed_sentence(*numbers, *numbers[:2]))
