"""What became of whatever came in: one receipt for all kinds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from usalama.model import N_, Sentence

MOST_REASONS = 20
PUBLISHED = N_("The public will see {published} of {accepted} accepted rows counted.")


def no_points() -> pd.DataFrame:
    """Of what has no points."""
    return pd.DataFrame({"longitude": [], "latitude": []}, dtype=float)


@dataclass(frozen=True)
class Receipt:
    """What became of some rows. rows_read = accepted + rejected + duplicates; accepted = new + updated.

    Arguments:
        told: the sentence of their counts.
        refused: row, column, value and reason (a Sentence) of the first refused rows.
        notices: what to look at or what was done to accepted rows; nothing was refused for it.
        batch_id: None when nothing was stored, or typed in.
        rejections_file: the refused rows with their reasons; None when there are none, after only looking, or when they
            were typed in.
        register: the register of records; empty for others.
        published: of accepted incidents, those that the public will see counted; None for others.
        unpublished: why the others will not be, each with its number of rows.
        accepted_points: longitude and latitude of some accepted rows, for a map.
        parts: of something for several tables, the receipt of each.
    """

    told: str
    rows_read: int
    new: int
    updated: int
    rejected: int
    duplicates: int
    data_version: int
    refused: pd.DataFrame
    notices: tuple[Sentence, ...] = ()
    batch_id: str | None = None
    rejections_file: Path | None = None
    register: str = ""
    published: int | None = None
    unpublished: tuple[Sentence, ...] = ()
    accepted_points: pd.DataFrame = field(default_factory=no_points)
    parts: tuple[Receipt, ...] = ()

    @property
    def accepted(self) -> int:
        return self.new + self.updated

    def as_json(self) -> dict[str, object]:
        """The fields that scripts rely on."""
        names = (
            "rows_read", "accepted", "new", "updated", "rejected", "duplicates", "batch_id", "data_version",
        )  # fmt: skip
        said: dict[str, object] = {"register": self.register} if self.register else {}
        said |= {name: getattr(self, name) for name in names}
        return said | {"rejections_file": None if self.rejections_file is None else str(self.rejections_file)}

    def whole(self) -> Sentence:
        """The counts in one sentence."""
        names = ("rows_read", "accepted", "new", "updated", "rejected", "duplicates")
        counts = {name: getattr(self, name) for name in names}
        return Sentence(self.told, counts | {"read": self.rows_read})

    def publication(self) -> list[Sentence]:
        """How many of the accepted rows the public will see, and why not the others."""
        if self.published is None:
            return []
        values = {"published": self.published, "accepted": self.accepted}
        return [Sentence(PUBLISHED, values), *self.unpublished]

    def sentences(self) -> list[Sentence]:
        """The receipt in words, with the reasons of the first refused rows."""
        return [self.whole(), *self.publication(), *_refused_sentences(self.refused), *self.notices]


def joined_receipt(parts: Sequence[Receipt]) -> Receipt:
    """One receipt of what came for several tables."""
    (first, *_) = parts
    return Receipt(
        told=first.told,
        rows_read=sum(one.rows_read for one in parts),
        new=sum(one.new for one in parts),
        updated=sum(one.updated for one in parts),
        rejected=sum(one.rejected for one in parts),
        duplicates=sum(one.duplicates for one in parts),
        data_version=first.data_version,
        refused=pd.concat([one.refused for one in parts], ignore_index=True),
        notices=tuple(notice for one in parts for notice in one.notices),
        batch_id=first.batch_id,
        parts=tuple(parts),
    )


def _refused_sentences(refused: pd.DataFrame) -> list[Sentence]:
    return [
        Sentence(
            "Row {row}, {column} ({value}): {reason}",
            {"row": int(one.row), "column": one.column, "value": one.value, "reason": one.reason},
        )
        for one in refused.head(MOST_REASONS).itertuples()
    ]
