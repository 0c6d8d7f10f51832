"""Every table's columns, declared once: checking, tables and the data dictionary come from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa


class Kind(StrEnum):
    """What a column holds, and so how it is stored."""

    TEXT = "text"
    MOMENT = "moment"
    DATE = "date"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"


ARROW_TYPES: dict[Kind, pa.DataType] = {
    Kind.TEXT: pa.string(),
    Kind.MOMENT: pa.timestamp("us"),
    Kind.DATE: pa.date32(),
    Kind.INTEGER: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.FLAG: pa.bool_(),
}

SQL_TYPES: dict[Kind, str] = {
    Kind.TEXT: "VARCHAR",
    Kind.MOMENT: "TIMESTAMP",
    Kind.DATE: "DATE",
    Kind.INTEGER: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.FLAG: "BOOLEAN",
}

IBIS_TYPES: dict[Kind, str] = {
    Kind.TEXT: "string",
    Kind.MOMENT: "timestamp",
    Kind.DATE: "date",
    Kind.INTEGER: "int64",
    Kind.NUMBER: "float64",
    Kind.FLAG: "boolean",
}


class Visibility(StrEnum):
    """Who may see single values of a column. Counts follow ``disclosure``."""

    PUBLIC = "public"
    OPERATOR = "operator"
    MODERATION = "moderation"


@dataclass(frozen=True)
class Column:
    """One column of one table.

    Arguments:
        name: as in every table, file and report; the unit stands at the end.
        kind: what it holds. Moments are UTC; dates are local.
        meaning: one sentence for the data dictionary.
        is_required: whether a row without it is refused.
        allowed: the only values it may take, where these are few.
        minimum, maximum: bounds of a number, both included.
        visibility: who may see single values.
        is_ours: derived by the importer, never read from a file.
    """

    name: str
    kind: Kind
    meaning: str
    is_required: bool = False
    allowed: tuple[str, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None
    visibility: Visibility = Visibility.OPERATOR
    is_ours: bool = False


@dataclass(frozen=True)
class Table:
    """One table of the store.

    Arguments:
        partition_by: SQL expressions that split the table's files.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    partition_by: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def arrow_schema(self) -> pa.Schema:
        return pa.schema([(column.name, ARROW_TYPES[column.kind]) for column in self.columns])


STATUSES = ("reported", "verified", "responding", "resolved", "rejected", "duplicate")
# Somebody with the right to do so has confirmed the report; only these are ever published.
VERIFIED_STATUSES = ("verified", "responding", "resolved")
# Reports that turned out to be no incident of their own; no count includes them.
UNCOUNTED_STATUSES = ("rejected", "duplicate")
RESPONDERS = ("residents", "private_security", "police", "none", "unknown")
PLACE_METHODS = ("given", "point", "nearest", "estimated")
CONSTITUENCY_METHODS = ("given", "estimated")
PRECISIONS = ("exact", "street", "locality", "constituency", "county", "unknown")
NATURES = ("real", "synthetic", "test")
COVER_KINDS = ("patrol", "gate", "guard")
EARLIEST_YEAR = 1990


def _text(name: str, meaning: str, **more: object) -> Column:
    return Column(name, Kind.TEXT, meaning, **more)  # type: ignore[arg-type]


def _moment(name: str, meaning: str, **more: object) -> Column:
    return Column(name, Kind.MOMENT, meaning, **more)  # type: ignore[arg-type]


def _count(name: str, meaning: str) -> Column:
    return Column(name, Kind.INTEGER, meaning, is_required=True, visibility=Visibility.PUBLIC, is_ours=True)


OURS = {"is_ours": True}
PUBLIC = {"visibility": Visibility.PUBLIC}

