"""Store hours of cover from a file: one commit, with a receipt; or only look what storing would do."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from usalama.actions.natures import check_natures
from usalama.actions.receipt import refused_sentences, source_id_of
from usalama.actions.refused_rows import keep_refused
from usalama.actions.store_file import Clerk, check_may_write, fingerprint, utc_now
from usalama.ingest.file_reading import read_chunks
from usalama.ingest.files.limits import COMMAND_LINE_LIMITS, PAGE_LIMITS
from usalama.ingest.refusals import ROW, reason_of
from usalama.model import Nature, Sentence
from usalama.registers import COVER
from usalama.schema import ARROW_TYPES
from usalama.store.questions import sources
from usalama.store.writing import Writer

COVER_MAPPING = "cover"
ID_CHARACTERS = 20


@dataclass(frozen=True)
class CoverFile:
    """A file of cover with where it comes from.

    Arguments:
        path: the file as it lies on this machine.
        source_name: who keeps the hours; the same name is the same source.
        nature: whether these hours are kept, invented or only try the system.
        name: the file's name as people know it, for the history; empty is that of the path.
    """

    path: Path
    source_name: str
    nature: Nature
    name: str = ""

    @property
    def source_id(self) -> str:
        return source_id_of(self.source_name)

    @property
    def known_as(self) -> str:
        return self.name or self.path.name


@dataclass(frozen=True)
class CoverReceipt:
    """What became of a file of cover. rows_read = accepted + rejected + duplicates.

    Arguments:
        batch_id: None when nothing was stored.
        rejections_file: the refused rows with their reasons; None when there are none, or after only looking.
        refused: row, column, value and reason (a Sentence) of each refused row.
    """

    rows_read: int
    accepted: int
    rejected: int
    duplicates: int
    batch_id: str | None
    data_version: int
    rejections_file: Path | None
    refused: pd.DataFrame

    def as_json(self) -> dict[str, object]:
        """The fields that scripts rely on."""
        return {
            "rows_read": self.rows_read,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "duplicates": self.duplicates,
            "batch_id": self.batch_id,
            "data_version": self.data_version,
            "rejections_file": None if self.rejections_file is None else str(self.rejections_file),
        }

    def sentences(self) -> list[Sentence]:
        """The receipt in words, with the reasons of the first refused rows."""
        counts = {"read": self.rows_read, "accepted": self.accepted, "rejected": self.rejected}
        whole = Sentence(
            "{read} rows read = {accepted} accepted + {rejected} refused + {duplicates} known already.",
            counts | {"duplicates": self.duplicates},
        )
        return [whole, *refused_sentences(self.refused)]


@dataclass(frozen=True)
class _Read:
    """A whole file of cover, read and checked."""

    accepted: pa.Table
    refused: pa.Table
    raw: pa.Table

    @property
    def rows_read(self) -> int:
        return int(self.raw.num_rows)


def import_cover(clerk: Clerk, file: CoverFile, *, dry_run: bool = False) -> CoverReceipt:
    """Store the hours of cover that are new in the file, in one commit.

    A row that says what a stored row of the same source says is a duplicate. Hours that change are a new row; the
    old one ends with its ``valid_to``.

    Arguments:
        dry_run: say what would become of the file and store nothing.

    Raises:
        InputRefused: the file cannot be read, or its nature does not fit the store.
        NotAllowed: the scope may not import.
        StoreUnavailable: another writer is at work.
    """
    check_may_write(clerk.scope)
    store, batch_id = clerk.store, uuid.uuid4().hex
    check_natures(store, clerk.scope, file.source_id, file.nature, start_clean=False)
    read = _read(clerk, file)
    rows = _rows_to_store(read.accepted, file.source_id, batch_id)
    with store.write(clerk.author, f"Import cover {file.known_as}") as writer:
        before, accepted = writer.version_before(), writer.store_cover(rows)
        if accepted and not dry_run:
            _put_source(writer, clerk, file)
            writer.put_batch(_batch_row(clerk, file, read, batch_id, before, accepted))
        else:
            writer.abandon()
    is_stored = bool(accepted) and not dry_run
    return CoverReceipt(
        rows_read=read.rows_read,
        accepted=accepted,
        rejected=read.refused.num_rows,
        duplicates=read.accepted.num_rows - accepted,
        batch_id=batch_id if is_stored else None,
        data_version=store.version(),
        rejections_file=None
        if dry_run
        else keep_refused(store, f"{file.source_id}-{batch_id}", read.raw, read.refused),
        refused=_with_reasons(read.refused),
    )


def _read(clerk: Clerk, file: CoverFile) -> _Read:
    limits = PAGE_LIMITS if clerk.is_upload else COMMAND_LINE_LIMITS
    chunks = list(read_chunks(file.path, None, clerk.country_folder, limits, clerk.store.address / "incoming"))
    parts = (pa.concat_tables([getattr(chunk, name) for chunk in chunks]) for name in ("accepted", "refused", "raw"))
    return _Read(*parts)


def _rows_to_store(accepted: pa.Table, source_id: str, batch_id: str) -> pa.Table:
    """The rows with our three columns, each content once."""
    said = accepted.drop_columns([ROW])
    ids = [_cover_id(source_id, row.values()) for row in said.to_pylist()]
    seen: set[str] = set()
    # set.add returns nothing, so each id passes the first time only.
    is_first = [one not in seen and not seen.add(one) for one in ids]  # type: ignore[func-returns-value]
    given = {"cover_id": ids, "source_id": [source_id] * len(ids), "batch_id": [batch_id] * len(ids)}
    columns = [
        pa.array(given[one.name], pa.string()) if one.name in given else said[one.name].cast(ARROW_TYPES[one.kind])
        for one in COVER.columns
    ]
    return pa.table(columns, schema=COVER.arrow_schema).filter(pa.array(is_first, pa.bool_()))


def _cover_id(source_id: str, values: Iterable[object]) -> str:
    content = "\x1f".join([source_id, *("" if value is None else str(value) for value in values)])
    return hashlib.sha256(content.encode()).hexdigest()[:ID_CHARACTERS]


def _put_source(writer: Writer, clerk: Clerk, file: CoverFile) -> None:
    """Add the source; one that reports incidents as well keeps what it is called there."""
    if file.source_id in set(clerk.store.read(sources(), clerk.scope).source_id):
        return
    writer.put_source(
        {
            "source_id": file.source_id,
            "source_name": file.source_name,
            "nature": str(file.nature),
            "note": "",
            "added_at": utc_now(),
        }
    )


def _batch_row(
    clerk: Clerk, file: CoverFile, read: _Read, batch_id: str, version_before: int, accepted: int
) -> dict[str, object]:
    return {
        "batch_id": batch_id,
        "source_id": file.source_id,
        "file_name": file.known_as,
        "file_sha256": fingerprint(file.path),
        "mapping_name": COVER_MAPPING,
        "author": clerk.author,
        "stored_at": utc_now(),
        "version_before": version_before,
        "rows_read": read.rows_read,
        "accepted": accepted,
        "new": accepted,
        "updated": 0,
        "rejected": read.refused.num_rows,
        "duplicates": read.accepted.num_rows - accepted,
    }


def _with_reasons(refused: pa.Table) -> pd.DataFrame:
    frame = refused.to_pandas()
    reasons = [reason_of(one) for one in refused.to_pylist()]
    return frame.drop(columns=["reason_values"]).assign(reason=pd.Series(reasons, dtype=object))
