"""Files bear the numbers of the screen, and what they are."""

from __future__ import annotations

import json
import math

import pandas as pd
import pytest

from tests.examples import OPERATOR, PUBLIC, subject
from usalama.asking.export import Order, as_csv, as_json, in_order
from usalama.incidents.rates.county_rates import county_rates
from usalama.model import Choices, Estimate, Sentence

SUBJECT = subject()


def rates(store, scope):
    return county_rates(store, scope, Choices(), SUBJECT)


def test_hidden_missing_and_endless_numbers_are_null(known_store):
    about = rates(known_store, PUBLIC).about
    rows = pd.DataFrame({"count": pd.array([None, 5], "Int64"), "rate": [math.inf, math.nan]})
    ratio = Estimate(1.0, None, math.inf, 3, "ratio")
    read = json.loads(as_json({"rows": rows, "ratio": ratio}, about, Sentence("Method")))
    assert read["rows"] == [{"count": None, "rate": None}, {"count": 5, "rate": None}]
    assert (read["ratio"]["lower"], read["ratio"]["upper"]) == (None, None)


@pytest.mark.parametrize(("scope", "mark"), [(PUBLIC, "public"), (OPERATOR, "not for publication")])
def test_every_file_says_who_may_have_it_and_how_it_was_made(known_store, scope, mark):
    result = rates(known_store, scope)
    read = json.loads(as_json({"rows": result.rows}, result.about, result.method))
    assert read["publication"] == mark
    assert read["scope"] == scope.name
    assert read["nature"] == "test"
    assert read["period_used"] == {"from": "2024-01-01", "to": "2024-12-31"}
    assert read["data_version"] == known_store.version()
    table = as_csv(result.rows, result.about).splitlines()
    assert len(table) == 48
    assert table[0].endswith("period_start,period_end,nature,scope,publication,data_version")
    assert mark in table[1]


def test_rows_are_in_the_order_asked_for_and_hidden_ones_last(known_store):
    rows = rates(known_store, PUBLIC).rows
    assert in_order(rows, Order.COUNTY).county_code.is_monotonic_increasing
    by_count = in_order(rows, Order.COUNT)
    assert by_count.county_code.iloc[0] == "047"
    assert by_count.incident_count.tail(2).isna().all()
    assert in_order(rows, Order.RATE).rate_per_100k.dropna().is_monotonic_decreasing
