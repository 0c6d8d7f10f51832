"""Reading CSV: strict about quotation marks, certain about the delimiter, forgiving to single rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from usalama.errors import InputRefused
from usalama.ingest.file_shapes import Shape
from usalama.ingest.files.blocks import (
    BLOCK_ROWS,
    Block,
    BlockBuilder,
    Row,
    check_needed,
    checked_header,
    no_rows,
    too_many_rows,
)
from usalama.ingest.files.limits import Limits
from usalama.ingest.files.text_encoding import encoding_of
from usalama.ingest.refusals import REFUSAL_COLUMNS, unescaped

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_CHARACTERS = 1 << 16


def read_csv(path: Path, mapping: Shape, limits: Limits) -> Iterator[Block]:
    """The rows of a CSV file, block by block.

    Raises:
        InputRefused: the encoding or the delimiter cannot be told, the header does not suit the mapping, the
            quotation marks are broken, or there are no rows or too many.
    """
    encoding = encoding_of(path, mapping.file.encoding)
    csv.field_size_limit(limits.cell_characters)
    size = path.stat().st_size
    with path.open("rb") as binary, io.TextIOWrapper(binary, encoding, newline="") as text:
        delimiter = _delimiter(path, text, mapping)
        text.seek(0)
        records = _Records(csv.reader(text, delimiter=delimiter, strict=True), limits.cell_characters)
        header = checked_header(records.first(path), limits)
        check_needed(header, mapping.their_names(needed_only=True), mapping.title)
        is_mended = set(REFUSAL_COLUMNS) <= set(header)
        # A file of refused rows may have come from a spreadsheet, whose dates were written out.
        builder = BlockBuilder(header, has_iso_dates=is_mended)
        rows_read = 0
        while rows := records.take(BLOCK_ROWS):
            if is_mended:
                rows = [[unescaped(cell) for cell in row] for row in rows]
            builder.extend(records.number - len(rows) + 1, rows)
            rows_read += len(builder.rows)
            if limits.rows is not None and rows_read > limits.rows:
                raise too_many_rows(limits.rows)
            yield builder.build(share_read=min(1.0, binary.tell() / size))
        if rows_read == 0:
            raise no_rows(path.name)


@dataclass
class _Records:
    """The records of a CSV, counted as a spreadsheet counts rows: blank ones too, line ends in cells not."""

    reader: Iterator[Row]
    cell_characters: int
    number: int = 0

    def take(self, count: int) -> list[Row]:
        rows: list[Row] = []
        try:
            rows.extend(islice(self.reader, count))
        except csv.Error as error:
            raise InputRefused(
                "Row {row} cannot be read: a quotation mark is never closed or is followed by other text, or a "
                "cell has more than {limit} characters.",
                row=self.number + len(rows) + 1,
                limit=self.cell_characters,
            ) from error
        self.number += len(rows)
        return rows

    def first(self, path: Path) -> Row:
        """The first record that is not blank."""
        while rows := self.take(1):
            if any(cell.strip() for cell in rows[0]):
                return rows[0]
        raise InputRefused("{name} is empty.", name=path.name)


def _delimiter(path: Path, text: TextIO, mapping: Shape) -> str:
    """The one delimiter that yields the columns which the mapping reads.

    Raises:
        InputRefused: none does, or more than one.
    """
    headers = {delimiter: _header_names(text, delimiter) for delimiter in DELIMITERS}
    text.seek(0)
    sample = text.read(SAMPLE_CHARACTERS)
    if not sample.strip() and not any(headers.values()):
        raise InputRefused("{name} is empty.", name=path.name)
    if set(REFUSAL_COLUMNS) <= headers[","]:
        # Our own file of refused rows, whatever the file was that they came from.
        return ","
    if mapping.file.delimiter is not None:
        return mapping.file.delimiter
    needed = set(mapping.their_names(needed_only=True))
    found = {delimiter: needed & names for delimiter, names in headers.items()}
    fitting = [delimiter for delimiter in DELIMITERS if found[delimiter] == needed]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise InputRefused(
            "The delimiter of {name} cannot be told: {candidates} would all do. State it.",
            name=path.name,
            candidates=" ".join(repr(delimiter) for delimiter in fitting),
        )
    best = max(DELIMITERS, key=lambda delimiter: (len(found[delimiter]), sample.count(delimiter)))
    if not found[best]:
        raise InputRefused(
            "{name} does not suit the mapping {mapping}: none of its columns ({needed}) stands in the first row, "
            "whatever the delimiter. The first row is: {first}",
            name=path.name,
            mapping=mapping.title,
            needed=", ".join(sorted(needed)),
            first=sample.lstrip().partition("\n")[0].strip()[:200],
        )
    # The header is read with the likeliest delimiter, so that the columns it lacks can be named.
    return best


def _header_names(text: TextIO, delimiter: str) -> set[str]:
    """What stands in the first record that is not blank, however long it is: exports with labels have long ones."""
    text.seek(0)
    reader = csv.reader(text, delimiter=delimiter)
    try:
        header = next((row for row in reader if any(cell.strip() for cell in row)), [])
    except csv.Error:
        return set()
    return {name.strip() for name in header}
