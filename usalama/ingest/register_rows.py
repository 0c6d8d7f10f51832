"""Files of a register: associations, stages, pledges and the like, each row checked as the register declares it."""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from usalama.country import Country
from usalama.errors import InputRefused
from usalama.ingest.cells.date_formats import ISO_DATE, parse_day
from usalama.ingest.check import Checked, raw_table
from usalama.ingest.files.blocks import Block, CellRefusal
from usalama.ingest.mapping_parts import FileShape
from usalama.ingest.refusals import ROW, Findings, unescaped
from usalama.model import N_
from usalama.registers import REGISTERS, Register
from usalama.schema import ARROW_TYPES, Column, Kind, Place, Table

TEXT_CHARACTERS = 100_000
TRUE, FALSE = frozenset({"true", "yes", "1", "y", "ndiyo"}), frozenset({"false", "no", "0", "n", "hapana"})
NO_NUMBER = N_("It is no number. Write a point before decimals and nothing between thousands.")
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class RegisterShape:
    """How a file of a register is written.

    Arguments:
        table: the register.
        columns: our column -> the file's, where it is not the usual heading.
        words: our column -> their word -> ours.
        date_format: as ``strptime`` takes it; day and month are never guessed.
    """

    table: Register
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    date_format: str = ISO_DATE
    file: FileShape = field(default_factory=FileShape)

    @property
    def title(self) -> str:
        return self.table.name.replace("_", " ")

    def heading(self, name: str) -> str:
        return self.columns.get(name) or self.table.column(name).in_files

    def their_names(self, *, needed_only: bool = False) -> tuple[str, ...]:
        return tuple(self.heading(one.name) for one in read_columns(self.table) if one.is_required or not needed_only)

    def as_request(self) -> dict[str, object]:
        """The same in JSON, for the process that reads."""
        words = {name: dict(table) for name, table in self.words.items()}
        return {"register": self.table.name, "columns": dict(self.columns), "words": words, "dates": self.date_format}


def shape_of_request(request: Mapping[str, Any]) -> RegisterShape:
    """The shape that ``as_request`` wrote down."""
    table = next(one for one in REGISTERS if one.name == request["register"])
    return RegisterShape(table, request["columns"], request["words"], request["dates"])


def read_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a register that a file fills."""
    return tuple(column for column in table.columns if not column.is_ours)


def accepted_schema(table: Table) -> pa.Schema:
    """The row number, then the register's columns."""
    return pa.schema([(ROW, pa.int64()), *((one.name, ARROW_TYPES[one.kind]) for one in read_columns(table))])


def load_register_shape(table: Register, path: Path | None) -> RegisterShape:
    """How a file of the register is written, as a mapping file says.

    Arguments:
        path: TOML with ``date_format``, ``[columns]`` (ours = "theirs") and ``[words.<our column>]``
            (theirs = "ours"); None for a file with the usual headings.

    Raises:
        InputRefused: the mapping cannot be read, or names a column that the register has not.
    """
    if path is None:
        return RegisterShape(table)
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputRefused("The mapping {path} cannot be read.", path=str(path)) from error
    columns, words = said.get("columns", {}), said.get("words", {})
    known = {one.name for one in read_columns(table)}
    for name in (*columns, *words):
        if name not in known:
            raise InputRefused(
                "The mapping names the column {column}, which the register {register} has not.",
                column=name,
                register=table.name,
            )
    return RegisterShape(table, columns, words, str(said.get("date_format", ISO_DATE)))


def check_register(block: Block, shape: RegisterShape, country: Country) -> Checked:
    """Each row in the register's columns, or refused with its reason."""
    findings = Findings(block.numbers)
    findings.refuse_cells(block.refused)
    accepted: list[dict[str, object]] = []
    for index, cells in enumerate(_rows(block, shape)):
        if findings.is_refused[index]:
            continue
        row: dict[str, object] = {ROW: int(block.numbers[index])}
        for column in read_columns(shape.table):
            try:
                row[column.name] = parse_value(column, cells[column.name], row, country, shape)
            except InputRefused as refusal:
                heading = shape.heading(column.name)
                findings.refuse_cells([CellRefusal(index, heading, cells[column.name], refusal.sentence)])
                break
        else:
            accepted.append(row)
    table = pa.Table.from_pylist(accepted, accepted_schema(shape.table))
    return Checked(table, findings.table(), raw_table(block), ())


