import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from usalama.errors import InputRefused
from usalama.ingest.files.file_kind import Limits
from usalama.ingest.files.xlsx_file import read_xlsx
from usalama.ingest.mapping import Mapping

HEADER = ["id", "when", "lon", "lat", "county", "category"]
GOOD = [7, datetime(2024, 12, 31, 23, 59), 34.7396, -0.1179, "Kisumu", "robbery"]


def workbook(*rows: list[Any], **more_sheets: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for title, sheet_rows in more_sheets.items():
        sheet = book.create_sheet(title)
        for row in sheet_rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_member(content: bytes, name: str, replaced: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, replaced if member == name else old.read(member))
    return buffer.getvalue()


def test_typed_cells_are_read(read: Callable) -> None:
    row = read(workbook(HEADER, GOOD), "a.xlsx").only
    assert row["source_record_id"] == "7"
    assert row["occurred_from"] == datetime(2024, 12, 31, 20, 59)
    assert row["occurred_to"] is None
    assert (row["longitude"], row["county_code"]) == (34.7396, "042")


def test_a_cell_that_is_a_day_is_the_whole_day(read: Callable) -> None:
    row = read(workbook(HEADER, ["7", date(2024, 5, 13), *GOOD[2:]]), "a.xlsx").only
    assert row["occurred_from"] == datetime(2024, 5, 12, 21)
    assert row["occurred_to"] == datetime(2024, 5, 13, 20, 59, 59)


def test_texts_are_read_by_the_formats_of_the_mapping(read: Callable) -> None:
    outcome = read(workbook(HEADER, ["7", "13/05/2024 10:00", *GOOD[2:]], ["8", "05/13/2024", *GOOD[2:]]), "a.xlsx")
    assert [row["occurred_from"] for row in outcome.accepted] == [datetime(2024, 5, 13, 7)]
    assert outcome.reasons == ["The calendar has no such day or time; the mapping reads the day first."]


def test_a_formula_that_is_read_is_refused_and_one_beside_it_is_not(read: Callable) -> None:
    rows = [[*HEADER, "total"], ["=A1+1", *GOOD[1:], 1], [*GOOD, "=SUM(A1:A9)"]]
    outcome = read(workbook(*rows), "a.xlsx")
    assert [row["row"] for row in outcome.accepted] == [3]
    (refusal,) = outcome.refused
    assert (refusal["row"], refusal["column"], refusal["value"]) == (2, "id", "=A1+1")
    assert outcome.reasons == ["The cell holds a formula; replace it by its value (copy, paste special, values)."]


def test_blank_rows_are_left_out_but_numbered(read: Callable) -> None:
    outcome = read(workbook(HEADER, [], GOOD, [None] * 6, GOOD), "a.xlsx")
    assert [row["row"] for row in outcome.accepted] == [3, 5]


def test_merged_and_missing_cells_are_empty(read: Callable) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(HEADER, GOOD, [8, *GOOD[1:]])))
    book.active.merge_cells("E2:E3")
    buffer = io.BytesIO()
    book.save(buffer)
    outcome = read(buffer.getvalue(), "a.xlsx")
    assert [row["county_code"] for row in outcome.accepted] == ["042", "042"]


def test_text_beyond_the_header_is_refused(read: Callable) -> None:
    outcome = read(workbook(HEADER, [*GOOD, None, "note"]), "a.xlsx")
    assert outcome.reasons == ["The row has 7 cells where the header has 6."]


def test_the_one_sheet_that_suits_is_found(read: Callable) -> None:
    assert read(workbook(["About this file"], data=[HEADER, GOOD]), "a.xlsx").only["source_record_id"] == "7"


def test_two_sheets_that_suit_are_a_question(read: Callable, mapping: Mapping) -> None:
    content = workbook(HEADER, GOOD, y2025=[HEADER, [8, *GOOD[1:]]])
    with pytest.raises(InputRefused, match=r"More than one sheet .*: Sheet, y2025\. State which"):
        read(content, "a.xlsx")
    file = mapping.file.model_copy(update={"sheet": "y2025"})
    row = read(content, "a.xlsx", using=mapping.model_copy(update={"file": file})).only
    assert row["source_record_id"] == "8"


def test_a_stated_sheet_must_be_there(read: Callable, mapping: Mapping) -> None:
    file = mapping.file.model_copy(update={"sheet": "y2030"})
    with pytest.raises(InputRefused, match="has no sheet y2030; it has: Sheet"):
        read(workbook(HEADER, GOOD), "a.xlsx", using=mapping.model_copy(update={"file": file}))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (workbook(), "The first row of the sheet is empty"),
        (workbook(HEADER), "a.xlsx has a header but no rows."),
        (workbook(HEADER[:5], GOOD), "The file lacks the column category"),
        (workbook([*HEADER, "id"], GOOD), "The column id stands in the header twice."),
        (workbook([f"c{n}" for n in range(300)]), "The file has 257 columns; at most 256 can be read."),
        (workbook(HEADER, GOOD)[:-40], "a.xlsx is damaged or not a proper XLSX workbook."),
        (with_member(workbook(HEADER, GOOD), "xl/worksheets/sheet1.xml", b"<x>"), "a.xlsx is damaged"),
        (with_member(workbook(HEADER, GOOD), "xl/workbook.xml", b"no xml"), "a.xlsx is damaged"),
    ],
)
def test_a_workbook_that_cannot_be_used_is_one_sentence(read: Callable, content: bytes, sentence: str) -> None:
    with pytest.raises(InputRefused, match=sentence):
        read(content, "a.xlsx")


def test_a_zip_that_is_no_workbook_is_refused(read: Callable) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.csv", "id\n1\n")
    with pytest.raises(InputRefused, match=r"a.xlsx is a zip archive but not an XLSX workbook."):
        read(buffer.getvalue(), "a.xlsx")


def test_a_bomb_is_not_opened(read: Callable) -> None:
    content = with_member(workbook(HEADER, GOOD), "xl/worksheets/sheet1.xml", b" " * 50_000_000)
    assert len(content) < 100_000
    with pytest.raises(InputRefused, match="more than 100 times its size when opened, so it is not opened"):
        read(content, "a.xlsx")


def test_entities_that_multiply_are_refused(read: Callable) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(InputRefused, match="is damaged or not a proper XLSX workbook"):
        read(with_member(workbook(HEADER, GOOD), "xl/worksheets/sheet1.xml", bomb), "a.xlsx")


def test_more_rows_than_a_page_takes_are_refused(read: Callable) -> None:
    with pytest.raises(InputRefused, match="more than 2 rows"):
        read(workbook(HEADER, GOOD, GOOD, GOOD), "a.xlsx", limits=Limits(xlsx_rows=2))


def test_a_workbook_larger_than_a_block_keeps_its_numbers_and_tells_its_progress(
    tmp_path: Path, mapping: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("usalama.ingest.files.xlsx_file.BLOCK_ROWS", 2)
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(HEADER, *[GOOD] * 5))
    blocks = list(read_xlsx(path, mapping, Limits()))
    assert [list(block.numbers) for block in blocks] == [[2, 3], [4, 5], [6]]
    assert [block.share_read for block in blocks] == [0.5, 5 / 6, 1.0]
