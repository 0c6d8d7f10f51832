"""The lake: questions in, tables out; one writer, versions, roll-ups."""

from usalama.store.store import Store, open_store

__all__ = ["Store", "open_store"]
