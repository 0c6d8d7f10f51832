"""Stores in a folder of the test's own."""

from __future__ import annotations

from pathlib import Path

import filelock
import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.demonstration import make_demonstration_store
from tests.effect_store import make_effect_store
from tests.examples import known_rows, store_rows
from tests.register_records import keep_programme
from tests.series_rows import series_rows
from tests.stores import new_store
from usalama.store import Store
from usalama.store.lake import CONNECT_WITH

# Enough to find what is wrong in most runs, and few enough for all tests to stay within their time.
settings.register_profile("suite", max_examples=25, deadline=None)
settings.load_profile("suite")


# Pages in few processes, which keep what reports found; all of the browser in one, which has the servers.
PAGES = "tests/pages"
TOGETHER = (PAGES, "tests/browser")


class ByRoom(LoadScopeScheduling):
    """Keep the tests of a file in one process, so that the stores they share are made once.

    The groups that pytest-xdist knows by mark are not read with this version of pytest.
    """

    def _split_scope(self, nodeid: str) -> str:
        """Return the file or the room whose tests stay together with this one."""
        file = nodeid.partition("::")[0]
        folder = next((room for room in TOGETHER if file.startswith(room)), None)
        if folder == PAGES:
            # Half of the pages' files in each process: one process would still be at them when all else is done.
            folder = f"{PAGES}-{sum(file.encode()) % 2}"
        return folder or file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByRoom:
    """Say how tests are shared out to processes."""
    return ByRoom(config, log)


@pytest.fixture(scope="session", autouse=True)
def _extensions_are_checked_once() -> None:
    """Open stores without the check of the engine's extensions, half a second for each of a thousand stores.

    Commands and servers that tests start as processes of their own, and ``test_lake``, do check them.
    """
    CONNECT_WITH["allow_unsigned_extensions"] = "true"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return new_store(tmp_path / "store")


@pytest.fixture(scope="session")
def known_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with ``known_rows``; only for reading."""
    store = new_store(tmp_path_factory.mktemp("known") / "store")
    store_rows(store, known_rows())
    return store


@pytest.fixture(scope="session")
def series_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with ``series_rows``; only for reading."""
    store = new_store(tmp_path_factory.mktemp("series") / "store")
    store_rows(store, series_rows())
    return store


@pytest.fixture(scope="session")
def effect_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with a rollout whose effect is known; only for reading."""
    return Store(make_effect_store(tmp_path_factory.mktemp("effect") / "store"))


@pytest.fixture(scope="session")
def programme_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with the records of ``keep_programme``; only for reading."""
    store = new_store(tmp_path_factory.mktemp("programme") / "store")
    keep_programme(store)
    return store


@pytest.fixture(scope="session")
def demonstration_store(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The address of a store with demonstration rows, made once for all processes of a run; only for reading."""
    own = tmp_path_factory.getbasetemp()
    folder = own if worker_id == "master" else own.parent
    made, store = folder / "demonstration-made", folder / "demonstration"
    with filelock.FileLock(folder / "demonstration.lock"):
        if not made.exists():
            make_demonstration_store(store)
            made.touch()
    return store
