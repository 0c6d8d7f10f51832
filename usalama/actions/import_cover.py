"""Hours of cover, from a file or entered on a page: a row that is stored already is known, changed hours are new."""

from __future__ import annotations

import csv
import hashlib
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pyarrow as pa

from usalama.actions.arrivals import Arrival, ArrivingFile, bring_in
from usalama.actions.arriving_rows import ArrivingRows
from usalama.actions.clerk import Clerk, Source, check_may_write
from usalama.actions.receipt import Receipt
from usalama.errors import InputRefused
from usalama.ingest.cover_rows import THEIR_NAMES, day_names
from usalama.ingest.refusals import ROW
from usalama.model import N_, Nature
from usalama.registers import COVER
from usalama.store.staging import Staging

COVER_MAPPING = "cover"
TOLD = N_("{read} rows read = {accepted} accepted + {rejected} refused + {duplicates} known already.")
ID_CHARACTERS = 20
ENTERED = "entered on the page"
COLUMNS = tuple(THEIR_NAMES.values())
MINUTES_IN_HOUR = 60


@dataclass(frozen=True)
class CoverFile:
    """A file of cover with where it comes from.

    Arguments:
        path: the file as it lies on this machine.
        source_name: who keeps the hours; the same name is the same source.
        nature: whether these hours are kept, invented or only try the system.
        name: the file's name as people know it, for the history; empty is that of the path.
    """

    path: Path
    source_name: str
    nature: Nature
    name: str = ""

    @property
    def known_as(self) -> str:
        return self.name or self.path.name


def import_cover(clerk: Clerk, file: CoverFile, *, dry_run: bool = False) -> Receipt:
    """Store the hours of cover that are new in the file. It raises what ``bring_in`` raises.

    A row that says what a stored row of the same source says is a duplicate. Hours that change are a new row; the
    old one ends with its ``valid_to``.

    Arguments:
        dry_run: say what would become of the file and store nothing.
    """
    source = Source(file.source_name, file.nature)

    def read(staging: Staging) -> list[ArrivingRows]:
        arriving = ArrivingRows(staging.of(COVER), TOLD)
        for chunk in clerk.read(file.path, None):
            arriving.take(chunk, lambda accepted: _with_ids(accepted, source.source_id))
        return [arriving]

    named = ArrivingFile(file.path, file.known_as, COVER_MAPPING)
    return bring_in(clerk, Arrival(source, f"Import cover {file.known_as}", read, named), dry_run=dry_run)


def _with_ids(accepted: pa.Table, source_id: str) -> pa.Table:
    """The rows with an id made from what they say."""
    said = accepted.drop_columns([ROW])
    ids = [_cover_id(source_id, row.values()) for row in said.to_pylist()]
    return accepted.append_column("cover_id", pa.array(ids, pa.string()))


def _cover_id(source_id: str, values: Iterable[object]) -> str:
    content = "\x1f".join([source_id, *("" if value is None else str(value) for value in values)])
    return hashlib.sha256(content.encode()).hexdigest()[:ID_CHARACTERS]


def enter_cover(
    clerk: Clerk, rows: Sequence[Mapping[str, object]], source_name: str, nature: Nature, *, dry_run: bool = False
) -> Receipt:
    """Store shifts that were entered on a page, in one commit.

    Arguments:
        rows: the columns of a file of cover, as people write them; what is missing is left empty.
        source_name: who keeps the hours.
        dry_run: say what would become of them and store nothing.

    Raises:
        InputRefused: there is no row, or the nature does not fit the store.
        NotAllowed: the scope may not import.
    """
    check_may_write(clerk.scope)
    if not rows:
        raise InputRefused("There is no row to store. Enter one, with county, kind, weekdays, hours and a first day.")
    with tempfile.NamedTemporaryFile(
        "w", dir=clerk.store.address / "incoming", suffix=".csv", newline="", encoding="utf-8"
    ) as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows({name: _text(row.get(name)) for name in COLUMNS} for row in rows)
        file.flush()
        receipt = import_cover(clerk, CoverFile(Path(file.name), source_name, nature, ENTERED), dry_run=dry_run)
    # A file counts its heading as a row, a table on a page does not.
    return replace(receipt, refused=receipt.refused.assign(row=receipt.refused.row - 1))


def end_cover(clerk: Clerk, shift: Mapping[str, object], last_day: object, *, dry_run: bool = False) -> Receipt:
    """Say of a stored shift on which day it holds for the last time; the shift itself stays in the history.

    Arguments:
        shift: the columns of ``cover`` as they are stored, with source_name and nature.
        last_day: its last local day.

    Raises:
        InputRefused: the day cannot be read.
        NotAllowed: the scope may not import.
    """
    said = dict(shift) | {
        "county": shift["county_code"],
        "constituency": shift["constituency_code"],
        "weekdays": day_names(str(shift["weekdays"])),
        "from_hour": _clock(shift["from_hour"]),
        "to_hour": _clock(shift["to_hour"]),
        "valid_from": str(shift["valid_from"])[:10],
        "valid_to": str(last_day),
    }
    return enter_cover(clerk, [said], str(shift["source_name"]), Nature(str(shift["nature"])), dry_run=dry_run)


def _text(value: object) -> str:
    """A cell as people write it; whole numbers have no point, and what is missing is empty."""
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _clock(hour: object) -> str:
    """22.5 as 22:30."""
    minutes = round(float(str(hour)) * MINUTES_IN_HOUR)
    return f"{minutes // MINUTES_IN_HOUR:02d}:{minutes % MINUTES_IN_HOUR:02d}"
