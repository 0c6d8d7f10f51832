"""Reports beside the share reported: scenario, break-even, and channels that begin."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import MOMBASA, NAIROBI, OPERATOR, PUBLIC, incident, store_rows, subject
from tests.stores import new_store
from usalama.incidents.rates.reporting import (
    adjusted_change_sentence,
    break_even_sentence,
    reporting_panel,
    scenario_sentence,
)
from usalama.language import LANGUAGES, load_language
from usalama.model import Choices, Flag, Period
from usalama.stats.counting.ratios import ratio_estimate
from usalama.stats.series.unreported import ReportedShare, adjusted_incidents, adjusted_ratio, break_even

counts = st.integers(10, 50_000)
shares = st.floats(0.05, 1)

SUBJECT = subject()
YEAR = Choices(period=Period(date(2024, 1, 1), date(2024, 12, 31)))
SCOPES = pytest.mark.parametrize("scope", [PUBLIC, OPERATOR], ids=lambda scope: scope.name)


def rows(source: str, year: int, count: int, months: range = range(1, 13), county: str = NAIROBI):
    days = [date(year, month, 3) for month in months]
    return [incident(f"{source}{year}{county}-{n}", days[n % len(days)], county_code=county) for n in range(count)]


@pytest.fixture(scope="module")
def risen(tmp_path_factory):
    """From 1,000 to 1,200 reports by one source, and 240 by an app that began in July 2024."""
    store = new_store(tmp_path_factory.mktemp("risen") / "store")
    store_rows(store, [*rows("p", 2023, 1000), *rows("p", 2024, 1200)], source_id="police")
    return store


@pytest.fixture(scope="module")
def joined(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("joined") / "store")
    store_rows(store, [*rows("p", 2023, 600), *rows("p", 2024, 600)], source_id="police")
    store_rows(store, rows("a", 2024, 240, range(7, 13), MOMBASA), batch_id="second", source_id="app")
    return store


@SCOPES
def test_a_fifth_more_reports_is_explained_by_reporting_from_30_to_36(risen, scope):
    result = reporting_panel(risen, scope, YEAR, SUBJECT, 0.30, 0.36)
    assert (result.before_count, result.report_count) == (1000, 1200)
    assert result.even.share_now == pytest.approx(0.36)
    assert result.reports_ratio.lower > 1
    assert str(result.finding).startswith("More reporting alone could explain it: from 1000 to 1200 reports")
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
    assert "nothing can be compared" in str(result.finding)


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
    store = new_store(tmp_path / "store")
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


def change(before, after, share_before, share_now):
    incidents = adjusted_ratio(after, ReportedShare(share_now), before, ReportedShare(share_before))
    return adjusted_change_sentence(ratio_estimate(after, 1, before, 1), incidents)


def even(before, after, share):
    found = break_even(after, before, share)
    return str(break_even_sentence(before, after, found.share_before, found.share_now))


def scenario(reports, share):
    return str(scenario_sentence(reports or 0, share, adjusted_incidents(reports, ReportedShare(share))))


@given(before=counts, share=shares, growth=st.floats(1, 10))
def test_reports_up_and_share_reported_up_alike_never_say_that_incidents_rose(before, share, growth):
    grown = min(share * growth, 1)
    said = str(change(before, round(before * grown / share), share, grown))
    assert "incidents rose" not in said
    assert "incidents fell" not in said


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((1000, 1200, 0.30, 0.36), "Reports rose, and with these shares reported there is no clear change"),
        ((1000, 2000, 0.40, 0.40), "incidents rose"),
        ((2000, 1000, 0.40, 0.40), "incidents fell"),
        ((1000, 1200, 0.20, 0.60), "incidents fell"),
        ((1000, 1010, 0.40, 0.40), "no clear change in incidents"),
        ((100_000, 102_000, 0.40, 0.40), "no clear change in incidents"),
        ((4, 9, 0.40, 0.40), "Too few reports to say"),
        ((None, 100, 0.40, 0.40), "Too few reports to say"),
    ],
)
def test_a_change_is_told_with_the_strength_it_has(numbers, words):
    assert words in str(change(*numbers))


def test_without_reports_a_year_before_there_is_nothing_to_compare():
    assert "nothing to compare" in str(change(0, 500, 0.4, 0.4)) or "Too few" in str(change(0, 500, 0.4, 0.4))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((1000, 1200, 0.30), "without one incident more, if it rose from 30 to 36 in 100"),
        ((1000, 800, 0.50), "without one incident fewer, if it fell from 50 to 40 in 100"),
        ((1000, 1001, 0.50), "Nothing to explain"),
        ((100, 300, 0.50), "More than reporting alone could explain"),
    ],
)
def test_a_break_even_is_told_in_shares_of_100(numbers, words):
    assert words in even(*numbers)


@pytest.mark.parametrize(
    ("reports", "words"),
    [(400, "about 1000.0 incidents; likely"), (3, "too few to be reliable"), (None, "Too few reports"), (0, "too few")],
)
def test_a_scenario_is_told_with_its_range(reports, words):
    assert words in scenario(reports, 0.4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language):
    say = load_language(language).say
    for before, after in ((1000, 2000), (2000, 1000), (1000, 1010), (4, 9), (10**9, 10**9 + 1)):
        assert "{" not in say(change(before, after, 0.3, 0.35))
        found = break_even(after, before, 0.9)
        assert "{" not in say(break_even_sentence(before, after, found.share_before, found.share_now))
        assert "{" not in say(scenario_sentence(after, 0.05, adjusted_incidents(after, ReportedShare(0.05))))
