"""Nothing is read without a scope, and what a scope may not see never leaves the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.examples import KNOWN_COUNTS, KNOWN_TOTAL, NAIROBI, OPERATOR, PUBLIC, incident, query, store_rows
from tests.stores import new_store
from usalama.errors import NotAllowed
from usalama.model import Period
from usalama.store.questions import (
    batches,
    counts,
    coverage,
    dated_points,
    grid_cells,
    last_moment,
    points,
    sources,
)

PAYLOADS = (
    "' OR '1'='1",
    "047' OR 1=1 --",
    "047'; DROP TABLE incident; --",
    '"; DELETE FROM incident; --',
    "$verified_only",
    "*' --",
    "\x1fparameter:start",
    "{0}; SELECT 1",
)


@pytest.mark.parametrize("scope", [None, "operator", {"name": "operator", "is_exact": True}])
def test_nothing_is_read_without_a_scope(known_store, scope):
    with pytest.raises(NotAllowed, match="without a scope"):
        known_store.read(counts(), scope)


@pytest.mark.parametrize(
    "question", [points(), dated_points(), grid_cells(), batches(), sources()], ids=lambda q: q.name
)
def test_the_public_may_not_ask_for_single_places_or_imports(known_store, question):
    with pytest.raises(NotAllowed):
        known_store.read(question, PUBLIC)
    known_store.read(question, OPERATOR)


@pytest.mark.parametrize("whole_months", [True, False])
def test_the_public_may_not_ask_for_days(known_store, whole_months):
    days = Period(date(2024, 3, 1), date(2024, 3, 30))
    with pytest.raises(NotAllowed, match="whole months"):
        known_store.read(counts((), whole_months), PUBLIC, period=days)


@pytest.fixture(scope="module")
def spring_store(tmp_path_factory):
    """Reports of March to May, not all of which the public may see; only for reading."""
    store = new_store(tmp_path_factory.mktemp("spring") / "store")
    rows = [
        incident("seen", date(2024, 3, 1)),
        incident("resolved", date(2024, 4, 30), status="resolved"),
        incident("not verified", date(2024, 3, 2), status="reported"),
        incident("too new", date(2024, 5, 1)),
        incident("rejected", date(2024, 3, 3), status="rejected"),
    ]
    store_rows(store, rows)
    return store


@pytest.mark.parametrize("whole_months", [True, False])
def test_the_public_sees_verified_rows_until_the_last_published_day(spring_store, whole_months):
    april = replace(PUBLIC, published_until=date(2024, 4, 30))
    question = counts((), whole_months)
    assert spring_store.read(question, april).incident_count.iloc[0] == 2
    assert spring_store.read(question, OPERATOR).incident_count.iloc[0] == 4


def test_a_month_that_is_not_over_is_not_counted_for_the_public(spring_store):
    early_in_march = replace(PUBLIC, published_until=date(2024, 2, 29))
    assert spring_store.read(coverage(), early_in_march).empty
    assert spring_store.read(last_moment(), early_in_march).observed_until.isna().all()


@pytest.mark.parametrize("whole_months", [True, False])
def test_a_scope_of_some_counties_counts_only_these(known_store, whole_months):
    some = replace(OPERATOR, county_codes=("001", "042"))
    question = counts(("county_code",), whole_months)
    answer = known_store.read(question, some).set_index("county_code").incident_count
    assert answer.to_dict() == {"001": KNOWN_COUNTS["001"], "042": KNOWN_COUNTS["042"]}
    assert known_store.read(question, some, county_codes=(NAIROBI,)).empty
    assert known_store.read(question, replace(OPERATOR, county_codes=())).empty


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("argument", ["county_codes", "category_codes", "source_ids"])
def test_a_payload_in_a_choice_is_only_a_value_that_nothing_has(known_store, payload, argument):
    for whole_months in (True, False):
        answer = known_store.read(counts(("county_code",), whole_months), PUBLIC, **{argument: (payload,)})
        assert answer.empty
    assert query(known_store, "SELECT count(*) AS n FROM incident").n.iloc[0] == KNOWN_TOTAL


@pytest.mark.parametrize("payload", [*PAYLOADS, "*", "047,001", ""])
def test_a_scope_that_does_not_name_single_counties_is_refused(known_store, payload):
    with pytest.raises(NotAllowed, match="numbers"):
        known_store.read(counts(("county_code",)), replace(PUBLIC, county_codes=(payload,)))


def test_a_reader_cannot_change_the_answer_of_the_next(known_store):
    question = counts(("county_code",))
    mine = known_store.read(question, OPERATOR)
    mine.loc[0, "incident_count"] = -1
    assert known_store.read(question, OPERATOR).incident_count.sum() == KNOWN_TOTAL


def test_answers_of_one_scope_are_never_given_to_another(known_store):
    question = counts(("county_code",))
    one = replace(OPERATOR, county_codes=("001",))
    other = replace(OPERATOR, county_codes=("042",))
    for scope, county in ((one, "001"), (other, "042"), (one, "001")):
        assert known_store.read(question, scope).county_code.tolist() == [county]


def test_an_import_makes_a_new_answer(store):
    store_rows(store, [incident("a")])
    assert store.read(counts(), OPERATOR).incident_count.iloc[0] == 1
    store_rows(store, [incident("b")], "second")
    assert store.read(counts(), OPERATOR).incident_count.iloc[0] == 2
