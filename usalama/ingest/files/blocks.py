"""What a reader hands on: some rows of a file as text, numbered as a spreadsheet numbers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from usalama.errors import InputRefused
from usalama.ingest.files.file_kind import Limits
from usalama.model import Sentence

BLOCK_ROWS = 100_000
# In a file of refused rows: which columns of a row held what people wrote. They are not in the file.
LEFT_OUT = "refused_left_out"

Header = tuple[str, ...]
Row = Sequence[str]


@dataclass(frozen=True)
class CellRefusal:
    """Why a reader could not read a row.

    Arguments:
        index: position of the row in its block.
        column: the column concerned, as the file calls it; empty for the whole row.
    """

    index: int
    column: str
    value: str
    reason: Sentence


@dataclass(frozen=True)
class Block:
    """Some rows of a file.

    Arguments:
        numbers: the number of each row; the header is row 1.
        cells: one text column for each column of the file, without missing values.
        refused: rows that the reader itself refuses.
        share_read: how much of the file has been read so far, 0 to 1.
        has_iso_dates: whether cells that the file marks as dates were written out as ISO dates.
    """

    numbers: npt.NDArray[np.int64]
    cells: pa.Table
    refused: tuple[CellRefusal, ...] = ()
    share_read: float = 0.0
    has_iso_dates: bool = False


@dataclass
class BlockBuilder:
    """Gathers rows of a file until they make a block."""

    header: Header
    has_iso_dates: bool = False
    numbers: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    refused: list[CellRefusal] = field(default_factory=list)

    def add(self, number: int, row: Row) -> None:
        """Add a row; of one that does not have the header's width nothing is kept but its number.

        Its cells may stand under the wrong headings, so nobody can tell which of them hold what people wrote.
        """
        width = len(self.header)
        if len(row) != width:
            reason = Sentence(
                "The row has {found} cells where the header has {expected}.", {"found": len(row), "expected": width}
            )
            self.refuse("", "", reason)
            row = [""] * width
        self.numbers.append(number)
        self.rows.append(row)

    def extend(self, first_number: int, rows: list[Row]) -> None:
        """Add rows that follow each other; blank ones are left out but counted in the numbers."""
        if not self.rows and set(map(len, rows)) == {len(self.header)} and all(map(any, rows)):
            self.numbers = list(range(first_number, first_number + len(rows)))
            self.rows = rows
            return
        for number, row in enumerate(rows, start=first_number):
            if any(row):
                self.add(number, row)

    def refuse(self, column: str, value: str, reason: Sentence) -> None:
        """Refuse the row that is added next."""
        self.refused.append(CellRefusal(len(self.rows), column, value, reason))

    def build(self, share_read: float) -> Block:
        """The block of all rows gathered; the builder is empty afterwards."""
        columns = zip(*self.rows, strict=True) if self.rows else ([] for _ in self.header)
        cells = pa.Table.from_arrays([pa.array(column, pa.string()) for column in columns], list(self.header))
        block = Block(np.array(self.numbers, np.int64), cells, tuple(self.refused), share_read, self.has_iso_dates)
        self.numbers, self.rows, self.refused = [], [], []
        return block


def checked_header(row: Row, limits: Limits) -> Header:
    """The column names of a header row, trimmed; columns without a name are called by their position.

    Raises:
        InputRefused: too many columns, or a name that comes twice.
    """
    if len(row) > limits.columns:
        raise InputRefused(
            "The file has {found} columns; at most {limit} can be read.", found=len(row), limit=limits.columns
        )
    header = tuple(name.strip() or f"column {position}" for position, name in enumerate(row, start=1))
    for position, name in enumerate(header):
        if name in header[:position]:
            raise InputRefused("The column {column} stands in the header twice.", column=name)
    return header


def check_needed(header: Header, needed: Sequence[str], mapping_title: str) -> None:
    """Whether the header has every column that the mapping cannot do without.

    Raises:
        InputRefused: it lacks one or more; all are named.
    """
    # What our own files of refused rows left out is asked for row by row.
    lacking = [name for name in needed if name not in header and LEFT_OUT not in header]
    if lacking:
        raise InputRefused(
            "The file lacks the column {lacking}, which the mapping {mapping} reads. Its columns are: {found}.",
            lacking=", ".join(lacking),
            mapping=mapping_title,
            found=_shortened(", ".join(header)),
        )


def too_many_rows(limit: int) -> InputRefused:
    """The sentence for a file with more rows than may be read here."""
    return InputRefused(
        "The file has more than {limit} rows, the most that can be read here. The command line reads any number.",
        limit=limit,
    )


def no_rows(name: str) -> InputRefused:
    """The sentence for a file without any row."""
    return InputRefused("{name} has a header but no rows.", name=name)


def _shortened(text: str, characters: int = 300) -> str:
    return text if len(text) <= characters else text[:characters] + " …"
