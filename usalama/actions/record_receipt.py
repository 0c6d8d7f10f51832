"""Where records come from, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from usalama.actions.receipt import refused_sentences, source_id_of
from usalama.model import Nature, Sentence


@dataclass(frozen=True)
class RegisterSource:
    """Where records come from.

    Arguments:
        name: who states them; the same name is the same source.
        nature: whether they are real, invented or only try the system.
    """

    name: str
    nature: Nature

    @property
    def source_id(self) -> str:
        return source_id_of(self.name)


@dataclass(frozen=True)
class RecordReceipt:
    """What became of some records. rows_read = new + updated + rejected + duplicates.

    Arguments:
        refused: row, column, value and reason (a Sentence) of each refused one.
        notices: what to look at; nothing was refused for it.
        rejections_file: the refused rows with their reasons; None when there are none, after only looking, or when they
            came from a page.
    """

    register: str
    rows_read: int
    new: int
    updated: int
    rejected: int
    data_version: int
    refused: pd.DataFrame
    notices: tuple[Sentence, ...] = ()
    rejections_file: Path | None = None

    @property
    def accepted(self) -> int:
        return self.new + self.updated

    @property
    def duplicates(self) -> int:
        return self.rows_read - self.accepted - self.rejected

    def as_json(self) -> dict[str, object]:
        """The fields that scripts rely on."""
        names = ("register", "rows_read", "accepted", "new", "updated", "rejected", "duplicates", "data_version")
        file = None if self.rejections_file is None else str(self.rejections_file)
        return {name: getattr(self, name) for name in names} | {"rejections_file": file}

    def sentences(self) -> list[Sentence]:
        """The receipt in words, with the reasons of the first refused rows."""
        counts = {"read": self.rows_read, "new": self.new, "updated": self.updated, "rejected": self.rejected}
        whole = Sentence(
            "{read} rows read = {new} new + {updated} changed + {rejected} refused + {duplicates} known already.",
            counts | {"duplicates": self.duplicates},
        )
        return [whole, *refused_sentences(self.refused), *self.notices]
