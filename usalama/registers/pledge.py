"""What was promised in the charter, by whom, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping

from usalama.model import N_
from usalama.registers.partner import SECTOR_WORDS
from usalama.registers.register import association, choice, county, day, flag, past_day, register, text
from usalama.schema import Consent, text_column

PLEDGE_WORDS: Mapping[str, str] = {
    "kept": N_("kept"),
    "partly": N_("partly kept"),
    "late": N_("late"),
    "no_word": N_("no word"),
}
PLEDGE_STATES = tuple(PLEDGE_WORDS)

PLEDGE = register(
    "pledge",
    N_("Pledges"),
    "What somebody promised when they signed the charter.",
    (
        county(is_required=False),
        association(),
        choice("sector", "Who they speak for.", N_("Sector"), SECTOR_WORDS),
        flag(
            "is_person",
            "Whether a person signed for themselves, and not for an organisation.",
            N_("A person, not an organisation"),
        ),
        text_column(
            "signatory_name",
            "Who signed; shown only with consent.",
            label=N_("Who signed"),
            consent=Consent("may_be_named", "is_person"),
        ),
        flag("may_be_named", "Whether they agreed to be named.", N_("Agreed to be named")),
        text("pledge_text", "What they promised.", N_("Pledge"), is_required=True, is_own_words=True),
        past_day("signed_on", "When they signed.", N_("Signed"), is_required=True),
        day("due_on", "By when it is to be done.", N_("Due")),
        choice("state", "What became of it.", N_("State"), PLEDGE_WORDS),
        text("evidence", "What shows it.", N_("Evidence"), is_own_words=True),
    ),
    known_by=("signed_on", "sector", "county_code", "pledge_text"),
    dates_in_order=("signed_on", "due_on"),
)
