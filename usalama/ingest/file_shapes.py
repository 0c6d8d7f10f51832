"""What a reader of files must know of a file before it reads it."""

from __future__ import annotations

from typing import Protocol

from usalama.ingest.mapping_parts import FileShape


class Shape(Protocol):
    """The columns of a file and what its bytes are; a mapping is one."""

    @property
    def title(self) -> str:
        """What the shape is called in sentences."""

    @property
    def file(self) -> FileShape:
        """What the bytes are, where that cannot be told from the file itself."""

    def their_names(self, *, needed_only: bool = False) -> tuple[str, ...]:
        """The file's own column names that are read, each once; without optional ones if asked."""
