"""Reports beside the share reported: scenario, break-even, and channels that begin."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import MOMBASA, NAIROBI, OPERATOR, PUBLIC, incident, store_rows, subject
from usalama.incidents.rates.reporting import reporting_panel
from usalama.model import Choices, Flag, Period
from usalama.store import Store

SUBJECT = subject()
YEAR = Choices(period=Period(date(2024, 1, 1), date(2024, 12, 31)))
SCOPES = pytest.mark.parametrize("scope", [PUBLIC, OPERATOR], ids=lambda scope: scope.name)


def rows(source: str, year: int, count: int, months: range = range(1, 13), county: str = NAIROBI):
    days = [date(year, month, 3) for month in months]
    return [incident(f"{source}{year}{county}-{n}", days[n % len(days)], county_code=county) for n in range(count)]


@pytest.fixture(scope="module")
def risen(tmp_path_factory):
    """From 1,000 to 1,200 reports by one source, and 240 by an app that began in July 2024."""
    store = Store(tmp_path_factory.mktemp("risen"))
    store_rows(store, [*rows("p", 2023, 1000), *rows("p", 2024, 1200)], source_id="police")
    return store


@pytest.fixture(scope="module")
def joined(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("joined"))
    store_rows(store, [*rows("p", 2023, 600), *rows("p", 2024, 600)], source_id="police")
    store_rows(store, rows("a", 2024, 240, range(7, 13), MOMBASA), batch_id="second", source_id="app")
    return store


@SCOPES
def test_a_fifth_more_reports_is_explained_by_reporting_from_30_to_36(risen, scope):
    result = reporting_panel(risen, scope, YEAR, SUBJECT, 0.30, 0.36)
    assert (result.before_count, result.report_count) == (1000, 1200)
    assert result.even.share_now == pytest.approx(0.36)
    assert result.reports_ratio.lower > 1
    assert result.incidents_ratio.value == pytest.approx(1)
    assert result.incidents_ratio.lower < 1 < result.incidents_ratio.upper


@SCOPES
def test_months_stand_for_more_incidents_the_less_is_reported(risen, scope):
    few, many = (reporting_panel(risen, scope, YEAR, SUBJECT, 0.4, share).months for share in (0.1, 0.5))
    assert (few.incidents == 5 * many.incidents).all()
    assert (many.incidents == 2 * many.incident_count.astype(float)).all()
    assert (many.incidents_lower < many.incidents).all()
    assert (many.incidents < many.incidents_upper).all()


def test_without_a_year_before_there_is_no_break_even(risen):
    result = reporting_panel(
        risen, OPERATOR, Choices(period=Period(date(2023, 1, 1), date(2023, 12, 31))), SUBJECT, 1, 1
    )
    assert result.even is None
    assert result.before is None
    assert result.incidents_ratio.flag is Flag.HIDDEN


def test_a_leap_day_does_not_hinder_the_comparison(risen):
    assert reporting_panel(risen, OPERATOR, YEAR, SUBJECT, 1, 1).before == Period(date(2023, 1, 1), date(2023, 12, 31))


@SCOPES
def test_a_new_channel_is_a_break_with_its_name_and_month(joined, scope):
    result = reporting_panel(joined, scope, YEAR, SUBJECT, 0.4, 0.4)
    assert [(one.source_name, one.month, one.has_begun) for one in result.breaks] == [("app", date(2024, 7, 1), True)]
    shares = result.channels.set_index(["source_name", "occurred_month"]).share_per_100
    assert shares["app", date(2024, 1, 1)] == 0
    assert shares["app", date(2024, 7, 1)] == pytest.approx(100 * 40 / 90)


def test_a_channel_that_ends_is_a_break_too(tmp_path):
    store = Store(tmp_path / "store")
    store_rows(store, rows("p", 2024, 600), source_id="police")
    store_rows(store, rows("a", 2024, 200, range(1, 6)), batch_id="second", source_id="app")
    result = reporting_panel(store, OPERATOR, YEAR, SUBJECT, 0.4, 0.4)
    assert [(one.source_name, one.month, one.has_begun) for one in result.breaks] == [("app", date(2024, 6, 1), False)]


def test_a_source_alone_breaks_nothing(risen):
    assert reporting_panel(risen, OPERATOR, YEAR, SUBJECT, 0.4, 0.4).breaks == ()


def test_public_parts_of_channels_are_parts_of_what_is_shown(joined):
    channels = reporting_panel(joined, PUBLIC, YEAR, SUBJECT, 0.4, 0.4).channels
    assert (channels.incident_count.dropna() % 5 == 0).all()
    assert channels.groupby("occurred_month").share_per_100.sum().eq(100).all()


def test_what_others_found_stands_with_source(risen):
    published = reporting_panel(risen, OPERATOR, YEAR, SUBJECT, 0.4, 0.4).published
    assert set(published.value) == {78.0, 40.8, 51.0, 61.0}
    assert published.source.str.len().gt(10).all()
    assert published.year.isna().sum() == 2
