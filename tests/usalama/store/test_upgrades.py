"""Stores of other versions."""

from __future__ import annotations

import signal

import pytest

from tests.examples import incident, query, store_rows
from tests.usalama.store.test_processes import start
from usalama.errors import StoreUnavailable
from usalama.registers import TABLES
from usalama.store import Store
from usalama.store.upgrades import FORMAT


def test_a_new_store_has_every_declared_column(store):
    for table in TABLES:
        assert query(store, f"DESCRIBE {table.name}").column_name.tolist() == list(table.column_names)


def test_opening_again_makes_no_new_version(store):
    assert Store(store.address).version() == store.version()


def test_a_store_of_a_newer_version_is_refused(store):
    query(store, "INSERT INTO store_format VALUES (999)")
    with pytest.raises(StoreUnavailable, match=r"newer version \(format 999"):
        Store(store.address)


def test_a_missing_column_is_added_and_rows_are_kept(store):
    store_rows(store, [incident("a")])
    query(store, "ALTER TABLE incident DROP COLUMN constituency_method")
    query(store, "DELETE FROM store_format")
    upgraded = Store(store.address)
    rows = query(upgraded, "SELECT source_record_id, constituency_method FROM incident")
    assert rows.source_record_id.tolist() == ["a"]
    assert rows.constituency_method.isna().all()
    assert store_rows(upgraded, [incident("b", constituency_method="given")], "second").new == 1


def test_a_store_before_settlement_types_gets_them_empty_and_keeps_its_rows(store):
    store_rows(store, [incident("a")])
    query(store, "ALTER TABLE incident DROP COLUMN settlement_type")
    query(store, "DELETE FROM store_format")
    query(store, "INSERT INTO store_format VALUES (3)")
    upgraded = Store(store.address)
    later = store_rows(
        upgraded, [incident("a", settlement_type="rural"), incident("b", settlement_type="estate")], "second"
    )
    assert (later.new, later.updated) == (1, 1)
    rows = query(upgraded, "SELECT source_record_id, settlement_type FROM incident ORDER BY 1")
    assert rows.settlement_type.tolist() == ["rural", "estate"]


def test_a_missing_table_is_made(store):
    query(store, "DROP TABLE batch")
    query(store, "DELETE FROM store_format")
    assert store_rows(Store(store.address), [incident("a")]).new == 1


def test_a_store_of_the_first_form_gets_the_table_of_cover_and_keeps_its_rows(store):
    store_rows(store, [incident("a")])
    query(store, "DROP TABLE cover")
    query(store, "DELETE FROM store_format")
    query(store, "INSERT INTO store_format VALUES (1)")
    before = store.version()
    upgraded = Store(store.address)
    assert upgraded.version() == before + 1
    assert query(upgraded, "SELECT count(*) AS n FROM cover").n.iloc[0] == 0
    assert query(upgraded, "SELECT max(format) AS form FROM store_format").form.iloc[0] == FORMAT
    assert query(upgraded, "SELECT source_record_id FROM incident").source_record_id.tolist() == ["a"]


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param(1, marks=pytest.mark.long),
        len(TABLES) // 2,
        pytest.param(len(TABLES), marks=pytest.mark.long),
    ],
)
def test_an_upgrade_that_was_killed_half_way_is_done_at_the_next_opening(store, steps):
    store_rows(store, [incident("a")])
    for change in ("DROP TABLE cover", "DROP TABLE pledge", "ALTER TABLE incident DROP COLUMN settlement_type"):
        query(store, change)
    query(store, "UPDATE store_format SET format = 1")
    before = store.version()
    process = start("dying_upgrade", store.address, steps)
    process.communicate(timeout=240)
    assert process.returncode == -signal.SIGKILL
    upgraded = Store(store.address)
    assert upgraded.version() == before + 1
    for table in TABLES:
        assert set(query(upgraded, f"DESCRIBE {table.name}").column_name) == set(table.column_names)
    assert query(upgraded, "SELECT source_record_id FROM incident").source_record_id.tolist() == ["a"]
    assert store_rows(upgraded, [incident("b", settlement_type="estate")], "second").new == 1
