"""The folder of refused rows in a store: for its owner only, and nothing in it for long."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

FOLDER = "refused"
KEPT_SECONDS = 30 * 24 * 3600
OF_OTHERS = 0o077


def refused_folder(address: Path) -> Path:
    """Where files of refused rows lie.

    Arguments:
        address: the folder of the store.
    """
    folder = address / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)
    return folder


def remove_old_refused(address: Path) -> None:
    """Remove files of refused rows after 30 days, and at once those that others may read.

    Only earlier versions wrote such: with every column, and for everybody. A store that cannot be written to is tidied
    when it can.
    """
    oldest = time.time() - KEPT_SECONDS
    for path in (address / FOLDER).glob("*.csv"):
        # Another process may be tidying too.
        with suppress(OSError):
            found = path.stat()
            if found.st_mtime < oldest or found.st_mode & OF_OTHERS:
                path.unlink()


def remove_refused_of(address: Path, batch_id: str) -> None:
    """Remove the refused rows of an import.

    Arguments:
        batch_id: of an import that is in the history.
    """
    for path in (address / FOLDER).glob(f"*-{batch_id}.csv"):
        path.unlink(missing_ok=True)
