"""Checking a block of rows: accepted in our columns as the schema declares them, or refused with the reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandera.pandas as pandera
import pyarrow as pa
from pandera.errors import SchemaErrors

from usalama.ingest.cells.place_columns import add_places
from usalama.ingest.cells.times import add_times
from usalama.ingest.cells.words import add_category, add_choices, add_flags, add_texts, check_record_id
from usalama.ingest.files.blocks import Block
from usalama.ingest.incident_rows import Notice, Rows, Rules
from usalama.ingest.refusals import OWN_ROW_COLUMN, ROW, Findings
from usalama.model import Sentence
from usalama.schema import ARROW_TYPES, INCIDENT, Column

# The store gives these when it keeps the row.
GIVEN_BY_THE_STORE = ("incident_id", "source_id", "batch_id")
CHECKED = tuple(
    column
    for column in INCIDENT.columns
    if column.name not in GIVEN_BY_THE_STORE
    and (column.is_required or column.allowed is not None or column.minimum is not None)
)


def declared_faults(ours: dict[str, pa.Array]) -> Iterator[tuple[npt.NDArray[np.intp], Column, Sentence]]:
    """Where values do not have what ``schema.INCIDENT`` declares: is required, allowed values, bounds.

    Arguments:
        ours: our columns, at least those of ``CHECKED``.

    Returns:
        Positions of rows, the column at fault and the reason, in the order of the schema.
    """
    frame = pa.table({column.name: ours[column.name] for column in CHECKED}).to_pandas()
    try:
        _checks().validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        for column in CHECKED:
            for is_missing in (True, False):
                found = cases[(cases["column"] == column.name) & ((cases["check"] == "not_nullable") == is_missing)]
                if len(found):
                    yield found["index"].to_numpy(np.intp), column, _reason(column, is_missing=is_missing)


@lru_cache
def _checks() -> pandera.DataFrameSchema:
    return pandera.DataFrameSchema(
        {column.name: pandera.Column(None, _checks_of(column), nullable=not column.is_required) for column in CHECKED}
    )


def _checks_of(column: Column) -> list[pandera.Check]:
    checks = []
    if column.allowed is not None:
        checks.append(pandera.Check.isin(column.allowed))
    if column.minimum is not None and column.maximum is not None:
        checks.append(pandera.Check.in_range(column.minimum, column.maximum))
    return checks


def _reason(column: Column, *, is_missing: bool) -> Sentence:
    if is_missing:
        return Sentence("It is missing.")
    if column.allowed is not None:
        return Sentence("It is none of: {allowed}.", {"allowed": ", ".join(column.allowed)})
    values = {"minimum": column.minimum, "maximum": column.maximum}
    return Sentence("It is not between {minimum} and {maximum}.", values)


# The tables that a checked block consists of.
PARTS = ("accepted", "refused", "raw")
ACCEPTED_SCHEMA = pa.schema(
    [
        (ROW, pa.int64()),
        *(
            (column.name, ARROW_TYPES[column.kind])
            for column in INCIDENT.columns
            if column.name not in GIVEN_BY_THE_STORE
        ),
    ]
)


@dataclass(frozen=True)
class Checked:
    """What became of a block: every row stands in exactly one of the first two.

    Arguments:
        accepted: ``ACCEPTED_SCHEMA``, one row each.
        refused: ``REFUSED_SCHEMA``, one row each.
        raw: the row number, then the file's own columns as text, as far as they may be handed back; accepted and
            refused rows alike.
        notices: what was done to accepted rows.
    """

    accepted: pa.Table
    refused: pa.Table
    raw: pa.Table
    notices: tuple[Notice, ...]


def check_block(block: Block, rules: Rules) -> Checked:
    """Map and check the rows of a block, column by column in the order of the schema."""
    rows = Rows(block, rules, Findings(block.numbers))
    rows.findings.refuse_cells(block.refused)
    _add_record_id(rows)
    add_times(rows)
    add_places(rows)
    add_category(rows)
    add_flags(rows)
    add_choices(rows)
    add_texts(rows)
    _refuse_undeclared(rows)
    rows.ours[ROW] = pa.array(block.numbers)
    arrays = [rows.ours[field.name].cast(field.type) for field in ACCEPTED_SCHEMA]
    accepted = pa.table(arrays, schema=ACCEPTED_SCHEMA).filter(pa.array(~rows.findings.is_refused))
    return Checked(accepted, rows.findings.table(), raw_table(block), tuple(rows.notices))


def raw_table(block: Block) -> pa.Table:
    """The row number, then the file's own columns as text."""
    names = [OWN_ROW_COLUMN if name == ROW else name for name in block.cells.column_names]
    return pa.Table.from_arrays([pa.array(block.numbers), *block.cells.columns], [ROW, *names])


def _add_record_id(rows: Rows) -> None:
    mapping = rows.rules.mapping
    if mapping.record_id == "row_content":
        rows.ours["source_record_id"] = _content_ids(rows)
        return
    identities = rows.texts("source_record_id")
    check_record_id(rows, identities)
    rows.ours["source_record_id"] = identities


def _content_ids(rows: Rows) -> pa.Array:
    """An id for each row, made from what it says in the columns that are read: equal rows have equal ids."""
    cells, nothing = rows.block.cells, [""] * len(rows)
    names = rows.rules.mapping.their_names()
    columns = [cells[name].to_pylist() if name in cells.column_names else nothing for name in names]
    contents = ("\x1f".join(cells) for cells in zip(*columns, strict=True))
    return pa.array([hashlib.sha256(content.encode()).hexdigest()[:32] for content in contents], pa.string())


def _refuse_undeclared(rows: Rows) -> None:
    """The schema's last word; rows that are refused already are of no interest to it."""
    kept = np.flatnonzero(~rows.findings.is_refused)
    ours = {column.name: rows.ours[column.name].take(pa.array(kept)) for column in CHECKED}
    for positions, column, reason in declared_faults(ours):
        where = np.zeros(len(rows), bool)
        where[kept[positions]] = True
        rows.refuse(where, column.name, reason)
