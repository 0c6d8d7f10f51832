"""Which sources there are, what they cover, and what was imported when."""

from __future__ import annotations

from functools import lru_cache

import ibis
import ibis.expr.types as ir

from usalama.schema import BATCH, MONTH_COUNT, SOURCE
from usalama.store.questions.visible_rows import Question, lake_table, visible


@lru_cache(maxsize=1)
def coverage() -> Question:
    """First and last month, and rows, of every source in the scope, whatever else is chosen."""

    def build() -> ir.Table:
        rows = visible(lake_table(MONTH_COUNT))
        months = rows.group_by("source_id").aggregate(
            first_month=rows.occurred_month.min(),
            last_month=rows.occurred_month.max(),
            incident_count=rows.incident_count.sum().cast("int64"),
        )
        batches = lake_table(BATCH).filter(lambda t: t.undone_at.isnull())
        stored = batches.group_by("source_id").aggregate(stored_at=batches.stored_at.max())
        sources = lake_table(SOURCE)
        joined = months.inner_join(sources, "source_id").left_join(stored, "source_id")
        return joined.select(
            "source_id",
            "source_name",
            "nature",
            "note",
            "first_month",
            "last_month",
            "incident_count",
            "stored_at",
        ).order_by("source_id")

    return Question("coverage", build)


@lru_cache(maxsize=1)
def sources() -> Question:
    """Every source, with or without rows; only an exact scope may ask."""
    return Question("sources", lambda: lake_table(SOURCE).order_by("source_id"))


@lru_cache(maxsize=1)
def batches() -> Question:
    """The history of imports; only an exact scope may ask."""

    def build() -> ir.Table:
        rows = lake_table(BATCH)
        return rows.order_by(ibis.desc(rows.version_before))

    return Question("batches", build)
