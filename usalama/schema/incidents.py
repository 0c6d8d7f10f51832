"""The incident, its sources and imports, and the roll-up by month."""

from __future__ import annotations

from collections.abc import Mapping

from usalama.model import N_
from usalama.schema.columns import (
    NATURES,
    OURS,
    PUBLIC,
    Column,
    Kind,
    Table,
    Visibility,
    count_column,
    moment_column,
    text_column,
)

STATUSES = ("reported", "verified", "responding", "resolved", "rejected", "duplicate")
# Somebody with the right to do so has confirmed the report; only these are ever published.
VERIFIED_STATUSES = ("verified", "responding", "resolved")
# Reports that turned out to be no incident of their own; no count includes them.
UNCOUNTED_STATUSES = ("rejected", "duplicate")
RESPONDERS = ("residents", "private_security", "police", "none", "unknown")
PLACE_METHODS = ("given", "point", "nearest", "estimated")
CONSTITUENCY_METHODS = ("given", "estimated")
# Of incidents and of associations.
SETTLEMENT_WORDS: Mapping[str, str] = {
    "estate": N_("estate"),
    "informal_settlement": N_("informal settlement"),
    "centre": N_("town centre"),
    "peri_urban": N_("edge of a town"),
    "rural": N_("rural"),
}
SETTLEMENT_TYPES = tuple(SETTLEMENT_WORDS)
PRECISIONS = ("exact", "street", "locality", "constituency", "county", "unknown")

INCIDENT = Table(
    "incident",
    "One reported incident. The source and the source's own id are together unique.",
    (
        text_column("incident_id", "Our id, made from the source and its own id.", is_required=True, **OURS),
        text_column("source_id", "The source that reported it.", is_required=True, **OURS, **PUBLIC),
        text_column("source_record_id", "The id the source itself gave it.", is_required=True),
        text_column("batch_id", "The import that last wrote this row.", is_required=True, **OURS),
        moment_column("occurred_from", "When it happened, or the earliest it can have happened.", is_required=True),
        moment_column("occurred_to", "The latest it can have happened, when the moment is unknown."),
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
        moment_column("reported_at", "When the report was made."),
        moment_column("responded_at", "When somebody reached the person who reported."),
        moment_column("closed_at", "When the incident was closed."),
        text_column("county_code", "Number of the county, three digits.", is_required=True, **PUBLIC),
        text_column("constituency_code", "Number of the constituency, three digits.", **PUBLIC),
        text_column(
            "constituency_method",
            "How the constituency was found: given by the source, or estimated as the one whose centre is nearest.",
            allowed=CONSTITUENCY_METHODS,
            **OURS,
            **PUBLIC,
        ),
        text_column("city_code", "The city, where the constituency belongs to one.", **OURS, **PUBLIC),
        text_column(
            "place_method",
            "How the county was found: given by the source, from the point, the nearest county, or estimated.",
            is_required=True,
            allowed=PLACE_METHODS,
            **OURS,
            **PUBLIC,
        ),
        Column("longitude", Kind.NUMBER, "Degrees east (WGS 84).", minimum=-180, maximum=180),
        Column("latitude", Kind.NUMBER, "Degrees north (WGS 84).", minimum=-90, maximum=90),
        text_column("location_precision", "How precise the point is.", allowed=PRECISIONS, is_required=True, **PUBLIC),
        text_column("h3_cell", "H3 cell of resolution 6 that the point lies in.", **OURS, **PUBLIC),
        text_column("category_code", "The category; see the categories of the country.", is_required=True, **PUBLIC),
        text_column("category_group", "The group of the category.", is_required=True, **OURS, **PUBLIC),
        Column("is_drug_related", Kind.FLAG, "Drugs or alcohol played a part; empty means unknown."),
        Column("is_youth_involved", Kind.FLAG, "Young people were involved; empty means unknown."),
        Column("is_firearm_involved", Kind.FLAG, "A firearm was involved; empty means unknown."),
        text_column(
            "settlement_type",
            "What kind of settlement it happened in; empty means unknown.",
            words=SETTLEMENT_WORDS,
        ),
        text_column("responder", "Who responded.", is_required=True, allowed=RESPONDERS, **PUBLIC),
        text_column("status", "Where the report stands.", is_required=True, allowed=STATUSES),
        text_column(
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
        text_column("source_id", "Short name, used in addresses and commands.", is_required=True, **PUBLIC),
        text_column("source_name", "Name as shown to people.", is_required=True, **PUBLIC),
        text_column("nature", "Real, synthetic or test.", is_required=True, allowed=NATURES, **PUBLIC),
        text_column("note", "What the rows are, where they come from, under which licence.", **PUBLIC),
        moment_column("added_at", "When the source was first stored.", is_required=True),
    ),
)

BATCH = Table(
    "batch",
    "One import: what was read, what became of it, who stored it.",
    (
        text_column("batch_id", "Id of the import.", is_required=True),
        text_column("source_id", "The source of its rows.", is_required=True, **PUBLIC),
        text_column("file_name", "Name of the file as it came."),
        text_column("file_sha256", "Fingerprint of the file as it came."),
        text_column("mapping_name", "The mapping it was read with."),
        text_column("author", "Who stored it.", is_required=True),
        moment_column("stored_at", "When it was stored.", is_required=True, **PUBLIC),
        Column(
            "version_before",
            Kind.INTEGER,
            "The data version before it; undo goes back to this.",
            is_required=True,
        ),
        count_column("rows_read", "Rows in the file."),
        count_column("accepted", "Rows that were stored: new and updated."),
        count_column("new", "Rows not known before."),
        count_column("updated", "Rows that replaced an earlier version of themselves."),
        count_column("rejected", "Rows refused, each with a reason."),
        count_column("duplicates", "Rows equal to what is stored already."),
        moment_column("undone_at", "When it was undone, if it was."),
        text_column("undone_by", "Who undid it."),
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
        text_column("county_code", "Number of the county.", is_required=True, **PUBLIC),
        text_column("city_code", "The city, if any.", **PUBLIC),
        text_column("category_group", "The group of the category.", is_required=True, **PUBLIC),
        text_column("category_code", "The category.", is_required=True, **PUBLIC),
        text_column("source_id", "The source.", is_required=True, **PUBLIC),
        Column("is_verified", Kind.FLAG, "Whether these reports have been verified.", is_required=True),
        count_column("incident_count", "Incidents."),
        count_column("mapped_count", "Incidents with a point of their own."),
        count_column("estimated_count", "Incidents whose constituency, and so whose city, was estimated."),
        count_column("drug_count", "Incidents known to be drug related."),
        count_column("drug_unknown_count", "Incidents for which that is unknown."),
        count_column("youth_count", "Incidents known to involve young people."),
        count_column("youth_unknown_count", "Incidents for which that is unknown."),
        count_column("firearm_count", "Incidents known to involve a firearm."),
        count_column("firearm_unknown_count", "Incidents for which that is unknown."),
        count_column("responded_count", "Incidents that somebody responded to."),
        count_column("unresolved_count", "Incidents not closed."),
    ),
)
