"""What imports and undoing them leave in the store."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import KNOWN_TOTAL, MOMBASA, NAIROBI, incident, known_rows, query, store_rows, undo
from tests.stores import new_store
from usalama.errors import InputRefused
from usalama.store import Store
from usalama.store.compiling import sql_of
from usalama.store.questions import MONTH_DIMENSIONS, Question, month_count_of_touched_months

RECOUNT = Question("recount of all months", month_count_of_touched_months)
KEYS = [*MONTH_DIMENSIONS, "is_verified"]


def held(store: Store) -> dict[str, tuple[str, str]]:
    """Each record's narrative and the batch that wrote it."""
    rows = query(store, "SELECT source_record_id, narrative, batch_id FROM incident")
    assert rows.source_record_id.is_unique
    return {row.source_record_id: (row.narrative, row.batch_id) for row in rows.itertuples()}


def assert_roll_up_equals_a_recount(store: Store) -> None:
    with store.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE touched_month AS SELECT DISTINCT occurred_month FROM incident")
        recount = cursor.execute(f"{sql_of(RECOUNT)[0]} ORDER BY ALL").df()
        rolled = cursor.execute("SELECT * FROM month_count ORDER BY ALL").df()
    assert rolled.to_dict("list") == recount[rolled.columns].to_dict("list")
    assert not rolled.duplicated(KEYS).any()


def test_the_same_rows_again_change_nothing(store):
    store_rows(store, known_rows())
    version = store.version()
    again = store_rows(store, known_rows(), "second")
    assert (again.new, again.updated, again.duplicates) == (0, 0, KNOWN_TOTAL)
    assert Store(store.address).version() == version
    assert query(store, "SELECT count(*) AS n FROM batch").n.iloc[0] == 1


def test_a_later_version_replaces_a_row_and_the_earlier_one_stays_in_the_history(store):
    store_rows(store, [incident("a", status="reported"), incident("b")])
    before = store.version()
    later = store_rows(store, [incident("a", status="verified"), incident("b")], "second")
    assert (later.new, later.updated, later.duplicates) == (0, 1, 1)
    read = "SELECT status FROM incident {at} WHERE source_record_id = 'a'"
    assert query(store, read.format(at="")).status.tolist() == ["verified"]
    assert query(store, read.format(at=f"AT (VERSION => {before})")).status.tolist() == ["reported"]


def test_the_history_names_author_and_deed_of_every_version(store):
    store_rows(store, [incident("a")])
    last = query(store, "FROM lake.snapshots() ORDER BY snapshot_id DESC LIMIT 1")
    assert (last.author.iloc[0], last.commit_message.iloc[0]) == ("tester", "Import first")


def test_the_same_id_of_two_sources_is_two_incidents(store):
    store_rows(store, [incident("a")], "first", "police")
    other = store_rows(store, [incident("a")], "second", "hotline")
    assert other.new == 1
    ids = query(store, "SELECT incident_id FROM incident").incident_id
    assert ids.nunique() == 2


def test_a_row_that_moves_to_another_month_leaves_no_count_behind(store):
    store_rows(store, [incident("a", date(2024, 1, 5)), incident("b", date(2024, 1, 6))])
    store_rows(store, [incident("a", date(2024, 6, 5))], "second")
    months = query(store, "SELECT occurred_month, incident_count FROM month_count ORDER BY ALL")
    assert [(str(month)[:7], count) for month, count in months.itertuples(index=False)] == [
        ("2024-01", 1),
        ("2024-06", 1),
    ]


def test_rejected_and_repeated_reports_are_kept_and_not_counted(store):
    rows = [incident("a"), incident("b", status="rejected"), incident("c", status="duplicate")]
    assert store_rows(store, rows).new == 3
    assert query(store, "SELECT sum(incident_count) AS n FROM month_count").n.iloc[0] == 1
    assert_roll_up_equals_a_recount(store)