INCIDENT = Table(
    "incident",
    "One reported incident. The source and the source's own id are together unique.",
    (
        _text("incident_id", "Our id, made from the source and its own id.", is_required=True, **OURS),
        _text("source_id", "The source that reported it.", is_required=True, **OURS, **PUBLIC),
        _text("source_record_id", "The id the source itself gave it.", is_required=True),
        _text("batch_id", "The import that last wrote this row.", is_required=True, **OURS),
        _moment("occurred_from", "When it happened, or the earliest it can have happened.", is_required=True),
        _moment("occurred_to", "The latest it can have happened, when the moment is unknown."),
        Column("occurred_on", Kind.DATE, "Local date of occurred_from.", is_required=True, is_ours=True),
        Column(
            "occurred_month",
            Kind.DATE,
            "First day of the local month of occurred_from.",
            is_required=True,
            is_ours=True,
            visibility=Visibility.PUBLIC,
        ),
        Column(
            "occurred_hour",
            Kind.INTEGER,
            "Local hour, 0 to 23; empty when the moment is not known to the hour.",
            minimum=0,
            maximum=23,
            is_ours=True,
        ),
        _moment("reported_at", "When the report was made."),
        _moment("responded_at", "When somebody reached the person who reported."),
        _moment("closed_at", "When the incident was closed."),
        _text("county_code", "Number of the county, three digits.", is_required=True, **PUBLIC),
        _text("constituency_code", "Number of the constituency, three digits.", **PUBLIC),
        _text(
            "constituency_method",
            "How the constituency was found: given by the source, or estimated as the one whose centre is nearest.",
            allowed=CONSTITUENCY_METHODS,
            **OURS,
            **PUBLIC,
        ),
        _text("city_code", "The city, where the constituency belongs to one.", **OURS, **PUBLIC),
        _text(
            "place_method",
            "How the county was found: given by the source, from the point, the nearest county, or estimated.",
            is_required=True,
            allowed=PLACE_METHODS,
            **OURS,
            **PUBLIC,
        ),
        Column("longitude", Kind.NUMBER, "Degrees east (WGS 84).", minimum=-180, maximum=180),
        Column("latitude", Kind.NUMBER, "Degrees north (WGS 84).", minimum=-90, maximum=90),
        _text("location_precision", "How precise the point is.", allowed=PRECISIONS, is_required=True, **PUBLIC),
        _text("h3_cell", "H3 cell of resolution 6 that the point lies in.", **OURS, **PUBLIC),
        _text("category_code", "The category; see the categories of the country.", is_required=True, **PUBLIC),
        _text("category_group", "The group of the category.", is_required=True, **OURS, **PUBLIC),
        Column("is_drug_related", Kind.FLAG, "Drugs or alcohol played a part; empty means unknown."),
        Column("is_youth_involved", Kind.FLAG, "Young people were involved; empty means unknown."),
        Column("is_firearm_involved", Kind.FLAG, "A firearm was involved; empty means unknown."),
        _text("responder", "Who responded.", is_required=True, allowed=RESPONDERS, **PUBLIC),
        _text("status", "Where the report stands.", is_required=True, allowed=STATUSES),
        _text(
            "narrative",
            "What the reporter wrote; never shown outside moderation.",
            visibility=Visibility.MODERATION,
        ),
    ),
    partition_by=("year(occurred_on)",),
)

SOURCE = Table(
    "source",
    "Where rows come from.",
    (
        _text("source_id", "Short name, used in addresses and commands.", is_required=True, **PUBLIC),
        _text("source_name", "Name as shown to people.", is_required=True, **PUBLIC),
        _text("nature", "Real, synthetic or test.", is_required=True, allowed=NATURES, **PUBLIC),
        _text("note", "What the rows are, where they come from, under which licence.", **PUBLIC),
        _moment("added_at", "When the source was first stored.", is_required=True),
    ),
)

