"""Real rows are never mixed with invented ones."""

from __future__ import annotations

from usalama.errors import InputRefused
from usalama.model import Nature, Scope, Sentence
from usalama.store import Store
from usalama.store.questions import sources
from usalama.store.writing import Writer


def check_natures(store: Store, scope: Scope, source_id: str, nature: Nature, start_clean: bool) -> None:
    """Refuse rows whose nature does not fit what the store holds.

    Arguments:
        start_clean: the operator has agreed to remove the rows of another nature first.

    Raises:
        InputRefused: they do not fit; the sentence says what to do.
    """
    held = store.read(sources(), scope)
    same = held[held.source_id == source_id]
    if len(same) and same.nature.iloc[0] != nature and not start_clean:
        raise InputRefused(
            "The source {source} holds {held} rows and this file's are {nature}. Give the file a source of its own.",
            source=source_id,
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


def remove_other_natures(writer: Writer, nature: Nature) -> None:
    """Take out every row and source of another nature, within the commit that brings the new ones."""
    writer.remove_sources_other_than(str(nature))
