"""Hours of cover."""

from __future__ import annotations

from usalama.schema.columns import OURS, PUBLIC, Column, Kind, Table, text_column

COVER_KINDS = ("patrol", "gate", "guard")

COVER = Table(
    "cover",
    "Hours in which somebody is on duty somewhere: patrols, gates and guards, as their source states them.",
    (
        text_column(
            "cover_id", "Our id, made from the source and everything that the row says.", is_required=True, **OURS
        ),
        text_column("source_id", "The source that states it.", is_required=True, **OURS, **PUBLIC),
        text_column("batch_id", "The import that wrote this row.", is_required=True, **OURS),
        text_column("county_code", "Number of the county, three digits.", is_required=True, **PUBLIC),
        text_column("constituency_code", "Number of the constituency, three digits."),
        text_column("area_name", "The estate, street or beat, as the source calls it."),
        text_column("kind", "What kind of cover.", is_required=True, allowed=COVER_KINDS, **PUBLIC),
        text_column("weekdays", "The days on which it begins, as digits: 1 Monday to 7 Sunday.", is_required=True),
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
