"""What a report counts after scope, coverage and choices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from tests.examples import OPERATOR, PUBLIC, incident, store_rows, subject
from tests.stores import new_store
from usalama.asking.covered_months import covered_periods
from usalama.asking.selection import select, years_in
from usalama.errors import InputRefused, NothingFound
from usalama.model import Choices, Nature, Period

SUBJECT = subject()
EVERYTHING = Choices()


def chosen(store, scope=OPERATOR, **choices):
    return select(store, scope, Choices(**choices), SUBJECT)


@pytest.fixture(scope="module")
def gap_store(tmp_path_factory):
    """Two sources: January to March and, after a gap, July and August 2024."""
    store = new_store(tmp_path_factory.mktemp("gap") / "store")
    store_rows(store, [incident(str(month), date(2024, month, 5)) for month in (1, 3)], "one", "police")
    store_rows(store, [incident(str(month), date(2024, month, 5)) for month in (7, 8)], "two", "hotline")
    return store


def test_left_to_itself_a_report_counts_all_that_the_data_cover(gap_store):
    assert chosen(gap_store).about.period_used == Period(date(2024, 1, 1), date(2024, 8, 31))
    assert [note.values for note in chosen(gap_store).about.notes] == [{"count": 3}]


def test_only_covered_months_give_person_years(gap_store):
    selection = chosen(gap_store)
    assert selection.covered == (
        Period(date(2024, 1, 1), date(2024, 3, 31)),
        Period(date(2024, 7, 1), date(2024, 8, 31)),
    )
    assert selection.years() == pytest.approx((31 + 29 + 31 + 31 + 31) / 366)
    country = SUBJECT.country
    expected = sum(country.person_years(country.whole, part) for part in selection.covered)
    assert selection.person_years(country.whole) == pytest.approx(expected)


def test_a_month_in_the_middle_of_a_source_counts_though_nothing_happened(gap_store):
    february = chosen(gap_store, period=Period(date(2024, 2, 1), date(2024, 2, 29)))
    assert february.years() == pytest.approx(29 / 366)


def test_one_source_covers_its_own_months_only(gap_store):
    selection = chosen(gap_store, source_ids=("hotline",))
    assert selection.about.period_used == Period(date(2024, 7, 1), date(2024, 8, 31))


def test_months_outside_the_data_are_cut_and_named(gap_store):
    selection = chosen(gap_store, period=Period(date(2023, 1, 1), date(2024, 2, 29)))
    assert selection.about.period_used == Period(date(2024, 1, 1), date(2024, 2, 29))
    assert "The data cover 2024-01-01 to 2024-08-31" in str(selection.about.notes[0])


def test_a_period_without_any_data_is_one_sentence(gap_store):
    with pytest.raises(NothingFound, match="the data cover 2024-01-01 to 2024-08-31"):
        chosen(gap_store, period=Period(date(2020, 1, 1), date(2020, 12, 31)))


def test_the_public_period_is_cut_to_whole_months(gap_store):
    asked = Period(date(2024, 1, 10), date(2024, 8, 20))
    assert chosen(gap_store, period=asked).about.period_used == asked
    public = chosen(gap_store, PUBLIC, period=asked)
    assert public.about.period_used == Period(date(2024, 2, 1), date(2024, 7, 31))
    assert "whole months" in str(public.about.notes[0])


def test_a_public_period_within_a_month_holds_nothing(gap_store):
    with pytest.raises(NothingFound, match="whole months"):
        chosen(gap_store, PUBLIC, period=Period(date(2024, 1, 2), date(2024, 2, 28)))


def test_the_public_sees_no_month_that_is_not_published(gap_store):
    march = replace(PUBLIC, published_until=date(2024, 3, 31))
    assert chosen(gap_store, march).about.period_used.end == date(2024, 3, 31)


def test_an_empty_store_says_why_to_each(store):
    with pytest.raises(NothingFound, match="holds no incidents yet"):
        chosen(store)
    store_rows(store, [incident("a", status="reported")])
    with pytest.raises(NothingFound, match="nothing to publish yet"):
        chosen(store, PUBLIC)


def test_natures_are_never_added_up(store):
    store_rows(store, [incident("a")], "one", "thefts", "test")
    store_rows(store, [incident("a")], "two", "demo", "synthetic")
    selection = chosen(store)
    assert selection.about.nature is Nature.TEST
    assert selection.source_ids == ("thefts",)
    assert "another nature: demo" in str(selection.about.notes[0])
    assert chosen(store, source_ids=("demo",)).about.nature is Nature.SYNTHETIC
    with pytest.raises(InputRefused, match="never added up"):
        chosen(store, source_ids=("demo", "thefts"))


@pytest.mark.parametrize(
    ("choice", "named"),
    [
        ({"source_ids": ("nobody",)}, '"nobody"'),
        ({"county_codes": ("099",)}, '"099"'),
        ({"categories": ("no_such_thing",)}, "no_such_thing"),
    ],
)
def test_an_unknown_choice_is_named(known_store, choice, named):
    with pytest.raises(InputRefused, match=named):
        chosen(known_store, **choice)


def test_a_county_outside_the_scope_is_refused_as_if_it_were_unknown(known_store):
    some = replace(OPERATOR, county_codes=("001",))
    assert select(known_store, some, EVERYTHING, SUBJECT).county_codes == ("001",)
    with pytest.raises(InputRefused, match='"042"'):
        select(known_store, some, Choices(county_codes=("042",)), SUBJECT)


def test_a_year_is_one_year_however_long():
    assert years_in(Period(date(2024, 1, 1), date(2024, 12, 31))) == pytest.approx(1)
    assert years_in(Period(date(2023, 1, 1), date(2023, 12, 31))) == pytest.approx(1)


def test_stray_dates_do_not_stretch_the_time_that_rates_are_made_of():
    usual = [date(2024, month, 1) for month in range(1, 7)]
    months = pd.DataFrame(
        {
            "source_id": "a",
            "occurred_month": [date(2010, 7, 1), *usual],
            "incident_count": [1, *[700] * len(usual)],
        }
    )
    assert covered_periods(months) == (Period(date(2024, 1, 1), date(2024, 6, 30)),)


def test_months_without_reports_are_time_where_a_source_is_sparse():
    months = pd.DataFrame({"occurred_month": [date(2024, 1, 1), date(2024, 6, 1)], "incident_count": [1, 2]})
    assert covered_periods(months) == (Period(date(2024, 1, 1), date(2024, 6, 30)),)
