"""The rows of a block on their way from their columns to ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from usalama.country import Country
from usalama.country.categories import Categories
from usalama.ingest.files.blocks import Block
from usalama.ingest.mapping import Mapping
from usalama.ingest.refusals import Findings
from usalama.model import Sentence

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Notice:
    """Something that was done to accepted rows and that the person importing should know.

    Arguments:
        row_count: how many rows it concerns; None where it concerns the file.
    """

    sentence: Sentence
    row_count: int | None


@dataclass(frozen=True)
class Rules:
    """What rows are checked against.

    Arguments:
        now: nothing can have happened later; UTC.
    """

    mapping: Mapping
    country: Country
    categories: Categories
    now: datetime


@dataclass
class Rows:
    """A block, its refusals so far, and those of our columns that are made already."""

    block: Block
    rules: Rules
    findings: Findings
    ours: dict[str, pa.Array] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)

    def __len__(self) -> int:
        return int(self.block.numbers.size)

    def label(self, ours: str) -> str:
        """What the file calls one of our columns."""
        return " + ".join(self.rules.mapping.columns.get(ours, (ours,)))

    def texts(self, ours: str) -> pa.Array:
        """The trimmed texts for one of our columns; null where the file says nothing."""
        return self.their_texts(self.rules.mapping.columns.get(ours, ()))

    def their_texts(self, names: tuple[str, ...]) -> pa.Array:
        """The trimmed texts of columns of the file, several joined by a space; null where all are empty."""
        missing = pa.array(["", *self.rules.mapping.file.missing])
        parts = []
        for name in names:
            if name in self.block.cells.column_names:
                trimmed = pc.utf8_trim_whitespace(self.block.cells[name].combine_chunks())
                parts.append(pc.if_else(pc.is_in(trimmed, value_set=missing), None, trimmed))
        if not parts:
            return pa.nulls(len(self), pa.string())
        if len(parts) == 1:
            return parts[0]
        # Arrow's own skipping of nulls loses every row when all are null.
        joined = pc.binary_join_element_wise(*(pc.fill_null(part, "") for part in parts), " ")
        trimmed = pc.utf8_trim_whitespace(pc.replace_substring_regex(joined, pattern="  +", replacement=" "))
        return pc.if_else(pc.equal(trimmed, ""), None, trimmed)

    def refuse(self, where: Mask, ours: str, reason: Sentence) -> None:
        """Refuse rows for what stands in one of our columns."""
        if where.any():
            self.findings.refuse(where, self.label(ours), self.texts(ours), reason)

    def notice(self, where: Mask, sentence: Sentence) -> None:
        """Tell how many rows something was done to, if any."""
        count = int(where.sum())
        if count:
            self.notices.append(Notice(sentence, count))

    def translate(self, ours: str, meaning: Callable[[str], str | Sentence]) -> pa.Array:
        """Our words for the texts in one of our columns; rows whose text has none are refused.

        Arguments:
            meaning: a text to our word, or to the reason why it has none. Asked once for each different text.
        """
        encoded = self.texts(ours).dictionary_encode()
        words = encoded.dictionary.to_pylist()
        meanings = [meaning(word) for word in words]
        reasons = {word: found for word, found in zip(words, meanings, strict=True) if isinstance(found, Sentence)}
        known = pa.array([None if isinstance(found, Sentence) else found for found in meanings], pa.string())
        values = known.take(encoded.indices)
        if reasons:
            is_unknown = is_valid(encoded.indices) & ~is_valid(values)
            self.findings.refuse_words(is_unknown, self.label(ours), self.texts(ours), reasons)
        return values


def is_valid(values: pa.Array) -> Mask:
    """Which values are not null."""
    mask: Mask = pc.is_valid(values).to_numpy(zero_copy_only=False)
    return mask


def matches(texts: pa.Array, pattern: str) -> Mask:
    """Which texts fit a regular expression; null does not."""
    found = pc.fill_null(pc.match_substring_regex(texts, pattern=pattern), False)
    mask: Mask = found.to_numpy(zero_copy_only=False)
    return mask
