"""Days of the calendar and the years that are kept; anything else is refused with how to write one."""

from datetime import date

import openpyxl
import pytest

from tests.examples import KENYA
from usalama.errors import InputRefused
from usalama.ingest.cells.days import parse_day
from usalama.ingest.files.limits import Limits
from usalama.ingest.files.readers import read_register
from usalama.ingest.register_rows import RegisterShape
from usalama.registers import ASSOCIATION


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
