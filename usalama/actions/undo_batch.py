"""Take back a whole import: one commit; what it had overwritten stands again, and its refused rows go."""

from __future__ import annotations

from datetime import UTC, datetime

from usalama.access import may_write
from usalama.errors import InputRefused, NotAllowed
from usalama.model import Scope
from usalama.store import Store
from usalama.store.questions import batches
from usalama.store.refused import remove_refused_of


def undo_batch(store: Store, scope: Scope, batch_id: str, author: str) -> int:
    """Undo an import.

    Arguments:
        batch_id: as the receipt or the history names it.
        author: who undoes it, for the history.

    Returns:
        The new data version.

    Raises:
        InputRefused: there is no such batch, or it is undone already.
        NotAllowed: the scope may not undo.
    """
    if not may_write(scope):
        raise NotAllowed("Only the operator of this machine may import or undo.")
    with store.write(author, f"Undo import {batch_id}") as writer:
        history = store.read(batches(), scope)
        found = history[history.batch_id == batch_id]
        if found.empty:
            raise InputRefused("There is no import with the id {batch}.", batch=batch_id)
        if found.undone_at.notna().iloc[0]:
            raise InputRefused("This import was undone already.")
        undone = history.batch_id[history.undone_at.notna()].to_list()
        writer.undo_batch(batch_id, undone, int(found.version_before.iloc[0]))
        writer.mark_undone(batch_id, datetime.now(UTC).replace(tzinfo=None), author)
        writer.drop_sources_without_rows()
    remove_refused_of(store.address, batch_id)
    return store.version()
