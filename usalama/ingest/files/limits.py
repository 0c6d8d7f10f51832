"""How much a file may ask of the machine that reads it."""

from __future__ import annotations

from dataclasses import dataclass

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
