"""A store filled as `usalama demo` fills it, small enough to be made for each run of the tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.examples import KENYA, OPERATOR, subject
from usalama.actions.clerk import Clerk
from usalama.actions.make_demonstration import DemonstrationPlan, make_demonstration
from usalama.store import Store

DEMO_ROWS = 20_000
LAST_MONTH = date(2025, 6, 1)
FIRST_DAY, LAST_DAY = "2024-07-01", "2025-06-30"


def make_demonstration_store(folder: Path) -> Path:
    """Make a store with ``DEMO_ROWS`` synthetic rows of the five years that end with ``LAST_MONTH``.

    Returns:
        Its address.
    """
    store, known = Store(folder), subject()
    clerk = Clerk(store, OPERATOR, "tester", date(2026, 1, 15), KENYA, is_upload=False)
    make_demonstration(clerk, DemonstrationPlan(LAST_MONTH, DEMO_ROWS), known.country, known.categories)
    return folder