def _rows(block: Block, shape: RegisterShape) -> Iterator[dict[str, str]]:
    names = set(block.cells.column_names)
    headings = {one.name: shape.heading(one.name) for one in read_columns(shape.table)}
    for row in block.cells.to_pylist():
        yield {ours: unescaped(row[theirs].strip()) if theirs in names else "" for ours, theirs in headings.items()}


def parse_value(column: Column, text: str, row: Mapping[str, object], country: Country, shape: RegisterShape) -> object:
    """One cell as the schema declares it; None where it is empty and may be.

    Arguments:
        row: the columns that stand before it.

    Raises:
        InputRefused: it is not what the column holds.
    """
    text = shape.words.get(column.name, {}).get(text, text)
    if not text:
        if column.is_required:
            raise InputRefused("The cell is empty; it must be filled in.")
        return None
    if column.place is not None:
        return PLACES[column.place](text, row, country)
    if column.kind is Kind.DATE:
        return parse_day(text, shape.date_format)
    if column.kind is Kind.FLAG:
        return _flag(text)
    if column.kind in (Kind.INTEGER, Kind.NUMBER):
        return _number(column, text)
    return _text(column, text)


def _county_code(text: str, _row: Mapping[str, object], country: Country) -> str:
    return country.county(text.zfill(3)).code if text.isdecimal() else country.county_by_name(text).code


def _county_codes(text: str, row: Mapping[str, object], country: Country) -> str:
    codes = {_county_code(part.strip(), row, country) for part in text.split(",") if part.strip()}
    return ",".join(sorted(codes))


def _constituency_code(text: str, row: Mapping[str, object], country: Country) -> str:
    numbered = {one.code: one for one in country.constituencies}.get(text.zfill(3)) if text.isdecimal() else None
    found = numbered or country.constituency_by_name(text)
    if found.county_code != row.get("county_code"):
        raise InputRefused("The constituency does not lie in the county that the row names.")
    return found.code


def _area(text: str, _row: Mapping[str, object], _country: Country) -> str:
    """A polygon, as it came."""
    try:
        kind = json.loads(text).get("type")
    except (ValueError, AttributeError):
        kind = None
    if kind not in ("Polygon", "MultiPolygon"):
        raise InputRefused("It is no GeoJSON polygon.")
    return text


PLACES = {
    Place.COUNTY: _county_code,
    Place.COUNTIES: _county_codes,
    Place.CONSTITUENCY: _constituency_code,
    Place.AREA: _area,
}


def _flag(text: str) -> bool:
    word = text.lower()
    if word not in TRUE | FALSE:
        raise InputRefused("It is neither yes nor no.")
    return word in TRUE


def _number(column: Column, text: str) -> float | int:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InputRefused(NO_NUMBER)
    is_whole = column.kind is Kind.INTEGER
    if is_whole and not number.is_integer():
        raise InputRefused("It is no whole number.")
    if column.minimum is not None and number < column.minimum:
        raise InputRefused("It is below {minimum}.", minimum=column.minimum)
    if column.maximum is not None and number > column.maximum:
        raise InputRefused("It is above {maximum}.", maximum=column.maximum)
    return int(number) if is_whole else number


def _text(column: Column, text: str) -> str:
    if column.allowed is not None:
        word = text.lower().replace(" ", "_").replace("-", "_")
        if word not in column.allowed:
            raise InputRefused("It is none of: {known}.", known=", ".join(column.allowed))
        return word
    if len(text) > TEXT_CHARACTERS:
        raise InputRefused("It has more than {limit} characters.", limit=TEXT_CHARACTERS)
    if CONTROL_CHARACTERS.search(text):
        raise InputRefused("It holds characters that are no text.")
    return text
