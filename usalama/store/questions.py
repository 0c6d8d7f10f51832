"""What may be asked of the store, each question once, as an ibis expression.

Every question starts from ``_visible``, so that none can forget the scope.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import ibis
import ibis.expr.types as ir

from usalama.schema import (
    BATCH,
    IBIS_TYPES,
    INCIDENT,
    MONTH_COUNT,
    SOURCE,
    UNCOUNTED_STATUSES,
    VERIFIED_STATUSES,
    Table,
)
from usalama.store.staging import TOUCHED_MONTH

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
MONTH_DIMENSIONS = (
    "occurred_month",
    "county_code",
    "city_code",
    "category_group",
    "category_code",
    "source_id",
)
RAW_DIMENSIONS = (
    *MONTH_DIMENSIONS,
    "occurred_on",
    "occurred_hour",
    "weekday",
    "constituency_code",
    "h3_cell",
    "responder",
)
# Beyond a week a response no longer helps; longer waits are counted at this many minutes.
LONGEST_WAIT_MINUTES = 7 * 24 * 60
# What a browser still draws within a second or two.
MOST_POINTS = 20_000


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


def count_measures(rows: ir.Table) -> dict[str, ir.IntegerScalar]:
    """How the counts of ``month_count`` are made from incidents; used to build it and to count raw rows."""
    return {
        "incident_count": rows.count(),
        "mapped_count": rows.longitude.count(),
        "estimated_count": (rows.constituency_method == "estimated").sum(),
        "drug_count": rows.is_drug_related.sum(),
        "drug_unknown_count": rows.is_drug_related.isnull().sum(),
        "youth_count": rows.is_youth_involved.sum(),
        "youth_unknown_count": rows.is_youth_involved.isnull().sum(),
        "firearm_count": rows.is_firearm_involved.sum(),
        "firearm_unknown_count": rows.is_firearm_involved.isnull().sum(),
        "responded_count": rows.responded_at.count(),
        "unresolved_count": rows.closed_at.isnull().sum(),
    }


MEASURES = tuple(name for name in MONTH_COUNT.column_names if name.endswith("_count"))


@lru_cache(maxsize=256)
def counts(
    by: tuple[str, ...] = (), whole_months: bool = True, measures: tuple[str, ...] = ("incident_count",)
) -> Question:
    """Incidents and their flags, counted by any dimensions.

    Arguments:
        by: names of RAW_DIMENSIONS (MONTH_DIMENSIONS when ``whole_months``).
        whole_months: read the roll-up, whose cost does not grow with the number of incidents.
        measures: names of MEASURES; each costs a column when rows are read.
    """
    allowed = MONTH_DIMENSIONS if whole_months else RAW_DIMENSIONS
    if not set(by) <= set(allowed):
        raise ValueError(f"cannot count by {set(by) - set(allowed)}")

    def build() -> ir.Table:
        if whole_months:
            rows = _chosen(_visible(lake_table(MONTH_COUNT)))
            sums = {name: rows[name].sum() for name in measures}
        else:
            rows = _chosen(_visible_incidents())
            sums = {name: value for name, value in count_measures(rows).items() if name in measures}
        totals = {name: value.fill_null(0).cast("int64") for name, value in sums.items()}
        return rows.group_by(list(by)).aggregate(**totals) if by else rows.aggregate(**totals)

    table = "months" if whole_months else "rows"
    return Question(f"{','.join(measures)} by {','.join(by)} from {table}", build)


@lru_cache(maxsize=64)
def response_minutes(by: tuple[str, ...] = ()) -> Question:
    """Waits in whole minutes with how many ended in a response and how many were still waiting.

    Somebody not reached waited until the report was closed or, if open, until ``observed_until``.
    """

    def build() -> ir.Table:
        rows = _chosen(_visible_incidents()).filter(lambda t: t.reported_at.notnull())
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
def points() -> Question:
    """Points with the precision they are held in; only an exact scope may ask."""

    def build() -> ir.Table:
        rows = _chosen(_visible_incidents()).filter(lambda t: t.longitude.notnull())
        # Taken by a hash and not by time, so that a limit thins every place and month alike.
        rows = rows.order_by(rows.incident_id).limit(MOST_POINTS)
        return rows.select("latitude", "longitude", "category_group", "county_code")

    return Question("points", build)


@lru_cache(maxsize=1)
def grid_cells() -> Question:
    """Incidents by cell of 0.02 degrees; only an exact scope may ask."""

    def build() -> ir.Table:
        rows = _chosen(_visible_incidents()).filter(lambda t: t.longitude.notnull())
        cells = rows.mutate(
            cell_longitude=(rows.longitude / 0.02).floor().cast("float64") * 0.02 + 0.01,
            cell_latitude=(rows.latitude / 0.02).floor().cast("float64") * 0.02 + 0.01,
        )
        return cells.group_by(["cell_longitude", "cell_latitude"]).aggregate(incident_count=cells.count())

    return Question("grid cells", build)


@lru_cache(maxsize=1)
def coverage() -> Question:
    """First and last month, and rows, of every source in the scope, whatever else is chosen."""

    def build() -> ir.Table:
        rows = _visible(lake_table(MONTH_COUNT))
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


@lru_cache(maxsize=1)
def last_moment() -> Question:
    """The latest moment that the chosen sources know of: until then open reports were watched."""

    def build() -> ir.Table:
        rows = _visible_incidents().filter(_in_list("sources", "source_id"))
        moments = (rows.reported_at.max(), rows.responded_at.max(), rows.closed_at.max())
        # The engine's greatest() passes over missing values.
        return rows.aggregate(observed_until=ibis.greatest(*moments))

    return Question("last moment", build)


# Single places and grids say more than the public rule allows.
EXACT_ONLY = frozenset({"points", "grid cells", "batches", "sources"})


def month_count_of_touched_months() -> ir.Table:
    """The roll-up's rows for the months in ``touched_month``, as they follow from the incidents."""
    touched = ibis.table({"occurred_month": "date"}, name=TOUCHED_MONTH)
    rows = _counted_incidents().semi_join(touched, "occurred_month")
    keys = [*MONTH_DIMENSIONS, "is_verified"]
    measures = {name: value.fill_null(0).cast("int64") for name, value in count_measures(rows).items()}
    return rows.group_by(keys).aggregate(**measures).select(*MONTH_COUNT.column_names)


