"""What was done: patrols, forums, training and the like."""

from __future__ import annotations

from collections.abc import Mapping

from usalama.model import N_
from usalama.registers.register import Advice, association, choice, county, flag, past_day, people, register, text

ACTIVITY_WORDS: Mapping[str, str] = {
    "patrol": N_("patrol"),
    "forum": N_("forum"),
    "mentoring": N_("mentoring"),
    "training": N_("training"),
    "employment": N_("employment"),
    "award": N_("award"),
    "other": N_("something else"),
}
ACTIVITY_KINDS = tuple(ACTIVITY_WORDS)

ACTIVITY = register(
    "activity",
    N_("Activities"),
    "Something that was done.",
    (
        choice("kind", "What it was.", N_("What"), ACTIVITY_WORDS),
        county(),
        association(),
        past_day("held_on", "When.", N_("When"), is_required=True),
        flag(
            "is_preventive",
            "Whether it was to prevent something, rather than answer it.",
            N_("Was it to prevent something?"),
        ),
        people("attendance", "How many came.", N_("Who came")),
        people("actions_agreed", "Actions agreed there.", N_("Actions agreed")),
        people("actions_closed", "Of these, done by now.", N_("Actions closed")),
        people("places_offered", "Places of work or training offered.", N_("Places offered")),
        people("places_filled", "Of these, filled.", N_("Places filled")),
        people("places_retained", "Of these, still held after the time agreed.", N_("Places still held")),
        text("criteria", "By what an award was given.", N_("By what it was given"), is_own_words=True),
        text("description", "In a sentence.", N_("Description"), is_own_words=True),
    ),
    counts_in_order=(("actions_agreed", "actions_closed"), ("places_offered", "places_filled", "places_retained")),
    known_by=("held_on", "kind", "county_code", "association_id"),
    advice=Advice(
        N_(
            "Everybody reads descriptions and criteria: name nobody in them. Telephone numbers, e-mail addresses and "
            "number plates are refused; names cannot be found by a rule."
        )
    ),
)
