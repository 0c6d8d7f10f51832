"""A store that was copied, moved or restored opens wherever its folder lies."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pyarrow as pa
import pytest

from tests.examples import OPERATOR, incident, query, store_rows, undo
from tests.stores import new_store
from usalama.registers import ASSOCIATION
from usalama.store import Store
from usalama.store.questions import batches

# So many rows that they stand in files; fewer stand in the catalog.
ROWS = 50
NUMBERED = ASSOCIATION.arrow_schema.append(pa.field("row", pa.int64()))
ELSEWHERE = "/home/somebody/usalama/var/store/data/"


def keep_association(store: Store, name: str) -> None:
    record = dict.fromkeys(ASSOCIATION.column_names) | {"record_id": "a1", "source_id": "police", "name": name}
    record |= {"county_code": "047"}
    with store.staging() as staging:
        staged = staging.of(ASSOCIATION)
        staged.add(pa.Table.from_pylist([record | {"row": 1}], NUMBERED))
        with store.write("tester", f"Call it {name}", staging) as writer:
            staged.compare("police")
            writer.store_staged(staged, "police", "none")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The folder of a store with rows in files, a row in the catalog, an update and a record that changed.

    Its catalog is mended to name a folder of another machine, as that of a store does which an earlier version wrote
    there. The earlier version itself cannot be run here.
    """
    store = new_store(tmp_path_factory.mktemp("written") / "store")
    store_rows(store, [incident(str(number)) for number in range(ROWS)])
    store_rows(store, [incident(str(number), hour=3) for number in range(ROWS // 2)], "second")
    store_rows(store, [incident("one more")], "third")
    for name in ("before", "after"):
        keep_association(store, name)
    with sqlite3.connect(store.address / "catalog.sqlite") as catalog:
        catalog.execute("UPDATE ducklake_metadata SET value = ? WHERE key = 'data_path'", (ELSEWHERE,))
    return store.address


def files(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in (folder / "data").rglob("*") if path.is_file()}


def check_everything_works(store: Store) -> None:
    """What was stored is read, rows are written and updated, an import is undone, and the history is told."""
    at_three = "SELECT count(*) AS n FROM incident WHERE occurred_hour = 3"
    assert query(store, "SELECT count(*) AS n FROM incident").n.iloc[0] == ROWS + 1
    assert query(store, at_three).n.iloc[0] == ROWS // 2
    more = [incident(f"more {number}") for number in range(ROWS)] + [incident("one more", hour=3)]
    stored = store_rows(store, more, "fourth")
    assert (stored.new, stored.updated) == (ROWS, 1)
    for batch_id in ("fourth", "second"):
        undo(store, batch_id)
    assert query(store, "SELECT count(*) AS n FROM incident").n.iloc[0] == ROWS + 1
    assert query(store, at_three).n.iloc[0] == 0
    keep_association(store, "moved")
    said = store.changes(ASSOCIATION, OPERATOR, "a1")
    assert list(said.name[said.change_type == "insert"]) == ["moved", "after", "before"]
    assert len(store.read(batches(), OPERATOR)) == 4


ODD_NAMES = ["two words", 'it\'s "here"; DROP', "[a]*?#50%20", "a=b&c\nñandú"]


@pytest.mark.parametrize(
    "name", [" ".join(ODD_NAMES), *(pytest.param(name, marks=pytest.mark.long) for name in ["second", *ODD_NAMES])]
)
def test_a_moved_store_does_all_it_did_whatever_its_folder_is_called(written, tmp_path, name):
    folder = shutil.copytree(written, tmp_path / "first")
    folder.rename(tmp_path / name)
    check_everything_works(Store(tmp_path / name))


def test_a_copy_leaves_the_original_alone_and_goes_on_without_it(written, tmp_path):
    original = shutil.copytree(written, tmp_path / "original")
    Store(original)
    copy = shutil.copytree(original, tmp_path / "copy")
    before = files(original)
    store_rows(Store(copy), [incident(f"copy {number}") for number in range(ROWS)], "fourth")
    assert files(original) == before
    assert before.items() < files(copy).items()
    assert query(Store(original), "SELECT count(*) AS n FROM incident").n.iloc[0] == ROWS + 1
    shutil.rmtree(original)
    assert undo(Store(copy), "fourth")
    assert query(Store(copy), "SELECT count(*) AS n FROM incident").n.iloc[0] == ROWS + 1


def test_a_store_that_was_replaced_by_its_backup_holds_what_the_backup_held(written, tmp_path):
    folder = shutil.copytree(written, tmp_path / "store")
    store_rows(Store(folder), [incident(f"lost {number}") for number in range(ROWS)], "fourth")
    shutil.rmtree(folder)
    shutil.copytree(written, folder)
    check_everything_works(Store(folder))


def test_a_store_is_reached_through_links(written, tmp_path):
    folder = shutil.copytree(written, tmp_path / "real" / "store")
    disk = shutil.move(folder / "data", tmp_path / "disk")
    (folder / "data").symlink_to(disk)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    check_everything_works(Store(tmp_path / "link" / "store"))


def test_a_moved_store_is_upgraded(written, tmp_path):
    folder = shutil.copytree(written, tmp_path / "store")
    old = Store(folder)
    query(old, "DROP TABLE cover")
    query(old, "UPDATE store_format SET format = 1")
    folder.rename(tmp_path / "moved")
    upgraded = Store(tmp_path / "moved")
    assert query(upgraded, "SELECT count(*) AS n FROM cover").n.iloc[0] == 0
    check_everything_works(upgraded)
