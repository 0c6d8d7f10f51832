"""What must hold between the columns of one record, and between a record and what is stored."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from usalama.actions.personal_text import personal_in
from usalama.country.names import may_be_one
from usalama.ingest.cells.date_formats import is_kept, no_day
from usalama.ingest.register_rows import NO_NUMBER
from usalama.model import N_, Sentence
from usalama.registers import Fault, Record, Register
from usalama.schema import Column

NOT_BEFORE = N_("It is before {earlier}.")
NOT_ABOVE = N_("It is above {whole}.")


def kin_of(register: Register, record: Record) -> tuple[object, ...]:
    """What records have in common that have to fit together."""
    return tuple(record.get(name) for name in register.kin)


def faults_of(register: Register, record: Record, stored: Iterable[Record]) -> list[Fault]:
    """What is wrong with a record: single columns first, then what must hold between them.

    Arguments:
        stored: its kin among the records that are held, and among those of the same file before it.
    """
    found = [
        *_columns(register, record), *_dates(register, record), *_counts(register, record),
        *_own_words(register, record),
    ]  # fmt: skip
    if found or register.rule is None:
        return found
    return list(register.rule(record, stored))


def _columns(register: Register, record: Record) -> Iterator[Fault]:
    """What a page may have let through that the declaration of a column forbids; files are checked when read."""
    for column in register.columns:
        value = record.get(column.name)
        if value is None:
            if column.is_required and column.name != "source_id":
                yield Fault(column.name, Sentence("The cell is empty; it must be filled in."))
        elif column.allowed is not None and value not in column.allowed:
            yield Fault(column.name, Sentence("It is none of: {known}.", {"known": ", ".join(column.allowed)}))
        elif isinstance(value, date) and not is_kept(value):
            yield Fault(column.name, no_day().sentence)
        elif isinstance(value, int | float):
            yield from _bounds(column, value)


def _bounds(column: Column, value: float) -> Iterator[Fault]:
    if not math.isfinite(value):
        yield Fault(column.name, Sentence(NO_NUMBER))
    elif column.minimum is not None and value < column.minimum:
        yield Fault(column.name, Sentence("It is below {minimum}.", {"minimum": column.minimum}))
    elif column.maximum is not None and value > column.maximum:
        yield Fault(column.name, Sentence("It is above {maximum}.", {"maximum": column.maximum}))


def _dates(register: Register, record: Record) -> Iterator[Fault]:
    last: tuple[str, date] | None = None
    for name in register.dates_in_order:
        day = record.get(name)
        if not isinstance(day, date):
            continue
        if last and day < last[1]:
            yield Fault(name, Sentence(NOT_BEFORE, {"earlier": last[0]}))
        last = (name, day)


def _counts(register: Register, record: Record) -> Iterator[Fault]:
    for names in register.counts_in_order:
        for whole, part in pairwise(names):
            most, count = record.get(whole), record.get(part)
            if isinstance(count, int) and (not isinstance(most, int) or count > most):
                yield Fault(part, Sentence(NOT_ABOVE, {"whole": whole}))


def _own_words(register: Register, record: Record) -> Iterator[Fault]:
    """What points at a person does not go in, so that it cannot come out."""
    for column in register.columns:
        found = personal_in(str(record.get(column.name) or "")) if column.is_own_words else None
        if found:
            yield Fault(column.name, found)


def likely_duplicates(records: Iterable[Record], stored: Iterable[Record]) -> list[Sentence]:
    """Associations that may be held already under another spelling; they are stored all the same.

    Arguments:
        records: those that arrive.
        stored: those that are held.
    """
    found = []
    by_county: dict[object, list[Record]] = {}
    for one in stored:
        by_county.setdefault(one["county_code"], []).append(one)
    for record in records:
        held = by_county.setdefault(record["county_code"], [])
        found += [
            Sentence(
                "{name} may be {other} ({record_id}), which is held already. Keep one of them.",
                {"name": str(record["name"]), "other": str(other["name"]), "record_id": str(other["record_id"])},
            )
            for other in held
            if other["record_id"] != record["record_id"] and may_be_one(str(record["name"]), str(other["name"]))
        ]
        held.append(record)
    return found
