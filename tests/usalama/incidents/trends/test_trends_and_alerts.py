"""Series, alerts, neighbours, lines and noise of a store: exact for the operator, disclosed for the public."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pytest

from tests.examples import KENYA, KISUMU, NAIROBI, OPERATOR, PUBLIC, incident, store_rows, subject
from tests.stores import new_store
from usalama.asking.completeness import completeness
from usalama.asking.long_series import select_long
from usalama.asking.recording_breaks import recording_breaks
from usalama.country.recording import FILE
from usalama.disclosure import public_count
from usalama.incidents.trends.alert_worth import alert_worth, as_public
from usalama.incidents.trends.alerts import Kind, alerts, rule_for
from usalama.incidents.trends.neighbours import neighbours
from usalama.incidents.trends.noise import MONTHS, noise
from usalama.incidents.trends.seasonal_trend import COMPLETE, INCOMPLETE, seasonal_trend
from usalama.incidents.trends.small_multiples import small_multiples
from usalama.model import Choices, Flag, Period

SUBJECT = subject()
COUNTRY = SUBJECT.country
ALL = Choices()
EVERYTHING = replace(PUBLIC, published_until=date(2025, 6, 30))
LAST = date(2025, 5, 1)
YEARS = range(2020, 2026)
USUAL = 12
RISE = 60


def months():
    every = [date(year, month, 1) for year in YEARS for month in range(1, 13)]
    return [month for month in every if month <= LAST]


def rows_of(county, counts, day=None):
    """Thefts of one county: so many in each month, spread over its days and reported the next day."""
    found = []
    for month, count in zip(months(), counts, strict=True):
        for number in range(count):
            days = monthrange(month.year, month.month)[1]
            on = month.replace(day=day or number % days + 1)
            moment = datetime.combine(on, datetime.min.time()) + timedelta(hours=17)
            found.append(
                incident(f"{county}-{month}-{number}", on, county_code=county, reported_at=moment + timedelta(days=1))
            )
    return found


@pytest.fixture(scope="module")
def series_store(tmp_path_factory):
    """Nairobi as ever but for its last month, Kisumu steady, Mombasa small; all since 2020."""
    store = new_store(tmp_path_factory.mktemp("series") / "store")
    generator = np.random.default_rng(3)
    n = len(months())
    nairobi, kisumu = generator.poisson(USUAL, n), generator.poisson(40, n)
    nairobi[-1] = RISE
    rows = rows_of(NAIROBI, nairobi) + rows_of(KISUMU, kisumu) + rows_of("001", generator.poisson(2, n))
    store_rows(store, rows)
    return store


def place(code):
    return COUNTRY.county(code).place


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
    assert "no clear change" in str(found.sentences[0])


def test_the_public_series_is_made_of_disclosed_counts_alone(series_store):
    exact = seasonal_trend(series_store, OPERATOR, ALL, SUBJECT, place(KISUMU))
    public = seasonal_trend(series_store, EVERYTHING, ALL, SUBJECT, place(KISUMU))
    shown = [public_count(int(count)) for count in exact.rows.incident_count]
    assert public.rows.incident_count.tolist() == shown
    assert public.after == sum(public.rows.incident_count[-12:])


def test_a_series_of_hidden_months_is_too_few_to_say(series_store):
    found = seasonal_trend(series_store, EVERYTHING, ALL, SUBJECT, place("001"))
    assert found.rows.incident_count.dropna().isin([0, 10]).all()
    assert found.rows.without_season.isna().all()
    assert found.trend.flag is Flag.HIDDEN
    assert found.year_on_year.flag is Flag.HIDDEN
    assert "Too few to say" in str(found.sentences[0])
    assert "Cannot tell what to expect" in " ".join(str(sentence) for sentence in found.sentences)


def test_a_place_without_any_report_says_so_and_draws_nothing_wrong(series_store):
    found = seasonal_trend(series_store, OPERATOR, ALL, SUBJECT, place("010"))
    assert (found.rows.incident_count == 0).all()
    assert found.trend.value is None
    assert "Cannot tell" in str(found.sentences[0])


def test_a_planted_rise_is_the_alert_and_its_checks_are_given(series_store):
    found = alerts(series_store, OPERATOR, ALL, SUBJECT, Kind.GROUP)
    assert (found.month, len(found.rows)) == (LAST, 1)
    row = found.rows.iloc[0]
    assert (row.place_key, row.category, row.incident_count) == (f"county:{NAIROBI}", "property", RISE)
    assert row.expected == pytest.approx(USUAL, rel=0.3)
    assert row.exceedance > 1
    assert any("bulk file" in str(check) for check in row.checks)
    assert found.n_too_few == 0


def test_the_worth_of_the_list_is_told_of_the_series_that_it_judges(series_store):
    told = alert_worth(series_store, OPERATOR, ALL, SUBJECT)
    assert told.rates.n_series == 3
    assert "no proof of calm" in str(told.sentence)
    assert alert_worth(series_store, EVERYTHING, ALL, SUBJECT).rates.n_series == 2  # Mombasa's months are hidden


def test_a_filter_that_leaves_the_series_as_they_are_draws_nothing_anew(series_store):
    told = alert_worth(series_store, OPERATOR, ALL, SUBJECT)
    for start in (date(2023, 1, 1), date(2024, 5, 7)):
        asked = Choices(period=Period(start, date(2025, 5, 31)))
        assert alert_worth(series_store, OPERATOR, asked, SUBJECT).rates is told.rates
    earlier = Choices(period=Period(date(2023, 1, 1), date(2025, 4, 30)))
    assert alert_worth(series_store, OPERATOR, earlier, SUBJECT).rates != told.rates


def test_a_month_dated_to_one_day_is_named_as_such(tmp_path):
    store = new_store(tmp_path / "store")
    counts = np.full(len(months()), USUAL)
    store_rows(store, rows_of(NAIROBI, counts))
    counts[:-1], counts[-1] = 0, RISE
    bulk = [row | {"source_record_id": "bulk" + row["source_record_id"]} for row in rows_of(NAIROBI, counts, day=9)]
    store_rows(store, bulk, batch_id="bulk")
    checks = [str(check) for check in alerts(store, OPERATOR, ALL, SUBJECT).rows.checks.iloc[0]]
    assert any("are dated 2025-05-09" in check for check in checks)


def test_the_public_learns_no_day_and_only_rounded_counts(series_store):
    found = alerts(series_store, EVERYTHING, ALL, SUBJECT)
    assert found.rows.incident_count.tolist() == [RISE]
    assert not any("dated" in str(check) for check in found.rows.checks.iloc[0])
    assert found.n_too_few == 1  # Mombasa, whose months are hidden


def test_drawn_counts_are_seen_as_the_public_sees_them():
    exact = np.arange(0.0, 60)
    shown = [public_count(int(count)) for count in exact]
    assert as_public(exact) == pytest.approx([np.nan if one is None else one for one in shown], nan_ok=True)


@pytest.mark.parametrize(("n_months", "is_told"), [(9, False), (10, True), (37, True), (38, True)])
def test_what_a_past_can_bear(n_months, is_told):
    assert (rule_for(n_months) is not None) == is_told


def test_a_short_history_is_judged_without_a_season_and_says_so(series_store):
    asked = Choices(period=Period(date(2020, 1, 1), date(2021, 6, 30)))
    found = alerts(series_store, OPERATOR, asked, SUBJECT)
    assert "There are not three years of past" in str(found.method)
    assert alert_worth(series_store, OPERATOR, asked, SUBJECT).rates.n_series == 3


def test_too_short_a_history_has_no_alerts(series_store):
    asked = Choices(period=Period(date(2020, 1, 1), date(2020, 6, 30)))
    found = alerts(series_store, OPERATOR, asked, SUBJECT)
    assert found.rows.empty
    assert "none of these series can be judged" in str(alert_worth(series_store, OPERATOR, asked, SUBJECT).sentence)


def test_neighbours_need_counties(series_store):
    found = neighbours(series_store, OPERATOR, ALL, SUBJECT)
    assert (found.county_codes, found.cluster) == ((), None)
    assert "Too few counties" in str(found.sentence)


def test_neighbours_that_rise_together_are_named(tmp_path):
    store, n = new_store(tmp_path / "store"), len(months())
    generator = np.random.default_rng(5)
    together = {"042", "041", "040"}  # Kisumu, Siaya and Busia
    rows = []
    for county in COUNTRY.counties:
        counts = generator.poisson(6, n)
        if county.code in together:
            counts[-1] = 30
        rows += rows_of(county.code, counts)
    store_rows(store, rows)
    found = neighbours(store, OPERATOR, ALL, SUBJECT)
    assert {"040", "041"} <= set(found.county_codes) <= together
    assert "Siaya" in str(found.sentence)


def test_every_county_has_a_line_by_region_and_only_told_ones_a_direction(series_store):
    found = small_multiples(series_store, OPERATOR, ALL, SUBJECT)
    assert len(found.trends) == len(COUNTRY.counties)
    assert found.trends.region_name.is_monotonic_increasing
    directions = found.trends.set_index("place_key").direction
    assert directions[f"county:{KISUMU}"] == "unclear"
    assert directions["county:010"] == "too_few"
    assert (found.rows.groupby("place_key").size() == len(months())).all()


def test_twenty_months_at_the_level_of_the_place(series_store):
    found = noise(series_store, OPERATOR, ALL, SUBJECT, place(KISUMU), 3)
    assert len(found.rows) == MONTHS
    assert found.level == pytest.approx(40, rel=0.15)
    assert found.rows.drawn_count.mean() == pytest.approx(found.level, rel=0.15)
    again = noise(series_store, OPERATOR, ALL, SUBJECT, place(KISUMU), 4)
    assert again.rows.drawn_count.tolist() != found.rows.drawn_count.tolist()


def test_noise_of_a_hidden_place_is_not_drawn(series_store):
    found = noise(series_store, EVERYTHING, ALL, SUBJECT, place("001"))
    assert (found.level, len(found.rows)) == (None, 0)
    assert "Too few to say" in str(found.sentences[0])


def test_months_reported_on_the_next_day_are_complete(series_store):
    found = completeness(series_store, OPERATOR, ALL, SUBJECT)
    assert found.is_complete
    assert found.share.value > 0.95


def late_rows(count=40, delay_days=20):
    """Every report comes weeks later; of the last month only what had come in by its end."""
    rows, end = [], date(2025, 5, 31)
    for month in months():
        for number in range(count):
            on = month.replace(day=number % 28 + 1)
            told = datetime.combine(on, datetime.min.time()) + timedelta(days=delay_days)
            if told.date() <= end:
                rows.append(incident(f"{month}-{number}", on, reported_at=told))
    return rows


def test_a_month_whose_reports_come_late_is_greyed_with_the_share_that_is_in(tmp_path):
    store = new_store(tmp_path / "store")
    store_rows(store, late_rows())
    found = completeness(store, OPERATOR, ALL, SUBJECT)
    in_time = 40 - sum(number % 28 + 1 > 31 - 20 for number in range(40))
    assert found.share.value == pytest.approx(in_time / 40, abs=0.05)
    assert (found.month, found.last_complete) == (LAST, date(2025, 4, 1))
    series = seasonal_trend(store, OPERATOR, ALL, SUBJECT, COUNTRY.whole)
    assert series.rows.state.tolist()[-2:] == [COMPLETE, INCOMPLETE]
    assert series.forecast.occurred_month.iloc[0] == LAST
    assert alerts(store, OPERATOR, ALL, SUBJECT).month == date(2025, 4, 1)


def test_without_times_of_reporting_completeness_is_not_told(tmp_path):
    store = new_store(tmp_path / "store")
    store_rows(store, [row | {"reported_at": None} for row in rows_of(NAIROBI, np.full(len(months()), 9))])
    found = completeness(store, OPERATOR, ALL, SUBJECT)
    assert found.share.flag is Flag.NO_DATA
    assert found.is_complete
    assert "Cannot tell how complete" in str(found.sentence)


def test_a_source_that_begins_later_is_a_break_in_the_series(series_store, tmp_path):
    store = new_store(tmp_path / "store")
    store_rows(store, rows_of(NAIROBI, np.full(len(months()), 5)))
    later = [row for row in rows_of(KISUMU, np.full(len(months()), 5)) if row["occurred_on"] >= date(2023, 7, 1)]
    store_rows(store, later, "second", "hotline")
    found = seasonal_trend(store, OPERATOR, ALL, SUBJECT, COUNTRY.whole).breaks
    assert [(one.month, str(one.label)) for one in found] == [(date(2023, 7, 1), "New source: hotline")]
    assert seasonal_trend(series_store, OPERATOR, ALL, SUBJECT, COUNTRY.whole).breaks == ()


def test_the_register_is_drawn_where_it_holds_and_never_on_rows_of_another_nature(series_store, tmp_path):
    header = (KENYA / FILE).read_text().splitlines()[0]
    lines = [
        header,
        "2022-03-10,county:047,,new_app,Street app,Tests,test",
        "2022-04-10,county:042,,new_station,Lake post,Tests,test",
        "2023-05-10,,,new_form,Real form,Tests,real",
    ]
    (tmp_path / FILE).write_text("\n".join(lines) + "\n")
    selection = select_long(series_store, OPERATOR, ALL, SUBJECT)
    selection = replace(selection, country=replace(COUNTRY, folder=tmp_path))
    found = recording_breaks(selection, place(NAIROBI))
    assert [(one.month, str(one.label)) for one in found] == [(date(2022, 3, 1), "New app: Street app")]
    assert len(recording_breaks(selection, COUNTRY.whole)) == 2


def test_a_gap_between_sources_is_unknown_and_not_zero(tmp_path):
    store = new_store(tmp_path / "store")
    store_rows(store, [incident(f"a{number}", date(2024, 1, 5)) for number in range(20)])
    store_rows(store, [incident(f"b{number}", date(2024, 4, 5)) for number in range(20)], "two", "hotline")
    rows = seasonal_trend(store, OPERATOR, ALL, SUBJECT, COUNTRY.whole).rows
    assert rows.incident_count.isna().tolist() == [False, True, True, False]
