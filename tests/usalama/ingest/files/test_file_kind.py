from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from usalama.errors import InputRefused
from usalama.ingest.files.file_kind import COMMAND_LINE_LIMITS, PAGE_LIMITS, FileKind, kind_of


def zipped(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "a,b\n1,2\n")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", b"a,b\n1,2\n", FileKind.CSV),
        ("a.TXT", b"\xff\xfea\x00,\x00", FileKind.CSV),
        ("a.xlsx", zipped("xl/workbook.xml"), FileKind.XLSX),
        ("a.geojson", b'\xef\xbb\xbf {"type": 1}', FileKind.GEOJSON),
        ("a.csv", b"<5 minutes,b\n", FileKind.CSV),
    ],
)
def test_name_and_content_agree(tmp_path: Path, name: str, content: bytes, kind: FileKind) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert kind_of(path, COMMAND_LINE_LIMITS) == kind


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", zipped("a.csv"), "a.csv is named as CSV but its content is a zip archive."),
        ("a.geojson", zipped("a.csv"), "a.geojson is named as GEOJSON but its content is a zip archive."),
        ("a.csv", gzip.compress(b"a,b", mtime=0), "a.csv is named as CSV but its content is a gzip archive."),
        ("a.csv", b"%PDF-1.7", "a.csv is named as CSV but its content is a PDF document."),
        ("a.csv", b'<svg onload="x()">', "a.csv is named as CSV but its content is a page or picture in XML or HTML."),
        (
            "a.csv",
            b"\n<?xml version='1.0'?>",
            "a.csv is named as CSV but its content is a page or picture in XML or HTML.",
        ),
        ("a.xlsx", b"a,b\n1,2\n", "a.xlsx is named as XLSX but its content is CSV."),
        ("a.csv", b'{"type": "FeatureCollection"}', "a.csv is named as CSV but its content is GEOJSON."),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1",
            "a.xlsx is named as XLSX but its content is an old Excel file or one with a password.",
        ),
        ("a.csv", b"", "a.csv is empty."),
        ("a.exe", b"a,b", "Files that end in .exe cannot be read; CSV, XLSX and GeoJSON can."),
        ("a", b"a,b", "Files that end in ? cannot be read; CSV, XLSX and GeoJSON can."),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputRefused) as refusal:
        kind_of(path, COMMAND_LINE_LIMITS)
    assert str(refusal.value) == sentence


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="There is no file"):
        kind_of(tmp_path, COMMAND_LINE_LIMITS)


def test_a_page_takes_fifty_megabytes_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.write(b"a,b\n")
        file.truncate(50_000_001)
    with pytest.raises(InputRefused, match=r"large.csv has 50.0 MB; at most 50 MB can be read here."):
        kind_of(path, PAGE_LIMITS)
    assert kind_of(path, COMMAND_LINE_LIMITS) == FileKind.CSV


def test_a_page_has_a_minute_whatever_the_file_and_the_command_line_more_for_more() -> None:
    assert PAGE_LIMITS.cpu_seconds_for(50_000_000) == 60
    assert COMMAND_LINE_LIMITS.cpu_seconds_for(150_000_000) == 60 + 150 * 10


def test_the_page_limits_are_those_that_it_states() -> None:
    assert (PAGE_LIMITS.file_bytes, PAGE_LIMITS.rows, PAGE_LIMITS.xlsx_rows) == (50_000_000, 200_000, 50_000)
    assert (COMMAND_LINE_LIMITS.file_bytes, COMMAND_LINE_LIMITS.rows, COMMAND_LINE_LIMITS.xlsx_rows) == (None,) * 3
