"""One record that a person enters, changes, takes out or takes back: read as a file's row would be, kept whole or not.

What is wrong is said of each column, so that a form can say it beside the field.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from usalama.actions.clerk import Clerk, Source, check_may_write
from usalama.actions.keep_records import keep_records, remove_records, stored_records
from usalama.actions.record_rules import faults_of, kin_of
from usalama.country import Country
from usalama.errors import InputRefused
from usalama.ingest.register_rows import RegisterShape, parse_value, read_columns
from usalama.model import N_, Sentence
from usalama.registers import ASSOCIATION, Fault, Register
from usalama.schema import EARLIEST_YEAR, LATEST_YEAR, Column, Kind, Place
from usalama.store.undoing import take_back_record

Record = dict[str, object]
ID, ID_CHARACTERS = "record_id", 12
MISSING = Sentence("This is missing.")
# A picker sends nothing of a day that it does not offer.
NO_DAY = N_("This is missing, or no day from {first} to {last}.")
NOT_YET = Sentence("This day has not come yet.")
GONE = N_("This record is not held any more: it was taken out meanwhile.")
CHANGED_SINCE = N_("This cannot be undone: the record was changed again since. Its history says how it stood.")


@dataclass(frozen=True)
class Kept:
    """What became of a record.

    Arguments:
        record: as it is kept, or would be.
        changed: the columns that are not as they were.
        version: of the store that first has it so; None where nothing was stored.
        faults: column -> what is wrong with it; nothing is stored while there is one.
    """

    record: Record
    changed: tuple[str, ...] = ()
    version: int | None = None
    faults: Mapping[str, Sequence[Sentence]] = field(default_factory=dict)


def keep_record(
    clerk: Clerk,
    table: Register,
    typed: Mapping[str, object],
    source: Source,
    country: Country,
    record_id: str | None = None,
) -> Kept:
    """Store a new record or change one that is held; nothing of it where anything is wrong.

    Arguments:
        typed: column -> what was entered; the others stay as they are.
        record_id: of the record that is changed; None for a new one.

    Raises:
        InputRefused: the record is not held any more, or the nature of the source does not fit the store.
        NotAllowed: the scope may not write.
    """
    check_may_write(clerk.scope)
    stored = stored_records(clerk, table)
    before = _before(table, stored, record_id)
    record, wrong = _read(table, typed, before, country)
    _give_county(clerk, table, record)
    wrong += _faults(clerk, table, record, stored)
    faults = _by_column(table, wrong)
    if faults:
        return Kept(record, faults=faults)
    receipt = keep_records(clerk, table, [record], source)
    changed = tuple(name for name in record if record[name] != before[name])
    return Kept(record, changed, receipt.data_version if receipt.accepted else None)


def remove_record(clerk: Clerk, table: Register, record_id: str) -> Kept:
    """Take a record out; its history stays.

    Raises:
        InputRefused: it is not held any more.
        NotAllowed: the scope may not write.
    """
    check_may_write(clerk.scope)
    record = _before(table, stored_records(clerk, table), record_id)
    remove_records(clerk, table, [record_id])
    return Kept(record, version=clerk.store.version())


def undo_record(clerk: Clerk, table: Register, kept: Kept) -> None:
    """Let a record stand as it stood before it was entered, changed or taken out.

    Raises:
        InputRefused: it was changed since.
        NotAllowed: the scope may not write.
    """
    check_may_write(clerk.scope)
    if kept.version is None:
        return
    with clerk.store.write(clerk.author, f"Undo a change of {table.name}") as writer:
        if not take_back_record(writer, table, str(kept.record[ID]), kept.version - 1):
            raise InputRefused(CHANGED_SINCE)


def _before(table: Register, stored: Sequence[Record], record_id: str | None) -> Record:
    if record_id is None:
        empty: Record = dict.fromkeys(one.name for one in read_columns(table))
        return empty | {ID: uuid.uuid4().hex[:ID_CHARACTERS]}
    found = next((one for one in stored if one[ID] == record_id), None)
    if found is None:
        raise InputRefused(GONE)
    return dict(found)


def _read(
    table: Register, typed: Mapping[str, object], before: Record, country: Country
) -> tuple[Record, list[Fault]]:  # fmt: skip
    """The record with what was typed, and every column of which that cannot be read."""
    record, wrong = dict(before), []
    for column in read_columns(table):
        if column.name not in typed or column.name == ID:
            continue
        text = _text(typed[column.name])
        try:
            record[column.name] = _value(table, column, text, record, country) if text else None
        except InputRefused as refusal:
            wrong.append(Fault(column.name, refusal.sentence))
    return record, wrong


def _value(table: Register, column: Column, text: str, record: Record, country: Country) -> object:
    return parse_value(column, text, record, country, RegisterShape(table))


def _text(typed: object) -> str:
    if isinstance(typed, list | tuple):
        return ",".join(map(str, typed))
    return "" if typed is None else str(typed).strip()


def _give_county(clerk: Clerk, table: Register, record: Record) -> None:
    """A record of an association is of its county, where nobody says of which."""
    county = next((one.name for one in table.columns if one.place is Place.COUNTY), None)
    own = next((one.name for one in table.columns if one.names == ASSOCIATION.name), None)
    if county and own and record[own] and not record[county]:
        held = stored_records(clerk, ASSOCIATION)
        record[county] = next((one["county_code"] for one in held if one[ID] == record[own]), None)


def _faults(clerk: Clerk, table: Register, record: Record, stored: Sequence[Record]) -> Iterator[Fault]:
    """What does not fit; of what is missing just that, and no day that has not come where something happened."""
    kin = [one for one in stored if kin_of(table, one) == kin_of(table, record)]
    for fault in faults_of(table, record, kin):
        column = table.column(fault.column)
        is_missing = column.is_required and record.get(column.name) is None
        yield Fault(column.name, _missing(column, clerk.today)) if is_missing else fault
    for column in table.columns:
        day = record.get(column.name)
        if column.has_come and isinstance(day, date) and day > clerk.today:
            yield Fault(column.name, NOT_YET)


def _missing(column: Column, today: date) -> Sentence:
    if column.kind is not Kind.DATE:
        return MISSING
    last = today if column.has_come else date(LATEST_YEAR, 12, 31)
    return Sentence(NO_DAY, {"first": date(EARLIEST_YEAR, 1, 1), "last": last})


def _by_column(table: Register, faults: Sequence[Fault]) -> dict[str, list[Sentence]]:
    """The faults of each column, in the words of people: a column by its label, a code by its word."""
    words = {one.name: one.label for one in table.columns if one.label}
    words |= {code: word for column in table.columns for code, word in column.words.items()}
    found: dict[str, list[Sentence]] = {}
    for fault in faults:
        if fault.column in found and fault.reason.template in (MISSING.template, NO_DAY):
            continue  # of what cannot be read, nothing is missing
        values = {
            name: Sentence(words[value]) if isinstance(value, str) and value in words else value
            for name, value in fault.reason.values.items()
        }
        found.setdefault(fault.column, []).append(Sentence(fault.reason.template, values))
    return found
