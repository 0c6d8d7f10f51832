"""Refused rows: which, where, why; and the file in which they can be mended."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from usalama.ingest.files.blocks import LEFT_OUT, CellRefusal
from usalama.model import Sentence

Mask = npt.NDArray[np.bool_]

REFUSED_SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        ("column", pa.string()),
        ("value", pa.string()),
        ("reason", pa.string()),
        ("reason_values", pa.string()),
    ]
)
ROW = "row"
# What a column of the file that is itself called "row" is called beside the row's number.
OWN_ROW_COLUMN = "row (of the file)"
REFUSAL_COLUMNS = ("refused_row", "refused_column", "refused_value", "refused_reason")
VALUE_CHARACTERS = 200
# What spreadsheets take for the beginning of a formula, with the full-width forms of the same signs.
FORMULA_SIGNS = "=+-@|%＝＋－＠｜％"
ESCAPE = "'"


@dataclass
class Findings:
    """Which rows of a block are refused; of several reasons for one row the first that was found is kept.

    Arguments:
        numbers: the rows' numbers in the file.
    """

    numbers: npt.NDArray[np.int64]
    is_refused: Mask = field(init=False)
    _parts: list[pa.Table] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.is_refused = np.zeros(self.numbers.size, bool)

    def refuse(self, where: Mask, column: str, texts: pa.Array | None, reason: Sentence) -> None:
        """Refuse rows for one reason.

        Arguments:
            where: which rows of the block.
            column: the column concerned, as the file calls it.
            texts: what stands there, one for each row of the block; None where it must not be repeated.
        """
        rows = np.flatnonzero(where & ~self.is_refused)
        values = [""] * rows.size if texts is None else texts.take(pa.array(rows)).to_pylist()
        self._add(rows, [column] * rows.size, values, [reason] * rows.size)

    def refuse_words(self, where: Mask, column: str, texts: pa.Array, reasons: dict[str, Sentence]) -> None:
        """Refuse rows whose word has a reason of its own.

        Arguments:
            reasons: the reason for each word that stands in a row of ``where``.
        """
        rows = np.flatnonzero(where & ~self.is_refused)
        values = texts.take(pa.array(rows)).to_pylist()
        self._add(rows, [column] * rows.size, values, [reasons[value] for value in values])

    def refuse_cells(self, cells: Sequence[CellRefusal]) -> None:
        """Refuse the rows that the reader itself could not read."""
        first = list({cell.index: cell for cell in reversed(cells)}.values())
        rows = np.array([cell.index for cell in first], np.intp)
        columns, values = [cell.column for cell in first], [cell.value for cell in first]
        self._add(rows, columns, values, [cell.reason for cell in first])

    def _add(
        self,
        rows: npt.NDArray[np.intp],
        columns: Sequence[str],
        values: Sequence[str | None],
        reasons: Sequence[Sentence],
    ) -> None:
        if rows.size:
            self.is_refused[rows] = True
            self._parts.append(_table(self.numbers[rows], columns, values, reasons))

    def table(self) -> pa.Table:
        """All refusals in the order of the rows, as ``REFUSED_SCHEMA``."""
        return pa.concat_tables([REFUSED_SCHEMA.empty_table(), *self._parts]).sort_by("row")


def _table(
    numbers: npt.NDArray[np.int64],
    columns: Sequence[str],
    values: Sequence[str | None],
    reasons: Sequence[Sentence],
) -> pa.Table:
    encoded = {id(reason): json.dumps(dict(reason.values), ensure_ascii=False) for reason in reasons}
    return pa.table(
        [
            pa.array(numbers),
            pa.array(columns, pa.string()),
            pa.array([(value or "")[:VALUE_CHARACTERS] for value in values], pa.string()),
            pa.array([reason.template for reason in reasons], pa.string()),
            pa.array([encoded[id(reason)] for reason in reasons], pa.string()),
        ],
        schema=REFUSED_SCHEMA,
    )


def reason_of(refusal: dict[str, str]) -> Sentence:
    """The sentence of one refused row, as the table of refusals keeps it."""
    return Sentence(refusal["reason"], json.loads(refusal["reason_values"]))


def write_refusals(path: Path, raw: pa.Table, refused: pa.Table, say: Callable[[Sentence], str] = str) -> int:
    """Write refused rows, for their owner only, with four columns of ours, to be mended and imported again.

    Arguments:
        path: the CSV to write: commas, and UTF-8 with a byte order mark, since spreadsheets ask for one.
        raw: row number, then columns of the file as ``handed_back``; rows that were not refused are left out.
        refused: ``REFUSED_SCHEMA``, one row each.
        say: writes a sentence in the reader's language.

    Returns:
        How many rows were written.
    """
    # A refusals file that is refused again does not gain the four columns twice.
    own = [name for name in raw.column_names[1:] if name not in (*REFUSAL_COLUMNS, LEFT_OUT)]
    own += [LEFT_OUT] if LEFT_OUT in raw.column_names else []
    place = {number: index for index, number in enumerate(raw[ROW].to_pylist())}
    refusals = refused.sort_by(ROW).to_pylist()
    cells = raw.select(own).take(pa.array([place[refusal[ROW]] for refusal in refusals], pa.int64()))
    rows = zip(*(column.to_pylist() for column in cells.columns), strict=True)
    # A file of that name may be there, and readable by others.
    path.unlink(missing_ok=True)
    with open(path, "w", encoding="utf-8-sig", newline="", opener=_owner_only) as file:
        writer = csv.writer(file)
        writer.writerow([escaped(ROW if name == OWN_ROW_COLUMN else name) for name in [*own, *REFUSAL_COLUMNS]])
        for row, refusal in zip(rows, refusals, strict=True):
            ours = [refusal["column"], refusal["value"], say(reason_of(refusal))]
            writer.writerow([*map(escaped, row), refusal[ROW], *map(escaped, ours)])
    return len(refusals)


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def escaped(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: numbers as they are, dangerous text behind an apostrophe."""
    return text if _is_number(text) or not _is_dangerous(text.lstrip(ESCAPE)) else ESCAPE + text


def unescaped(text: str) -> str:
    """The cell as it was before ``escaped``."""
    return text[1:] if text.startswith(ESCAPE) and _is_dangerous(text.lstrip(ESCAPE)) else text


def _is_dangerous(text: str) -> bool:
    return text.startswith(("\t", "\r", "\n", *FORMULA_SIGNS)) or text.lstrip().startswith(tuple(FORMULA_SIGNS))


def _is_number(text: str) -> bool:
    digits = text[1:] if text[:1] in {"+", "-"} else text
    return digits.replace(".", "", 1).replace(",", "", 1).isdecimal()
