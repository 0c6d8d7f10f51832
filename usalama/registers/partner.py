"""The organisations that work in the programme, and the sectors they are of."""

from __future__ import annotations

from collections.abc import Mapping

from usalama.model import N_
from usalama.registers.register import choice, number, past_day, people, register, text
from usalama.schema import Place

SECTOR_WORDS: Mapping[str, str] = {
    "residents": N_("residents"),
    "private_security": N_("private security"),
    "police": N_("police"),
    "county": N_("county government"),
    "agency": N_("agency"),
    "youth": N_("youth group"),
    "faith": N_("faith group"),
    "parents": N_("parents"),
}
SECTORS = tuple(SECTOR_WORDS)

PARTNER = register(
    "partner",
    N_("Partners"),
    "An organisation that works in the programme.",
    (
        text("name", "As it calls itself.", N_("Name"), is_required=True),
        choice("sector", "What it is.", N_("Sector"), SECTOR_WORDS),
        text(
            "county_codes",
            "Counties it covers, as numbers with commas.",
            N_("Counties"),
            is_required=True,
            heading="counties",
            place=Place.COUNTIES,
        ),
        text("licence", "Number of its licence, where it needs one.", N_("Licence")),
        people("guards_committed", "Guards or stewards committed.", N_("Guards committed")),
        number("hours_a_week", "Hours a week committed.", N_("Hours a week"), maximum=1_000_000),
        text("liaison", "The office or role to turn to, no person.", N_("Office to turn to")),
        past_day("since", "Since when.", N_("Since")),
    ),
    known_by=("name", "sector"),
)
