"""What storing staged rows would do, before it is done."""

from __future__ import annotations

import pyarrow as pa
import pytest

from tests.examples import KNOWN_COUNTS, KNOWN_TOTAL, arriving, incident, known_rows, store_rows
from tests.stores import new_store
from usalama.schema import INCIDENT

POINT = {"longitude": 36.8, "latitude": -1.3}


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory):
    """In which nothing is ever stored."""
    return new_store(tmp_path_factory.mktemp("empty") / "store")


@pytest.fixture(scope="module")
def some_store(tmp_path_factory):
    """A store with a few rows; only for reading."""
    store = new_store(tmp_path_factory.mktemp("some") / "store")
    rows = [incident("a"), incident("b"), incident("sober", is_drug_related=False), incident("nowhere", longitude=None)]
    store_rows(store, [*rows, incident("old", **POINT)])
    return store


def judged(store, rows, source_id="police"):
    with store.staging() as staging:
        staged = staging.of(INCIDENT)
        staged.add(arriving(rows))
        return staged.compare(source_id)


def test_an_equal_row_later_in_the_file_is_a_duplicate(empty_store):
    comparison = judged(empty_store, [incident("a"), incident("a"), incident("b")])
    assert (comparison.new, comparison.duplicates, len(comparison.conflicts)) == (2, 1, 0)


def test_an_id_with_other_content_later_in_the_file_is_a_conflict_with_the_first(empty_store):
    comparison = judged(empty_store, [incident("a"), incident("b"), incident("a", hour=3), incident("a", hour=4)])
    assert (comparison.new, comparison.duplicates) == (2, 0)
    assert comparison.conflicts.row.tolist() == [4, 5]
    assert comparison.conflicts.first_row.tolist() == [2, 2]


def test_every_row_is_judged_once(some_store):
    rows = [incident("a"), incident("a", hour=1), incident("b", hour=1), incident("b", hour=1), incident("c")]
    comparison = judged(some_store, rows)
    counted = comparison.accepted + comparison.duplicates + len(comparison.conflicts)
    assert counted == len(rows)
    assert (comparison.new, comparison.updated, comparison.duplicates) == (1, 1, 2)


def test_a_value_that_becomes_unknown_is_an_update(some_store):
    assert judged(some_store, [incident("sober", is_drug_related=None)]).updated == 1


def test_unknown_equals_unknown(some_store):
    assert judged(some_store, [incident("nowhere", longitude=None)]).duplicates == 1


def test_rows_of_several_chunks_are_judged_together(empty_store):
    with empty_store.staging() as staging:
        staged = staging.of(INCIDENT)
        staged.add(arriving([incident("a")]))
        second = arriving([incident("x"), incident("a", hour=5)])
        staged.add(second.set_column(0, "row", pa.array([10, 11])))
        comparison = staged.compare("police")
    assert comparison.conflicts.row.tolist() == [11]


def test_staged_rows_are_gone_when_nothing_is_stored(empty_store):
    version = empty_store.version()
    judged(empty_store, known_rows())
    with empty_store.staging() as staging:
        assert staging.of(INCIDENT).compare("police").accepted == 0
    assert empty_store.version() == version


def test_two_stagings_do_not_see_each_other(empty_store):
    with empty_store.staging() as first, empty_store.staging() as second:
        one, other = first.of(INCIDENT), second.of(INCIDENT)
        one.add(arriving([incident("a")]))
        other.add(arriving([incident("b"), incident("c")]))
        assert (one.compare("police").new, other.compare("police").new) == (1, 2)


def test_accepted_rows_are_counted_by_columns(empty_store):
    with empty_store.staging() as staging:
        staged = staging.of(INCIDENT)
        staged.add(arriving(known_rows()))
        assert staged.compare("police").new == KNOWN_TOTAL
        counted = staged.count_accepted(("county_code",)).set_index("county_code").row_count
    assert counted.to_dict() == KNOWN_COUNTS


def test_only_accepted_rows_with_a_point_are_sampled(some_store):
    with some_store.staging() as staging:
        staged = staging.of(INCIDENT)
        staged.add(arriving([incident("old", **POINT), incident("new", **POINT), incident("none")]))
        staged.compare("police")
        assert len(staged.sample_points(10)) == 1
