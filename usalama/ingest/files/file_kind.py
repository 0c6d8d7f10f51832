"""What kind of file this is, by its name and its first bytes, and how much it may ask of this machine."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from usalama.errors import InputRefused
from usalama.model import N_, Sentence

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """What one reading may use. Whatever exceeds it is refused in one sentence.

    Arguments:
        file_bytes: the largest file, in bytes; None for no limit.
        rows: the most rows of a CSV or GeoJSON file; None for no limit.
        xlsx_rows: the most rows of a spreadsheet; None for no limit.
        columns: the most columns of any file.
        memory_bytes: address space of the reading process.
        cpu_seconds: processor time whatever the size of the file.
        cpu_seconds_per_megabyte: processor time on top of it for each megabyte of the file.
        expansion_ratio: how many times larger than the file a spreadsheet may become when opened.
        cell_characters: the longest text of one cell.
    """

    file_bytes: int | None = None
    rows: int | None = None
    xlsx_rows: int | None = None
    columns: int = 256
    memory_bytes: int = 1 << 30
    cpu_seconds: int = 60
    cpu_seconds_per_megabyte: int = 10
    expansion_ratio: int = 100
    cell_characters: int = 100_000

    def cpu_seconds_for(self, file_bytes: int) -> int:
        """Processor time for a file of this many bytes, in seconds."""
        return self.cpu_seconds + self.cpu_seconds_per_megabyte * (file_bytes // MEGABYTE)


PAGE_LIMITS = Limits(
    file_bytes=50 * MEGABYTE, rows=200_000, xlsx_rows=50_000, cpu_seconds=60, cpu_seconds_per_megabyte=0
)
COMMAND_LINE_LIMITS = Limits()


class FileKind(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"


KIND_BY_SUFFIX = {
    ".csv": FileKind.CSV,
    ".tsv": FileKind.CSV,
    ".txt": FileKind.CSV,
    ".xlsx": FileKind.XLSX,
    ".geojson": FileKind.GEOJSON,
    ".json": FileKind.GEOJSON,
}

FOREIGN_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", N_("a gzip archive")),
    (b"BZh", N_("a bzip2 archive")),
    (b"\xfd7zXZ\x00", N_("an xz archive")),
    (b"\x28\xb5\x2f\xfd", N_("a zstd archive")),
    (b"7z\xbc\xaf\x27\x1c", N_("a 7-zip archive")),
    (b"Rar!", N_("a rar archive")),
    (b"%PDF", N_("a PDF document")),
    (b"\xd0\xcf\x11\xe0", N_("an old Excel file or one with a password")),
    (b"PAR1", N_("a Parquet file")),
    (b"ARROW1", N_("an Arrow file")),
    (b"SQLite format 3", N_("a SQLite database")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"\x7fELF", N_("a program")),
    (b"MZ\x90", N_("a program")),
)
# The second begins an archive of no files, the third one in several parts.
ZIP_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# Only what opens a document of that kind: a CSV may well begin with "<".
MARKUP_BEGINNINGS = (b"<?xml", b"<svg", b"<html", b"<!doctype", b"<script")
BEGINNING_BYTES = 512


def kind_of(path: Path, limits: Limits) -> FileKind:
    """Which reader a file needs.

    Raises:
        InputRefused: there is no such file, it is empty or too large, its name ends in something that
            cannot be read, or its first bytes belong to another kind of file.
    """
    if not path.is_file():
        raise InputRefused("There is no file {name}.", name=path.name)
    _check_size(path, limits)
    kind = KIND_BY_SUFFIX.get(path.suffix.lower())
    if kind is None:
        raise InputRefused(
            "Files that end in {suffix} cannot be read; CSV, XLSX and GeoJSON can.", suffix=path.suffix or "?"
        )
    with path.open("rb") as file:
        beginning = file.read(BEGINNING_BYTES)
    found = _kind_by_content(beginning, kind)
    if found != kind:
        raise InputRefused(
            "{name} is named as {expected} but its content is {found}.",
            name=path.name,
            expected=kind.upper(),
            found=found.upper() if isinstance(found, FileKind) else Sentence(found),
        )
    return kind


def _check_size(path: Path, limits: Limits) -> None:
    size = path.stat().st_size
    if size == 0:
        raise InputRefused("{name} is empty.", name=path.name)
    if limits.file_bytes is not None and size > limits.file_bytes:
        raise InputRefused(
            "{name} has {megabytes} MB; at most {limit} MB can be read here.",
            name=path.name,
            megabytes=round(size / MEGABYTE, 1),
            limit=limits.file_bytes // MEGABYTE,
        )


def _kind_by_content(beginning: bytes, named: FileKind) -> FileKind | str:
    if beginning.startswith(ZIP_BEGINNINGS):
        return FileKind.XLSX if named == FileKind.XLSX else N_("a zip archive")
    for magic, name in FOREIGN_BEGINNINGS:
        if beginning.startswith(magic):
            return name
    text = beginning.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if text.startswith(MARKUP_BEGINNINGS):
        return N_("a page or picture in XML or HTML")
    return FileKind.GEOJSON if text.startswith((b"{", b"[")) else FileKind.CSV
