"""Several threads and processes on one store, and processes that die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from tests.examples import KNOWN_COUNTS, KNOWN_TOTAL, OPERATOR, PROJECT, incident, query, store_rows, undo
from tests.stores import new_store
from usalama.errors import InputRefused, StoreUnavailable
from usalama.store import Store, locking
from usalama.store.questions import batches, counts

ROWS_A_BATCH = 100
WHOLE_BATCHES = (
    f"SELECT count(*) AS n FROM (SELECT batch_id FROM incident GROUP BY ALL HAVING count(*) <> {ROWS_A_BATCH})"
)


def start(name: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"tests.usalama.store.{name}", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=PROJECT)


def start_writing(folder: Path, name: str, batches: int) -> subprocess.Popen[str]:
    return start("writing_process", folder, name, batches)


def acknowledged(process: subprocess.Popen[str]) -> list[str]:
    output, _ = process.communicate(timeout=240)
    return output.split()


@dataclass(frozen=True)
class Killed:
    """What is left of processes that were killed while they imported.

    Arguments:
        store: opened before the first of them, and still open.
        reopened: the same store, opened after the last.
        stored: the ids of the batches that they said were stored.
        own, others: the names of the folders in which this process and they put things aside.
    """

    store: Store
    reopened: Store
    stored: frozenset[str]
    own: frozenset[str]
    others: frozenset[str]


def folders_aside(store: Store) -> frozenset[str]:
    return frozenset(path.name for path in (store.address / "temp").iterdir() if path.is_dir())


@pytest.fixture(scope="module", params=[[1], pytest.param([0, 1, 2], marks=pytest.mark.long)], ids=["once", "thrice"])
def killed(request, tmp_path_factory) -> Killed:
    store = new_store(tmp_path_factory.mktemp("killed") / "store")
    own, others, stored = folders_aside(store), frozenset(), []
    for kill in request.param:
        process = start_writing(store.address, f"kill{kill}", 1_000)
        lines = [process.stdout.readline().strip() for _ in range(kill + 1)]
        others |= folders_aside(store) - own
        # Somewhere within the next commit, at another moment each time.
        threading.Event().wait(0.03 * kill)
        os.kill(process.pid, signal.SIGKILL)
        stored += lines + acknowledged(process)
    return Killed(store, Store(store.address), frozenset(stored), own, others)


@pytest.mark.parametrize("imports", [3, pytest.param(8, marks=pytest.mark.long)])
def test_one_process_reads_while_another_imports(store, monkeypatch, imports):
    monkeypatch.setattr("usalama.store.store.VERSION_MEMORY_SECONDS", 0)
    process = start_writing(store.address, "other", imports)
    question, seen = counts(("county_code",)), set()
    while process.poll() is None:
        total = int(store.read(question, OPERATOR).incident_count.sum())
        assert total % ROWS_A_BATCH == 0
        seen.add(total)
        threading.Event().wait(0.05)
    assert len(acknowledged(process)) == imports
    assert process.returncode == 0
    assert len(seen) > 1
    assert store.read(question, OPERATOR).incident_count.sum() == imports * ROWS_A_BATCH


@pytest.mark.long
def test_two_processes_that_import_take_turns(store):
    processes = [start_writing(store.address, name, 4) for name in ("one", "two")]
    assert_all_is_stored(store.address, processes, 4)


@pytest.mark.parametrize(
    "coming_by", [["link", "relative"], pytest.param(["store", "link", "relative"], marks=pytest.mark.long)]
)
def test_processes_that_come_by_other_paths_make_one_store_and_take_turns(tmp_path, coming_by):
    (tmp_path / "link").symlink_to(tmp_path / "store")
    paths = {name: tmp_path / name for name in ("store", "link")}
    paths["relative"] = Path(os.path.relpath(tmp_path / "store", PROJECT))
    processes = [start_writing(paths[name], name, 2) for name in coming_by]
    assert_all_is_stored(tmp_path / "link", processes, 2)


def assert_all_is_stored(address: Path, processes: list[subprocess.Popen[str]], batches_each: int) -> None:
    for process in processes:
        _, errors = process.communicate(timeout=240)
        assert process.returncode == 0, errors
    store, expected = Store(address), batches_each * len(processes)
    assert query(store, "SELECT count(DISTINCT batch_id) AS n FROM incident").n.iloc[0] == expected
    assert query(store, "SELECT sum(incident_count) AS n FROM month_count").n.iloc[0] == expected * ROWS_A_BATCH


def test_a_killed_import_loses_nothing_and_leaves_no_half(killed):
    held = set(query(killed.reopened, "SELECT DISTINCT batch_id FROM incident").batch_id)
    assert killed.stored
    assert killed.stored <= held
    assert held == set(query(killed.reopened, "SELECT batch_id FROM batch").batch_id)
    assert query(killed.reopened, WHOLE_BATCHES).n.iloc[0] == 0
    counted = query(killed.reopened, "SELECT sum(incident_count) AS n FROM month_count").n.iloc[0]
    assert counted == ROWS_A_BATCH * len(held)


def test_what_a_killed_process_put_aside_is_cleared_and_what_a_living_one_did_stays(killed):
    left = folders_aside(killed.reopened)
    assert len(killed.own) == 1
    assert killed.others
    assert killed.own < left
    assert not killed.others & left
    assert len(left) == 2


@pytest.mark.parametrize("questions", [24, pytest.param(96, marks=pytest.mark.long)])
def test_eight_readers_each_get_their_own_answer(known_store, questions):
    whole_months = (True, False)

    def ask(number: int) -> bool:
        county = list(KNOWN_COUNTS)[number % len(KNOWN_COUNTS)]
        question = counts((), whole_months[number % 2])
        known_store._answer.cache_clear()
        one = known_store.read(question, OPERATOR, county_codes=(county,)).incident_count.iloc[0]
        whole = known_store.read(question, OPERATOR).incident_count.iloc[0]
        return (one, whole) == (KNOWN_COUNTS[county], KNOWN_TOTAL)

    with ThreadPoolExecutor(8) as readers:
        assert all(readers.map(ask, range(questions)))


def test_a_writer_that_waits_too_long_says_so(store, monkeypatch):
    monkeypatch.setattr(locking, "LOCK_TIMEOUT_SECONDS", 0.1)
    link = store.address.with_name("link")
    link.symlink_to(store.address)
    other = Store(link)
    with (
        locking.writer_lock(store.address),
        pytest.raises(StoreUnavailable, match="Somebody else is writing"),
        other.write("tester", "second"),
    ):
        pass


def test_an_import_is_undone_once_though_another_process_has_just_done_it(store, monkeypatch):
    monkeypatch.setattr("usalama.store.store.VERSION_MEMORY_SECONDS", 60)
    store_rows(store, [incident("a")])
    other = Store(store.address)
    other.read(batches(), OPERATOR)
    undo(store, "first")
    with pytest.raises(InputRefused, match="undone already"):
        undo(other, "first")


def test_a_commit_that_fails_stores_nothing_and_frees_the_lock(store):
    version = store.version()
    source = {"source_id": "a", "source_name": "a", "nature": "test", "added_at": "2024-01-01"}
    with pytest.raises(duckdb.Error), store.write("tester", "fails") as writer:
        writer.put_source(source | {"nature": None})
    assert query(store, "SELECT count(*) AS n FROM source").n.iloc[0] == 0
    assert store.version() == version
    with store.write("tester", "goes on") as writer:
        writer.put_source(source)
    assert store.version() > version
