"""Files made for one test, read in this process; what the limited process adds is tested in test_reading.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.examples import KENYA
from usalama.ingest.files.file_kind import COMMAND_LINE_LIMITS, Limits
from usalama.ingest.files.readers import read_file
from usalama.ingest.incident_rows import Notice
from usalama.ingest.mapping import Mapping
from usalama.ingest.refusals import reason_of

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Outcome:
    """Everything that became of a file."""

    accepted: list[dict[str, Any]]
    refused: list[dict[str, Any]]
    raw: list[pa.Table]
    notices: list[Notice]

    @property
    def only(self) -> dict[str, Any]:
        assert self.refused == []
        (row,) = self.accepted
        return row

    @property
    def reasons(self) -> list[str]:
        return [str(reason_of(refusal)) for refusal in self.refused]


Read = Callable[..., Outcome]


@pytest.fixture
def mapping() -> Mapping:
    """A mapping of few columns: id, when, lon, lat, county, category."""
    return Mapping.model_validate(
        {
            "name": "plain",
            "title": "Plain",
            "nature": "test",
            "columns": {
                "source_record_id": "id",
                "occurred_from": "when",
                "longitude": "lon",
                "latitude": "lat",
                "county_code": "county",
                "category_code": "category",
            },
            "dates": {
                "order": "day_first",
                "formats": ["%d/%m/%Y %H:%M", "%d/%m/%Y"],
                "time_zone": "Africa/Nairobi",
            },
        }
    )


@pytest.fixture
def read(tmp_path: Path, mapping: Mapping) -> Read:
    """Reads content as a file; every row read must stand in exactly one of accepted and refused."""

    def read_content(
        content: str | bytes,
        name: str = "rows.csv",
        using: Mapping | None = None,
        limits: Limits = COMMAND_LINE_LIMITS,
    ) -> Outcome:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_path(path, using or mapping, limits)

    return read_content


def read_path(path: Path, mapping: Mapping, limits: Limits = COMMAND_LINE_LIMITS) -> Outcome:
    accepted, refused, raw, notices = [], [], [], []
    for checked, _ in read_file(path, mapping, KENYA, limits, NOW):
        numbers = checked.accepted["row"].to_pylist() + checked.refused["row"].to_pylist()
        assert sorted(numbers) == checked.raw["row"].to_pylist()
        accepted += checked.accepted.to_pylist()
        refused += checked.refused.to_pylist()
        raw.append(checked.raw)
        notices += checked.notices
    return Outcome(accepted, refused, raw, notices)


@pytest.fixture
def row(read: Read) -> Callable[..., Outcome]:
    """Reads one row of the plain mapping, given the cells that matter; the others are in order."""

    def read_row(using: Mapping | None = None, **cells: str) -> Outcome:
        good = {
            "id": "1",
            "when": "31/12/2024 23:59",
            "lon": "34.7396",
            "lat": "-0.1179",
            "county": "Kisumu",
            "category": "robbery",
        }
        all_cells = good | cells
        line = ",".join(f'"{cell}"' for cell in all_cells.values())
        return read(",".join(all_cells) + "\n" + line + "\n", using=using)

    return read_row
