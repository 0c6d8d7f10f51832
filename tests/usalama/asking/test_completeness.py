"""How much of the newest month is in, and what reports do while it is not."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pytest

from tests.examples import NAIROBI, OPERATOR, incident, store_rows, subject
from tests.plain_sentences import plainly
from tests.series_rows import LAST, months, rows_of
from tests.stores import new_store
from usalama.asking.completeness import completeness, completeness_sentence
from usalama.incidents.trends.alerts import alerts
from usalama.incidents.trends.seasonal_trend import (
    COMPLETE,
    INCOMPLETE,
    seasonal_trend,
)
from usalama.model import Choices, Estimate, Flag

SUBJECT = subject()
ALL = Choices()
MONTH = date(2025, 6, 1)


def estimate(value, lower, upper, flag=Flag.OK, n=100):
    return Estimate(value, lower, upper, n, "method", flag)


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
    series = seasonal_trend(store, OPERATOR, ALL, SUBJECT, SUBJECT.country.whole)
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


def test_completeness_has_its_range_or_is_not_plainly():
    assert (
        plainly(completeness_sentence(MONTH, estimate(0.87, 0.82, 0.91)))
        == "About 87 in 100 reports of the newest month (Jun 2025) are in by now; likely 82 to 91."
    )
    assert "Cannot tell how complete" in plainly(completeness_sentence(MONTH, estimate(None, None, None, Flag.NO_DATA)))
