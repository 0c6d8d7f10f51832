"""In which columns do people stand, or have written?"""

from __future__ import annotations

from usalama.schema.columns import Table, Visibility

# Register -> columns that people write in their own words and everybody may read.
OWN_WORDS = {
    "story": ("title", "text", "stated_in"),
    "activity": ("description", "criteria"),
    "pledge": ("pledge_text", "evidence"),
    "ask": ("addressed_to", "note"),
}


def personal_names(table: Table) -> tuple[str, ...]:
    """The columns in which people stand or have written: what goes into no file that lies about."""
    own_words = OWN_WORDS.get(table.name, ())
    return tuple(
        one.name
        for one in table.columns
        if one.visibility is Visibility.MODERATION or one.consent or one.name in own_words
    )
