"""What of a file goes back to the clerk with its refused rows: the columns that are read, and nobody's own words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from usalama.ingest.check import Checked
from usalama.ingest.files.blocks import LEFT_OUT, Block, CellRefusal
from usalama.ingest.refusals import OWN_ROW_COLUMN, ROW
from usalama.model import N_, Sentence

WAS_LEFT_OUT = N_(
    "A file of refused rows leaves out what people wrote, here {columns}, and storing the row would empty it. Mend the "
    "row in the file that it came from, or write it in again here and empty this cell."
)
BETWEEN = ", "


def refuse_shortened(block: Block) -> Block:
    """The block with those rows refused of which a file of refused rows left something out."""
    if LEFT_OUT not in block.cells.column_names:
        return block
    named = enumerate(block.cells[LEFT_OUT].to_pylist())
    cells = [CellRefusal(at, LEFT_OUT, "", Sentence(WAS_LEFT_OUT, {"columns": names})) for at, names in named if names]
    return replace(block, refused=(*block.refused, *cells))


def handed_back(checked: Checked, read: Collection[str], personal: Collection[str]) -> Checked:
    """The same rows without the columns that are not read and without what people wrote; neither is repeated.

    Arguments:
        read: the file's columns that are read.
        personal: those of them in which people stand or have written; which of them a row fills is said instead.
    """
    theirs = {name: ROW if name == OWN_ROW_COLUMN else name for name in checked.raw.column_names[1:]}
    kept = [name for name, own in theirs.items() if own in read and own not in personal]
    raw = checked.raw.select([ROW, *kept])
    left_out = [name for name, own in theirs.items() if own in personal]
    if left_out or LEFT_OUT in theirs:
        raw = raw.append_column(LEFT_OUT, _filled(checked.raw, left_out))
    # A reason without a column is about the whole row: what it repeats may come from any of them.
    hidden = pa.array(["", *(theirs[name] for name in theirs if name not in kept)])
    is_hidden = pc.is_in(checked.refused["column"], value_set=hidden)
    values = pc.if_else(is_hidden, "", checked.refused["value"])
    position = checked.refused.column_names.index("value")
    return replace(checked, raw=raw, refused=checked.refused.set_column(position, "value", values))


def _filled(raw: pa.Table, names: list[str]) -> pa.Array:
    """Which of some columns each row fills, by name; where it fills none, what a file of refused rows said of it."""
    found = pa.array([""] * raw.num_rows, pa.string())
    for name in names:
        is_empty = pc.equal(pc.utf8_trim_whitespace(raw[name].combine_chunks()), "")
        found = pc.binary_join_element_wise(found, pc.if_else(is_empty, "", name + BETWEEN), "")
    found = pc.utf8_rtrim(found, BETWEEN)
    return (
        pc.if_else(pc.equal(found, ""), raw[LEFT_OUT].combine_chunks(), found)
        if LEFT_OUT in raw.column_names
        else found
    )