def _counted_incidents() -> ir.Table:
    rows = lake_table(INCIDENT)
    rows = rows.filter(rows.status.notin(UNCOUNTED_STATUSES))
    return rows.mutate(is_verified=rows.status.isin(VERIFIED_STATUSES))


def _visible_incidents() -> ir.Table:
    rows = _visible(_counted_incidents())
    return rows.mutate(weekday=rows.occurred_on.day_of_week.index())


def _visible(rows: ir.Table) -> ir.Table:
    """Only what the scope may see."""
    until = parameter("published_until").cast("date")
    return rows.filter(
        (parameter("verified_only") == "no") | rows.is_verified,
        rows.occurred_month <= until,
        _in_list("scope_counties", "county_code")(rows),
    )


def _chosen(rows: ir.Table) -> ir.Table:
    """Only what the reader asked for."""
    day = rows.occurred_on if "occurred_on" in rows.columns else rows.occurred_month
    return rows.filter(
        day >= parameter("start").cast("date"),
        day <= parameter("end").cast("date"),
        _in_list("counties", "county_code")(rows),
        _in_list("categories", "category_code")(rows),
        _in_list("sources", "source_id")(rows),
    )


def _in_list(name: str, column: str) -> Callable[[ir.Table], ir.BooleanValue]:
    chosen = parameter(name)
    return lambda rows: (chosen == ALL) | chosen.split(",").contains(rows[column])
