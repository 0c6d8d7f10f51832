"""Hours of cover: one fixed shape, since whoever keeps a duty roster can write it down in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from usalama.country import Country
from usalama.errors import InputRefused
from usalama.ingest.cells.date_formats import parse_day
from usalama.ingest.check import Checked, raw_table
from usalama.ingest.files.blocks import Block, CellRefusal
from usalama.ingest.mapping_parts import FileShape
from usalama.ingest.refusals import ROW, Findings
from usalama.registers import COVER, COVER_KINDS
from usalama.schema import ARROW_TYPES

CHECKED_COLUMNS = tuple(column for column in COVER.columns if not column.is_ours)
ACCEPTED_SCHEMA = pa.schema([(ROW, pa.int64()), *((one.name, ARROW_TYPES[one.kind]) for one in CHECKED_COLUMNS)])
THEIR_NAMES = {one.name: one.in_files for one in CHECKED_COLUMNS}
OPTIONAL = tuple(one.name for one in CHECKED_COLUMNS if not one.is_required)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORTEST_DAY_NAME = 3
EVERY_DAY = "1234567"
TIME = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::00)?")
NAME_CHARACTERS = 120
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class CoverShape:
    """The columns of a file of cover."""

    file: FileShape
    title: str = "hours of cover"

    def their_names(self, *, needed_only: bool = False) -> tuple[str, ...]:
        return tuple(theirs for ours, theirs in THEIR_NAMES.items() if not (needed_only and ours in OPTIONAL))


COVER_SHAPE = CoverShape(FileShape())


class CellFault(Exception):
    """What is wrong with one cell."""

    def __init__(self, column: str, refusal: InputRefused) -> None:
        super().__init__(column)
        self.column, self.refusal = column, refusal


def check_cover(block: Block, country: Country) -> Checked:
    """Each row in our columns, or refused with its reason."""
    findings = Findings(block.numbers)
    findings.refuse_cells(block.refused)
    accepted: list[dict[str, object]] = []
    for index, row in enumerate(_rows(block)):
        if findings.is_refused[index]:
            continue
        try:
            accepted.append({ROW: int(block.numbers[index])} | parse_row(row, country))
        except CellFault as fault:
            theirs = THEIR_NAMES[fault.column]
            findings.refuse_cells([CellRefusal(index, theirs, row[fault.column], fault.refusal.sentence)])
    return Checked(pa.Table.from_pylist(accepted, ACCEPTED_SCHEMA), findings.table(), raw_table(block), ())


def _rows(block: Block) -> Iterator[dict[str, str]]:
    names = block.cells.column_names
    for row in block.cells.to_pylist():
        yield {ours: row[theirs].strip() if theirs in names else "" for ours, theirs in THEIR_NAMES.items()}


def parse_row(row: dict[str, str], country: Country) -> dict[str, object]:
    """One row in our columns; the first cell that cannot be understood refuses it."""
    parsed: dict[str, object] = {}
    for name in THEIR_NAMES:
        try:
            parsed[name] = _parse_cell(name, row[name], parsed, country)
        except InputRefused as refusal:
            raise CellFault(name, refusal) from refusal
    return parsed


def _parse_cell(name: str, text: str, before: dict[str, object], country: Country) -> object:
    """One cell; ``before`` holds the cells of the row that stand before it in our order."""
    if not text and name not in OPTIONAL:
        raise InputRefused("The cell is empty; it must be filled in.")
    if not text:
        return None
    if name == "county_code":
        return _county_code(text, country)
    if name == "constituency_code":
        return _constituency_code(text, str(before["county_code"]), country)
    if name in ("from_hour", "to_hour"):
        return _hour(text, before.get("from_hour"))
    if name in ("valid_from", "valid_to"):
        return _day(text, before.get("valid_from"))
    plain = {"area_name": _area_name, "kind": _kind, "weekdays": _weekdays, "people": _people}
    return plain[name](text)


def _county_code(text: str, country: Country) -> str:
    return country.county(text.zfill(3)).code if text.isdecimal() else country.county_by_name(text).code


def _constituency_code(text: str, county_code: str, country: Country) -> str:
    numbered = {one.code: one for one in country.constituencies}.get(text.zfill(3)) if text.isdecimal() else None
    found = numbered or country.constituency_by_name(text)
    if found.county_code != county_code:
        raise InputRefused("The constituency does not lie in the county that the row names.")
    return found.code


def _area_name(text: str) -> str:
    if len(text) > NAME_CHARACTERS:
        raise InputRefused("It has more than {limit} characters.", limit=NAME_CHARACTERS)
    if CONTROL_CHARACTERS.search(text):
        raise InputRefused("It holds characters that are no text.")
    return text


def _kind(text: str) -> str:
    if text.lower() not in COVER_KINDS:
        raise InputRefused("It is none of the kinds of cover: {known}.", known=", ".join(COVER_KINDS))
    return text.lower()


def _weekdays(text: str) -> str:
    """The digits of the days: of ``daily``, of ``1,2,3`` or of names such as ``Mon-Fri,Sun``."""
    words = text.lower().replace(" ", "")
    if words == "daily":
        return EVERY_DAY
    digits: set[int] = set()
    for part in words.split(","):
        first, dash, last = part.partition("-")
        start, end = _day_number(first), _day_number(last if dash else first)
        # From Saturday to Monday goes on over the end of the week.
        digits |= {(start + step) % 7 for step in range((end - start) % 7 + 1)}
    return "".join(str(digit + 1) for digit in sorted(digits))


def day_names(digits: str) -> str:
    """Digits of days as a file writes them: 67 is ``6,7``, all seven are ``daily``."""
    return "daily" if digits == EVERY_DAY else ",".join(digits)


def _day_number(word: str) -> int:
    if word in set(EVERY_DAY):
        return int(word) - 1
    for number, name in enumerate(DAYS):
        if len(word) >= SHORTEST_DAY_NAME and name.startswith(word):
            return number
    raise InputRefused("It names no weekdays. Write daily, or days such as Mon-Fri or Sat,Sun.")


def _hour(text: str, begin: object) -> float:
    found = TIME.fullmatch(text)
    hour = int(found[1]) + int(found[2] or 0) / 60 if found and int(found[2] or 0) < 60 else None
    is_end = begin is not None
    if hour is None or hour > 24 or (hour == 24 and not is_end):
        raise InputRefused("It is no time of day from 00:00 to 24:00. Write it as 22:00.")
    if is_end and hour == begin:
        raise InputRefused("It ends when it begins. Write 00:00 and 24:00 for the whole day.")
    return hour


def _people(text: str) -> int:
    most = int(COVER.column("people").maximum or 0)
    # So long a number is refused before it is read.
    if not text.isdecimal() or len(text) > len(str(most)) or not 1 <= int(text) <= most:
        raise InputRefused("It is no whole number of people from 1 to {limit}.", limit=most)
    return int(text)


def _day(text: str, begin: object) -> date:
    day = parse_day(text)
    if isinstance(begin, date) and day < begin:
        raise InputRefused("It ends before it begins.")
    return day
