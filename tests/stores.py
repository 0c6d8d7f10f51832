"""New stores for tests: copies of one that was made once, since making each anew costs more than most tests."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from usalama.store import Store, open_store


def new_store(address: Path, *, is_shared: bool = False) -> Store:
    """An empty store at an address where there is none.

    Arguments:
        is_shared: whether everybody who opens the address in this process gets this very store, as on a server.
    """
    shutil.copytree(_template(), address)
    return open_store(address) if is_shared else Store(address)


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="usalama-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Store(folder / "store")._connection.close()
    return folder / "store"
