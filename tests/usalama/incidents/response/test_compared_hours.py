"""Weeks and waits of a few places side by side."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.examples import KISUMU, MOMBASA, OPERATOR, incident, store_rows, subject
from usalama.errors import InputRefused
from usalama.incidents.response.compared_hours import compared_waits, compared_weeks
from usalama.model import Choices

SUBJECT = subject()
PAIR = tuple(SUBJECT.country.county(code).place for code in (KISUMU, MOMBASA))
MONDAY = date(2024, 1, 1)


def planted(county, name):
    """240 incidents spread evenly over the week, and 60 more on Friday from eight in the evening."""
    even = [(number % 7, number % 24) for number in range(336)]
    rows = even + ([(4, 21)] * 60 if name == "planted" else [])
    return [
        incident(f"{county}-{n}", MONDAY + timedelta(days=day), occurred_hour=hour, county_code=county)
        for n, (day, hour) in enumerate(rows)
    ]


def test_the_clearest_block_of_each_place_is_named_and_a_place_without_one_is_not(store):
    store_rows(store, planted(KISUMU, "planted") + planted(MOMBASA, "even"))
    result = compared_weeks(store, OPERATOR, Choices(), SUBJECT, PAIR)
    assert str(result.finding) == "More than usual for the weekday and the hour: Kisumu Friday 20:00-00:00."
    assert len(result.rows) == 2 * 42
    assert set(result.rows.place_key) == {place.key for place in PAIR}


def test_without_anything_that_stands_out_nothing_is_named(store):
    store_rows(store, planted(KISUMU, "even") + planted(MOMBASA, "even"))
    said = str(compared_weeks(store, OPERATOR, Choices(), SUBJECT, PAIR).finding)
    assert said == "At none of them do hours of the week stand out beyond chance."


def test_waits_stand_in_the_order_of_the_places(known_store):
    result = compared_waits(known_store, OPERATOR, Choices(), SUBJECT, PAIR)
    assert [one.place for one in result.waits] == list(PAIR)
    with pytest.raises(InputRefused):
        compared_waits(known_store, OPERATOR, Choices(), SUBJECT, PAIR[:1])
