"""Store records of a register, from a page or from a file: one commit, with a receipt."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd
import pyarrow as pa

from usalama.actions.natures import check_natures
from usalama.actions.record_receipt import RecordReceipt, RegisterSource
from usalama.actions.record_rules import faults_of, kin_of, likely_duplicates
from usalama.actions.refused_rows import keep_refused
from usalama.actions.store_file import Clerk, check_may_write, utc_now
from usalama.errors import InputRefused
from usalama.ingest.file_reading import read_chunks
from usalama.ingest.files.limits import COMMAND_LINE_LIMITS, PAGE_LIMITS
from usalama.ingest.refusals import REFUSED_SCHEMA, ROW, reason_of
from usalama.ingest.register_rows import RegisterShape
from usalama.model import Sentence
from usalama.registers import ASSOCIATION, REGISTERS, SUBMISSION, Fault, Register
from usalama.store.questions import sources, whole_records
from usalama.store.writing import Writer

__all__ = [
    "ReadRecords",
    "RecordReceipt",
    "RegisterSource",
    "import_register",
    "keep_read",
    "keep_records",
    "keep_registers",
    "register_named",
    "remove_records",
    "stored_records",
]

Record = dict[str, object]


@dataclass
class _Arriving:
    """Records on their way into a register."""

    table: Register
    stored: list[Record]
    rows_read: int
    records: list[Record] = field(default_factory=list)
    refusals: list[Record] = field(default_factory=list)

    def judge(self, numbered: Sequence[tuple[int, Record]]) -> None:
        """Keep those that hold together with each other and with what is stored; refuse the others."""
        seen: dict[object, int] = {}
        held: dict[tuple[object, ...], list[Record]] = {}
        for one in self.stored:
            held.setdefault(kin_of(self.table, one), []).append(one)
        for number, record in numbered:
            known = seen.get(record["record_id"])
            if known is not None:
                reason = Sentence("The record_id stands in row {row} already.", {"row": known})
                self._refuse(number, record, Fault("record_id", reason))
                continue
            seen[record["record_id"]] = number
            kin = held.setdefault(kin_of(self.table, record), [])
            found = faults_of(self.table, record, kin)
            if found:
                self._refuse(number, record, found[0])
            else:
                self.records.append(record)
                kin.append(record)

    def _is_same(self, record: Record, stored: Record | None) -> bool:
        names = (name for name in self.table.column_names if name != "source_id")
        return stored is not None and all(record.get(name) == stored[name] for name in names)

    def _refuse(self, number: int, record: Record, fault: Fault) -> None:
        # What people wrote is not repeated.
        value = None if fault.column in self.table.personal_names else record.get(fault.column)
        text = "" if value is None else str(value)
        self.refusals.append({"row": number, "column": fault.column, "value": text, "reason": fault.reason})

    def as_table(self, source_id: str) -> pa.Table:
        """Those that say something new; who else says what is held already does not take its source away."""
        held = {one["record_id"]: one for one in self.stored}
        rows = [
            record | {"source_id": source_id}
            for record in self.records
            if not self._is_same(record, held.get(record["record_id"]))
        ]
        return pa.Table.from_pylist(rows, self.table.arrow_schema)


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
    source: RegisterSource,
    *,
    dry_run: bool = False,
) -> RecordReceipt:
    """Store records that a page has gathered; one that says what is stored already changes nothing.

    Arguments:
        records: values by column, each as its kind is stored.
        dry_run: say what would become of them and store nothing.

    Raises:
        InputRefused: their nature does not fit the store.
        NotAllowed: the scope may not write.
    """
    (receipt,) = keep_registers(clerk, {table: records}, source, dry_run=dry_run)
    return receipt


def keep_registers(
    clerk: Clerk,
    registers: Mapping[Register, Sequence[Mapping[str, object]]],
    source: RegisterSource,
    *,
    dry_run: bool = False,
) -> tuple[RecordReceipt, ...]:
    """The same for several registers, in one commit.

    Raises:
        InputRefused: their nature does not fit the store.
        NotAllowed: the scope may not write.
    """
    arriving = [
        _judged(clerk, table, [(position, dict(record)) for position, record in enumerate(records, start=1)])
        for table, records in registers.items()
    ]
    names = ", ".join(table.name for table in registers)
    return _keep(clerk, arriving, source, f"Keep {names}", dry_run=dry_run)


def import_register(
    clerk: Clerk, path: Path, shape: RegisterShape, source: RegisterSource, *, dry_run: bool = False
) -> RecordReceipt:
    """Store the records of a file that are new or changed, in one commit.

    Arguments:
        dry_run: say what would become of the file and store nothing.

    Raises:
        InputRefused: the file cannot be read, or its nature does not fit the store.
        NotAllowed: the scope may not import.
    """
    check_may_write(clerk.scope)
    if shape.table is SUBMISSION:
        # Only the importer of exports knows which answers may be kept.
        raise InputRefused(
            "Submissions are brought in with import-submissions, which leaves out what tells who answered."
        )
    limits = PAGE_LIMITS if clerk.is_upload else COMMAND_LINE_LIMITS
    chunks = list(read_chunks(path, shape, clerk.country_folder, limits, clerk.store.address / "incoming"))
    accepted, refused, raw = (
        pa.concat_tables([getattr(chunk, name) for chunk in chunks]) for name in ("accepted", "refused", "raw")
    )
    read = ReadRecords([(row.pop(ROW), row) for row in accepted.to_pylist()], refused, raw)
    return keep_read(clerk, shape.table, read, source, f"Import {shape.table.name} {path.name}", dry_run=dry_run)


@dataclass(frozen=True)
class ReadRecords:
    """What was read of a file.

    Arguments:
        numbered: the rows that passed, each with its number in the file.
        refused: ``REFUSED_SCHEMA``.
        raw: every row with its number, as the reader hands it back.
    """

    numbered: list[tuple[int, Record]]
    refused: pa.Table
    raw: pa.Table


def keep_read(
    clerk: Clerk, table: Register, read: ReadRecords, source: RegisterSource, message: str, *, dry_run: bool = False
) -> RecordReceipt:
    """Store what is new or changed of a file that was read, in one commit.

    Arguments:
        dry_run: say what would become of the file and store nothing.

    Raises:
        InputRefused: its nature does not fit the store.
        NotAllowed: the scope may not write.
    """
    arriving = _judged(clerk, table, read.numbered)
    arriving.refusals += [
        {"row": one[ROW], "column": one["column"], "value": one["value"], "reason": reason_of(one)}
        for one in read.refused.to_pylist()
    ]
    arriving.rows_read = read.raw.num_rows
    (receipt,) = _keep(clerk, [arriving], source, message, dry_run=dry_run)
    return receipt if dry_run or receipt.refused.empty else _with_file(receipt, clerk, read.raw, source)


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


def _judged(clerk: Clerk, table: Register, numbered: Sequence[tuple[int, Record]]) -> _Arriving:
    check_may_write(clerk.scope)
    arriving = _Arriving(table, stored_records(clerk, table), len(numbered))
    arriving.judge(numbered)
    return arriving


def _keep(
    clerk: Clerk, arriving: Sequence[_Arriving], source: RegisterSource, message: str, *, dry_run: bool = False
) -> tuple[RecordReceipt, ...]:
    store = clerk.store
    check_natures(store, clerk.scope, source.source_id, source.nature, start_clean=False)
    with store.write(clerk.author, message) as writer:
        counts = [writer.put_records(one.table, one.as_table(source.source_id)) for one in arriving]
        if any(new or updated for new, updated in counts) and not dry_run:
            _put_source(writer, clerk, source)
        else:
            writer.abandon()
    version = store.version()
    return tuple(_receipt(one, new, updated, version) for one, (new, updated) in zip(arriving, counts, strict=True))


def _receipt(arriving: _Arriving, new: int, updated: int, version: int) -> RecordReceipt:
    table = arriving.table
    notices = likely_duplicates(arriving.records, arriving.stored) if table is ASSOCIATION else []
    refused = pd.DataFrame(arriving.refusals, columns=["row", "column", "value", "reason"]).sort_values("row")
    return RecordReceipt(table.name, arriving.rows_read, new, updated, len(refused), version, refused, tuple(notices))


def _put_source(writer: Writer, clerk: Clerk, source: RegisterSource) -> None:
    """Add the source; one that is known keeps what it is called."""
    if source.source_id in set(clerk.store.read(sources(), clerk.scope).source_id):
        return
    names = {"source_id": source.source_id, "source_name": source.name, "nature": str(source.nature)}
    writer.put_source(names | {"note": "", "added_at": utc_now()})


def _with_file(receipt: RecordReceipt, clerk: Clerk, raw: pa.Table, source: RegisterSource) -> RecordReceipt:
    """The receipt with the file in which its refused rows can be mended."""
    numbers = pa.array(receipt.refused.row.to_list(), pa.int64())
    texts = {name: receipt.refused[name].to_list() for name in ("column", "value")}
    texts["reason"] = [one.template for one in receipt.refused.reason]
    texts["reason_values"] = [json.dumps(dict(one.values), default=str) for one in receipt.refused.reason]
    refused = pa.table([numbers, *(pa.array(one, pa.string()) for one in texts.values())], schema=REFUSED_SCHEMA)
    name = f"{source.source_id}-{receipt.register}"
    return replace(receipt, rejections_file=keep_refused(clerk.store, name, raw, refused))
