"""One county alone, and what a rollout would show: numbers with a range, never a verdict."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tests.effect_store import FEW_FOR_ALL, JOINED, MONTHS, NEVER, RATIO
from tests.examples import OPERATOR, subject
from usalama.access import public_scope
from usalama.effect.effect_panel import county_months
from usalama.effect.effect_power import planned_power
from usalama.effect.effect_single import effect_of_one
from usalama.effect.effect_windows import Windows
from usalama.model import Choices, Flag

TODAY = date(2026, 1, 15)
PUBLIC = public_scope(TODAY)
THEFT = Choices(categories=("stealing",))


@pytest.fixture(name="filled")
def _filled(effect_store):
    return effect_store


def one(store, code, control="", scope=OPERATOR, choices=THEFT):
    return effect_of_one(store, scope, choices, subject(), TODAY, code, control)


def plan(store, fall=15, months=12, scope=OPERATOR, choices=THEFT):
    return planned_power(store, scope, choices, subject(), TODAY, fall, months)


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
