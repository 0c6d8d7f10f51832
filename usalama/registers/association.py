"""The resident associations and where they are, and who leads one of them or a partner."""

from __future__ import annotations

from usalama.model import N_
from usalama.registers.register import (
    PRIVATE,
    association,
    choice,
    constituency,
    county,
    past_day,
    people,
    register,
    text,
)
from usalama.schema import PUBLIC, SETTLEMENT_WORDS, Column, Entry, Kind, Place, text_column

ASSOCIATION = register(
    "association",
    N_("Associations"),
    "A resident association.",
    (
        text("name", "As it calls itself.", N_("Name"), is_required=True),
        county(),
        constituency(N_("Constituency"), **PUBLIC),
        choice(
            "settlement_type",
            "What kind of settlement it is; empty means unknown.",
            N_("Kind of settlement"),
            SETTLEMENT_WORDS,
            is_required=False,
        ),
        Column(
            "longitude",
            Kind.NUMBER,
            "Of a point in its area, WGS 84.",
            label=N_("Longitude"),
            minimum=-180,
            maximum=180,
            entry=Entry.LAST,
        ),
        Column(
            "latitude",
            Kind.NUMBER,
            "Of a point in its area, WGS 84.",
            label=N_("Latitude"),
            minimum=-90,
            maximum=90,
            entry=Entry.LAST,
        ),
        text_column("area", "Its area as a GeoJSON polygon, WGS 84.", place=Place.AREA, entry=Entry.NOWHERE),
        people("household_count", "Households in its area.", N_("Households")),
        people("member_count", "Members.", N_("Members")),
        text("languages", "Languages of its meetings, as codes with commas.", N_("Languages")),
        text("tools", "Tools for reporting that it uses, with commas.", N_("Tools")),
        past_day("joined_on", "When it joined the programme.", N_("Joined")),
    ),
    known_by=("name", "county_code"),
)
CONTACT = register(
    "contact",
    N_("Contacts"),
    "Somebody who leads an association or a partner; kept apart and shown to nobody but moderators.",
    (
        association(entry=Entry.NOWHERE, **PRIVATE),
        text_column("partner_id", "The partner's record_id.", entry=Entry.NOWHERE, **PRIVATE),
        text("person_name", "Name.", N_("Name"), is_required=True, **PRIVATE),
        text("role", "What they do there.", N_("What they do there"), **PRIVATE),
        text("phone", "Telephone.", N_("Telephone"), **PRIVATE),
        text("email", "E-mail.", N_("E-mail"), **PRIVATE),
    ),
)
