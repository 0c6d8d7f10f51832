"""Refused rows go back without the columns that nobody reads and without what people wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from usalama.ingest.files.blocks import LEFT_OUT
from usalama.ingest.mapping import Mapping
from usalama.ingest.refusals import write_refusals

HEADER = "id,when,lon,lat,county,category,Name of the victim,What happened"
CANARY = "CANARY Asha 0712 345678"
BAD = f"7,31/02/2024,34.7396,-0.1179,Kisumu,robbery,{CANARY},{CANARY}"
OTHER = "8,31/02/2024,34.7396,-0.1179,Kisumu,robbery,,"


@pytest.fixture
def narrated(mapping: Mapping) -> Mapping:
    """The plain mapping with a narrative."""
    return mapping.model_copy(update={"columns": {**mapping.columns, "narrative": ("What happened",)}})


def refused_text(folder: Path, outcome: object) -> str:
    write_refusals(folder / "refused.csv", outcome.raw[0], pa.Table.from_pylist(outcome.refused))
    return (folder / "refused.csv").read_text(encoding="utf-8-sig")


def test_columns_that_are_not_read_and_narratives_stay_behind(
    tmp_path: Path, read: Callable, narrated: Mapping
) -> None:
    text = refused_text(tmp_path, read(f"{HEADER}\n{BAD}\n{OTHER}\n", using=narrated))
    header, first, second = text.splitlines()
    assert header.startswith(f"id,when,lon,lat,county,category,{LEFT_OUT},refused_row,")
    assert first.startswith("7,31/02/2024,34.7396,-0.1179,Kisumu,robbery,What happened,2,when,31/02/2024,")
    assert second.startswith("8,31/02/2024,34.7396,-0.1179,Kisumu,robbery,,3,when,")
    assert "CANARY" not in text


def test_a_mended_row_is_not_stored_without_its_narrative_unseen(
    tmp_path: Path, read: Callable, narrated: Mapping
) -> None:
    text = refused_text(tmp_path, read(f"{HEADER}\n{BAD}\n{OTHER}\n", using=narrated)).replace("31/02", "28/02")
    outcome = read(text, using=narrated)
    assert [one["source_record_id"] for one in outcome.accepted] == ["8"]
    assert outcome.reasons[0].startswith("A file of refused rows leaves out what people wrote, here What happened, ")
    # It says so however often it comes back, until somebody empties the cell.
    again = read(refused_text(tmp_path, outcome), using=narrated)
    assert again.reasons == outcome.reasons
    emptied = text.replace("robbery,What happened,", "robbery,,")
    assert [one["source_record_id"] for one in read(emptied, using=narrated).accepted] == ["7", "8"]


@pytest.mark.parametrize("row", [f"7,31/12/2024,34.7396,-0.1179,{CANARY}, and then,robbery,,", f"7,{CANARY}"])
def test_nothing_is_repeated_of_a_row_whose_cells_may_stand_under_wrong_headings(
    tmp_path: Path, read: Callable, narrated: Mapping, row: str
) -> None:
    outcome = read(f"{HEADER}\n{row},x,y\n", using=narrated)
    assert "cells where the header has 8" in outcome.reasons[0]
    assert "CANARY" not in str(outcome.refused) + refused_text(tmp_path, outcome)


def test_a_formula_in_a_narrative_is_refused_without_its_text(
    tmp_path: Path, read: Callable, narrated: Mapping
) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    book.active.append(["7", "31/12/2024", "34.7396", "-0.1179", "Kisumu", "robbery", "", f'="{CANARY}"'])
    book.save(tmp_path / "made.xlsx")
    outcome = read((tmp_path / "made.xlsx").read_bytes(), "rows.xlsx", using=narrated)
    assert "formula" in outcome.reasons[0]
    assert (outcome.refused[0]["column"], outcome.refused[0]["value"]) == ("What happened", "")
    assert "CANARY" not in refused_text(tmp_path, outcome)
