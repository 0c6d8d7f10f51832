"""Which series stand out in the newest month, and what to check first."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pytest

from tests.examples import KISUMU, NAIROBI, OPERATOR, PUBLIC, store_rows, subject
from tests.plain_sentences import plainly
from tests.series_rows import LAST, RISE, USUAL, months, rows_of
from tests.stores import new_store
from usalama.incidents.trends.alerts import Kind, alert_sentence, alerts, rule_for
from usalama.model import Choices

SUBJECT = subject()
ALL = Choices()
EVERYTHING = replace(PUBLIC, published_until=date(2025, 6, 30))


def test_a_planted_rise_is_the_alert_and_its_checks_are_given(series_store):
    found = alerts(series_store, OPERATOR, ALL, SUBJECT, Kind.GROUP)
    assert (found.month, len(found.rows)) == (LAST, 1)
    row = found.rows.iloc[0]
    assert (row.place_key, row.category, row.incident_count) == (f"county:{NAIROBI}", "property", RISE)
    assert row.expected == pytest.approx(USUAL, rel=0.3)
    assert row.exceedance > 1
    assert any("bulk file" in str(check) for check in row.checks)
    assert found.n_too_few == 0
    assert str(found.finding).startswith(
        "1 series stood out in May 2025: Nairobi City, Property offences, with 60 reports where "
    )


def test_a_list_without_alerts_says_so_and_for_what(series_store):
    found = alerts(series_store, OPERATOR, Choices(county_codes=(KISUMU,), categories=("property",)), SUBJECT)
    assert found.rows.empty
    assert str(found.finding) == "Property offences in Kisumu: No series stood out in May 2025."


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


@pytest.mark.parametrize(("n_months", "is_told"), [(9, False), (10, True), (37, True), (38, True)])
def test_what_a_past_can_bear(n_months, is_told):
    assert (rule_for(n_months) is not None) == is_told


def test_an_alert_has_what_was_expected_and_what_to_check():
    sentence = plainly(alert_sentence(29, 10.2, 18.7))
    assert sentence == ("Unusual: 29 reports, we expected 10 (up to 18). Check first: new station, bulk entry, event.")
    assert "Too few" in plainly(alert_sentence(29, math.nan, 18))


@pytest.mark.parametrize("numbers", list(product((0.0, 1e-9, 4.2, 1e9, math.inf, math.nan), repeat=3)))
def test_no_extreme_alert_is_unreadable(numbers):
    plainly(alert_sentence(*numbers))
