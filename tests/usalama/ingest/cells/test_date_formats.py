from __future__ import annotations

import re
from datetime import date

import openpyxl
import pytest

from tests.examples import KENYA
from usalama.errors import InputRefused
from usalama.ingest.cells.date_formats import (
    check_format,
    example_of,
    has_offset,
    has_time,
    order_of,
    parse_day,
    shape_of,
)
from usalama.ingest.files.file_kind import Limits
from usalama.ingest.files.readers import read_register
from usalama.ingest.register_rows import RegisterShape
from usalama.registers import ASSOCIATION


@pytest.mark.parametrize(
    ("text_format", "order"),
    [
        ("%Y-%m-%d", "year_first"),
        ("%d.%m.%y", "day_first"),
        ("%m/%d/%Y %H:%M", "month_first"),
        ("%d %B %Y", None),
        ("%b %d %Y", None),
    ],
)
def test_the_order_is_that_of_the_digits(text_format: str, order: str | None) -> None:
    assert order_of(text_format) == order


def test_hours_and_offsets_are_seen() -> None:
    assert has_time("%Y-%m-%dT%H:%M:%S%z")
    assert has_time("%d/%m/%Y %I:%M %p")
    assert not has_time("%d/%m/%Y")
    assert has_offset("%Y-%m-%dT%H:%M:%S%z")
    assert not has_offset("%Y-%m-%dT%H:%M:%S")


def test_an_example_shows_every_part() -> None:
    assert example_of("%d/%m/%Y %H:%M") == "31/12/2024 23:59"
    assert example_of("%Y-%m-%dT%H:%M:%S%z") == "2024-12-31T23:59:59+03:00"


def test_the_example_of_a_format_has_its_shape() -> None:
    for text_format in ("%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S%z", "%d %B %Y", "%I:%M %p %d.%m.%y"):
        assert re.search(shape_of(text_format), example_of(text_format))
        assert not re.search(shape_of(text_format), example_of(text_format) + " x")


@pytest.mark.parametrize("text_format", ["%Y-%m", "%d/%m", "%Q/%m/%d", "%Y-%m-%d %Y", "today"])
def test_a_format_that_gives_no_whole_date_is_refused(text_format: str) -> None:
    with pytest.raises(ValueError, match=r"%|must give"):
        check_format(text_format)


@pytest.mark.parametrize("text", ["2026-01-31", "2026-01-31 00:00:00", "31/01/2026"])
def test_a_day_is_read_in_its_format_or_as_an_iso_date(text):
    assert parse_day(text, "%d/%m/%Y") == date(2026, 1, 31)


@pytest.mark.parametrize(
    "text",
    ["20266-01-01", "+020266-01-01", "0001-01-01", "9999-12-31", "2200-01-01", "1989-12-31", "2026-02-30", "x", ""],
)
def test_what_is_no_such_day_is_refused_with_how_to_write_one(text):
    with pytest.raises(InputRefused, match=r"no day of the years 1990 to 2199. Write it as 31/01/2026."):
        parse_day(text, "%d/%m/%Y")


def test_the_days_of_a_workbook_beyond_the_calendar_refuse_their_rows_only(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["record_id", "name", "county", "joined_on", "member_count"])
    for number, (day, members) in enumerate([(10**7, 1), (-1, 1), ("20266-01-01", 1), (date(2025, 3, 1), 10**30)]):
        sheet.append([f"a{number}", "One", "Kisumu", day, members])
        sheet.cell(number + 2, 4).number_format = "yyyy-mm-dd"
    sheet.append(["b", "Other", "Kisumu", date(2025, 3, 1), 1])
    workbook.save(tmp_path / "a.xlsx")
    ((checked, _),) = read_register(tmp_path / "a.xlsx", RegisterShape(ASSOCIATION), KENYA, Limits())
    assert checked.accepted["record_id"].to_pylist() == ["b"]
    assert checked.refused["column"].to_pylist() == ["joined_on", "joined_on", "joined_on", "member_count"]
