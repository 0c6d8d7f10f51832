"""What every question starts from: the rows that the scope may see and the reader asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from usalama.schema import IBIS_TYPES, INCIDENT, UNCOUNTED_STATUSES, VERIFIED_STATUSES, Table

# Filled in for every question, by the scope and by the choices; all travel as text.
PARAMETERS = (
    "verified_only",
    "published_until",
    "scope_counties",
    "start",
    "end",
    "counties",
    "categories",
    "sources",
    "observed_until",
)
ALL = "*"


def parameter(name: str) -> ir.StringScalar:
    """A gap in a question, filled when it is asked; see ``compiling``."""
    return _PARAMETERS[name]


_PARAMETERS: dict[str, ir.StringScalar] = {name: ibis.param("string").name(name) for name in PARAMETERS}


@dataclass(frozen=True)
class Question:
    """A named ibis expression.

    Arguments:
        name: unique; the compiled text is kept under it.
        build: returns the expression; called once per dialect.
    """

    name: str
    build: Callable[[], ir.Table]


def lake_table(table: Table) -> ir.Table:
    columns = {column.name: IBIS_TYPES[column.kind] for column in table.columns}
    return ibis.table(columns, name=table.name)


def counted_incidents() -> ir.Table:
    rows = lake_table(INCIDENT)
    rows = rows.filter(rows.status.notin(UNCOUNTED_STATUSES))
    return rows.mutate(is_verified=rows.status.isin(VERIFIED_STATUSES))


def visible_incidents() -> ir.Table:
    rows = visible(counted_incidents())
    return rows.mutate(weekday=rows.occurred_on.day_of_week.index())


def visible(rows: ir.Table) -> ir.Table:
    """Only what the scope may see."""
    until = parameter("published_until").cast("date")
    return rows.filter(
        (parameter("verified_only") == "no") | rows.is_verified,
        rows.occurred_month <= until,
        in_list("scope_counties", "county_code")(rows),
    )


def chosen(rows: ir.Table) -> ir.Table:
    """Only what the reader asked for."""
    day = rows.occurred_on if "occurred_on" in rows.columns else rows.occurred_month
    return rows.filter(
        day >= parameter("start").cast("date"),
        day <= parameter("end").cast("date"),
        in_list("counties", "county_code")(rows),
        in_list("categories", "category_code")(rows),
        in_list("sources", "source_id")(rows),
    )


def in_list(name: str, column: str) -> Callable[[ir.Table], ir.BooleanValue]:
    wanted = parameter(name)
    return lambda rows: (wanted == ALL) | wanted.split(",").contains(rows[column])
