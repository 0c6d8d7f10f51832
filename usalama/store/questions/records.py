"""The registers of the programme, as a scope may see them."""

from __future__ import annotations

from functools import lru_cache

import ibis.expr.types as ir

from usalama.registers import REGISTERS
from usalama.schema import SOURCE, Table
from usalama.store.questions.consent import with_consent
from usalama.store.questions.told_stories import told
from usalama.store.questions.visible_rows import Question, in_list, lake_table

WHOLE = "whole records of"


@lru_cache(maxsize=64)
def records(table: Table) -> Question:
    """The records of a register with what everybody may see of them, and each one's source and nature.

    A value that needs consent is missing where none is recorded, and so is a text of the record that holds it.
    """
    shown = list(table.public_names)
    return Question(f"records of {table.name}", lambda: _visible_records(table, shown, is_whole=False))


@lru_cache(maxsize=64)
def whole_records(table: Table) -> Question:
    """The same with every column; only an exact scope may ask."""
    return Question(f"{WHOLE} {table.name}", lambda: _visible_records(table, list(table.column_names), is_whole=True))


WHOLE_RECORDS = frozenset(f"{WHOLE} {table.name}" for table in REGISTERS)


def _visible_records(table: Table, columns: list[str], *, is_whole: bool) -> ir.Table:
    rows = lake_table(table) if is_whole else with_consent(table, told(table, lake_table(table)))
    if "county_code" in rows.columns:
        # A record about no county is about the whole programme.
        is_seen = in_list("scope_counties", "county_code")(rows)
        is_chosen = in_list("counties", "county_code")(rows)
        rows = rows.filter(rows.county_code.isnull() | (is_seen & is_chosen))
    sources = lake_table(SOURCE).select("source_id", "source_name", "nature")
    named = rows.inner_join(sources, "source_id")
    return named.select(*columns, "source_name", "nature").order_by("record_id")
