"""One series of reports: exact for the operator, disclosed for the public, told as strongly as it is sure."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from tests.examples import KISUMU, OPERATOR, PUBLIC, incident, store_rows, subject
from tests.plain_sentences import every_estimate, plainly
from tests.stores import new_store
from usalama.disclosure import public_count
from usalama.incidents.trends.seasonal_trend import (
    change_point_sentence,
    forecast_sentence,
    seasonal_trend,
)
from usalama.incidents.trends.year_before import year_on_year_sentence
from usalama.model import Choices, Estimate, Flag, Period

SUBJECT = subject()
ALL = Choices()
EVERYTHING = replace(PUBLIC, published_until=date(2025, 6, 30))
MONTH = date(2025, 6, 1)


def place(code):
    return SUBJECT.country.county(code).place


def estimate(value, lower, upper, flag=Flag.OK, n=100):
    return Estimate(value, lower, upper, n, "method", flag)


def test_a_series_reaches_back_behind_the_chosen_period_and_ends_with_it(series_store):
    asked = Choices(period=Period(date(2024, 1, 1), date(2024, 6, 15)))
    rows = seasonal_trend(series_store, OPERATOR, asked, SUBJECT, place(KISUMU)).rows
    assert (rows.occurred_month.iloc[0], rows.occurred_month.iloc[-1]) == (date(2020, 1, 1), date(2024, 5, 1))


def test_a_steady_place_has_no_clear_change_and_a_forecast_near_its_level(series_store):
    found = seasonal_trend(series_store, OPERATOR, ALL, SUBJECT, place(KISUMU))
    assert found.trend.lower < 1 < found.trend.upper
    assert found.changes == ()
    assert found.rows.without_season.median() == pytest.approx(40, rel=0.1)
    assert len(found.forecast) == 6
    assert (found.forecast.lower_95 < 40).all()
    assert (found.forecast.upper_95 > 40).all()
    assert str(found.finding).startswith("Kisumu: No clear change, with ")


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (ALL, "Kenya: "),
        (Choices(categories=("property",)), "Property offences in Kenya: "),
        (Choices(county_codes=(KISUMU, "001")), "Kisumu, Mombasa: "),
    ],
)
def test_the_finding_names_what_was_chosen(series_store, choices, words):
    found = seasonal_trend(series_store, OPERATOR, choices, SUBJECT, SUBJECT.country.whole)
    assert str(found.finding).startswith(words)


def test_a_city_is_named_as_one(series_store):
    city = SUBJECT.country.place("city:kisumu")
    assert str(seasonal_trend(series_store, OPERATOR, ALL, SUBJECT, city).finding).startswith("Kisumu (city): ")


@pytest.mark.parametrize(
    ("start", "n_months", "words"),
    [
        (date(2024, 6, 1), 12, "in the 12 months to May 2025"),
        (date(2022, 1, 1), 12, "in the 12 months to May 2025"),
        (date(2025, 1, 1), 5, "in the 5 months to May 2025"),
        (date(2025, 3, 15), 2, "in the 2 months to May 2025"),
        (date(2025, 5, 20), 1, "in the month of May 2025"),
    ],
)
def test_the_chosen_months_are_compared_with_the_same_a_year_before(series_store, start, n_months, words):
    asked = Choices(period=Period(start, date(2025, 5, 31)))
    found = seasonal_trend(series_store, OPERATOR, asked, SUBJECT, place(KISUMU))
    counts = found.rows.incident_count.tolist()
    assert (found.year.n_months, found.year.after) == (n_months, sum(counts[-n_months:]))
    assert found.year.before == sum(counts[-12 - n_months : -12])
    assert words in str(found.finding)


def test_the_public_series_is_made_of_disclosed_counts_alone(series_store):
    exact = seasonal_trend(series_store, OPERATOR, ALL, SUBJECT, place(KISUMU))
    public = seasonal_trend(series_store, EVERYTHING, ALL, SUBJECT, place(KISUMU))
    shown = [public_count(int(count)) for count in exact.rows.incident_count]
    assert public.rows.incident_count.tolist() == shown
    assert public.year.after == sum(public.rows.incident_count[-12:])


def test_a_series_of_hidden_months_is_too_few_to_say(series_store):
    found = seasonal_trend(series_store, EVERYTHING, ALL, SUBJECT, place("001"))
    assert found.rows.incident_count.dropna().isin([0, 10]).all()
    assert found.rows.without_season.isna().all()
    assert found.trend.flag is Flag.HIDDEN
    assert found.year.ratio.flag is Flag.HIDDEN
    assert "Too few to say" in str(found.finding)
    assert "Cannot tell what to expect" in " ".join(str(sentence) for sentence in found.sentences)


def test_a_place_without_any_report_says_so_and_draws_nothing_wrong(series_store):
    found = seasonal_trend(series_store, OPERATOR, ALL, SUBJECT, place("010"))
    assert (found.rows.incident_count == 0).all()
    assert found.trend.value is None
    assert "No reports in the 12 months" in str(found.finding)


def test_a_gap_between_sources_is_unknown_and_not_zero(tmp_path):
    store = new_store(tmp_path / "store")
    store_rows(store, [incident(f"a{number}", date(2024, 1, 5)) for number in range(20)])
    store_rows(store, [incident(f"b{number}", date(2024, 4, 5)) for number in range(20)], "two", "hotline")
    rows = seasonal_trend(store, OPERATOR, ALL, SUBJECT, SUBJECT.country.whole).rows
    assert rows.incident_count.isna().tolist() == [False, True, True, False]


@pytest.mark.parametrize(
    ("before", "after", "ratio", "words"),
    [
        (
            100.0,
            200.0,
            estimate(2.0, 1.5, 2.6),
            "A rise beyond normal ups and downs, with 200 reports in the 12 months to Jun 2025 and 100 in",
        ),
        (200.0, 100.0, estimate(0.5, 0.4, 0.7), "A fall beyond normal ups and downs, with 100 reports"),
        (100.0, 110.0, estimate(1.1, 0.8, 1.5), "No clear change, with 110 reports"),
        (4.0, 9.0, estimate(2.25, 0.6, 9, Flag.UNSTABLE), "Too few to tell from chance"),
        (None, 100.0, estimate(None, None, None, Flag.HIDDEN), "Too few to say"),
        (None, None, estimate(None, None, None, Flag.NO_DATA), "Cannot tell"),
        (0.0, 30.0, estimate(None, 7.0, math.inf), "Too few to tell from chance"),
        (0.0, 0.0, estimate(None, None, None, Flag.NO_DATA), "No reports in"),
    ],
)
def test_two_years_are_compared_with_the_strength_they_have(before, after, ratio, words):
    assert words in plainly(year_on_year_sentence(before, after, ratio, MONTH, 12))


def test_a_change_of_level_is_only_possible():
    assert plainly(change_point_sentence(MONTH, 12.4, 20.6)).startswith("Possible change from Jun 2025 on")


def test_a_forecast_says_how_often_it_was_right():
    assert plainly(forecast_sentence(40, 62, estimate(0.75, 0.5, 0.9, n=12))) == (
        "Expect 40-62 next month (8 times in 10). Of the last 12 months 9 fell into such a range."
    )
    assert "too few past months" in plainly(forecast_sentence(40, 62, estimate(None, None, None, n=0)))


def test_no_extreme_makes_an_unreadable_sentence():
    for one in every_estimate():
        plainly(year_on_year_sentence(10.0, 20.0, one, MONTH, 1))
        if one.value is None or 0 <= one.value <= 1:
            plainly(forecast_sentence(3.0, 9.0, one))


@pytest.mark.parametrize("numbers", list(product((0.0, 1e-9, 4.2, 1e9, math.inf, math.nan), repeat=2)))
def test_no_extreme_range_or_change_is_unreadable(numbers):
    plainly(change_point_sentence(MONTH, *numbers))
    plainly(forecast_sentence(*numbers, estimate(None, None, None, n=0)))
