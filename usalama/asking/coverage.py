"""What data are there for this view: sources, natures, months, and by which imports did they come?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import pandas as pd

from usalama.asking.selection import STRONGEST_FIRST
from usalama.disclosure import disclose, shown_total
from usalama.model import Nature, Period, Scope, month_end
from usalama.store import Store
from usalama.store.questions import batches, counts, coverage


@dataclass(frozen=True)
class SourceCoverage:
    """One source as this view may see it.

    Arguments:
        incident_count: rows counted: the sum of its counties as this view may see them.
        stored_at: UTC moment of its newest import.
    """

    source_id: str
    source_name: str
    nature: Nature
    note: str
    first_month: date
    last_month: date
    stored_at: datetime | None
    incident_count: int


@dataclass(frozen=True)
class Coverage:
    """All sources of this view.

    Arguments:
        nature: the nature that a report counts: the strongest held, or that of the chosen sources; None when there
            is nothing.
        period: from the first to the last month of the sources of that nature.
    """

    sources: tuple[SourceCoverage, ...]
    nature: Nature | None
    period: Period | None
    data_version: int

    def of(self, source_ids: tuple[str, ...]) -> Coverage:
        """The same with the nature and period of the chosen sources; of all by default when none is chosen."""
        chosen = [source for source in self.sources if source.source_id in source_ids]
        return replace(self, nature=chosen[0].nature, period=_period(chosen)) if chosen else self


def covered(store: Store, scope: Scope) -> Coverage:
    """What this view may see, whatever is chosen; empty when there is nothing."""
    return _covered(store, scope, store.version())


@lru_cache(maxsize=64)
def _covered(store: Store, scope: Scope, version: int) -> Coverage:
    """Kept for each scope and data version, since every run of every page begins with it."""
    shown = _shown_counts(store, scope)
    sources = tuple(_source(row, shown[row.source_id]) for row in store.read(coverage(), scope).itertuples())
    nature = next((one for one in STRONGEST_FIRST if any(source.nature is one for source in sources)), None)
    period = _period([source for source in sources if source.nature is nature])
    return Coverage(sources, nature, period, version)


def _period(sources: list[SourceCoverage]) -> Period | None:
    if not sources:
        return None
    return Period(min(one.first_month for one in sources), month_end(max(one.last_month for one in sources)))


def _shown_counts(store: Store, scope: Scope) -> dict[str, int]:
    """Incidents of each source; rounded by itself, beside the counties, a total would tell what they hide."""
    counted = disclose(store.read(counts(("source_id", "county_code")), scope), ("incident_count",), scope)
    return {str(source_id): shown_total(own.incident_count) for source_id, own in counted.groupby("source_id")}


def _source(row: Any, incident_count: int) -> SourceCoverage:
    return SourceCoverage(
        source_id=str(row.source_id),
        source_name=str(row.source_name),
        nature=Nature(row.nature),
        note=str(row.note or ""),
        first_month=row.first_month,
        last_month=row.last_month,
        stored_at=None if pd.isna(row.stored_at) else row.stored_at.to_pydatetime(),
        incident_count=incident_count,
    )


def import_history(store: Store, scope: Scope) -> pd.DataFrame:
    """Every import, newest first, as in the table ``batch``.

    Raises:
        NotAllowed: the scope may not see it.
    """
    return store.read(batches(), scope)
