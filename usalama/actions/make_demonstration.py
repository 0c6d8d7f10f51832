"""Fill a store with synthetic rows, through the ordinary importer."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from usalama.actions.clerk import Clerk, Progress, Source
from usalama.actions.import_cover import CoverFile, import_cover
from usalama.actions.import_incidents import FileToStore, store_file
from usalama.actions.keep_records import keep_registers
from usalama.actions.receipt import Receipt
from usalama.country import Country
from usalama.country.categories import Categories
from usalama.demonstration import (
    COVER_SOURCE_NAME,
    DEFAULT_ROWS,
    PROGRAMME_SOURCE_NAME,
    SOURCE_ID,
    SOURCE_NAME,
    make_programme,
    write_cover_csv,
    write_csv,
)
from usalama.ingest.mapping import load_mapping
from usalama.model import SCALE_NOTE, Nature

DEFAULT_SEED = 2025
OWN_FORMAT = "usalama"


@dataclass(frozen=True)
class DemonstrationPlan:
    """The same plan gives the same rows.

    Arguments:
        row_count: rows to make; more or fewer than the default scale all rates alike.
        seed: of the random numbers.
        until: first day of the last month.
    """

    until: date
    row_count: int = DEFAULT_ROWS
    seed: int = DEFAULT_SEED


def make_demonstration(
    clerk: Clerk,
    plan: DemonstrationPlan,
    country: Country,
    categories: Categories,
    *,
    start_clean: bool = False,
    on_progress: Progress | None = None,
) -> Receipt:
    """Make synthetic rows, hours of cover and records of the programme and store them.

    Returns:
        What became of the rows.

    Raises:
        InputRefused: the store holds real rows.
        NotAllowed: the scope may not import.
    """
    with tempfile.TemporaryDirectory(dir=clerk.store.address / "incoming") as folder:
        path = Path(folder) / "demonstration.csv"
        note = write_csv(path, plan.row_count, plan.seed, plan.until, country, categories)
        mapping = load_mapping(OWN_FORMAT).model_copy(
            update={"title": SOURCE_NAME, "note": f"{SCALE_NOTE}{note.scale:.3f}", "nature": Nature.SYNTHETIC}
        )
        file = FileToStore(path, path.name, SOURCE_ID, mapping)
        receipt = store_file(clerk, file, start_clean=start_clean, on_progress=on_progress)
        cover = CoverFile(Path(folder) / "cover.csv", COVER_SOURCE_NAME, Nature.SYNTHETIC)
        if write_cover_csv(cover.path, note.period.start, country, categories):
            import_cover(clerk, cover)
    programme = Source(PROGRAMME_SOURCE_NAME, Nature.SYNTHETIC)
    keep_registers(clerk, make_programme(plan.seed, plan.until, country), programme)
    return receipt
