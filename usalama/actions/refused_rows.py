"""Refused rows as a file for the clerk, to be mended and imported again."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from usalama.ingest.refusals import write_refusals
from usalama.store import Store
from usalama.store.refused import refused_folder, remove_old_refused


def keep_refused(store: Store, name: str, raw: pa.Table, refused: pa.Table) -> Path | None:
    """Write down what an import refused. Whatever only looks at a file does not call this.

    Arguments:
        name: the source, and the import or the register: a batch's file goes when the batch is undone.
        raw: the rows as the reader hands them back, those that were accepted among them or not.
        refused: ``REFUSED_SCHEMA``, one row each.

    Returns:
        The file, for its owner only; None where nothing was refused.
    """
    remove_old_refused(store.address)
    if not refused.num_rows:
        return None
    path = refused_folder(store.address) / f"{name}.csv"
    write_refusals(path, raw, refused)
    return path
