"""New stores for tests: copies of one that was made once, since making each anew costs more than most tests."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from usalama.store import Store, open_store


def nothing(_store: Store) -> None:
    """What an empty store is filled with."""


def new_store(address: Path, fill: Callable[[Store], None] = nothing, *, is_shared: bool = False) -> Store:
    """A store at an address where there is none.

    Arguments:
        fill: brings in what it holds to begin with; called once in a process.
        is_shared: whether everybody who opens the address in this process gets this very store, as on a server.
    """
    shutil.copytree(_template(fill), address)
    return open_store(address) if is_shared else Store(address)


@cache
def _template(fill: Callable[[Store], None]) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="usalama-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = Store(folder / "store") if fill is nothing else new_store(folder / "store")
    fill(store)
    store._connection.close()
    return folder / "store"
