"""The one way in, and the way back: what comes is read, checked, compared, and stored in one commit or looked at.

A kind of file is declared by an ``Arrival``: from whom it comes and how its parts are read. Whatever the kind, what
follows is the same: one receipt, one import in the history if it was a file, and one undo of it.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pandas as pd

from usalama.actions.arriving_rows import ArrivingRows
from usalama.actions.clerk import Clerk, Source, check_may_write, check_natures, utc_now
from usalama.actions.receipt import Receipt, joined_receipt
from usalama.errors import InputRefused
from usalama.model import Scope
from usalama.registers import REGISTERS
from usalama.schema import Table
from usalama.store import Store
from usalama.store.questions import batches, sources
from usalama.store.refused import remove_refused_of
from usalama.store.staging import Comparison, Staging
from usalama.store.undoing import StoredBatch, count_changed_since, take_back

READ_AT_ONCE = 1 << 20
# So begins what the history says of files of registers; the names of these follow.
OF_REGISTERS = "register "


@dataclass(frozen=True)
class ArrivingFile:
    """A file as it lies on this machine.

    Arguments:
        name: as people know it, for the history.
        read_as: the mapping, or the kind of file, for the history.
    """

    path: Path
    name: str
    read_as: str


@dataclass(frozen=True)
class Arrival:
    """Something that comes in, as its kind declares it.

    Arguments:
        source: who states it.
        message: what the versions of the store say of it.
        read: has it read and checked, and puts what passed into the staging; a part for each table.
        file: None for what was typed in, which makes no import in the history.
        may_start_clean: storing it may remove rows of another nature first; so it can be looked at beside them.
        renames_source: what it says of its source replaces what was known of it.
    """

    source: Source
    message: str
    read: Callable[[Staging], Sequence[ArrivingRows]]
    file: ArrivingFile | None = None
    may_start_clean: bool = False
    renames_source: bool = False


def bring_in(clerk: Clerk, arrival: Arrival, *, dry_run: bool = False, start_clean: bool = False) -> Receipt:
    """Store what is new or changed, in one commit; or only look.

    Arguments:
        dry_run: say what would become of it; store nothing and leave no file.
        start_clean: remove the rows of another nature first, in the same commit.

    Raises:
        InputRefused: it cannot be read, or its nature does not fit the store.
        NotAllowed: the scope may not write.
        StoreUnavailable: another writer is at work.
    """
    check_may_write(clerk.scope)
    if not (dry_run and arrival.may_start_clean):
        check_natures(clerk, arrival.source, start_clean=start_clean)
    import_id = uuid.uuid4().hex
    with clerk.store.staging() as staging:
        parts = arrival.read(staging)
        if dry_run:
            _compare(arrival, parts)
            return _receipt(parts, clerk.store.version())
        is_stored = _store(clerk, arrival, parts, staging, import_id, start_clean=start_clean)
        version = clerk.store.version()
        if arrival.file is None:
            return _receipt(parts, version)
        files = [_keep_refused(clerk, arrival, part, import_id) for part in parts]
        return _receipt(parts, version, import_id if is_stored else None, files)


def _receipt(
    parts: Sequence[ArrivingRows], version: int, batch_id: str | None = None, files: Iterable[Path | None] = ()
) -> Receipt:
    receipts = [part.receipt(version, batch_id, file) for part, file in zip_longest(parts, files)]
    return receipts[0] if len(receipts) == 1 else joined_receipt(receipts)


def _compare(arrival: Arrival, parts: Sequence[ArrivingRows]) -> list[Comparison]:
    return [part.compare(arrival.source.source_id) for part in parts]


def _store(
    clerk: Clerk,
    arrival: Arrival,
    parts: Sequence[ArrivingRows],
    staging: Staging,
    import_id: str,
    *,
    start_clean: bool,
) -> bool:
    """Store the parts; where they say nothing new, nothing at all is done."""
    source, file = arrival.source, arrival.file
    with clerk.store.write(clerk.author, arrival.message, staging) as writer:
        if start_clean:
            writer.remove_sources_other_than(str(source.nature))
        if not any(one.accepted for one in _compare(arrival, parts)):
            writer.abandon()
            return False
        before = writer.version_before()
        if arrival.renames_source or not _is_known(clerk, source):
            writer.put_source(source.as_row())
        if file is not None:
            row = _batch_row(clerk, arrival, file, parts)
            writer.put_batch(row | {"batch_id": import_id, "version_before": before})
        for part in parts:
            writer.store_staged(part.staged, source.source_id, import_id)
    return True


def _is_known(clerk: Clerk, source: Source) -> bool:
    return source.source_id in set(clerk.store.read(sources(), clerk.scope).source_id)


def _batch_row(clerk: Clerk, arrival: Arrival, file: ArrivingFile, parts: Sequence[ArrivingRows]) -> dict[str, object]:
    tallies = [part.tally() for part in parts]
    counts = {name: sum(tally[name] for tally in tallies) for name in tallies[0]}
    return {
        "source_id": arrival.source.source_id,
        "file_name": file.name,
        "file_sha256": _fingerprint(file.path),
        "mapping_name": file.read_as,
        "author": clerk.author,
        "stored_at": utc_now(),
        "accepted": counts["new"] + counts["updated"],
        **counts,
    }


def _keep_refused(clerk: Clerk, arrival: Arrival, part: ArrivingRows, import_id: str) -> Path | None:
    names = (arrival.source.source_id, part.register, import_id)
    return part.keep_refused(clerk.store, "-".join(name for name in names if name))


def _fingerprint(path: Path) -> str:
    """The SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(READ_AT_ONCE):
            digest.update(block)
    return digest.hexdigest()


def undo_batch(store: Store, scope: Scope, batch_id: str, author: str) -> int:
    """Undo an import: what it had overwritten stands again, and its refused rows go.

    Arguments:
        batch_id: as the receipt or the history names it.
        author: who undoes it, for the history.

    Returns:
        The new data version.

    Raises:
        InputRefused: there is no such batch, it is undone already, or records that it wrote were changed since.
        NotAllowed: the scope may not undo.
    """
    check_may_write(scope)
    with store.write(author, f"Undo import {batch_id}") as writer:
        history = store.read(batches(), scope)
        batch = _standing(history, batch_id)
        changed = count_changed_since(writer, batch)
        if changed:
            raise InputRefused(
                "Records that this import wrote and that were changed or removed since: {count}. Undo what was "
                "imported later first, or mend the records by hand.",
                count=changed,
            )
        take_back(writer, batch, history.batch_id[history.undone_at.notna()])
        writer.mark_undone(batch_id, utc_now(), author)
    remove_refused_of(store.address, batch_id)
    return store.version()


def _standing(history: pd.DataFrame, batch_id: str) -> StoredBatch:
    found = history[history.batch_id == batch_id]
    if found.empty:
        raise InputRefused("There is no import with the id {batch}.", batch=batch_id)
    if found.undone_at.notna().iloc[0]:
        raise InputRefused("This import was undone already.")
    read_as = str(found.mapping_name.iloc[0])
    names = read_as.removeprefix(OF_REGISTERS).split(", ") if read_as.startswith(OF_REGISTERS) else []
    registers = tuple(table for table in REGISTERS if table.name in names)
    return StoredBatch(batch_id, int(found.version_before.iloc[0]), registers)


def registers_named(tables: Iterable[Table]) -> str:
    """What the history says that a file of these registers was read as; undo knows by it what to take back."""
    return OF_REGISTERS + ", ".join(table.name for table in tables)
