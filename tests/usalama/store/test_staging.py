"""What storing staged rows would do, before it is done."""

from __future__ import annotations

import pyarrow as pa

from tests.examples import KNOWN_COUNTS, KNOWN_TOTAL, arriving, incident, known_rows, store_rows
from usalama.schema import INCIDENT


def judged(store, rows, source_id="police"):
    with store.staging() as staging:
        staged = staging.of(INCIDENT)
        staged.add(arriving(rows))
        return staged.compare(source_id)


def test_an_equal_row_later_in_the_file_is_a_duplicate(store):
    comparison = judged(store, [incident("a"), incident("a"), incident("b")])
    assert (comparison.new, comparison.duplicates, len(comparison.conflicts)) == (2, 1, 0)


def test_an_id_with_other_content_later_in_the_file_is_a_conflict_with_the_first(store):
    comparison = judged(store, [incident("a"), incident("b"), incident("a", hour=3), incident("a", hour=4)])
    assert (comparison.new, comparison.duplicates) == (2, 0)
    assert comparison.conflicts.row.tolist() == [4, 5]
    assert comparison.conflicts.first_row.tolist() == [2, 2]


def test_every_row_is_judged_once(store):
    store_rows(store, [incident("a"), incident("b")])
    rows = [incident("a"), incident("a", hour=1), incident("b", hour=1), incident("b", hour=1), incident("c")]
    comparison = judged(store, rows)
    counted = comparison.accepted + comparison.duplicates + len(comparison.conflicts)
    assert counted == len(rows)
    assert (comparison.new, comparison.updated, comparison.duplicates) == (1, 1, 2)


def test_a_value_that_becomes_unknown_is_an_update(store):
    store_rows(store, [incident("a", is_drug_related=False)])
    assert judged(store, [incident("a", is_drug_related=None)]).updated == 1


def test_unknown_equals_unknown(store):
    store_rows(store, [incident("a", longitude=None)])
    assert judged(store, [incident("a", longitude=None)]).duplicates == 1


def test_rows_of_several_chunks_are_judged_together(store):
    with store.staging() as staging:
        staged = staging.of(INCIDENT)
        staged.add(arriving([incident("a")]))
        second = arriving([incident("x"), incident("a", hour=5)])
        staged.add(second.set_column(0, "row", pa.array([10, 11])))
        comparison = staged.compare("police")
    assert comparison.conflicts.row.tolist() == [11]


def test_staged_rows_are_gone_when_nothing_is_stored(store):
    version = store.version()
    judged(store, known_rows())
    with store.staging() as staging:
        assert staging.of(INCIDENT).compare("police").accepted == 0
    assert store.version() == version


def test_two_stagings_do_not_see_each_other(store):
    with store.staging() as first, store.staging() as second:
        one, other = first.of(INCIDENT), second.of(INCIDENT)
        one.add(arriving([incident("a")]))
        other.add(arriving([incident("b"), incident("c")]))
        assert (one.compare("police").new, other.compare("police").new) == (1, 2)


def test_accepted_rows_are_counted_by_columns(store):
    with store.staging() as staging:
        staged = staging.of(INCIDENT)
        staged.add(arriving(known_rows()))
        assert staged.compare("police").new == KNOWN_TOTAL
        counted = staged.count_accepted(("county_code",)).set_index("county_code").row_count
    assert counted.to_dict() == KNOWN_COUNTS


def test_only_accepted_rows_with_a_point_are_sampled(store):
    point = {"longitude": 36.8, "latitude": -1.3}
    store_rows(store, [incident("old", **point)])
    with store.staging() as staging:
        staged = staging.of(INCIDENT)
        staged.add(arriving([incident("old", **point), incident("new", **point), incident("none")]))
        staged.compare("police")
        assert len(staged.sample_points(10)) == 1
