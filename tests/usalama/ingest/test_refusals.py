import csv
from collections.abc import Callable
from pathlib import Path

import hypothesis.strategies as st
import pyarrow as pa
import pytest
from hypothesis import given

from usalama.ingest.mapping import Mapping
from usalama.ingest.refusals import escaped, unescaped, write_refusals

HEADER = "id,when,lon,lat,county,category\n"


def refusals_file(folder: Path, read: Callable, content: str | bytes, name: str = "rows.csv", **more: object) -> Path:
    outcome = read(content, name, **more)
    refused = pa.Table.from_pylist(outcome.refused)
    path = folder / "refused.csv"
    assert write_refusals(path, outcome.raw[0], refused) == len(outcome.refused)
    return path


def test_refused_rows_keep_the_columns_that_are_read_and_gain_ours(tmp_path: Path, read: Callable) -> None:
    content = "row," + HEADER + "9,6,31/01/2024,34.7396,-0.1179,,robbery\n9,7,31/02/2024,34.7396,-0.1179,,robbery\n"
    with refusals_file(tmp_path, read, content).open(encoding="utf-8-sig", newline="") as file:
        (line,) = csv.DictReader(file)
    assert line == {
        "id": "7",
        "when": "31/02/2024",
        "lon": "34.7396",
        "lat": "-0.1179",
        "county": "",
        "category": "robbery",
        "refused_row": "3",
        "refused_column": "when",
        "refused_value": "31/02/2024",
        "refused_reason": "The calendar has no such day or time; the mapping reads the day first.",
    }


def test_a_column_called_row_that_is_read_comes_back_under_its_name(
    tmp_path: Path, read: Callable, mapping: Mapping
) -> None:
    using = mapping.model_copy(update={"columns": mapping.columns | {"source_record_id": ("row",)}})
    content = "row," + HEADER + "9,6,31/02/2024,34.7396,-0.1179,,robbery\n"
    first = refusals_file(tmp_path, read, content, using=using).read_text(encoding="utf-8-sig").splitlines()
    assert first[0].startswith("row,when,")
    assert first[1].startswith("9,31/02/2024,")


def test_only_its_owner_can_read_the_file_whatever_lay_there_before(tmp_path: Path, read: Callable) -> None:
    (tmp_path / "refused.csv").touch(mode=0o644)
    path = refusals_file(tmp_path, read, HEADER + "7,31/02/2024,34.7396,-0.1179,,robbery\n")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_mended_file_is_imported_again_whatever_the_first_one_was(
    tmp_path: Path, read: Callable, mapping: Mapping
) -> None:
    content = (HEADER + "=é,31/02/2024,34.7396,-0.1179,Kisumu,robbery\n").replace(",", ";").encode("cp1252")
    using = mapping.stating(encoding="cp1252", delimiter=";")
    text = refusals_file(tmp_path, read, content, using=using).read_text(encoding="utf-8-sig")
    assert "'=é," in text
    row = read(text.replace("31/02/2024", "28/02/2024").encode("utf-8-sig"), using=using).only
    assert row["source_record_id"] == "=é"


def test_dates_of_a_spreadsheet_are_read_again_from_the_refusals_file(read: Callable) -> None:
    columns = "refused_row,refused_column,refused_value,refused_reason"
    text = f"{HEADER.strip()},{columns}\n7,2024-02-28 10:00:00,34.7396,-0.1179,Kisumu,robbery,2,county,x,y\n"
    assert read(text).only["occurred_hour"] == 10
    assert len(read(text.replace("refused_reason", "reason")).refused) == 1


def test_a_refusals_file_that_is_refused_again_gains_no_second_set_of_columns(tmp_path: Path, read: Callable) -> None:
    first = refusals_file(tmp_path, read, HEADER + "7,31/02/2024,34.7396,-0.1179,Kisumu,robbery\n")
    second = refusals_file(tmp_path, read, first.read_bytes())
    assert second.read_text(encoding="utf-8-sig").splitlines()[0].count("refused_row") == 1


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        ("＝cmd", "'＝cmd"),
        ("|calc", "'|calc"),
        ("%x", "'%x"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("-1.2864", "-1.2864"),
        ("+254700000000", "+254700000000"),
        ("-1,5", "-1,5"),
        ("-1+1", "'-1+1"),
        ("plain", "plain"),
        ("'tis", "'tis"),
        ("'=x", "''=x"),
        ("", ""),
    ],
)
def test_text_that_a_spreadsheet_would_run_is_escaped_and_numbers_are_not(text: str, cell: str) -> None:
    assert escaped(text) == cell


@given(st.text())
def test_escaping_can_be_undone(text: str) -> None:
    assert unescaped(escaped(text)) == text
