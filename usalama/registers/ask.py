"""What associations asked for, and how far it came."""

from __future__ import annotations

from collections.abc import Mapping

from usalama.model import N_
from usalama.registers.register import association, choice, county, past_day, register, text

ASK_WORDS: Mapping[str, str] = {
    "patrols": N_("patrols"),
    "police_base": N_("police base"),
    "forum": N_("forum"),
    "accreditation": N_("accreditation"),
    "lighting": N_("lighting"),
    "other": N_("something else"),
}
ASK_KINDS = tuple(ASK_WORDS)

ASK = register(
    "ask",
    N_("Asks"),
    "Something that an association asked for.",
    (
        choice("kind", "What.", N_("What"), ASK_WORDS),
        county(),
        association(),
        text(
            "addressed_to",
            "The office that was asked.",
            N_("Office that was asked (a role, no person)"),
            is_required=True,
            is_own_words=True,
        ),
        past_day("asked_on", "When it was asked for.", N_("Asked"), is_required=True),
        past_day("acknowledged_on", "When the office said that it has it.", N_("Acknowledged")),
        past_day("promised_on", "When the office said yes.", N_("Promised")),
        past_day("delivered_on", "When it was there.", N_("Delivered")),
        text("note", "In a sentence.", N_("Note"), is_own_words=True),
    ),
    known_by=("asked_on", "kind", "county_code", "association_id"),
    dates_in_order=("asked_on", "acknowledged_on", "promised_on", "delivered_on"),
)
