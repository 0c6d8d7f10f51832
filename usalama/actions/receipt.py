"""A file to be stored, and what became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from usalama.errors import InputRefused
from usalama.ingest.mapping import Mapping, load_mapping
from usalama.model import Sentence

LONGEST_SOURCE_ID = 60
MOST_REASONS = 20


@dataclass(frozen=True)
class FileToStore:
    """A file with what is needed to read it and to say where it came from.

    Arguments:
        path: the file as it lies on this machine.
        name: its name as people know it.
        source_name: who the rows come from; the same name is the same source.
        mapping: how to read it.
    """

    path: Path
    name: str
    source_name: str
    mapping: Mapping

    @property
    def source_id(self) -> str:
        """Short name for addresses and commands.

        Raises:
            InputRefused: nothing usable is left of the name.
        """
        return source_id_of(self.source_name)


def source_id_of(name: str) -> str:
    """Short name of a source for addresses and commands.

    Raises:
        InputRefused: nothing usable is left of the name.
    """
    found = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_SOURCE_ID].rstrip("-")
    if not found:
        raise InputRefused('"{name}" cannot name a source. Use letters and numbers.', name=name)
    return found


@dataclass(frozen=True)
class Receipt:
    """What became of a file. rows_read = accepted + rejected + duplicates; accepted = new + updated.

    Arguments:
        batch_id: None when nothing was stored.
        rejections_file: the refused rows with their reasons; None when there are none, or after only looking.
        published: of the accepted rows, those that the public will see counted.
        unpublished: why the others will not be, each with its number of rows.
        notices: what was done to accepted rows, such as taking an unknown category for "other".
        refused_sample: row, column, value and reason (a Sentence) of the first refused rows.
        accepted_points: longitude and latitude of some accepted rows, for a map.
    """

    rows_read: int
    new: int
    updated: int
    rejected: int
    duplicates: int
    batch_id: str | None
    data_version: int
    rejections_file: Path | None
    published: int
    unpublished: tuple[Sentence, ...]
    notices: tuple[Sentence, ...]
    refused_sample: pd.DataFrame
    accepted_points: pd.DataFrame

    @property
    def accepted(self) -> int:
        return self.new + self.updated

    def as_json(self) -> dict[str, object]:
        """The fields that scripts rely on."""
        return {
            "rows_read": self.rows_read,
            "accepted": self.accepted,
            "new": self.new,
            "updated": self.updated,
            "rejected": self.rejected,
            "duplicates": self.duplicates,
            "batch_id": self.batch_id,
            "data_version": self.data_version,
            "rejections_file": None if self.rejections_file is None else str(self.rejections_file),
        }


def refused_sentences(refused: pd.DataFrame) -> list[Sentence]:
    """The first refused rows, each with its reason.

    Arguments:
        refused: row, column, value and reason (a Sentence).
    """
    return [
        Sentence(
            "Row {row}, {column} ({value}): {reason}",
            {"row": int(one.row), "column": one.column, "value": one.value, "reason": one.reason},
        )
        for one in refused.head(MOST_REASONS).itertuples()
    ]


def describe_file(path: Path, name: str, source_name: str, mapping: str) -> FileToStore:
    """A file with the mapping it is to be read with.

    Arguments:
        mapping: the name of a shipped mapping, or the path of a mapping file.

    Raises:
        InputRefused: there is no such mapping, or it cannot be used.
    """
    return FileToStore(path, name, source_name, load_mapping(mapping))
