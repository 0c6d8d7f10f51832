"""How many police officers a county has, as documents state it."""

from __future__ import annotations

from usalama.model import N_
from usalama.registers.register import county, past_day, people, register, text

OFFICER_COUNT = register(
    "officer_count",
    N_("Officers"),
    "How many police officers a county has, as a source states it.",
    (
        county(),
        people("officer_count", "Officers.", N_("Officers"), is_required=True, maximum=1_000_000),
        past_day("as_of", "On which day.", N_("Stated for"), is_required=True),
        text("stated_in", "The document that states it.", N_("Document"), is_required=True),
    ),
)
