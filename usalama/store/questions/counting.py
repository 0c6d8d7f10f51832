"""How many, by any dimensions; and the roll-up that answers for whole months."""

from __future__ import annotations

from functools import lru_cache

import ibis
import ibis.expr.types as ir

from usalama.schema import MONTH_COUNT
from usalama.store.questions.visible_rows import (
    Question,
    chosen,
    counted_incidents,
    lake_table,
    visible,
    visible_incidents,
)
from usalama.store.staging import TOUCHED_MONTH

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
    "settlement_type",
    "responder",
)


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
            rows = chosen(visible(lake_table(MONTH_COUNT)))
            sums = {name: rows[name].sum() for name in measures}
        else:
            rows = chosen(visible_incidents())
            sums = {name: value for name, value in count_measures(rows).items() if name in measures}
        totals = {name: value.fill_null(0).cast("int64") for name, value in sums.items()}
        return rows.group_by(list(by)).aggregate(**totals) if by else rows.aggregate(**totals)

    table = "months" if whole_months else "rows"
    return Question(f"{','.join(measures)} by {','.join(by)} from {table}", build)


@lru_cache(maxsize=16)
def verified_counts(by: tuple[str, ...]) -> Question:
    """All incidents and those that somebody verified, for whole months.

    Arguments:
        by: names of MONTH_DIMENSIONS.

    Returns:
        A question whose rows hold the dimensions, ``incident_count`` and ``verified_count``. A view that sees verified
        incidents only finds both alike.
    """
    if not set(by) <= set(MONTH_DIMENSIONS):
        raise ValueError(f"cannot count by {set(by) - set(MONTH_DIMENSIONS)}")

    def build() -> ir.Table:
        rows = chosen(visible(lake_table(MONTH_COUNT)))
        verified = rows.is_verified.ifelse(rows.incident_count, 0)
        sums = {"incident_count": rows.incident_count.sum(), "verified_count": verified.sum()}
        return rows.group_by(list(by)).aggregate(**{name: one.cast("int64") for name, one in sums.items()})

    return Question(f"verified counts by {','.join(by)}", build)


def month_count_of_touched_months() -> ir.Table:
    """The roll-up's rows for the months in ``touched_month``, as they follow from the incidents."""
    touched = ibis.table({"occurred_month": "date"}, name=TOUCHED_MONTH)
    rows = counted_incidents().semi_join(touched, "occurred_month")
    keys = [*MONTH_DIMENSIONS, "is_verified"]
    measures = {name: value.fill_null(0).cast("int64") for name, value in count_measures(rows).items()}
    return rows.group_by(keys).aggregate(**measures).select(*MONTH_COUNT.column_names)
