"""The first figures: what changed, and how sure that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.examples import MOMBASA, NAIROBI, OPERATOR, PUBLIC, incident, store_rows, subject
from tests.stores import new_store
from usalama.incidents.rates.overview import overview
from usalama.incidents.rates.yearly_changes import change_sentence
from usalama.model import Choices, Period
from usalama.stats.counting.ratios import ratio_estimate

YEARS = 1e6

SUBJECT = subject()
YEAR = Choices(period=Period(date(2024, 1, 1), date(2024, 12, 31)))


def store_of(folder, numbers):
    """Rows of counties and years; drugs known for half, of these a quarter."""
    store = new_store(folder / "store")
    rows = [
        incident(
            f"{year}-{county}-{number}",
            date(year, number % 12 + 1, 3),
            county_code=county,
            is_drug_related=None if number % 2 else number % 8 == 0,
        )
        for (year, county), count in numbers.items()
        for number in range(count)
    ]
    store_rows(store, rows)
    return store


@pytest.fixture(scope="module")
def two_years(tmp_path_factory):
    """Nairobi from 100 to 300 a year, Mombasa 100 in both."""
    numbers = {(2023, NAIROBI): 100, (2024, NAIROBI): 300, (2023, MOMBASA): 100, (2024, MOMBASA): 100}
    return store_of(tmp_path_factory.mktemp("two years"), numbers)


@pytest.fixture(scope="module")
def four_years(tmp_path_factory):
    """Twenty counties that stay as they are; of these, Nairobi three times as many in the last year."""
    steady = {(year, f"{county:03}"): 60 for year in range(2021, 2025) for county in range(28, 48)}
    return store_of(tmp_path_factory.mktemp("four years"), steady | {(2024, NAIROBI): 180})


@pytest.mark.parametrize("scope", [PUBLIC, OPERATOR], ids=lambda scope: scope.name)
def test_this_year_is_compared_with_the_same_months_a_year_before(four_years, scope):
    result = overview(four_years, scope, replace(YEAR, county_codes=(NAIROBI,)), SUBJECT)
    assert (result.before_count, result.incident_count) == (60, 180)
    assert result.before == Period(date(2023, 1, 1), date(2023, 12, 31))
    assert 2 < result.change.lower < result.change.value == pytest.approx(3, rel=0.01)
    assert "More reports, beyond what such months usually differ by" in str(result.change_sentence)


@pytest.mark.parametrize("scope", [PUBLIC, OPERATOR], ids=lambda scope: scope.name)
def test_only_clear_changes_are_told_of_all_that_were_looked_at(four_years, scope):
    result = overview(four_years, scope, YEAR, SUBJECT)
    assert (result.changes[0].dimension, result.changes[0].code) == ("county_code", NAIROBI)
    assert all(change.dimension == "category_group" for change in result.changes[1:])
    assert result.tested_count == 21
    assert "more in Nairobi" in str(result.where)


@pytest.mark.parametrize("scope", [PUBLIC, OPERATOR], ids=lambda scope: scope.name)
def test_no_change_is_named_before_three_years_are_known(two_years, scope):
    result = overview(two_years, scope, YEAR, SUBJECT)
    assert (result.before_count, result.incident_count) == (200, 400)
    assert "not known yet" in str(result.change_sentence)
    assert (result.changes, str(result.where)) == ((), "")


@pytest.fixture(scope="module", params=["begins", "pauses"])
def with_another_source(request, tmp_path_factory):
    """Twenty counties that stay as they are, and an app that begins in the last year, or misses half of that before."""
    steady = {(year, f"{county:03}"): 60 for year in range(2021, 2025) for county in range(28, 48)}
    store = store_of(tmp_path_factory.mktemp(request.param), steady)
    gone = {2021, 2022, 2023} if request.param == "begins" else set()
    months = [(year, month) for year in range(2021, 2025) for month in range(1, 13) if year not in gone]
    rows = [
        incident(f"app-{year}-{month}-{county}-{number}", date(year, month, 3 + number), county_code=f"{county:03}")
        for year, month in months
        if request.param == "begins" or (year, month > 6) != (2023, True)
        for county in range(28, 48)
        for number in range(5)
    ]
    store_rows(store, rows, batch_id="app", source_id="app")
    return store


@pytest.mark.parametrize("scope", [PUBLIC, OPERATOR], ids=lambda scope: scope.name)
def test_a_source_that_begins_or_pauses_is_a_change_of_recording_and_none_of_reports(with_another_source, scope):
    result = overview(with_another_source, scope, YEAR, SUBJECT)
    assert result.incident_count == 20 * (60 + 60)
    assert (result.before_count, result.compared_count) == (20 * 60, 20 * 60)
    assert "app does not cover both years whole" in str(result.recording)
    assert "About as many reports as a year before" in str(result.change_sentence)
    assert result.changes == ()
    assert "No county has clearly more or fewer" in str(result.where)


def test_where_all_sources_cover_both_years_nothing_is_said_of_recording(four_years):
    result = overview(four_years, OPERATOR, YEAR, SUBJECT)
    assert str(result.recording) == ""
    assert result.compared_count == result.incident_count


def test_an_unknown_flag_counts_neither_way(two_years):
    drug = overview(two_years, OPERATOR, YEAR, SUBJECT).flags[0]
    assert drug.unknown_count + drug.known_count == 400
    assert drug.share.value == pytest.approx(drug.count / drug.known_count)
    assert 0.24 < drug.share.value < 0.27


def test_without_the_year_before_nothing_is_compared(two_years):
    result = overview(two_years, OPERATOR, Choices(period=Period(date(2023, 1, 1), date(2024, 12, 31))), SUBJECT)
    assert result.before is None
    assert result.before_count is None
    assert result.changes == ()
    assert "nothing to compare" in str(result.change_sentence)


def test_flags_of_hidden_counties_are_hidden_with_them(store):
    counties = ("001", "002", "003", "004")
    rows = [incident(f"{c}-{n}", county_code=c, is_drug_related=True) for c in counties for n in range(7)]
    store_rows(store, rows)
    result = overview(store, PUBLIC, Choices(), SUBJECT)
    assert result.incident_count == 0
    assert result.flags[0].share.value is None
    assert result.unresolved_share.value is None


def change(before, after):
    return str(change_sentence(before, after, ratio_estimate(after, YEARS, before, YEARS)))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (1000, 2000, "More reports, beyond what such months usually differ by"),
        (2000, 1000, "Fewer reports, beyond what such months usually differ by"),
        (100, 110, "such months usually differ that much"),
        (100_000, 102_000, "About as many reports"),
        (4, 9, "this small change by chance"),
        (None, 100, "Too few reports to compare"),
        (100, None, "Too few reports to compare"),
        (0, 0, "nothing to compare"),
    ],
)
def test_a_change_is_told_with_the_strength_it_has(before, after, words):
    assert words in change(before, after)


def test_without_a_year_before_there_is_nothing_to_compare():
    sentence = change_sentence(None, 500, ratio_estimate(500, YEARS, None, None))
    assert "nothing to compare" in str(sentence)
