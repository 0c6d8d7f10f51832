"""What a rollout would show, and in words that are rounded so that it would."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import OPERATOR, subject
from tests.plain_sentences import assert_plain
from usalama.effect.effect_power import (
    NO_NOISE,
    needed_places_sentence,
    noise_sentence,
    planned_power,
    power_sentence,
    smallest_fall_sentence,
)
from usalama.language import LANGUAGES
from usalama.model import Choices

TODAY = date(2026, 1, 15)
THEFT = Choices(categories=("stealing",))


@pytest.fixture(name="filled")
def _filled(effect_store):
    return effect_store


def plan(store, fall=15, months=12, scope=OPERATOR, choices=THEFT):
    return planned_power(store, scope, choices, subject(), TODAY, fall, months)


def test_larger_falls_and_more_months_are_shown_more_often(filled):
    small, large = plan(filled, fall=10).grid, plan(filled, fall=25).grid
    assert (large.chance >= small.chance).all()
    assert large.chance.max() > small.chance.min()
    by_months = small.pivot(index="county_count", columns="month_count", values="chance").loc[8]
    assert by_months.is_monotonic_increasing
    assert small.chance.max() <= 95


def test_the_plan_is_told_in_words_with_its_noise(filled):
    text = "\n".join(str(sentence) for sentence in plan(filled).sentences)
    assert "that 15 of each 100 reports were spared" in text
    assert "before anybody joined" in text
    assert plan(filled).counties == 15


def test_without_a_year_of_reports_before_anybody_joined_nobody_can_plan(known_store):
    found = plan(known_store, choices=Choices())
    assert found.grid.empty
    assert "nobody can tell what a rollout would show" in str(found.sentences[0])


def every_sentence():
    yield from (power_sentence(0.85, 12, 6, chance) for chance in (0.0, 0.5, 0.95))
    yield from (needed_places_sentence(0.85, places, 6) for places in (None, 3, 47))
    yield from (smallest_fall_sentence(23, 12, ratio) for ratio in (None, 0.96))
    yield from (NO_NOISE, noise_sentence(47, 113.4, 0.0064))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_is_whole_and_plain(code):
    assert_plain(every_sentence(), code)


def test_the_smallest_fall_is_rounded_so_that_it_would_be_shown():
    assert "a fall of 5 of each 100" in str(smallest_fall_sentence(23, 12, 0.958))
