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
from usalama.model import Choices, Nature
from usalama.programme.progress.next_counties import Weights, next_counties
from usalama.programme.progress.rollout import rollout
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


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """Nairobi has begun and is not active; nothing has begun anywhere else."""
    store = new_store(tmp_path_factory.mktemp("begun") / "store")
    store_rows(store, known_rows())
    keep(store, ASSOCIATION, {"record_id": "n", "name": "N", "county_code": NAIROBI})
    stage = {"record_id": "n", "pipeline": "rollout", "county_code": NAIROBI, "association_id": "n"}
    keep(store, STAGE, stage | {"stage": "trained", "reached_on": date(2025, 3, 1)})
    return store


def found(store, need=0, readiness=0, reach=0, *counties, scope=OPERATOR):
    return asked(store, need, readiness, reach, *counties, scope=scope).rows


def asked(store, need=1, readiness=1, reach=1, *counties, scope=OPERATOR):
    weights = Weights(need, readiness, reach)
    return next_counties(store, scope, Choices(county_codes=counties), subject(), TODAY, weights)


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


def test_counties_in_which_nothing_has_begun_come_first_whatever_the_weights(begun):
    for weights in ((1, 0, 0), (0, 1, 0), (0, 0, 1)):
        rows = found(begun, *weights, KISUMU, MOMBASA, NAIROBI)
        assert list(rows.county_code[-1:]) == [NAIROBI]
        assert list(rows.has_begun) == [False, False, True]


def test_the_finding_names_who_comes_next_and_agrees_with_the_page_of_stages(begun):
    three = (KISUMU, MOMBASA, NAIROBI)
    assert str(asked(begun, 0, 0, 1, *three).finding).endswith(
        "Next: Mombasa, Kisumu, where nothing has begun; then Nairobi City, where something has begun and no "
        "association is active."
    )
    untouched = rollout(begun, OPERATOR, three, subject(), TODAY).counties
    first = asked(begun, 1, 1, 1, *three).rows
    assert set(first.county_name[~first.has_begun]) == set(untouched.county_name[untouched.stage == ""])
    every = str(asked(begun).finding)
    assert "Nothing has begun there; that is so in 46 of 47 counties" in every
    alone = str(asked(begun, 1, 1, 1, NAIROBI).finding)
    assert "Something has begun in every county that waits" in alone


def test_every_place_has_its_reason_in_words_and_no_rank(filled, begun):
    for row in [*found(filled, 5, 5, 5).itertuples(), *found(begun, 5, 5, 5).itertuples()]:
        text = str(row.sentence)
        assert text.startswith("1 of its 1 associations" if row.has_begun else "Nothing has begun there. ")
        assert "mainly for its" in text or "In nothing does it stand out" in text
        assert not re.search(r"\b(first|second|worst|best|rank|place \d)\b", text)


def test_the_points_of_the_parts_add_up_to_the_order(filled):
    rows = found(filled, 3, 2, 1)
    points = rows[["need_points", "readiness_points", "reach_points"]].sum(axis=1)
    assert points.is_monotonic_decreasing
    assert points.between(0, 100).all()


def test_the_stages_say_what_it_was_made_from_where_they_alone_are_invented(begun, store):
    assert asked(begun).made.nature is Nature.TEST
    store_rows(store, known_rows())
    stage = {"record_id": "n", "pipeline": "rollout", "county_code": NAIROBI, "stage": "trained"}
    keep(store, STAGE, stage | {"reached_on": date(2025, 3, 1)}, nature=Nature.SYNTHETIC)
    assert asked(store).made.nature is Nature.SYNTHETIC


def test_where_nobody_can_tell_the_need_it_counts_as_middling_and_that_is_said(store):
    rows = found(store, 1, 0, 0, NAIROBI, MOMBASA, scope=PUBLIC)
    assert rows.need.isna().all()
    assert all("obody can tell how its reports compare" in str(one) for one in rows.sentence)


def test_weights_that_weigh_nothing_are_refused():
    for weights in ((0, 0, 0), (-1, 1, 1)):
        with pytest.raises(InputRefused, match="weight above 0"):
            Weights(*weights)


def test_nothing_is_left_when_every_chosen_county_is_active(filled):
    assert found(filled, 1, 1, 1, KISUMU).empty
