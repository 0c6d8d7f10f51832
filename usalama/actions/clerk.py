"""Who brings something in, where it comes from, and whether it may stand beside what is held."""

from __future__ import annotations

import getpass
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from usalama.access import may_write
from usalama.errors import InputRefused, NotAllowed
from usalama.ingest.file_reading import Chunk, Shape, read_chunks
from usalama.ingest.files.file_kind import COMMAND_LINE_LIMITS, PAGE_LIMITS
from usalama.model import Nature, Scope, Sentence
from usalama.store import Store
from usalama.store.questions import sources

LONGEST_SOURCE_ID = 60

Progress = Callable[[float], None]


@dataclass(frozen=True)
class Clerk:
    """Who imports, where and when.

    Arguments:
        author: for the history.
        today: the local date.
        country_folder: the country whose places and categories rows are checked against.
        is_upload: the file came over the network; reading it may cost less.
    """

    store: Store
    scope: Scope
    author: str
    today: date
    country_folder: Path
    is_upload: bool

    def read(self, path: Path, shape: Shape, on_progress: Progress | None = None) -> Iterator[Chunk]:
        """A file in checked chunks, read by the process of limited means.

        Raises:
            InputRefused: the file cannot be read at all.
        """
        limits = PAGE_LIMITS if self.is_upload else COMMAND_LINE_LIMITS
        return read_chunks(path, shape, self.country_folder, limits, self.store.address / "incoming", on_progress)


def clerk_of(store: Store, scope: Scope, today: date, country_folder: Path) -> Clerk:
    """The person at the page; uploads have limits that files on this machine have not."""
    return Clerk(store, scope, getpass.getuser(), today, country_folder, is_upload=True)


@dataclass(frozen=True)
class Source:
    """Where rows come from.

    Arguments:
        name: who states them; the same name is the same source.
        nature: whether they are real, invented or only try the system.
        title: as what people see it; its name if left out.
        note: what the rows are.
    """

    name: str
    nature: Nature
    title: str = ""
    note: str = ""

    @property
    def source_id(self) -> str:
        """Short name for addresses and commands.

        Raises:
            InputRefused: nothing usable is left of the name.
        """
        found = re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")[:LONGEST_SOURCE_ID].rstrip("-")
        if not found:
            raise InputRefused('"{name}" cannot name a source. Use letters and numbers.', name=self.name)
        return found

    def as_row(self) -> dict[str, object]:
        return {
            "source_id": self.source_id,
            "source_name": self.title or self.name,
            "nature": str(self.nature),
            "note": self.note,
            "added_at": utc_now(),
        }


def check_may_write(scope: Scope) -> None:
    """Only the operator writes.

    Raises:
        NotAllowed: the scope is another.
    """
    if not may_write(scope):
        raise NotAllowed("Only the operator of this machine may import or undo.")


def check_natures(clerk: Clerk, source: Source, *, start_clean: bool) -> None:
    """Refuse rows whose nature does not fit what the store holds: real rows are never mixed with invented ones.

    Arguments:
        start_clean: the operator has agreed to remove the rows of another nature first.

    Raises:
        InputRefused: they do not fit; the sentence says what to do.
    """
    held, nature = clerk.store.read(sources(), clerk.scope), source.nature
    same = held[held.source_id == source.source_id]
    if len(same) and same.nature.iloc[0] != nature and not start_clean:
        raise InputRefused(
            "The source {source} holds {held} rows and this file's are {nature}. Give the file a source of its own.",
            source=source.source_id,
            held=Sentence(str(same.nature.iloc[0])),
            nature=Sentence(str(nature)),
        )
    is_real_held = (held.nature == Nature.REAL).any()
    is_invented_held = (held.nature != Nature.REAL).any()
    if nature is Nature.REAL and is_invented_held and not start_clean:
        raise InputRefused(
            "The store holds demonstration or test rows, and real ones are never mixed with them. Start clean "
            "(--start-clean, or the box on the page: it removes them first), or name another folder in USALAMA_STORE."
        )
    if nature is not Nature.REAL and is_real_held:
        raise InputRefused(
            "The store holds real rows, and invented ones are never mixed with them. "
            "Name another folder in USALAMA_STORE for trying things out."
        )


def utc_now() -> datetime:
    """This moment as the store keeps moments."""
    return datetime.now(UTC).replace(tzinfo=None)
