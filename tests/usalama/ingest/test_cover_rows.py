"""Files of hours of cover: what is accepted, and one clear reason for what is not."""

from __future__ import annotations

from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import KENYA
from usalama.country import load_country
from usalama.errors import InputRefused
from usalama.ingest.cover_rows import THEIR_NAMES, CellFault, parse_row
from usalama.ingest.file_reading import read_chunks
from usalama.ingest.files.file_kind import Limits

COUNTRY = load_country(KENYA)
GOOD = {
    "county": "Kisumu",
    "constituency": "Kisumu Central",
    "area_name": "Estate A",
    "kind": "guard",
    "weekdays": "daily",
    "from_hour": "18:30",
    "to_hour": "06:00",
    "people": "3",
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
}


def write(path, rows, columns=tuple(GOOD)):
    lines = [",".join(columns), *(",".join(f'"{row[name]}"' for name in columns) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def read(path):
    chunks = list(read_chunks(path, None, KENYA, Limits()))
    accepted = [row for chunk in chunks for row in chunk.accepted.to_pylist()]
    refused = [row for chunk in chunks for row in chunk.refused.to_pylist()]
    return accepted, refused


def reason_of(tmp_path, **changes):
    accepted, refused = read(write(tmp_path / "cover.csv", [GOOD | changes]))
    assert accepted == []
    [only] = refused
    return only["column"], only["reason"]


def test_a_good_row_becomes_our_columns(tmp_path):
    [row], refused = read(write(tmp_path / "cover.csv", [GOOD]))
    assert refused == []
    assert (row["county_code"], row["kind"], row["weekdays"]) == ("042", "guard", "1234567")
    assert (row["from_hour"], row["to_hour"], row["people"]) == (18.5, 6.0, 3)
    assert (row["valid_from"], row["valid_to"]) == (date(2026, 1, 1), date(2026, 12, 31))
    assert COUNTRY.constituency_by_name("Kisumu Central").code == row["constituency_code"]


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"county": "Kisumuu"}, "county", "did you mean"),
        ({"county": "99"}, "county", "no county with the number"),
        ({"county": ""}, "county", "must be filled in"),
        ({"constituency": "Westlands"}, "constituency", "does not lie in the county"),
        ({"constituency": "Atlantis"}, "constituency", "no constituency"),
        ({"kind": "dog"}, "kind", "none of the kinds of cover"),
        ({"weekdays": "Someday"}, "weekdays", "names no weekdays"),
        ({"weekdays": "Mo"}, "weekdays", "names no weekdays"),
        ({"weekdays": "Mon--Fri"}, "weekdays", "names no weekdays"),
        ({"weekdays": "8"}, "weekdays", "names no weekdays"),
        ({"from_hour": "25:00"}, "from_hour", "no time of day"),
        ({"from_hour": "24:00"}, "from_hour", "no time of day"),
        ({"from_hour": "-1"}, "from_hour", "no time of day"),
        ({"to_hour": "06:60"}, "to_hour", "no time of day"),
        ({"to_hour": "24:30"}, "to_hour", "no time of day"),
        ({"to_hour": "six"}, "to_hour", "no time of day"),
        ({"to_hour": "18:30"}, "to_hour", "ends when it begins"),
        ({"people": "0"}, "people", "no whole number of people"),
        ({"people": "2.5"}, "people", "no whole number of people"),
        ({"people": "9" * 5000}, "people", "no whole number of people"),
        ({"valid_from": "2026-02-31"}, "valid_from", "no day of the years"),
        ({"valid_from": "31/01/2026"}, "valid_from", "no day of the years"),
        ({"valid_from": "1776-07-04"}, "valid_from", "no day of the years"),
        ({"valid_from": ""}, "valid_from", "must be filled in"),
        ({"valid_to": "2025-12-31"}, "valid_to", "ends before it begins"),
        ({"area_name": "x" * 121}, "area_name", "more than"),
        ({"area_name": "bell \x07"}, "area_name", "no text"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_at_its_column(tmp_path, changes, column, words):
    found, reason = reason_of(tmp_path, **changes)
    assert found == column
    assert words in reason
    assert reason.count("\n") == 0


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("daily", "1234567"),
        ("Mon-Fri", "12345"),
        ("saturday, sun", "67"),
        ("Sat-Mon", "167"),
        ("1,3,5", "135"),
        ("7-2", "127"),
        ("TUES", "2"),
    ],
)
def test_days_are_written_as_people_write_them(tmp_path, text, digits):
    [row], _ = read(write(tmp_path / "cover.csv", [GOOD | {"weekdays": text}]))
    assert row["weekdays"] == digits


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("22:00", "05:00", (22.0, 5.0)),
        ("00:00", "24:00", (0.0, 24.0)),
        ("6", "18", (6.0, 18.0)),
        ("23:45", "0:15", (23.75, 0.25)),
    ],
)
def test_hours_may_go_over_midnight(tmp_path, start, end, hours):
    [row], _ = read(write(tmp_path / "cover.csv", [GOOD | {"from_hour": start, "to_hour": end}]))
    assert (row["from_hour"], row["to_hour"]) == hours


def test_columns_that_need_not_be_there_may_be_missing(tmp_path):
    needed = ("county", "kind", "weekdays", "from_hour", "to_hour", "valid_from")
    [row], refused = read(write(tmp_path / "cover.csv", [GOOD], needed))
    assert refused == []
    assert [row[name] for name in ("constituency_code", "area_name", "people", "valid_to")] == [None] * 4


def test_a_file_without_a_needed_column_is_refused_as_a_whole(tmp_path):
    columns = tuple(name for name in GOOD if name != "weekdays")
    with pytest.raises(InputRefused, match="lacks the column weekdays"):
        read(write(tmp_path / "cover.csv", [GOOD], columns))


def test_a_spreadsheet_with_times_and_dates_of_its_own_is_read_alike(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(list(GOOD))
    typed = {"from_hour": time(18, 30), "to_hour": time(6), "people": 3}
    typed |= {"valid_from": datetime(2026, 1, 1), "valid_to": date(2026, 12, 31)}
    book.active.append([typed.get(name, value) for name, value in GOOD.items()])
    book.save(tmp_path / "cover.xlsx")
    from_sheet, refused = read(tmp_path / "cover.xlsx")
    from_text, _ = read(write(tmp_path / "cover.csv", [GOOD]))
    assert refused == []
    assert from_sheet == from_text


def test_geojson_is_no_roster(tmp_path):
    path = tmp_path / "cover.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}')
    with pytest.raises(InputRefused, match="not from GeoJSON"):
        read(path)


@given(st.fixed_dictionaries({name: st.text(max_size=12) for name in THEIR_NAMES}))
def test_any_text_is_a_row_or_a_known_fault(row):
    try:
        parsed = parse_row(row, COUNTRY)
    except CellFault as fault:
        assert str(fault.refusal)  # noqa: PT017
    else:
        assert 0 <= parsed["from_hour"] < 24


def test_the_shipped_example_is_read_without_a_refusal():
    accepted, refused = read(KENYA.parent / "cover" / "example.csv")
    assert len(accepted) == 4
    assert refused == []


def test_a_known_name_is_known_however_many_unknown_ones_stand_before_it(tmp_path):
    rows = [GOOD | {"constituency": f"Nowhere {number}"} for number in range(5000)]
    accepted, refused = read(write(tmp_path / "cover.csv", [*rows, GOOD]))
    assert ([one["constituency_code"] for one in accepted], len(refused)) == (["240"], 5000)
