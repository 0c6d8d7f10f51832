"""Reading CSV: certain about encoding and delimiter, strict about quotation marks, forgiving to single rows."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from charset_normalizer import from_bytes

from usalama.errors import InputRefused
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
from usalama.ingest.files.file_kind import Limits
from usalama.ingest.mapping_parts import ENCODINGS, Shape
from usalama.ingest.refusals import REFUSAL_COLUMNS, unescaped

BLOCK_BYTES = 1 << 20
SAMPLE_BYTES = 1 << 16
BYTE_ORDER_MARKS = (
    # The mark of UTF-32 begins with that of UTF-16, so it is asked first.
    (codecs.BOM_UTF32_LE, None),
    (codecs.BOM_UTF32_BE, None),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SINGLE_BYTE_ENCODINGS = [name for name in ENCODINGS if not name.startswith("utf")]


def encoding_of(path: Path, stated: str | None) -> str:
    """The Python name of the encoding in which every byte of the file can be read.

    Arguments:
        stated: the encoding that the mapping or the person importing says it is, if any.

    Raises:
        InputRefused: the file is not text, or not in the stated encoding, or, when none is stated, neither
            UTF-8 nor marked as UTF-16.
    """
    with path.open("rb") as file:
        beginning = file.read(4)
    encoding = _by_mark(path, beginning)
    if encoding is None:
        encoding = stated or "utf-8"
    _check_every_byte(path, encoding, is_stated=stated is not None)
    return encoding


def _by_mark(path: Path, beginning: bytes) -> str | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if beginning.startswith(mark):
            if encoding is None:
                raise InputRefused("{name} is UTF-32, which cannot be read; save it as UTF-8.", name=path.name)
            return encoding
    return None


def _check_every_byte(path: Path, encoding: str, *, is_stated: bool) -> None:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    position = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            try:
                text = decoder.decode(block)
            except UnicodeDecodeError as error:
                raise _not_readable(path, position + error.start, encoding, is_stated=is_stated) from error
            if "\x00" in text:
                raise InputRefused(
                    "{name} contains NUL bytes, so it is not a text file in {encoding}. If it is UTF-16 without "
                    "a byte order mark, state the encoding utf-16-le or utf-16-be.",
                    name=path.name,
                    encoding=encoding,
                )
            position += len(block)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise _not_readable(path, position, encoding, is_stated=is_stated) from error


def _not_readable(path: Path, position: int, encoding: str, *, is_stated: bool) -> InputRefused:
    if is_stated or encoding != "utf-8":
        return InputRefused(
            "{name} is not {encoding} throughout (byte {position} does not fit).",
            name=path.name,
            encoding=encoding,
            position=position + 1,
        )
    with path.open("rb") as file:
        file.seek(max(0, position - SAMPLE_BYTES // 2))
        sample = file.read(SAMPLE_BYTES)
    matches = from_bytes(sample, cp_isolation=SINGLE_BYTE_ENCODINGS)
    possible = {codecs.lookup(name).name for match in matches for name in match.could_be_from_charset}
    likely = [name for name in SINGLE_BYTE_ENCODINGS if codecs.lookup(name).name in possible]
    return InputRefused(
        "{name} is not UTF-8 (byte {position} does not fit). State its encoding, for example {likely}, or save it "
        "as UTF-8.",
        name=path.name,
        position=position + 1,
        likely=", ".join(likely[:3]) or "cp1252",
    )


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
