"""How long people waited for a response."""

from __future__ import annotations

from functools import lru_cache

import ibis
import ibis.expr.types as ir

from usalama.store.questions.rows import Question, chosen, in_list, parameter, visible_incidents

# Beyond a week a response no longer helps; longer waits are counted at this many minutes.
LONGEST_WAIT_MINUTES = 7 * 24 * 60


@lru_cache(maxsize=64)
def response_minutes(by: tuple[str, ...] = ()) -> Question:
    """Waits in whole minutes with how many ended in a response and how many were still waiting.

    Somebody not reached waited until the report was closed or, if open, until ``observed_until``.
    """

    def build() -> ir.Table:
        rows = chosen(visible_incidents()).filter(lambda t: t.reported_at.notnull())
        observed = parameter("observed_until").cast("timestamp")
        ended = rows.responded_at.coalesce(rows.closed_at, observed)
        seconds = ended.epoch_seconds() - rows.reported_at.epoch_seconds()
        # Rounded up, so that 0 stands for times that cannot be: a response before the report.
        minutes = ibis.greatest((seconds + 59) // 60, 0)
        waits = rows.mutate(
            response_minutes=ibis.least(minutes, LONGEST_WAIT_MINUTES).cast("int64"),
            was_reached=rows.responded_at.notnull(),
        )
        return waits.group_by([*by, "response_minutes"]).aggregate(
            responded_count=waits.was_reached.sum().cast("int64"),
            waiting_count=(~waits.was_reached).sum().cast("int64"),
        )

    return Question(f"response minutes by {','.join(by)}", build)


@lru_cache(maxsize=1)
def last_moment() -> Question:
    """The latest moment that the chosen sources know of: until then open reports were watched."""

    def build() -> ir.Table:
        rows = visible_incidents().filter(in_list("sources", "source_id"))
        moments = (rows.reported_at.max(), rows.responded_at.max(), rows.closed_at.max())
        # The engine's greatest() passes over missing values.
        return rows.aggregate(observed_until=ibis.greatest(*moments))

    return Question("last moment", build)
