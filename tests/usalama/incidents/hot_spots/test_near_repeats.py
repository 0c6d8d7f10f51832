"""Near repeats of one place: found where planted, never on more than can be worked out, never for the public."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from tests.examples import OPERATOR, PUBLIC, store_rows, subject
from tests.stores import new_store
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


# Each category is a case of its own, so that one store serves all.
PLANTED, DENSE, REPEATED, IMPRECISE, SAME, YEARS, THINNED, CLOSE, IN_CITY, NO_POINT, SOME, OTHERS = (
    one.code for one in SUBJECT.categories.categories[:12]
)


def asked(store, *categories, scope=OPERATOR, place=COUNTY):
    return repeat_table(store, scope, Choices(categories=categories), SUBJECT, place)


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


def dense_rows(count=900):
    """Reports of a year within a kilometre or two, their days drawn at random."""
    generator = np.random.default_rng(1)
    points = np.array(points_inside(1, 2)[0]) + generator.normal(0, 600 * METRE, (count, 2))
    days = generator.integers(0, 360, count)
    return [
        located(f"r{number}", *point, date(2024, 1, 1) + timedelta(days=int(day)))
        for number, (point, day) in enumerate(zip(points.tolist(), days, strict=True))
    ]


def dense_repeats():
    rows = dense_rows()
    return rows + [
        located(f"a{number}", row["longitude"] + 30 * METRE, row["latitude"], row["occurred_on"] + timedelta(days=2))
        for number, row in enumerate(rows[:250])
    ]


def imprecise_rows():
    known = next(one for one in COUNTRY.constituencies if one.county_code == COUNTY.code)
    rows = repeating_rows(100, 0)
    rows += [located(f"l{n}", 34.9, -0.15, date(2024, 2, 1), location_precision="locality") for n in range(7)]
    rows += [located(f"m{n}", known.longitude, known.latitude, date(2024, 2, 1)) for n in range(9)]
    return rows + [located(f"p{n}", 34.93, -0.14, date(2024, 2, 1)) for n in range(30)]


def same_places():
    rows = repeating_rows(100, 0)
    return rows + [
        located(f"same{n}", row["longitude"], row["latitude"], row["occurred_on"] + timedelta(days=5))
        for n, row in enumerate(rows[:10])
    ]


def close_rows():
    centre = np.array(points_inside(1, 2)[0])
    points = centre + np.random.default_rng(3).normal(0, 100 * METRE, (200, 2))
    return [located(f"r{n}", *point, date(2024, 1, 1 + n % 28)) for n, point in enumerate(points.tolist())]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Only for reading."""
    some = repeating_rows(50, 0)
    cases = {
        PLANTED: repeating_rows(),
        DENSE: dense_rows(),
        REPEATED: dense_repeats(),
        IMPRECISE: imprecise_rows(),
        SAME: same_places(),
        YEARS: scattered_rows(800),
        THINNED: repeating_rows(400, 0),
        CLOSE: close_rows(),
        IN_CITY: [row | ({"city_code": "kisumu"} if n < 25 else {}) for n, row in enumerate(repeating_rows(60, 0))],
        NO_POINT: [located(f"n{n}", 34.9, -0.1, date(2024, 3, 3), location_precision="county") for n in range(30)],
        SOME: some[:20],
        OTHERS: some[20:],
    }
    groups = {one.code: one.group_code for one in SUBJECT.categories.categories}
    rows = [
        row
        | {
            "category_code": code,
            "category_group": groups[code],
            "source_record_id": f"{code} {row['source_record_id']}",
        }
        for code, case in cases.items()
        for row in case
    ]
    store = new_store(tmp_path_factory.mktemp("repeats") / "store")
    store_rows(store, rows)
    return store


def test_planted_repeats_are_found_and_said_with_their_base(filled):
    result = asked(filled, PLANTED)
    row = result.rows.set_index(["distance", "days"]).loc[(1, 0)]
    assert row.observed >= 60
    assert row.stands_out
    # Fewer than five were to be expected, so nothing is claimed of them.
    assert row.flag == "unstable"
    assert result.point_count == 360


def test_repeats_among_many_are_told(filled):
    result = asked(filled, REPEATED)
    clear = [str(one) for one, stands_out in zip(result.sentences, result.rows.stands_out, strict=True) if stands_out]
    assert "more than the" in clear[0]
    assert "usually" in clear[0]
    assert "show near repeats" in str(result.finding)


def test_dates_without_pattern_show_none(filled):
    assert "No clear near repeats" in str(asked(filled, DENSE).finding)


def test_imprecise_points_and_middles_of_places_are_left_out_and_counted(filled):
    result = asked(filled, IMPRECISE)
    assert (result.point_count, result.imprecise_count, result.centre_count) == (100, 7, 39)
    assert result.rows.observed[result.rows.distance == 0].sum() == 0


def test_the_same_place_twice_is_no_pile(filled):
    result = asked(filled, SAME)
    assert result.point_count == 110
    assert result.rows.observed[result.rows.distance == 0].sum() >= 8


def test_at_most_twelve_months_are_compared(filled):
    result = asked(filled, YEARS)
    assert result.about.period_used.days > 700
    assert result.period == Period(date(2024, 1, 1), date(2024, 12, 31))
    assert result.point_count < 500


def test_more_reports_than_can_be_compared_are_thinned_and_that_is_said(filled, monkeypatch):
    monkeypatch.setattr(near_repeats_module, "MOST_POINTS", 200)
    result = asked(filled, THINNED)
    assert (result.point_count, result.sample_of) == (200, 400)


def test_reports_close_together_are_thinned_too(filled, monkeypatch):
    monkeypatch.setattr(near_repeats_module, "MOST_PAIRS", 500)
    result = asked(filled, CLOSE)
    assert result.sample_of == 200
    assert result.rows.observed.sum() <= 500


def test_the_limits_are_those_of_the_method():
    assert (
        (near_repeats_module.MOST_POINTS, near_repeats_module.MOST_PAIRS)
        == (MOST_POINTS, MOST_PAIRS)
        == (10_000, 150_000)
    )


def test_the_public_never_gets_single_points(filled):
    with pytest.raises(NotAllowed, match="operator"):
        asked(filled, PLANTED, scope=PUBLIC)


@pytest.mark.parametrize("level", ["country", "region", "constituency"])
def test_the_whole_country_cannot_be_asked_for(filled, level):
    with pytest.raises(InputRefused, match="one county or one city"):
        asked(filled, place=COUNTRY.places(level)[0])


def test_a_city_takes_its_own_reports(filled):
    assert asked(filled, IN_CITY, place=CITY).point_count == 25


def test_no_point_at_all_is_too_few(filled):
    assert "Too few" in str(asked(filled, NO_POINT).finding)


def test_categories_chosen_are_the_ones_compared(filled):
    assert asked(filled, SOME).point_count == 20
    assert asked(filled, SOME, OTHERS).point_count == 50


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
