"""At which hours of the week: known hours, ranges, and the hours that somebody covers."""

from __future__ import annotations

from functools import lru_cache

import ibis
import ibis.expr.types as ir

from usalama.registers import COVER
from usalama.schema import SOURCE
from usalama.store.questions.visible_rows import Question, chosen, in_list, lake_table, parameter, visible_incidents

QUARTERS_OF_WEEK = 7 * 24 * 4
# Longer ranges are left out by whoever spreads them; all of them count as so many quarters.
LONGEST_RANGE_QUARTERS = 30 * 24 * 4
# 1970 began on a Thursday; weeks here begin on Monday at 0:00 UTC.
QUARTERS_FROM_MONDAY = 3 * 24 * 4


@lru_cache(maxsize=1)
def known_hours() -> Question:
    """Incidents whose hour is known, by county, weekday (0 Monday) and local hour."""

    def build() -> ir.Table:
        rows = chosen(visible_incidents()).filter(lambda t: t.occurred_hour.notnull())
        return rows.group_by(["county_code", "weekday", "occurred_hour"]).aggregate(incident_count=rows.count())

    return Question("known hours", build)


@lru_cache(maxsize=1)
def time_ranges() -> Question:
    """Incidents whose hour is not known, by county and by when their range begins and how long it is.

    Both in quarters of an hour: the beginning since Monday 0:00 UTC, rounded down, and the length rounded up, so
    that a million rows make some ten thousand groups.
    """

    def build() -> ir.Table:
        rows = chosen(visible_incidents()).filter(lambda t: t.occurred_hour.isnull())
        began, ended = rows.occurred_from.epoch_seconds(), rows.occurred_to.epoch_seconds()
        ranges = rows.mutate(
            start_quarter=((began // 900 + QUARTERS_FROM_MONDAY) % QUARTERS_OF_WEEK).cast("int64"),
            range_quarters=ibis.least((ended - began + 899) // 900, LONGEST_RANGE_QUARTERS).cast("int64"),
        )
        return ranges.group_by(["county_code", "start_quarter", "range_quarters"]).aggregate(
            incident_count=ranges.count()
        )

    return Question("time ranges", build)


@lru_cache(maxsize=1)
def cover() -> Question:
    """Hours of cover that hold on the last day asked for, without any name of a place below the county.

    ``area`` tells areas apart and names none.
    """

    def build() -> ir.Table:
        end = parameter("end").cast("date")
        rows = _ended(lake_table(COVER))
        held = rows.filter(
            in_list("scope_counties", "county_code")(rows),
            in_list("counties", "county_code")(rows),
            rows.valid_from <= end,
            rows.valid_to.isnull() | (rows.valid_to >= end),
        )
        named = held.inner_join(lake_table(SOURCE).select("source_id", "source_name", "nature"), "source_id")
        parts = [named.county_code, named.constituency_code.fill_null("-"), named.area_name.fill_null("").lower()]
        area = ibis.literal("/").join(parts).hash()
        columns = ("county_code", "kind", "weekdays", "from_hour", "to_hour", "people", "source_name", "nature")
        return named.select(*columns, area=area.cast("string"))

    return Question("cover", build)


@lru_cache(maxsize=1)
def whole_cover() -> Question:
    """Hours of cover as their source wrote them, names of areas included; only an exact scope may ask."""

    def build() -> ir.Table:
        rows = _ended(lake_table(COVER))
        held = rows.filter(in_list("scope_counties", "county_code")(rows), in_list("counties", "county_code")(rows))
        named = held.inner_join(lake_table(SOURCE).select("source_id", "source_name", "nature"), "source_id")
        return named.order_by(["county_code", "area_name", "kind", "valid_from", "from_hour"])

    return Question("whole cover", build)


def _ended(rows: ir.Table) -> ir.Table:
    """Each shift once: one that its source stated again with an end is over then."""
    said = [name for name in rows.columns if name not in ("cover_id", "batch_id", "valid_to")]
    return rows.group_by(said).aggregate(valid_to=rows.valid_to.min())
