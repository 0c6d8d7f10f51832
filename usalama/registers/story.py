"""What happened, or is told; shown only with the consent of whoever tells it."""

from __future__ import annotations

from collections.abc import Mapping

from usalama.model import N_
from usalama.registers.register import Advice, association, choice, county, flag, past_day, register, text

STORY_WORDS: Mapping[str, str] = {"event": N_("event"), "success": N_("success"), "challenge": N_("challenge")}
STORY_KINDS = tuple(STORY_WORDS)

STORY = register(
    "story",
    N_("Stories"),
    "Something that happened, or that an association tells.",
    (
        choice("kind", "What it is.", N_("Kind"), STORY_WORDS),
        county(),
        association(),
        past_day("happened_on", "When.", N_("When"), is_required=True),
        text("title", "In a few words.", N_("Title"), is_required=True, is_own_words=True),
        text("text", "As told.", N_("As told"), is_own_words=True),
        text("stated_in", "Where it is written.", N_("Where it is written"), is_own_words=True),
        flag("is_consented", "Whether whoever tells it agreed that it is shown.", N_("Agreed that it is shown")),
    ),
    known_by=("happened_on", "kind", "county_code", "title"),
    advice=Advice(
        N_(
            "Before you enter a story: name nobody, neither who suffered nor who is suspected, and write nothing by "
            "which they could be found: no nickname, no telephone number, no number plate, no house. A suspicion can "
            "cost an innocent person their life. Telephone numbers, e-mail addresses and number plates are refused; "
            "names cannot be found by a rule, so you are the one who looks. A story is shown only with consent; "
            "without it, it stays in the table below."
        ),
        is_warning=True,
    ),
)
