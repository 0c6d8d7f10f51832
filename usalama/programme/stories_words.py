"""How many stories there are and how long ago something was told to have happened, in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from usalama.model import N_, Sentence

STORY_KINDS: Mapping[str, str] = {
    "event": N_("event"),
    "success": N_("success"),
    "challenge": N_("challenge"),
}


def story_sentences(by_county: pd.DataFrame, told: pd.DataFrame) -> tuple[Sentence, ...]:
    """How many stories, in how many of the counties, and the days since the newest event.

    Arguments:
        by_county: story_count of every chosen county.
        told: kind, happened_on, days_since of all stories of these counties, whatever was chosen else.
    """
    count, some = int(by_county.story_count.sum()), int((by_county.story_count > 0).sum())
    values = {"count": count, "some": some, "counties": len(by_county)}
    found = Sentence("{count} stories from {some} of {counties} counties.", values)
    events = told[(told.kind == "event") & told.days_since.notna()]
    if events.empty:
        return (found, Sentence("No event is told of these counties."))
    newest = events.loc[events.days_since.idxmin()]
    since = Sentence(
        "The newest event that is told happened on {day}, {days} days ago. That says when somebody told of one, and "
        "not that nothing happened since.",
        {"day": pd.Timestamp(newest.happened_on).date(), "days": int(newest.days_since)},
    )
    return (found, since)
