"""What keeps processes apart: the one lock of all writers, and a folder of its own for each opening of a store."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
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


IN_USE = "in-use.lock"


def own_spill_folder(connection: duckdb.DuckDBPyConnection, temp: Path) -> Path:
    """Make a folder in ``temp`` that lasts as long as the connection, and clear away what killed processes left.

    The engine numbers its temporary files from nought in every process. Two that share a folder overwrite each
    other's, which ends in errors or a crash.
    """
    with filelock.FileLock(temp / "clearing.lock", mode=0o600):
        for left in temp.iterdir():
            if left.is_dir() and not _is_in_use(left):
                shutil.rmtree(left)
        folder = Path(tempfile.mkdtemp(dir=temp))
        lock = _lock_of(folder)
        lock.acquire()
    weakref.finalize(connection, _give_up, folder, lock)
    return folder


def _lock_of(folder: Path) -> filelock.BaseFileLock:
    # Not bound to a thread: the connection may end in another one than it began in.
    return filelock.FileLock(folder / IN_USE, timeout=0, mode=0o600, thread_local=False)


def _is_in_use(folder: Path) -> bool:
    """Whether a process that lives holds the folder; the system frees the locks of those that died."""
    lock = _lock_of(folder)
    try:
        lock.acquire()
    except filelock.Timeout:
        return True
    lock.release()
    return False


def _give_up(folder: Path, lock: filelock.BaseFileLock) -> None:
    lock.release()
    shutil.rmtree(folder, ignore_errors=True)