def test_undo_removes_what_was_new_with_its_source_and_counts(store):
    store_rows(store, known_rows())
    undo(store, "first")
    for table in ("incident", "month_count", "source"):
        assert query(store, f"SELECT count(*) AS n FROM {table}").n.iloc[0] == 0


def test_undo_brings_back_what_was_overwritten(store):
    store_rows(store, [incident("a", narrative="one", county_code=NAIROBI)])
    store_rows(store, [incident("a", narrative="two", county_code=MOMBASA), incident("b", narrative="new")], "second")
    undo(store, "second")
    assert held(store) == {"a": ("one", "first")}
    assert_roll_up_equals_a_recount(store)


def test_undo_of_an_earlier_batch_leaves_later_versions_alone(store):
    store_rows(store, [incident("a", narrative="one"), incident("b", narrative="one")])
    store_rows(store, [incident("a", narrative="two")], "second")
    undo(store, "first")
    assert held(store) == {"a": ("two", "second")}


def test_undo_passes_over_versions_of_batches_that_were_undone_before(store):
    for text in ("one", "two", "three"):
        store_rows(store, [incident("a", narrative=text)], text)
    undo(store, "two")
    assert held(store) == {"a": ("three", "three")}
    undo(store, "three")
    assert held(store) == {"a": ("one", "one")}
    undo(store, "one")
    assert held(store) == {}


def test_a_batch_cannot_be_undone_twice_or_without_being_there(store):
    store_rows(store, [incident("a")])
    undo(store, "first")
    with pytest.raises(InputRefused, match="undone already"):
        undo(store, "first")
    with pytest.raises(InputRefused, match="no import with the id"):
        undo(store, "never")


class Model:
    """What the store should hold: for each record every version that was written and not undone."""

    def __init__(self) -> None:
        self.versions: dict[str, list[tuple[str, str]]] = {}
        self.stored: list[str] = []

    def import_rows(self, batch_id: str, rows: dict[str, str]) -> None:
        changed = {name: text for name, text in rows.items() if self.now().get(name, ("",))[0] != text}
        for name, text in changed.items():
            self.versions.setdefault(name, []).append((text, batch_id))
        if changed:
            self.stored.append(batch_id)

    def undo(self, batch_id: str) -> None:
        self.stored.remove(batch_id)
        for versions in self.versions.values():
            versions[:] = [version for version in versions if version[1] != batch_id]

    def now(self) -> dict[str, tuple[str, str]]:
        return {name: versions[-1] for name, versions in self.versions.items() if versions}


FILES = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["one", "two", "three"]), min_size=1)
STEPS = st.lists(st.one_of(FILES, st.integers(0, 9)), min_size=2, max_size=7)
COUNTY_OF = {"one": NAIROBI, "two": MOMBASA, "three": "003"}


# Rows that are new, changed, known and changed back; undoing what was written over, what stands, and what is left.
ONE_ORDER = [{"a": "one", "b": "one"}, {"a": "two", "b": "one", "c": "three"}, {"a": "one"}, 1, 1, 0]


@pytest.mark.long
@settings(max_examples=6, deadline=None)
@given(STEPS)
def test_any_order_of_imports_and_undos_leaves_the_newest_versions_that_stand(steps):
    take(steps)


def test_an_order_of_imports_and_undos_leaves_the_newest_versions_that_stand():
    take(ONE_ORDER)


def take(steps):
    with tempfile.TemporaryDirectory() as folder:
        store, model = new_store(Path(folder) / "store"), Model()
        for number, step in enumerate(steps):
            if isinstance(step, dict):
                rows = [
                    incident(name, date(2024, len(text), 2), narrative=text, county_code=COUNTY_OF[text])
                    for name, text in step.items()
                ]
                store_rows(store, rows, f"batch-{number}")
                model.import_rows(f"batch-{number}", step)
            elif model.stored:
                batch_id = model.stored[step % len(model.stored)]
                undo(store, batch_id)
                model.undo(batch_id)
            assert held(store) == model.now()
            assert_roll_up_equals_a_recount(store)
