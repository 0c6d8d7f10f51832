"""The lake's folder: for its owner only, encrypted, and the only thing that SQL can reach."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from pathlib import Path

import duckdb
import pytest

from tests.examples import incident, query, store_rows
from tests.stores import new_store
from usalama.errors import StoreUnavailable
from usalama.store import Store, lake, open_store
from usalama.store.lake import CONNECT_WITH

CANARY = "canary-in-the-narrative"


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(scope="module")
def closed_lake(tmp_path_factory):
    """A lake in which nobody gets anywhere."""
    return new_store(tmp_path_factory.mktemp("closed") / "store")


def test_folder_and_catalog_are_readable_by_their_owner_only(store):
    assert mode(store.address) == 0o700
    assert mode(store.address / "catalog.sqlite") == 0o600
    assert {mode(path) for path in store.address.iterdir() if path.is_dir()} == {0o700}


def test_a_store_opens_with_extensions_whose_signatures_are_checked(tmp_path, monkeypatch):
    monkeypatch.setitem(CONNECT_WITH, "allow_unsigned_extensions", "false")
    assert Store(tmp_path / "store").version() >= 0


def test_a_folder_that_was_open_to_others_is_closed(tmp_path):
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    Store(folder)
    assert mode(folder) == 0o700


def test_no_text_of_a_row_can_be_read_in_the_data_files(store):
    rows = [incident(f"{CANARY}-{number}", narrative=f"{CANARY} {number}") for number in range(500)]
    store_rows(store, rows)
    files = list((store.address / "data").rglob("*.parquet"))
    assert files
    for path in files:
        content = path.read_bytes()
        assert CANARY.encode() not in content
        with pytest.raises(duckdb.Error):
            duckdb.sql(f"FROM read_parquet('{path}')").fetchall()
    assert query(store, "SELECT count(*) AS n FROM incident").n.iloc[0] == 500


@pytest.mark.parametrize(
    "sql",
    [
        "FROM read_csv('/etc/passwd')",
        "FROM read_text('/etc/hostname')",
        "COPY (SELECT 1) TO '/tmp/escaped.csv'",
        "ATTACH '/tmp/escaped.duckdb'",
        "SET enable_external_access=true",
        "SET allowed_directories=['/']",
        "RESET lock_configuration",
        "INSTALL spatial",
        "FROM glob('/etc/*')",
    ],
)
def test_sql_reaches_no_file_and_no_setting_outside_the_lake(closed_lake, sql):
    with closed_lake.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(sql).fetchall()


def test_the_catalog_is_in_wal_mode_so_that_readers_do_not_wait(store):
    with sqlite3.connect(f"file:{store.address}/catalog.sqlite?mode=ro", uri=True) as catalog:
        assert catalog.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_no_text_of_a_row_can_be_read_in_what_is_put_aside_for_want_of_memory(store, monkeypatch):
    monkeypatch.setattr(lake, "MEMORY_LIMIT", "40MB")
    small = Store(store.address)
    with small.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE much AS SELECT '{CANARY}' || range || md5(range::VARCHAR) FROM range(1000000)"
        )
        files = list((store.address / "temp").rglob("*.tmp"))
        assert files
        assert not any(CANARY.encode() in path.read_bytes() for path in files)


def test_a_file_in_place_of_the_folder_is_one_sentence(tmp_path):
    path = tmp_path / "file"
    path.write_text("no folder")
    with pytest.raises(StoreUnavailable, match="cannot be used"):
        Store(path)


@pytest.mark.parametrize("content", [b"", b"this is no database, and long enough to be taken for one" * 40])
def test_data_without_their_catalog_are_no_empty_store_and_a_backup_mends_it(store, content):
    store_rows(store, [incident(str(number)) for number in range(100)])
    backup = shutil.copytree(store.address, store.address.with_name("backup"))
    for path in store.address.glob("catalog.sqlite*"):
        path.write_bytes(content)
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="replace the whole folder by a backup"):
            Store(store.address)
    shutil.rmtree(store.address)
    shutil.copytree(backup, store.address)
    assert query(Store(store.address), "SELECT count(*) AS n FROM incident").n.iloc[0] == 100


def test_an_empty_catalog_of_a_store_that_was_never_finished_is_made_whole(tmp_path):
    (tmp_path / "catalog.sqlite").touch()
    assert store_rows(Store(tmp_path), [incident("a")]).new == 1
    test_the_catalog_is_in_wal_mode_so_that_readers_do_not_wait(Store(tmp_path))


def test_a_folder_name_with_quotes_is_only_a_name(tmp_path):
    store = Store(tmp_path / 'it\'s "here"; DROP')
    store_rows(store, [incident("a")])
    assert query(store, "SELECT count(*) AS n FROM incident").n.iloc[0] == 1


def test_a_process_opens_an_address_once(tmp_path, monkeypatch):
    (tmp_path / "link").symlink_to(tmp_path / "a")
    monkeypatch.chdir(tmp_path)
    paths = (tmp_path / "a", tmp_path / "b" / ".." / "a", tmp_path / "link", Path("a"), Path("link"))
    assert len({id(open_store(path)) for path in paths}) == 1
