"""Who leads an association or a partner."""

from __future__ import annotations

from usalama.model import N_
from usalama.registers.register import PRIVATE, association, register, text
from usalama.schema import Entry, text_column

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
