"""Every table's columns, declared once: checking, tables and the data dictionary come from here."""

from usalama.schema.columns import (
    ARROW_TYPES,
    EARLIEST_YEAR,
    IBIS_TYPES,
    LATEST_YEAR,
    NATURES,
    SQL_TYPES,
    Column,
    Kind,
    Table,
    Visibility,
)
from usalama.schema.cover_hours import COVER, COVER_KINDS
from usalama.schema.incidents import (
    BATCH,
    CONSTITUENCY_METHODS,
    INCIDENT,
    MONTH_COUNT,
    PLACE_METHODS,
    PRECISIONS,
    RESPONDERS,
    SOURCE,
    STATUSES,
    UNCOUNTED_STATUSES,
    VERIFIED_STATUSES,
)
from usalama.schema.registers import REGISTERS

TABLES = (INCIDENT, SOURCE, BATCH, MONTH_COUNT, COVER, *REGISTERS)

__all__ = [
    "ARROW_TYPES",
    "BATCH",
    "CONSTITUENCY_METHODS",
    "COVER",
    "COVER_KINDS",
    "EARLIEST_YEAR",
    "IBIS_TYPES",
    "INCIDENT",
    "LATEST_YEAR",
    "MONTH_COUNT",
    "NATURES",
    "PLACE_METHODS",
    "PRECISIONS",
    "REGISTERS",
    "RESPONDERS",
    "SOURCE",
    "SQL_TYPES",
    "STATUSES",
    "TABLES",
    "UNCOUNTED_STATUSES",
    "VERIFIED_STATUSES",
    "Column",
    "Kind",
    "Table",
    "Visibility",
]
