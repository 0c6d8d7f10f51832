"""Hours of cover that somebody enters on a page go the way of a file: checked, previewed and stored as one."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from usalama.actions.import_cover import CoverFile, CoverReceipt, import_cover
from usalama.actions.store_file import Clerk, check_may_write
from usalama.errors import InputRefused
from usalama.ingest.cover_rows import THEIR_NAMES, day_names
from usalama.model import Nature

ENTERED = "entered on the page"
COLUMNS = tuple(THEIR_NAMES.values())
MINUTES_IN_HOUR = 60


def enter_cover(
    clerk: Clerk, rows: Sequence[Mapping[str, object]], source_name: str, nature: Nature, *, dry_run: bool = False
) -> CoverReceipt:
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


def end_cover(clerk: Clerk, shift: Mapping[str, object], last_day: object, *, dry_run: bool = False) -> CoverReceipt:
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
