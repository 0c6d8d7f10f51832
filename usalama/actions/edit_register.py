"""Changes typed into a register's table: each cell read as a file's would be, and all of them kept or none."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from usalama.actions.clerk import Clerk, Source
from usalama.actions.keep_records import keep_records, remove_records, stored_records
from usalama.actions.receipt import MOST_REASONS, Receipt
from usalama.country import Country
from usalama.errors import InputRefused
from usalama.ingest.refusals import VALUE_CHARACTERS
from usalama.ingest.register_rows import RegisterShape, parse_value, read_columns
from usalama.model import N_, Sentence
from usalama.registers import Register
from usalama.schema import Column

Cells = Mapping[str, object]
Record = dict[str, object]
ID, ID_CHARACTERS = "record_id", 12
LOCKED = Sentence("It cannot be changed here.")
LACKING = N_("Row {row} lacks: {columns}. Fill in what is missing, or take the row out.")


@dataclass(frozen=True)
class Edits:
    """What was done to a table of records.

    Arguments:
        changed: row, counted from 0 -> column -> what was typed.
        added: column -> what was typed, for each new row.
        removed: rows that were taken out, counted from 0.
    """

    changed: Mapping[int, Cells]
    added: Sequence[Cells]
    removed: Sequence[int]


@dataclass(frozen=True)
class EditReceipt:
    """What became of changes.

    Arguments:
        kept: what became of the records; None where anything was refused.
        removed: how many records were taken out.
        refused: what is to be mended, a sentence each.
    """

    kept: Receipt | None
    removed: int
    refused: tuple[Sentence, ...]

    def sentences(self) -> list[Sentence]:
        """The receipt in words, with the first reasons."""
        if self.kept is None:
            nothing = Sentence("Nothing is stored yet; what you typed still stands in the table. Mend this, then save:")
            return [nothing, *self.refused[:MOST_REASONS]]
        gone = [Sentence("Records taken out: {count}.", {"count": self.removed})] if self.removed else []
        return [*self.kept.sentences(), *gone]


@dataclass(frozen=True)
class Editor:
    """A register as it is edited.

    Arguments:
        record_ids: of the rows, in the order in which they are shown.
        labels: column -> its name for people; the others cannot be changed.
    """

    table: Register
    record_ids: Sequence[str]
    labels: Mapping[str, str]
    country: Country


@dataclass(frozen=True)
class _Row:
    """A row that was typed into, with what is wrong with it."""

    number: int
    record: Record
    refused: tuple[Sentence, ...]


def keep_edits(clerk: Clerk, editor: Editor, edits: Edits, source: Source) -> EditReceipt:
    """Store every change and take out every record that was removed; nothing of it where anything is refused.

    Raises:
        InputRefused: the nature of the source does not fit the store.
        NotAllowed: the scope may not write.
    """
    held = {str(one[ID]): one for one in stored_records(clerk, editor.table)}
    read = [_read(editor, *row) for row in _typed_rows(editor, edits, held)]
    refused = [sentence for one in read for sentence in one.refused]
    records = [one.record for one in read]
    if not refused:
        trial = keep_records(clerk, editor.table, records, source, dry_run=True)
        refused = [
            _cell(editor, read[one.row - 1].number, one.column, one.value, one.reason)
            for one in trial.refused.itertuples()
        ]
    if refused:
        return EditReceipt(None, 0, tuple(refused))
    kept = keep_records(clerk, editor.table, records, source)
    gone = [editor.record_ids[position] for position in edits.removed]
    return EditReceipt(kept, remove_records(clerk, editor.table, gone) if gone else 0, ())


def _typed_rows(editor: Editor, edits: Edits, held: Mapping[str, Record]) -> Iterator[tuple[int, Cells, Record]]:
    """Number, what was typed and what is held of each row; a new row in which nothing stands is none."""
    for position, cells in sorted(edits.changed.items()):
        if position not in edits.removed:
            record_id = editor.record_ids[position]
            yield position + 1, cells, held.get(record_id, {ID: record_id})
    for number, cells in enumerate(edits.added, start=len(editor.record_ids) + 1):
        if any(map(_text, cells.values())):
            yield number, cells, {ID: uuid.uuid4().hex[:ID_CHARACTERS]}


def _read(editor: Editor, number: int, cells: Cells, before: Record) -> _Row:
    """A row with what was typed into it; every cell that cannot be read, and all that is missing, is named."""
    columns = read_columns(editor.table)
    record: Record = dict.fromkeys(one.name for one in columns) | before
    wrong = [_cell(editor, number, name, cells[name], LOCKED) for name in cells if name not in editor.labels]
    for column in columns:
        if column.name in cells and column.name in editor.labels:
            try:
                record[column.name] = _value(editor, column, cells[column.name], record)
            except InputRefused as refusal:
                wrong.append(_cell(editor, number, column.name, cells[column.name], refusal.sentence))
                record[column.name] = cells[column.name]
    lacking = [editor.labels.get(one.name, one.name) for one in columns if one.is_required and record[one.name] is None]
    if lacking:
        wrong.append(Sentence(LACKING, {"row": number, "columns": ", ".join(lacking)}))
    return _Row(number, record, tuple(wrong))


def _value(editor: Editor, column: Column, typed: object, record: Record) -> object:
    text = _text(typed)
    return parse_value(column, text, record, editor.country, RegisterShape(editor.table)) if text else None


def _text(typed: object) -> str:
    return "" if typed is None else str(typed).strip()


def _cell(editor: Editor, row: int, name: str, typed: object, reason: Sentence) -> Sentence:
    """What is wrong with one cell, in the words of the page."""
    said = {"row": row, "column": editor.labels.get(name, name), "value": _text(typed)[:VALUE_CHARACTERS]}
    return Sentence("Row {row}, {column} ({value}): {reason}", said | {"reason": reason})
