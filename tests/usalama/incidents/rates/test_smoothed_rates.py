"""Smoothed rates, beside raw ones."""

from __future__ import annotations

import math
import re

import pytest

from tests.examples import KISUMU, NAIROBI, NAKURU, OPERATOR, PUBLIC, subject
from usalama.incidents.rates.county_rates import county_rates
from usalama.incidents.rates.smoothed_rates import own_shares_sentence, smoothed_places
from usalama.model import Choices

SUBJECT = subject()
ALL = Choices()


def rows_of(store, scope, choices=ALL, places=()):
    return smoothed_places(store, scope, choices, SUBJECT, places).rows.set_index("place_key")


def test_raw_rates_stand_beside_and_are_those_of_the_other_pages(known_store):
    rows = rows_of(known_store, OPERATOR)
    raw = county_rates(known_store, OPERATOR, ALL, SUBJECT).rows
    assert rows.rate_per_100k.tolist() == pytest.approx(raw.rate_per_100k.tolist())
    assert rows.smoothed_rate.between(rows.smoothed_lower, rows.smoothed_upper).all()


def test_a_small_county_is_drawn_in_more_than_a_large_one(known_store):
    rows = rows_of(known_store, OPERATOR)
    assert rows.own_share[f"county:{NAIROBI}"] > rows.own_share["county:005"]
    assert rows.smoothed_rate["county:005"] > rows.rate_per_100k["county:005"] == 0


def test_choosing_counties_does_not_change_what_is_learnt_from_all(known_store):
    few, every = rows_of(known_store, OPERATOR, Choices(county_codes=(KISUMU,))), rows_of(known_store, OPERATOR)
    assert few.smoothed_rate.tolist() == every.smoothed_rate.tolist()


def test_a_hidden_count_has_no_smoothed_rate_and_the_public_sees_what_rounded_counts_give(known_store):
    public = rows_of(known_store, PUBLIC)
    hidden = public.loc[f"county:{NAKURU}"]
    assert (hidden.smoothed_flag, hidden.own_share) == ("hidden", pytest.approx(float("nan"), nan_ok=True))
    exact = rows_of(known_store, OPERATOR)
    assert public.smoothed_rate[f"county:{KISUMU}"] != exact.smoothed_rate[f"county:{KISUMU}"]


def test_each_place_asked_for_says_how_much_of_it_is_its_own(known_store):
    country = SUBJECT.country
    places = (country.place("city:kisumu"), country.place(f"county:{NAIROBI}"))
    result = smoothed_places(known_store, OPERATOR, ALL, SUBJECT, places)
    assert len(result.rows) == len(country.counties) + 1
    said = r"Of 100 parts of a smoothed rate, its own data: Kisumu \d+, Nairobi City \d+; the rest is .+"
    assert re.fullmatch(said, str(result.finding))


@pytest.mark.parametrize(("share", "parts"), [(0.0, "Lamu 0;"), (0.404, "Lamu 40;"), (1.0, "Lamu 100;")])
def test_the_weight_is_told_in_parts_of_a_hundred(share, parts):
    assert parts in str(own_shares_sentence({"Lamu": share}))


def test_no_smoothed_rate_has_no_weight():
    assert str(own_shares_sentence({"Lamu": math.nan})) == "Too few reports to smooth a rate."
    both = str(own_shares_sentence({"Lamu": math.nan, "Kisumu": 0.9}))
    assert "Kisumu 90;" in both
    assert both.endswith("Too few reports to smooth: Lamu.")
