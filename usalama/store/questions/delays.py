"""How long after the beginning of its month an incident was reported."""

from __future__ import annotations

from functools import lru_cache

import ibis.expr.types as ir

from usalama.store.questions.visible_rows import Question, chosen, visible_incidents

SECONDS_A_DAY = 24 * 60 * 60


@lru_cache(maxsize=1)
def report_days() -> Question:
    """Incidents by month and by the days from the first of that month to their report; those without one left out.

    Days begin at midnight UTC: a few hours do not matter to a month.
    """

    def build() -> ir.Table:
        rows = chosen(visible_incidents()).filter(lambda t: t.reported_at.notnull())
        began = rows.occurred_month.cast("timestamp").epoch_seconds()
        told = rows.mutate(report_day=((rows.reported_at.epoch_seconds() - began) // SECONDS_A_DAY).cast("int64"))
        return told.group_by(["occurred_month", "report_day"]).aggregate(incident_count=told.count().cast("int64"))

    return Question("report days by month", build)
