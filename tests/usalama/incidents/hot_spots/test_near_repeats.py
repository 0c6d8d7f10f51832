"""Near repeats of one place: found where planted, never on more than can be worked out, never for the public."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from tests.examples import OPERATOR, PUBLIC, store_rows, subject
from tests.usalama.incidents.hot_spots.cell_examples import (
    CITY,
    COUNTRY,
    COUNTY,
    located,
    points_inside,
    scattered_rows,
)
from tests.usalama.incidents.hot_spots.cell_sentences import assert_no_threat, assert_said_everywhere, said
from usalama.errors import InputRefused, NotAllowed
from usalama.incidents.hot_spots import near_repeats as near_repeats_module
from usalama.incidents.hot_spots.near_repeats import repeat_sentence, repeat_table, repeats_sentence
from usalama.model import Choices, Estimate, Flag, Period, Sentence
from usalama.stats.space.near_repeat import MOST_PAIRS, MOST_POINTS

SUBJECT = subject()
METRE = 1 / 111_195


def asked(store, scope=OPERATOR, choices=None, place=COUNTY):
    return repeat_table(store, scope, choices or Choices(), SUBJECT, place)


def repeating_rows(count=300, repeats=60):
    rows = [
        located(f"r{number}", *point, date(2024, 1, 1) + timedelta(days=number * 7 % 360))
        for number, point in enumerate(points_inside(count, 6))
    ]
    again = [
        located(
            f"again{number}", row["longitude"] + 40 * METRE, row["latitude"], row["occurred_on"] + timedelta(days=3)
        )
        for number, row in enumerate(rows[:repeats])
    ]
    return rows + again


def test_planted_repeats_are_found_and_said_with_their_base(store):
    store_rows(store, repeating_rows())
    result = asked(store)
    row = result.rows.set_index(["distance", "days"]).loc[(1, 0)]
    assert row.observed >= 60
    assert row.stands_out
    # Fewer than five were to be expected, so nothing is claimed of them.
    assert row.flag == "unstable"
    assert result.point_count == 360


def dense_rows(count=900):
    """Reports of a year within a kilometre or two, their days drawn at random."""
    generator = np.random.default_rng(1)
    points = np.array(points_inside(1, 2)[0]) + generator.normal(0, 600 * METRE, (count, 2))
    days = generator.integers(0, 360, count)
    return [
        located(f"r{number}", *point, date(2024, 1, 1) + timedelta(days=int(day)))
        for number, (point, day) in enumerate(zip(points.tolist(), days, strict=True))
    ]


def test_repeats_among_many_are_told(store):
    rows = dense_rows()
    rows += [
        located(f"a{number}", row["longitude"] + 30 * METRE, row["latitude"], row["occurred_on"] + timedelta(days=2))
        for number, row in enumerate(rows[:250])
    ]
    store_rows(store, rows)
    result = asked(store)
    assert "more than the" in str(result.summary[0])
    assert "usually" in str(result.summary[0])
    assert "show near repeats" in str(result.summary[-1])


def test_dates_without_pattern_show_none(store):
    store_rows(store, dense_rows())
    assert "No clear near repeats" in str(asked(store).summary[-1])


def test_imprecise_points_and_middles_of_places_are_left_out_and_counted(store):
    known = next(one for one in COUNTRY.constituencies if one.county_code == COUNTY.code)
    rows = repeating_rows(100, 0)
    rows += [located(f"l{n}", 34.9, -0.15, date(2024, 2, 1), location_precision="locality") for n in range(7)]
    rows += [located(f"m{n}", known.longitude, known.latitude, date(2024, 2, 1)) for n in range(9)]
    rows += [located(f"p{n}", 34.93, -0.14, date(2024, 2, 1)) for n in range(30)]
    store_rows(store, rows)
    result = asked(store)
    assert (result.point_count, result.imprecise_count, result.centre_count) == (100, 7, 39)
    assert result.rows.observed[result.rows.distance == 0].sum() == 0


def test_the_same_place_twice_is_no_pile(store):
    rows = repeating_rows(100, 0)
    rows += [replace_day(row, n) for n, row in enumerate(rows[:10])]
    store_rows(store, rows)
    result = asked(store)
    assert result.point_count == 110
    assert result.rows.observed[result.rows.distance == 0].sum() >= 8


def replace_day(row, number):
    day = row["occurred_on"] + timedelta(days=5)
    return located(f"same{number}", row["longitude"], row["latitude"], day)


def test_at_most_twelve_months_are_compared(store):
    store_rows(store, scattered_rows(800))
    result = asked(store)
    assert result.about.period_used.days > 700
    assert result.period == Period(date(2024, 1, 1), date(2024, 12, 31))


def test_more_reports_than_can_be_compared_are_thinned_and_that_is_said(store, monkeypatch):
    monkeypatch.setattr(near_repeats_module, "MOST_POINTS", 200)
    store_rows(store, repeating_rows(400, 0))
    result = asked(store)
    assert (result.point_count, result.sample_of) == (200, 400)


def test_reports_close_together_are_thinned_too(store, monkeypatch):
    monkeypatch.setattr(near_repeats_module, "MOST_PAIRS", 500)
    centre = np.array(points_inside(1, 2)[0])
    points = centre + np.random.default_rng(3).normal(0, 100 * METRE, (200, 2))
    store_rows(store, [located(f"r{n}", *point, date(2024, 1, 1 + n % 28)) for n, point in enumerate(points.tolist())])
    result = asked(store)
    assert result.sample_of == 200
    assert result.rows.observed.sum() <= 500


def test_the_limits_are_those_of_the_method():
    assert (
        (near_repeats_module.MOST_POINTS, near_repeats_module.MOST_PAIRS)
        == (MOST_POINTS, MOST_PAIRS)
        == (10_000, 150_000)
    )


def test_the_public_never_gets_single_points(store):
    store_rows(store, repeating_rows())
    with pytest.raises(NotAllowed, match="operator"):
        asked(store, PUBLIC)


@pytest.mark.parametrize("level", ["country", "region", "constituency"])
def test_the_whole_country_cannot_be_asked_for(store, level):
    store_rows(store, repeating_rows(30, 0))
    with pytest.raises(InputRefused, match="one county or one city"):
        asked(store, place=COUNTRY.places(level)[0])


def test_a_city_takes_its_own_reports(store):
    rows = repeating_rows(60, 0)
    store_rows(store, [row | ({"city_code": "kisumu"} if n < 25 else {}) for n, row in enumerate(rows)])
    assert asked(store, place=CITY).point_count == 25


def test_no_point_at_all_is_too_few(store):
    store_rows(store, [replace_without_point(n) for n in range(30)])
    assert "Too few" in str(asked(store).summary[-1])


def replace_without_point(number):
    return located(f"n{number}", 34.9, -0.1, date(2024, 3, 3), location_precision="county")


def test_categories_chosen_are_the_ones_compared(store):
    rows = repeating_rows(50, 0)
    store_rows(
        store,
        [
            row | ({"category_code": "robbery", "category_group": "violent"} if n < 20 else {})
            for n, row in enumerate(rows)
        ],
    )
    assert asked(store, choices=replace(Choices(), categories=("robbery",))).point_count == 20


EVERY_SENTENCE = [
    repeat_sentence(Estimate(3.0, 0.6, 1.4, 60, "m"), 20.0, True, Sentence("There"), Sentence("then")),
    repeat_sentence(Estimate(1.0, 0.6, 1.4, 20, "m"), 20.0, False, Sentence("There"), Sentence("then")),
    repeat_sentence(Estimate(9.0, 0, 3, 9, "m", Flag.UNSTABLE), 1.0, True, Sentence("There"), Sentence("then")),
    repeats_sentence(2, 9, 12),
    repeats_sentence(0, 9, 12),
    repeats_sentence(0, 0, 12),
]


def test_repeats_are_told_only_with_pairs_enough_and_all_bands_looked_at():
    there, then = Sentence("There"), Sentence("then")
    assert "more than the 20" in said(repeat_sentence(Estimate(3.0, 0.6, 1.4, 60, "m"), 20.0, True, there, then))
    assert "no clear difference" in said(repeat_sentence(Estimate(3.0, 0.6, 1.4, 60, "m"), 20.0, False, there, then))
    assert "too few" in said(repeat_sentence(Estimate(9.0, 0, 3, 9, "m", Flag.UNSTABLE), 1.0, True, there, then))


@pytest.mark.parametrize("sentence", EVERY_SENTENCE, ids=lambda one: one.template[:40])
def test_no_sentence_has_a_bare_percentage_a_rank_or_a_threat(sentence):
    assert_no_threat(sentence)


@pytest.mark.parametrize("sentence", EVERY_SENTENCE, ids=lambda one: one.template[:40])
def test_every_sentence_is_said_in_every_language(sentence):
    assert_said_everywhere(sentence)
