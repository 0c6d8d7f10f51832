"""Files of incidents: read with a mapping, compared row by row with what their source said before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.compute as pc

from usalama.access import last_published_day
from usalama.actions.arrivals import Arrival, ArrivingFile, bring_in
from usalama.actions.arriving_rows import ArrivingRows, refusals
from usalama.actions.clerk import Clerk, Progress, Source
from usalama.actions.receipt import Receipt
from usalama.ingest import mapping as mappings
from usalama.ingest.file_reading import Chunk
from usalama.ingest.mapping import Mapping, load_mapping
from usalama.ingest.refusals import ROW
from usalama.model import N_, Nature, Sentence, counted, month_end
from usalama.schema import INCIDENT, UNCOUNTED_STATUSES, VERIFIED_STATUSES
from usalama.store.staging import Comparison, StagedRows, Staging

SAMPLE_POINTS = 2_000
TOLD = N_(
    "{rows_read} rows read = {accepted} accepted ({new} new, {updated} updated) + {rejected} refused "
    "+ {duplicates} known already."
)
REPEATED_ID = N_("The id {value} stands in row {first_row} already, with other content. Give each record its own id.")


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
    def source(self) -> Source:
        nature, note = self.mapping.nature, self.mapping.note
        return Source(self.source_name, nature, "" if nature == Nature.REAL else self.mapping.title, note)


def describe_file(path: Path, name: str, source_name: str, mapping: str) -> FileToStore:
    """A file with the mapping it is to be read with.

    Arguments:
        mapping: the name of a shipped mapping, or the path of a mapping file.

    Raises:
        InputRefused: there is no such mapping, or it cannot be used.
    """
    return FileToStore(path, name, source_name, load_mapping(mapping))


def shipped_mappings() -> dict[str, str]:
    """Title of each mapping that is shipped, by name; examples say so."""
    return {one.name: one.title for one in mappings.shipped_mappings()}


def preview_file(clerk: Clerk, file: FileToStore, on_progress: Progress | None = None) -> Receipt:
    """What storing the file would do; nothing is stored. It raises what ``bring_in`` raises."""
    return bring_in(clerk, _arrival(clerk, file, on_progress), dry_run=True)


def store_file(
    clerk: Clerk, file: FileToStore, *, start_clean: bool = False, on_progress: Progress | None = None
) -> Receipt:
    """Store what is new or changed in the file. It raises what ``bring_in`` raises.

    Arguments:
        start_clean: remove the rows of another nature first, in the same commit.
        on_progress: told the share read, 0 to 1.
    """
    return bring_in(clerk, _arrival(clerk, file, on_progress), start_clean=start_clean)


def _arrival(clerk: Clerk, file: FileToStore, on_progress: Progress | None) -> Arrival:
    def chunks() -> Iterator[Chunk]:
        return clerk.read(file.path, file.mapping, on_progress)

    def read(staging: Staging) -> list[ArrivingRows]:
        arriving = ArrivingIncidents(staging.of(INCIDENT), clerk.today, chunks)
        for chunk in chunks():
            arriving.take(chunk)
        return [arriving]

    named = ArrivingFile(file.path, file.name, file.mapping.name)
    return Arrival(file.source, f"Import {file.name}", read, named, may_start_clean=True, renames_source=True)


class ArrivingIncidents(ArrivingRows):
    """Incidents on their way: only the whole file shows an id that stands there twice.

    Arguments:
        chunks: reads the file once more.
    """

    def __init__(self, staged: StagedRows, today: date, chunks: Callable[[], Iterator[Chunk]]) -> None:
        super().__init__(staged, TOLD)
        self._today, self._chunks = today, chunks

    def compare(self, source_id: str) -> Comparison:
        """Judge the staged rows, and refuse those whose id an earlier row has with other content."""
        comparison = super().compare(source_id)
        if not comparison.conflicts.empty:
            repeated = refusals(
                (int(one.row), "source_record_id", one.source_record_id, _repeated(one))
                for one in comparison.conflicts.itertuples()
            )
            # Their text is read once more; it is rare.
            for chunk in self._chunks():
                own = repeated.filter(pc.is_in(repeated[ROW], chunk.raw[ROW].combine_chunks()))
                self.refuse(own, chunk.raw)
        return comparison

    def receipt(self, version: int, batch_id: str | None, rejections_file: Path | None) -> Receipt:
        """What became of the rows, and what the public will see of them."""
        whole = super().receipt(version, batch_id, rejections_file)
        if not whole.accepted:
            return replace(whole, published=0)
        published, unpublished = _publication(self.staged, self._today)
        points = self.staged.sample_points(SAMPLE_POINTS)
        return replace(whole, published=published, unpublished=unpublished, accepted_points=points)


def _repeated(row: Any) -> Sentence:
    values = {"value": row.source_record_id, "first_row": int(row.first_row)}
    return Sentence(REPEATED_ID, values)


def _publication(staged: StagedRows, today: date) -> tuple[int, tuple[Sentence, ...]]:
    """How many accepted rows the public will see counted, and why not the others."""
    rows = staged.count_accepted(("status", "occurred_month"))
    last_day = last_published_day(today)
    is_uncounted = rows.status.isin(UNCOUNTED_STATUSES)
    is_unverified = ~rows.status.isin(VERIFIED_STATUSES) & ~is_uncounted
    is_recent = pd.Series([month_end(month) > last_day for month in rows.occurred_month], rows.index, dtype=bool)
    is_held_back = is_recent & ~is_unverified & ~is_uncounted
    shown = ~(is_unverified | is_uncounted | is_recent)
    shown_count, *left_out = (
        int(rows.row_count[which].sum()) for which in (shown, is_unverified, is_uncounted, is_held_back)
    )
    return shown_count, _not_shown(*left_out)


def _not_shown(unverified: int, uncounted: int, held_back: int) -> tuple[Sentence, ...]:
    reasons = (
        counted("{count} is not verified yet.", "{count} are not verified yet.", unverified),
        counted(
            "{count} was rejected or repeats another report.",
            "{count} were rejected or repeat another report.",
            uncounted,
        ),
        counted(
            "{count} is of a month that ended less than 7 days ago, or has not ended.",
            "{count} are of a month that ended less than 7 days ago, or has not ended.",
            held_back,
        ),
    )
    return tuple(reason for reason in reasons if reason.values["count"])
