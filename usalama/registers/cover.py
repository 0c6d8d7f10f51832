"""Hours of cover: no register of records with a number of their own, and declared as one."""

from __future__ import annotations

from collections.abc import Mapping

from usalama.model import N_
from usalama.registers.register import Register, choice, constituency, county, text
from usalama.schema import OURS, Column, Kind, text_column

COVER_WORDS: Mapping[str, str] = {"patrol": N_("patrols"), "gate": N_("gates"), "guard": N_("guards")}
COVER_KINDS = tuple(COVER_WORDS)

COVER = Register(
    "cover",
    "Hours in which somebody is on duty somewhere: patrols, gates and guards, as their source states them.",
    (
        text_column(
            "cover_id", "Our id, made from the source and everything that the row says.", is_required=True, **OURS
        ),
        text("source_id", "The source that states it.", N_("Source"), is_required=True, **OURS),
        text_column("batch_id", "The import that wrote this row.", is_required=True, **OURS),
        county(),
        constituency(N_("Constituency")),
        text_column(
            "area_name", "The estate, street or beat, as the source calls it.", label=N_("Estate, street or beat")
        ),
        choice("kind", "What kind of cover.", N_("Cover"), COVER_WORDS),
        text_column(
            "weekdays",
            "The days on which it begins, as digits: 1 Monday to 7 Sunday.",
            is_required=True,
            label=N_("Weekdays"),
            hint=N_("daily, Mon-Fri, or Sat,Sun"),
        ),
        Column(
            "from_hour",
            Kind.NUMBER,
            "Local hour at which it begins; 22.5 is half past ten.",
            is_required=True,
            minimum=0,
            maximum=24,
            label=N_("From hour"),
            hint=N_("Such as 22:00."),
        ),
        Column(
            "to_hour",
            Kind.NUMBER,
            "Local hour at which it ends; when not after from_hour, on the next day.",
            is_required=True,
            minimum=0,
            maximum=24,
            label=N_("To hour"),
            hint=N_("At or before the first hour is on the next day; a whole day is 00:00 to 24:00."),
        ),
        Column(
            "people",
            Kind.INTEGER,
            "How many are on duty; empty means unknown.",
            minimum=1,
            maximum=10_000,
            label=N_("People on duty"),
        ),
        Column(
            "valid_from", Kind.DATE, "First local day on which this holds.", is_required=True, label=N_("First day")
        ),
        Column(
            "valid_to",
            Kind.DATE,
            "Last local day on which this holds; empty means until further notice.",
            label=N_("Last day"),
        ),
    ),
    title=N_("Cover"),
)
