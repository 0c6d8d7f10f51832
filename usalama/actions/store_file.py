"""Store what is new in a file: one commit, with a receipt; or only look what storing would do."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from usalama.access import may_write
from usalama.actions.natures import check_natures, remove_other_natures
from usalama.actions.receipt import FileToStore, Receipt
from usalama.actions.staged_file import Progress, Reader, StagedFile, staged
from usalama.errors import NotAllowed
from usalama.ingest.files.limits import COMMAND_LINE_LIMITS, PAGE_LIMITS
from usalama.model import Scope
from usalama.store import Store
from usalama.store.staging import Comparison

READ_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Clerk:
    """Who imports, where and when.

    Arguments:
        author: for the history.
        today: the local date.
        country_folder: the country whose places and categories rows are checked against.
        is_upload: the file came over the network; reading it may cost less.
    """

    store: Store
    scope: Scope
    author: str
    today: date
    country_folder: Path
    is_upload: bool

    def reader(self, on_progress: Progress | None) -> Reader:
        limits = PAGE_LIMITS if self.is_upload else COMMAND_LINE_LIMITS
        return Reader(self.country_folder, self.store.address / "incoming", limits, on_progress)


def preview_file(clerk: Clerk, file: FileToStore, on_progress: Progress | None = None) -> Receipt:
    """What storing the file would do; nothing is stored.

    Raises:
        InputRefused: the file cannot be read at all.
        NotAllowed: the scope may not import.
    """
    check_may_write(clerk.scope)
    reader = clerk.reader(on_progress)
    with staged(clerk.store, file, reader) as reading:
        return reading.receipt(clerk.store, reading.compare(reader), clerk.today, None, None)


def store_file(
    clerk: Clerk, file: FileToStore, *, start_clean: bool = False, on_progress: Progress | None = None
) -> Receipt:
    """Store what is new or changed in the file, in one commit.

    Arguments:
        start_clean: remove the rows of another nature first, in the same commit.

    Raises:
        InputRefused: the file cannot be read, or its nature does not fit the store.
        NotAllowed: the scope may not import.
        StoreUnavailable: another writer is at work.
    """
    check_may_write(clerk.scope)
    store, batch_id = clerk.store, uuid.uuid4().hex
    check_natures(store, clerk.scope, file.source_id, file.mapping.nature, start_clean)
    reader = clerk.reader(on_progress)
    with staged(store, file, reader) as reading:
        with store.write(clerk.author, f"Import {file.name}", reading.staging) as writer:
            if start_clean:
                remove_other_natures(writer, file.mapping.nature)
            comparison = reading.compare(reader)
            if comparison.accepted:
                before = writer.version_before()
                writer.put_source(_source_row(file))
                writer.put_batch(_batch_row(clerk, reading, comparison, batch_id, before))
                writer.store_staged(file.source_id, batch_id)
            else:
                writer.abandon()
        rejections = reading.keep_refused(store, batch_id)
        return reading.receipt(store, comparison, clerk.today, batch_id if comparison.accepted else None, rejections)


def check_may_write(scope: Scope) -> None:
    """Only the operator writes.

    Raises:
        NotAllowed: the scope is another.
    """
    if not may_write(scope):
        raise NotAllowed("Only the operator of this machine may import or undo.")


def _source_row(file: FileToStore) -> dict[str, object]:
    return {
        "source_id": file.source_id,
        "source_name": file.mapping.title if file.mapping.nature != "real" else file.source_name,
        "nature": str(file.mapping.nature),
        "note": file.mapping.note,
        "added_at": utc_now(),
    }


def _batch_row(
    clerk: Clerk, reading: StagedFile, comparison: Comparison, batch_id: str, version_before: int
) -> dict[str, object]:
    return {
        "batch_id": batch_id,
        "source_id": reading.file.source_id,
        "file_name": reading.file.name,
        "file_sha256": fingerprint(reading.file.path),
        "mapping_name": reading.file.mapping.name,
        "author": clerk.author,
        "stored_at": utc_now(),
        "version_before": version_before,
        "rows_read": reading.rows_read,
        "accepted": comparison.accepted,
        "new": comparison.new,
        "updated": comparison.updated,
        "rejected": reading.rejected,
        "duplicates": comparison.duplicates,
    }


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(READ_AT_ONCE):
            digest.update(block)
    return digest.hexdigest()


def utc_now() -> datetime:
    """This moment as the store keeps moments."""
    return datetime.now(UTC).replace(tzinfo=None)
