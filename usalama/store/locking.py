"""The one lock that every writer of every process takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from usalama.errors import StoreUnavailable

LOCK_TIMEOUT_SECONDS = 60


@contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of the store in ``folder``; whoever makes, upgrades or changes a store does so under it.

    Raises:
        StoreUnavailable: somebody else kept it for a minute.
    """
    lock = filelock.FileLock(folder / "writer.lock", timeout=LOCK_TIMEOUT_SECONDS, mode=0o600)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise StoreUnavailable(
            "Somebody else is writing to the store and has not finished. Try again in a minute."
        ) from error
    try:
        yield
    finally:
        lock.release()
