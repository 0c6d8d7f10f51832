"""Reading XLSX: sizes are checked before the archive is opened, formulas are never computed."""

from __future__ import annotations

import math
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from usalama.errors import InputRefused
from usalama.ingest.files.blocks import (
    Block,
    BlockBuilder,
    Header,
    check_needed,
    checked_header,
    no_rows,
    too_many_rows,
)
from usalama.ingest.files.file_kind import Limits
from usalama.ingest.mapping_parts import Shape
from usalama.model import Sentence

# Cells cost far more here than in a CSV, so progress is told more often.
BLOCK_ROWS = 10_000
MEMBERS_AT_MOST = 2_000
SMALL_SHEET_ROWS = 20_000
WORKBOOK = "xl/workbook.xml"
# What openpyxl and the archive raise on files that are no proper workbook.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    # What every parser of XML raises, whichever of them is installed.
    SyntaxError,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    OSError,
    NotImplementedError,
)


def read_xlsx(path: Path, mapping: Shape, limits: Limits) -> Iterator[Block]:
    """The rows of the one sheet that has the mapping's columns, block by block.

    Raises:
        InputRefused: the file is damaged, expands beyond the limits, has no sheet that suits the mapping or
            several, or no rows or too many.
    """
    _check_archive(path, limits)
    with _reading(path):
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False)
        sheet = _sheet(workbook, mapping, limits)
        # The extent that a sheet states of itself may be wrong: it is good enough for a progress bar only.
        stated_rows = sheet.max_row
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=limits.columns + 1)
    with _reading(path):
        header = _header(next(rows, ()), limits)
    check_needed(header, mapping.their_names(needed_only=True), mapping.title)
    yield from _blocks(path, rows, header, stated_rows, mapping, limits)


def read_sheets(path: Path, names: Sequence[str], limits: Limits) -> dict[str, list[dict[str, str]]]:
    """Small sheets of a workbook, each row by the headings of its sheet; a sheet that is not there has no rows.

    Raises:
        InputRefused: the file is damaged, expands beyond the limits, or a sheet has too many columns, a column twice
            or a formula.
    """
    _check_archive(path, limits)
    with _reading(path):
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False)
        held = {sheet.title.strip().lower(): sheet for sheet in workbook.worksheets}
    return {name: list(_records(path, held[name], limits)) if name in held else [] for name in names}


def _records(path: Path, sheet: Any, limits: Limits) -> Iterator[dict[str, str]]:
    with _reading(path):
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=limits.columns + 1)
        first = next(rows, ())
    if not any(text_of(cell) for cell in first):
        return
    header = _header(first, limits)
    for number in count(2):
        with _reading(path):
            cells = next(rows, None)
        if cells is None:
            return
        if number > SMALL_SHEET_ROWS:
            raise too_many_rows(SMALL_SHEET_ROWS)
        if any(cell.data_type == "f" for cell in cells):
            raise InputRefused(
                "Row {row} of the sheet {sheet} holds a formula; replace it by its value (copy, paste special, "
                "values).",
                row=number,
                sheet=sheet.title,
            )
        yield dict(zip(header, map(text_of, cells), strict=False))


def _blocks(
    path: Path, rows: Iterator[Any], header: Header, stated_rows: int | None, mapping: Shape, limits: Limits
) -> Iterator[Block]:
    builder = BlockBuilder(header, has_iso_dates=True)
    read_columns = frozenset(mapping.their_names())
    rows_read, number = 0, 1
    while True:
        with _reading(path):
            cells = next(rows, None)
        if cells is None:
            break
        number += 1
        if all(cell.value is None for cell in cells):
            continue
        rows_read += 1
        if limits.xlsx_rows is not None and rows_read > limits.xlsx_rows:
            raise too_many_rows(limits.xlsx_rows)
        _add(builder, number, cells, read_columns)
        if len(builder.rows) == BLOCK_ROWS:
            yield builder.build(share_read=min(1.0, number / (stated_rows or math.inf)))
    if rows_read == 0:
        raise no_rows(path.name)
    if builder.rows:
        yield builder.build(share_read=1.0)


def _add(builder: BlockBuilder, number: int, cells: tuple[Any, ...], read_columns: frozenset[str]) -> None:
    width = len(builder.header)
    texts = [text_of(cell) for cell in cells]
    # Empty cells beyond the header are formatting, and short rows end in empty cells.
    row = texts[:width] + [text for text in texts[width:] if text]
    row += [""] * (width - len(row))
    for name, cell, text in zip(builder.header, cells, texts, strict=False):
        if cell.data_type == "f" and name in read_columns:
            reason = Sentence("The cell holds a formula; replace it by its value (copy, paste special, values).")
            builder.refuse(name, text, reason)
    builder.add(number, row)


def text_of(cell: Any) -> str:
    """A cell as text: dates as ISO dates, whole numbers without a fraction."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        is_day = value.time() == time(0) and "h" not in str(cell.number_format).lower()
        return value.date().isoformat() if is_day else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value).strip()


def _header(cells: tuple[Any, ...], limits: Limits) -> Header:
    names = [text_of(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise InputRefused("The first row of the sheet is empty; it must name the columns.")
    return checked_header(names, limits)


def _sheet(workbook: Any, mapping: Shape, limits: Limits) -> Any:
    titles = [sheet.title for sheet in workbook.worksheets]
    if not titles:
        raise InputRefused("The workbook has no sheet.")
    if mapping.file.sheet is not None:
        if mapping.file.sheet not in titles:
            raise InputRefused(
                "The workbook has no sheet {sheet}; it has: {found}.",
                sheet=mapping.file.sheet,
                found=", ".join(titles),
            )
        return workbook[mapping.file.sheet]
    needed = set(mapping.their_names(needed_only=True))
    fitting = [sheet for sheet in workbook.worksheets if needed <= set(_first_texts(sheet, limits))]
    if len(fitting) > 1:
        raise InputRefused(
            "More than one sheet has the columns of the mapping: {found}. State which one to read.",
            found=", ".join(sheet.title for sheet in fitting),
        )
    return fitting[0] if fitting else workbook.worksheets[0]


def _first_texts(sheet: Any, limits: Limits) -> list[str]:
    rows = sheet.iter_rows(max_row=1, max_col=limits.columns + 1)
    return [text_of(cell) for cell in next(rows, ())]


def _check_archive(path: Path, limits: Limits) -> None:
    with _reading(path), zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    if WORKBOOK not in {member.filename for member in members}:
        raise InputRefused("{name} is a zip archive but not an XLSX workbook.", name=path.name)
    # Reading stops at the size that a member states, so what is stated here is the most there can be.
    expanded = sum(member.file_size for member in members)
    if len(members) > MEMBERS_AT_MOST or expanded > limits.expansion_ratio * path.stat().st_size:
        raise InputRefused(
            "{name} would grow to more than {ratio} times its size when opened, so it is not opened.",
            name=path.name,
            ratio=limits.expansion_ratio,
        )


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except DAMAGED as error:
        raise InputRefused("{name} is damaged or not a proper XLSX workbook.", name=path.name) from error
