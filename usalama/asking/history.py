"""What was imported, when, by whom, and what became of it?"""

from __future__ import annotations

import pandas as pd

from usalama.model import Scope
from usalama.store import Store
from usalama.store.questions import batches


def import_history(store: Store, scope: Scope) -> pd.DataFrame:
    """Every import, newest first, as in the table ``batch``.

    Raises:
        NotAllowed: the scope may not see it.
    """
    return store.read(batches(), scope)
