"""A file on its way: read, checked and staged, with the rows that were refused kept for the clerk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from usalama.access import last_published_day
from usalama.actions.receipt import FileToStore, Receipt
from usalama.actions.refused_rows import keep_refused
from usalama.ingest.file_reading import Chunk, read_chunks
from usalama.ingest.files.limits import Limits
from usalama.model import N_, Sentence, month_end
from usalama.schema import UNCOUNTED_STATUSES, VERIFIED_STATUSES
from usalama.store import Store
from usalama.store.staging import Comparison, Staging

SAMPLE_ROWS = 200
SAMPLE_POINTS = 2_000
REPEATED_ID = N_("The id {value} stands in row {first_row} already, with other content. Give each record its own id.")
NO_POINTS = pd.DataFrame({"longitude": [], "latitude": []}, dtype=float)
NO_REFUSALS = pd.DataFrame({"row": [], "column": [], "value": [], "reason": []})

NO_POINTS = pd.DataFrame({"longitude": [], "latitude": []})

Progress = Callable[[float], None]


@dataclass(frozen=True)
class Reader:
    """How files are read here.

    Arguments:
        country_folder: the country whose places and categories rows are checked against.
        work_folder: an owner-only folder for files on their way.
        on_progress: told the share read, 0 to 1.
    """

    country_folder: Path
    work_folder: Path
    limits: Limits
    on_progress: Progress | None = None

    def read(self, file: FileToStore) -> Iterator[Chunk]:
        return read_chunks(
            file.path, file.mapping, self.country_folder, self.limits, self.work_folder, self.on_progress
        )


@dataclass
class StagedFile:
    """What is known of a file once all of it is read.

    Arguments:
        staging: the rows that passed the checks.
        refused: row, column, value, reason and reason_values, a table a chunk.
        refused_raw: the refused rows as the reader hands them back, a table a chunk.
        notices: what was done to accepted rows, by sentence, with the number of rows.
    """

    file: FileToStore
    staging: Staging
    rows_read: int = 0
    refused: list[pa.Table] = field(default_factory=list)
    refused_raw: list[pa.Table] = field(default_factory=list)
    notices: dict[str, tuple[Sentence, int]] = field(default_factory=dict)

    @property
    def rejected(self) -> int:
        return sum(raw.num_rows for raw in self.refused_raw)

    def take(self, chunk: Chunk) -> None:
        self.rows_read += chunk.raw.num_rows
        self.staging.add(chunk.accepted)
        for notice in chunk.notices:
            _, known = self.notices.get(str(notice.sentence), (notice.sentence, 0))
            self.notices[str(notice.sentence)] = (notice.sentence, known + (notice.row_count or 0))
        if chunk.refused.num_rows:
            self._refuse(chunk.refused, chunk.raw)

    def compare(self, reader: Reader) -> Comparison:
        """Judge the staged rows, and refuse those whose id an earlier row has with other content."""
        comparison = self.staging.compare(self.file.source_id)
        if not comparison.conflicts.empty:
            # Only the whole file shows them, so their text is read once more; it is rare.
            repeated = _refusals_of(comparison.conflicts)
            for chunk in reader.read(self.file):
                own = repeated.filter(pc.is_in(repeated["row"], chunk.raw["row"].combine_chunks()))
                if own.num_rows:
                    self._refuse(own, chunk.raw)
        return comparison

    def receipt(
        self, store: Store, comparison: Comparison, today: date, batch_id: str | None, rejections_file: Path | None
    ) -> Receipt:
        """What became of the file."""
        published, unpublished = _publication(self.staging, today) if comparison.accepted else (0, ())
        return Receipt(
            rows_read=self.rows_read,
            new=comparison.new,
            updated=comparison.updated,
            rejected=self.rejected,
            duplicates=comparison.duplicates,
            batch_id=batch_id,
            data_version=store.version(),
            rejections_file=rejections_file,
            published=published,
            unpublished=unpublished,
            notices=tuple(_counted(sentence, count) for sentence, count in self.notices.values()),
            refused_sample=_sample(self.refused),
            accepted_points=self.staging.sample_points(SAMPLE_POINTS) if comparison.accepted else NO_POINTS,
        )

    def _refuse(self, refused: pa.Table, raw: pa.Table) -> None:
        self.refused.append(refused)
        self.refused_raw.append(raw.filter(pc.is_in(raw["row"], refused["row"].combine_chunks())))

    def keep_refused(self, store: Store, batch_id: str) -> Path | None:
        """Write the refused rows to a file that goes when the batch is undone."""
        if not self.refused:
            return None
        raw, refused = pa.concat_tables(self.refused_raw), pa.concat_tables(self.refused)
        return keep_refused(store, f"{self.file.source_id}-{batch_id}", raw, refused)


@contextmanager
def staged(store: Store, file: FileToStore, reader: Reader) -> Iterator[StagedFile]:
    """Read and check a file into a temporary table; gone at the end.

    Raises:
        InputRefused: the file cannot be read at all.
    """
    with store.staging() as staging:
        reading = StagedFile(file, staging)
        for chunk in reader.read(file):
            reading.take(chunk)
        yield reading


def _counted(sentence: Sentence, row_count: int) -> Sentence:
    if not row_count:
        return sentence
    return Sentence("{notice} ({count} rows)", {"notice": sentence, "count": row_count})


def _refusals_of(conflicts: pd.DataFrame) -> pa.Table:
    count = len(conflicts)
    values = [
        json.dumps({"value": row.source_record_id, "first_row": int(row.first_row)}) for row in conflicts.itertuples()
    ]
    return pa.table(
        {
            "row": pa.array(conflicts.row.to_numpy(), pa.int64()),
            "column": pa.array(["source_record_id"] * count, pa.string()),
            "value": pa.array(conflicts.source_record_id.to_list(), pa.string()),
            "reason": pa.array([REPEATED_ID] * count, pa.string()),
            "reason_values": pa.array(values, pa.string()),
        }
    )


def _sample(refused: list[pa.Table]) -> pd.DataFrame:
    if not refused:
        return NO_REFUSALS
    first = pa.concat_tables(refused).sort_by("row").slice(0, SAMPLE_ROWS).to_pandas()
    reasons = [
        Sentence(template, json.loads(values))
        for template, values in zip(first.reason, first.reason_values, strict=True)
    ]
    return first[["row", "column", "value"]].assign(reason=reasons)


def _publication(staging: Staging, today: date) -> tuple[int, tuple[Sentence, ...]]:
    """How many accepted rows the public will see counted, and why not the others."""
    rows = staging.count_accepted(("status", "occurred_month"))
    last_day = last_published_day(today)
    is_uncounted = rows.status.isin(UNCOUNTED_STATUSES)
    is_unverified = ~rows.status.isin(VERIFIED_STATUSES) & ~is_uncounted
    is_recent = pd.Series([month_end(month) > last_day for month in rows.occurred_month], rows.index, dtype=bool)
    is_held_back = is_recent & ~is_unverified & ~is_uncounted
    reasons = (
        (is_unverified, N_("{count} are not verified yet.")),
        (is_uncounted, N_("{count} were rejected or repeat another report.")),
        (is_held_back, N_("{count} are of a month that ended less than 7 days ago, or has not ended.")),
    )
    sentences = [Sentence(text, {"count": int(rows.row_count[why].sum())}) for why, text in reasons if why.any()]
    shown = ~(is_unverified | is_uncounted | is_recent)
    return int(rows.row_count[shown].sum()), tuple(sentences)
