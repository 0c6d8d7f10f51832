"""Counts and rates of counties."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.examples import (
    KNOWN_COUNTS,
    KNOWN_PUBLIC_TOTAL,
    KNOWN_TOTAL,
    NAIROBI,
    NAKURU,
    OPERATOR,
    PUBLIC,
    subject,
)
from usalama.asking.coverage import covered
from usalama.disclosure import public_count
from usalama.incidents.map.map_points import map_points
from usalama.incidents.rates.comparison import compare_places
from usalama.incidents.rates.county_rates import county_rates
from usalama.incidents.rates.overview import overview
from usalama.incidents.response.compared_hours import compared_weeks
from usalama.model import Choices, Period, PlaceLevel

SUBJECT = subject()
ALL = Choices()
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


def test_every_county_has_a_row_and_nothing_is_zero(known_store):
    rows = county_rates(known_store, OPERATOR, ALL, SUBJECT).rows
    assert rows.county_code.tolist() == [f"{number:03}" for number in range(1, 48)]
    assert rows[rows.incident_count > 0].set_index("county_code").incident_count.to_dict() == dict(
        sorted(KNOWN_COUNTS.items())
    )
    assert rows.incident_count.sum() == KNOWN_TOTAL


def test_a_rate_is_the_count_for_every_100_000_people_a_year(known_store):
    rows = county_rates(known_store, OPERATOR, ALL, SUBJECT).rows.set_index("county_code")
    people = SUBJECT.country.person_years(SUBJECT.country.county(NAIROBI).place, YEAR)
    assert rows.rate_per_100k[NAIROBI] == pytest.approx(120 / people * 100_000)
    assert rows.population[NAIROBI] == round(people)
    assert (rows.rate_lower <= rows.rate_per_100k).all()
    assert (rows.rate_per_100k <= rows.rate_upper).all()


def test_a_quarter_of_the_months_gives_a_quarter_of_the_person_years(known_store):
    quarter = Choices(period=Period(date(2024, 1, 1), date(2024, 3, 31)))
    rows = county_rates(known_store, OPERATOR, quarter, SUBJECT).rows.set_index("county_code")
    people = SUBJECT.country.person_years(SUBJECT.country.county(NAIROBI).place, quarter.period)
    assert rows.incident_count[NAIROBI] == 30
    assert rows.rate_per_100k[NAIROBI] == pytest.approx(30 / people * 100_000)
    assert 4 < rows.population[NAIROBI] / people < 4.1


def test_the_public_sees_each_county_under_the_rule(known_store):
    shown = county_rates(known_store, PUBLIC, ALL, SUBJECT)
    rows = shown.rows.set_index("county_code")
    for county, count in KNOWN_COUNTS.items():
        value = rows.incident_count[county]
        assert (None if pd.isna(value) else int(value)) == public_count(count)
    assert rows.flag[NAKURU] == "hidden"
    assert pd.isna(rows.rate_per_100k[NAKURU])
    assert shown.incident_count == KNOWN_PUBLIC_TOTAL
    assert shown.whole.n == KNOWN_PUBLIC_TOTAL


def test_a_choice_of_counties_is_all_that_is_counted(known_store):
    few = county_rates(known_store, OPERATOR, Choices(county_codes=("047", "001")), SUBJECT)
    assert few.rows.county_code.tolist() == ["001", "047"]
    assert few.incident_count == 163


def test_a_choice_of_a_group_counts_its_categories(known_store):
    assert county_rates(known_store, OPERATOR, Choices(categories=("property",)), SUBJECT).incident_count == KNOWN_TOTAL
    assert county_rates(known_store, OPERATOR, Choices(categories=("violent",)), SUBJECT).incident_count == 0


def test_every_public_total_of_the_country_is_the_sum_of_the_shown_counties(known_store):
    """Four counties of 7 would add up to a total of 30, which tells them all."""
    shown = overview(known_store, PUBLIC, ALL, SUBJECT)
    assert shown.incident_count == shown.counties.rows.incident_count.sum() == KNOWN_PUBLIC_TOTAL
    assert map_points(known_store, PUBLIC, ALL, SUBJECT).incident_count == KNOWN_PUBLIC_TOTAL
    assert [source.incident_count for source in covered(known_store, PUBLIC).sources] == [KNOWN_PUBLIC_TOTAL]
    assert shown.change.n is None or shown.change.n <= KNOWN_PUBLIC_TOTAL


def test_the_operator_s_totals_are_exact(known_store):
    exact = overview(known_store, OPERATOR, ALL, SUBJECT)
    assert exact.incident_count == KNOWN_TOTAL
    assert map_points(known_store, OPERATOR, ALL, SUBJECT).incident_count == KNOWN_TOTAL
    assert [source.incident_count for source in covered(known_store, OPERATOR).sources] == [KNOWN_TOTAL]


def test_a_county_is_shown_alike_in_every_report(known_store):
    places = tuple(SUBJECT.country.county(code).place for code in KNOWN_COUNTS)[:4]
    assert all(place.level is PlaceLevel.COUNTY for place in places)
    for scope in (PUBLIC, OPERATOR):
        rates = county_rates(known_store, scope, ALL, SUBJECT).rows.set_index("county_code").incident_count
        compared = compare_places(known_store, scope, ALL, SUBJECT, places)
        rows = compared.rows.set_index("place_key").incident_count
        assert [rates[place.code] for place in places] == [rows[place.key] for place in places]


def test_the_known_hours_are_the_sum_of_the_blocks_shown(known_store):
    places = tuple(SUBJECT.country.county(code).place for code in (NAIROBI, NAKURU))
    exact = compared_weeks(known_store, OPERATOR, ALL, SUBJECT, places).weeks
    assert [week.known_count for week in exact] == [120, 7]
    for week in compared_weeks(known_store, PUBLIC, ALL, SUBJECT, places).weeks:
        assert week.known_count == week.rows.incident_count.sum()
        assert not week.rows.incident_count.between(1, 7).any()
    assert week.known_count == 0
