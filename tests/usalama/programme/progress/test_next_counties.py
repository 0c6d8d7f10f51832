"""Which counties may be next: the order follows the weights, and every place has its reason."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import KISUMU, MOMBASA, NAIROBI, OPERATOR, PUBLIC, known_rows, store_rows, subject
from tests.register_records import keep
from tests.stores import new_store
from usalama.errors import InputRefused
from usalama.model import Choices
from usalama.programme.progress.next_counties import Weights, next_counties
from usalama.registers import ASSOCIATION, PARTNER, STAGE

TODAY = date(2025, 12, 31)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    store = new_store(tmp_path_factory.mktemp("next") / "store")
    store_rows(store, known_rows())
    keep(
        store,
        ASSOCIATION,
        *({"record_id": code, "name": code, "county_code": code} for code in (KISUMU, MOMBASA, NAIROBI)),
    )
    stage = {"record_id": "s", "pipeline": "rollout", "county_code": KISUMU, "association_id": KISUMU}
    keep(store, STAGE, stage | {"stage": "active", "reached_on": date(2025, 3, 1)})
    keep(store, PARTNER, {"record_id": "p", "name": "P", "sector": "youth", "county_codes": MOMBASA})
    return store


def found(store, need=0, readiness=0, reach=0, *counties, scope=OPERATOR):
    weights = Weights(need, readiness, reach)
    return next_counties(store, scope, Choices(county_codes=counties), subject(), TODAY, weights).rows


def test_a_county_with_an_active_association_does_not_wait(filled):
    codes = set(found(filled, 1, 1, 1).county_code)
    assert KISUMU not in codes
    assert len(codes) == len(subject().country.counties) - 1


def test_reach_alone_orders_by_people_and_readiness_by_what_is_there(filled):
    people = found(filled, reach=1).people
    assert list(people) == sorted(people, reverse=True)
    ready = found(filled, readiness=1)
    assert ready.has_law.iloc[0]
    assert list(ready.county_code).index(MOMBASA) < 5
    need = found(filled, need=1).rate_per_100k.dropna()
    assert list(need) == sorted(need, reverse=True)


@settings(max_examples=15, deadline=None)
@given(st.tuples(*[st.integers(0, 10)] * 3).filter(any), st.integers(1, 5))
def test_only_the_proportions_of_the_weights_matter(filled, weights, times):
    once, often = found(filled, *weights), found(filled, *(times * one for one in weights))
    assert list(once.county_code) == list(often.county_code)


def test_every_place_has_its_reason_in_words_and_no_rank(filled):
    rows = found(filled, 5, 5, 5)
    for row in rows.itertuples():
        text = str(row.sentence)
        assert text.startswith(f"{row.county_name}: about ")
        assert "mainly for its" in text or "In nothing does it stand out" in text
        assert not re.search(r"\b(first|second|worst|best|rank|place \d)\b", text)
    assert list(dict.fromkeys(rows.group)) == ["next", "then", "later"]


def test_where_nobody_can_tell_the_need_it_counts_as_middling_and_that_is_said(store):
    rows = found(store, 1, 0, 0, NAIROBI, MOMBASA, scope=PUBLIC)
    assert rows.need.isna().all()
    assert all("nobody can tell how its reports compare" in str(one) for one in rows.sentence)


def test_weights_that_weigh_nothing_are_refused():
    for weights in ((0, 0, 0), (-1, 1, 1)):
        with pytest.raises(InputRefused, match="weight above 0"):
            Weights(*weights)


def test_nothing_is_left_when_every_chosen_county_is_active(filled):
    assert found(filled, 1, 1, 1, KISUMU).empty
