"""Records of the registers, typed in or from a file: checked with each other and with what is held, and kept once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from usalama.actions.arrivals import Arrival, ArrivingFile, bring_in, registers_named
from usalama.actions.arriving_rows import ArrivingRows, refusals
from usalama.actions.clerk import Clerk, Source, check_may_write
from usalama.actions.receipt import Receipt
from usalama.actions.record_rules import faults_of, kin_of, likely_duplicates
from usalama.errors import InputRefused
from usalama.ingest.file_reading import Chunk
from usalama.ingest.refusals import ROW
from usalama.ingest.register_rows import RegisterShape
from usalama.model import N_, Sentence
from usalama.registers import ASSOCIATION, INDICATOR, INDICATOR_VALUE, REGISTERS, SUBMISSION, Fault, Register
from usalama.schema import ARROW_TYPES
from usalama.store.questions import whole_records
from usalama.store.staging import Staging

TOLD = N_("{read} rows read = {new} new + {updated} changed + {rejected} refused + {duplicates} known already.")

Record = dict[str, object]
Numbered = list[tuple[int, Record]]


@dataclass
class _Judging:
    """Which of the records that come hold together."""

    table: Register
    stored: Sequence[Record]
    passed: Numbered = field(default_factory=list)
    faults: list[tuple[int, Record, Fault]] = field(default_factory=list)

    def judge(self, numbered: Numbered) -> None:
        """Keep those that hold together with each other and with what is stored; refuse the others."""
        seen: dict[object, int] = {}
        held: dict[tuple[object, ...], list[Record]] = {}
        for one in self.stored:
            held.setdefault(kin_of(self.table, one), []).append(one)
        for number, record in numbered:
            known = seen.get(record["record_id"])
            if known is not None:
                reason = Sentence("The record_id stands in row {row} already.", {"row": known})
                self.faults.append((number, record, Fault("record_id", reason)))
                continue
            seen[record["record_id"]] = number
            kin = held.setdefault(kin_of(self.table, record), [])
            found = faults_of(self.table, record, kin)
            if found:
                self.faults.append((number, record, found[0]))
            else:
                self.passed.append((number, record))
                kin.append(record)

    def refusals(self) -> Iterator[tuple[int, str, str, Sentence]]:
        """Number, column, value and reason of each refused record; what people wrote is not repeated."""
        personal = self.table.personal_names
        for number, record, fault in self.faults:
            value = None if fault.column in personal else record.get(fault.column)
            yield number, fault.column, "" if value is None else str(value), fault.reason


def register_named(name: str) -> Register:
    """A register by its name.

    Raises:
        InputRefused: there is none of that name.
    """
    found = next((table for table in REGISTERS if table.name == name), None)
    if found is None:
        known = ", ".join(table.name for table in REGISTERS)
        raise InputRefused("There is no register {name}. There are: {known}.", name=name, known=known)
    return found


def keep_records(
    clerk: Clerk,
    table: Register,
    records: Sequence[Mapping[str, object]],
    source: Source,
    *,
    dry_run: bool = False,
) -> Receipt:
    """Store records that a page has gathered; one that says what is stored already changes nothing.

    Arguments:
        records: values by column, each as its kind is stored.
        dry_run: say what would become of them and store nothing.

    Raises:
        InputRefused: their nature does not fit the store.
        NotAllowed: the scope may not write.
    """
    return keep_registers(clerk, {table: records}, source, dry_run=dry_run)


def keep_registers(
    clerk: Clerk,
    registers: Mapping[Register, Sequence[Mapping[str, object]]],
    source: Source,
    *,
    dry_run: bool = False,
) -> Receipt:
    """The same for several registers, in one commit; the receipt has a part for each.

    Raises:
        InputRefused: their nature does not fit the store.
        NotAllowed: the scope may not write.
    """

    def read(staging: Staging) -> list[ArrivingRows]:
        return [
            stage_records(clerk, staging, table, [(number, dict(one)) for number, one in enumerate(records, start=1)])
            for table, records in registers.items()
        ]

    message = f"Keep {', '.join(table.name for table in registers)}"
    return bring_in(clerk, Arrival(source, message, read), dry_run=dry_run)


def import_register(
    clerk: Clerk, path: Path, shape: RegisterShape, source: Source, *, name: str = "", dry_run: bool = False
) -> Receipt:
    """Store the records of a file that are new or changed. It raises what ``bring_in`` raises.

    Arguments:
        name: of the file as people know it; that of the path if left out.
        dry_run: say what would become of the file and store nothing.
    """
    return _import(clerk, path, (shape,), source, name=name, dry_run=dry_run)


def import_usual_file(
    clerk: Clerk, path: Path, table: Register, source: Source, *, name: str = "", dry_run: bool = False
) -> Receipt:
    """The same of a file with the usual headings."""
    return import_register(clerk, path, RegisterShape(table), source, name=name, dry_run=dry_run)


def import_logframe(clerk: Clerk, path: Path, source: Source, *, name: str = "", dry_run: bool = False) -> Receipt:
    """Store what is new or changed in the sheets of indicators and of their values, as the export writes them.

    Both sheets are one import. A workbook that lacks one of them changes nothing. It raises what ``bring_in`` raises.

    Arguments:
        name: of the file as people know it; that of the path if left out.
        dry_run: say what would become of the workbook and store nothing.

    Returns:
        The receipt, with that of each sheet as its parts.
    """
    shapes = (RegisterShape(INDICATOR), RegisterShape(INDICATOR_VALUE))
    return _import(clerk, path, shapes, source, name=name, dry_run=dry_run)


def _import(
    clerk: Clerk, path: Path, shapes: Sequence[RegisterShape], source: Source, *, name: str, dry_run: bool
) -> Receipt:
    check_may_write(clerk.scope)
    tables = [shape.table for shape in shapes]
    if SUBMISSION in tables:
        # Only the importer of exports knows which answers may be kept.
        raise InputRefused(
            "Submissions are brought in with import-submissions, which leaves out what tells who answered."
        )

    def read(staging: Staging) -> list[ArrivingRows]:
        return [stage_file(clerk, staging, shape.table, list(clerk.read(path, shape))) for shape in shapes]

    named = ArrivingFile(path, name or path.name, registers_named(tables))
    message = f"Import {', '.join(table.name for table in tables)} {named.name}"
    return bring_in(clerk, Arrival(source, message, read, named), dry_run=dry_run)


def stage_file(clerk: Clerk, staging: Staging, table: Register, chunks: Sequence[Chunk]) -> ArrivingRows:
    """The records of a file on their way into a register."""
    rows = (row for chunk in chunks for row in chunk.accepted.to_pylist())
    return stage_records(clerk, staging, table, [(row.pop(ROW), row) for row in rows], chunks)


def stage_records(
    clerk: Clerk, staging: Staging, table: Register, numbered: Numbered, chunks: Sequence[Chunk] = ()
) -> ArrivingRows:
    """Records on their way into a register.

    Arguments:
        numbered: those that were read, each with its number.
        chunks: of the file that they stand in; of what was typed in there is none.
    """
    arriving = ArrivingRows(staging.of(table), TOLD, table.name)
    for chunk in chunks:
        arriving.note(chunk)
    if not chunks:
        arriving.rows_read = len(numbered)
    judging = _Judging(table, stored_records(clerk, table))
    judging.judge(numbered)
    raw = pa.concat_tables([chunk.raw for chunk in chunks]) if chunks else None
    arriving.refuse(refusals(judging.refusals()), raw)
    arriving.staged.add(_as_table(table, judging.passed))
    if table is ASSOCIATION:
        arriving.notices += likely_duplicates([record for _, record in judging.passed], judging.stored)
    return arriving


def remove_records(clerk: Clerk, table: Register, record_ids: list[str]) -> int:
    """Take records out of a register. Their history stays.

    Raises:
        NotAllowed: the scope may not write.
    """
    check_may_write(clerk.scope)
    with clerk.store.write(clerk.author, f"Remove from {table.name}") as writer:
        return writer.remove_records(table, record_ids)


def stored_records(clerk: Clerk, table: Register) -> list[Record]:
    """Every record of a register, with all its columns."""
    held = clerk.store.read(whole_records(table), clerk.scope)
    rows = pa.Table.from_pandas(held[list(table.column_names)], schema=table.arrow_schema, preserve_index=False)
    return list(rows.to_pylist())


def _as_table(table: Register, numbered: Numbered) -> pa.Table:
    columns = [(one.name, ARROW_TYPES[one.kind]) for one in table.columns if one.name != "source_id"]
    rows = [record | {ROW: number} for number, record in numbered]
    return pa.Table.from_pylist(rows, pa.schema([(ROW, pa.int64()), *columns]))
