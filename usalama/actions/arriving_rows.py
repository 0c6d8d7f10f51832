"""Rows of one table on their way: what passed waits to be stored, what was refused is kept for the clerk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from usalama.actions.receipt import Receipt
from usalama.ingest.file_reading import Chunk
from usalama.ingest.refusals import REFUSED_SCHEMA, ROW, reason_of, write_refusals
from usalama.model import Sentence, counted
from usalama.store import Store
from usalama.store.refused import refused_folder, remove_old_refused
from usalama.store.staging import Comparison, StagedRows

SAMPLE_ROWS = 200
NOT_COMPARED = Comparison(0, 0, 0, pd.DataFrame())

Given = Callable[[pa.Table], pa.Table]


class ArrivingRows:
    """What is read of something that comes in, for one table.

    Arguments:
        staged: where the rows wait that passed the checks.
        told: the sentence of their counts.
        register: the register of records; empty for others.
    """

    def __init__(self, staged: StagedRows, told: str, register: str = "") -> None:
        self.staged, self.told, self.register = staged, told, register
        self.rows_read = 0
        self.repeated = 0
        self.notices: list[Sentence] = []
        self.comparison = NOT_COMPARED
        self._refused: list[pa.Table] = []
        self._raw: list[pa.Table] = []
        self._counted: dict[str, tuple[Sentence, int]] = {}

    def tally(self) -> dict[str, int]:
        """The rows, once they were compared: rows_read = new + updated + rejected + duplicates."""
        return {
            "rows_read": self.rows_read,
            "new": self.comparison.new,
            "updated": self.comparison.updated,
            "rejected": sum(refused.num_rows for refused in self._refused),
            "duplicates": self.comparison.duplicates + self.repeated,
        }

    def take(self, chunk: Chunk, given: Given | None = None) -> None:
        """Stage what passed of a chunk of a file, and keep what did not.

        Arguments:
            given: gives the rows the columns that no file has.
        """
        self.note(chunk)
        self.staged.add(given(chunk.accepted) if given else chunk.accepted)

    def note(self, chunk: Chunk) -> None:
        """Count the rows of a chunk, and keep what was refused of it."""
        self.rows_read += chunk.raw.num_rows
        for notice in chunk.notices:
            _, known = self._counted.get(str(notice.sentence), (notice.sentence, 0))
            self._counted[str(notice.sentence)] = (notice.sentence, known + (notice.row_count or 0))
        self.refuse(chunk.refused, chunk.raw)

    def refuse(self, refused: pa.Table, raw: pa.Table | None) -> None:
        """Keep refused rows with their reasons.

        Arguments:
            refused: ``REFUSED_SCHEMA``.
            raw: rows as the reader hands them back, these among them; None for what is in no file.
        """
        if refused.num_rows:
            self._refused.append(refused)
            if raw is not None:
                self._raw.append(raw.filter(pc.is_in(raw[ROW], refused[ROW].combine_chunks())))

    def compare(self, source_id: str) -> Comparison:
        """Judge the staged rows against each other and against what is stored."""
        self.comparison = self.staged.compare(source_id)
        return self.comparison

    def keep_refused(self, store: Store, name: str) -> Path | None:
        """Write the refused rows to a file, to be mended and brought in again.

        Arguments:
            name: ends with the id of the import, since the file goes when that is undone.

        Returns:
            The file, for its owner only; None where nothing was refused.
        """
        remove_old_refused(store.address)
        if not self._raw:
            return None
        path = refused_folder(store.address) / f"{name}.csv"
        write_refusals(path, pa.concat_tables(self._raw), pa.concat_tables(self._refused))
        return path

    def receipt(self, version: int, batch_id: str | None, rejections_file: Path | None) -> Receipt:
        """What became of the rows, once they were compared."""
        counts = self.tally()
        return Receipt(
            told=self.told,
            rows_read=counts["rows_read"],
            new=counts["new"],
            updated=counts["updated"],
            rejected=counts["rejected"],
            duplicates=counts["duplicates"],
            data_version=version,
            refused=self._sample(),
            notices=(*(_counted(*one) for one in self._counted.values()), *self.notices),
            batch_id=batch_id,
            rejections_file=rejections_file,
            register=self.register,
        )

    def _sample(self) -> pd.DataFrame:
        tables = [REFUSED_SCHEMA.empty_table(), *self._refused]
        first = pa.concat_tables(tables).sort_by(ROW).slice(0, SAMPLE_ROWS)
        reasons = pd.Series([reason_of(one) for one in first.to_pylist()], dtype=object)
        return first.to_pandas()[[ROW, "column", "value"]].assign(reason=reasons)


def refusals(found: Iterator[tuple[int, str, str, Sentence]]) -> pa.Table:
    """Refused rows as ``REFUSED_SCHEMA``: number, column, value and reason of each."""
    rows = [
        (number, column, value, reason.template, json.dumps(dict(reason.values), default=str))
        for number, column, value, reason in found
    ]
    names = REFUSED_SCHEMA.names
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], REFUSED_SCHEMA)


def _counted(sentence: Sentence, row_count: int) -> Sentence:
    if not row_count:
        return sentence
    return counted("{notice} ({count} row)", "{notice} ({count} rows)", row_count, {"notice": sentence})