BATCH = Table(
    "batch",
    "One import: what was read, what became of it, who stored it.",
    (
        _text("batch_id", "Id of the import.", is_required=True),
        _text("source_id", "The source of its rows.", is_required=True, **PUBLIC),
        _text("file_name", "Name of the file as it came."),
        _text("file_sha256", "Fingerprint of the file as it came."),
        _text("mapping_name", "The mapping it was read with."),
        _text("author", "Who stored it.", is_required=True),
        _moment("stored_at", "When it was stored.", is_required=True, **PUBLIC),
        Column(
            "version_before",
            Kind.INTEGER,
            "The data version before it; undo goes back to this.",
            is_required=True,
        ),
        _count("rows_read", "Rows in the file."),
        _count("accepted", "Rows that were stored: new and updated."),
        _count("new", "Rows not known before."),
        _count("updated", "Rows that replaced an earlier version of themselves."),
        _count("rejected", "Rows refused, each with a reason."),
        _count("duplicates", "Rows equal to what is stored already."),
        _moment("undone_at", "When it was undone, if it was."),
        _text("undone_by", "Who undid it."),
    ),
)

MONTH_COUNT = Table(
    "month_count",
    "Incidents counted by month, place, category and source; whole-month questions read this table only.",
    (
        Column(
            "occurred_month",
            Kind.DATE,
            "First day of the local month.",
            is_required=True,
            visibility=Visibility.PUBLIC,
        ),
        _text("county_code", "Number of the county.", is_required=True, **PUBLIC),
        _text("city_code", "The city, if any.", **PUBLIC),
        _text("category_group", "The group of the category.", is_required=True, **PUBLIC),
        _text("category_code", "The category.", is_required=True, **PUBLIC),
        _text("source_id", "The source.", is_required=True, **PUBLIC),
        Column("is_verified", Kind.FLAG, "Whether these reports have been verified.", is_required=True),
        _count("incident_count", "Incidents."),
        _count("mapped_count", "Incidents with a point of their own."),
        _count("estimated_count", "Incidents whose constituency, and so whose city, was estimated."),
        _count("drug_count", "Incidents known to be drug related."),
        _count("drug_unknown_count", "Incidents for which that is unknown."),
        _count("youth_count", "Incidents known to involve young people."),
        _count("youth_unknown_count", "Incidents for which that is unknown."),
        _count("firearm_count", "Incidents known to involve a firearm."),
        _count("firearm_unknown_count", "Incidents for which that is unknown."),
        _count("responded_count", "Incidents that somebody responded to."),
        _count("unresolved_count", "Incidents not closed."),
    ),
)

COVER = Table(
    "cover",
    "Hours in which somebody is on duty somewhere: patrols, gates and guards, as their source states them.",
    (
        _text("cover_id", "Our id, made from the source and everything that the row says.", is_required=True, **OURS),
        _text("source_id", "The source that states it.", is_required=True, **OURS, **PUBLIC),
        _text("batch_id", "The import that wrote this row.", is_required=True, **OURS),
        _text("county_code", "Number of the county, three digits.", is_required=True, **PUBLIC),
        _text("constituency_code", "Number of the constituency, three digits."),
        _text("area_name", "The estate, street or beat, as the source calls it."),
        _text("kind", "What kind of cover.", is_required=True, allowed=COVER_KINDS, **PUBLIC),
        _text("weekdays", "The days on which it begins, as digits: 1 Monday to 7 Sunday.", is_required=True),
        Column(
            "from_hour",
            Kind.NUMBER,
            "Local hour at which it begins; 22.5 is half past ten.",
            is_required=True,
            minimum=0,
            maximum=24,
        ),
        Column(
            "to_hour",
            Kind.NUMBER,
            "Local hour at which it ends; when not after from_hour, on the next day.",
            is_required=True,
            minimum=0,
            maximum=24,
        ),
        Column("people", Kind.INTEGER, "How many are on duty; empty means unknown.", minimum=1, maximum=10_000),
        Column("valid_from", Kind.DATE, "First local day on which this holds.", is_required=True),
        Column("valid_to", Kind.DATE, "Last local day on which this holds; empty means until further notice."),
    ),
)

TABLES = (INCIDENT, SOURCE, BATCH, MONTH_COUNT, COVER)
