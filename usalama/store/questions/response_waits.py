"""How long people waited for a response, and how long after its month began an incident was reported."""

from __future__ import annotations

from functools import lru_cache

import ibis
import ibis.expr.types as ir

from usalama.store.questions.visible_rows import Question, chosen, in_list, parameter, visible_incidents

# Beyond a week a response no longer helps; longer waits are counted at this many minutes.
LONGEST_WAIT_MINUTES = 7 * 24 * 60


# Up to here every minute is told; beyond it a wait is rounded up to the next of ``COARSE_MINUTES``.
FINE_MINUTES = 240
COARSE_MINUTES = (300, 360, 480, 720, 1_440, 2_880, LONGEST_WAIT_MINUTES)
WATCHED_MINUTES = 24 * 60
WAIT_DIMENSIONS = ("county_code", "city_code", "category_group", "responder", "reported_half_hour", "is_watched")


@lru_cache(maxsize=64)
def response_minutes(by: tuple[str, ...] = (), is_coarse: bool = False) -> Question:
    """Waits in whole minutes with how many ended in a response and how many had none.

    Somebody not reached waited until ``observed_until``, whether or not the report was closed: who closes a report
    without coming has not shortened the wait.

    Arguments:
        by: names of WAIT_DIMENSIONS. ``reported_half_hour`` is that of the day in UTC, 0 to 47;
            ``is_watched`` says whether the data go on for a day after the report.
        is_coarse: round long waits up, so that an answer by many groups stays small.
    """
    if not set(by) <= set(WAIT_DIMENSIONS):
        raise ValueError(f"cannot count waits by {set(by) - set(WAIT_DIMENSIONS)}")

    def build() -> ir.Table:
        rows = chosen(visible_incidents()).filter(lambda t: t.reported_at.notnull())
        observed = parameter("observed_until").cast("timestamp").epoch_seconds()
        reported = rows.reported_at.epoch_seconds()
        seconds = rows.responded_at.epoch_seconds().coalesce(observed) - reported
        # Rounded up, so that 0 stands for times that cannot be: a response before the report.
        minutes = ibis.least(ibis.greatest((seconds + 59) // 60, 0), LONGEST_WAIT_MINUTES)
        waits = rows.mutate(
            response_minutes=(_rounded_up(minutes) if is_coarse else minutes).cast("int64"),
            was_reached=rows.responded_at.notnull(),
            is_watched=observed - reported >= 60 * WATCHED_MINUTES,
            reported_half_hour=(reported // 1800 % 48).cast("int64"),
        )
        return waits.group_by([*by, "response_minutes"]).aggregate(
            responded_count=waits.was_reached.sum().cast("int64"),
            waiting_count=(~waits.was_reached).sum().cast("int64"),
        )

    return Question(f"{'coarse ' if is_coarse else ''}response minutes by {','.join(by)}", build)


def _rounded_up(minutes: ir.IntegerValue) -> ir.IntegerValue:
    steps = [(minutes <= step, step) for step in COARSE_MINUTES]
    return ibis.cases((minutes <= FINE_MINUTES, minutes), *steps, else_=LONGEST_WAIT_MINUTES)


@lru_cache(maxsize=1)
def last_moment() -> Question:
    """The latest moment that the chosen sources know of: until then open reports were watched."""

    def build() -> ir.Table:
        rows = visible_incidents().filter(in_list("sources", "source_id"))
        moments = (rows.reported_at.max(), rows.responded_at.max(), rows.closed_at.max())
        # The engine's greatest() passes over missing values.
        return rows.aggregate(observed_until=ibis.greatest(*moments))

    return Question("last moment", build)


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
