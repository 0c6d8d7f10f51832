"""What happened and what do associations tell, where, and how long ago?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from usalama.asking.held_records import RegisterRows
from usalama.asking.kept import kept
from usalama.country.subject import Subject
from usalama.model import Choices, Period, Scope, Sentence
from usalama.programme.view import register_view
from usalama.registers import STORY
from usalama.store import Store

METHOD = Sentence(
    "A story is shown only where whoever tells it agreed; of the others nothing leaves the store, not even their "
    "number. The public sees stories of whole months that ended at least 7 days ago, like incidents. Stories are no "
    "sample of what happens: they are not counted among the incidents, and incidents are not counted among them. A "
    "place is the county, never a point; events do not name the association. Days since an event say when somebody "
    "last told of one, and not that nothing happened since."
)
# What a screen and a file may hold of a story.
COLUMNS = (
    "happened_on", "days_since", "kind", "county_code", "county_name", "title", "text", "association_name",
    "stated_in", "source_name",
)  # fmt: skip


@dataclass(frozen=True)
class Stories:
    """The stories of the chosen counties and period that this view may hear.

    Arguments:
        rows: ``COLUMNS`` of the chosen kind, newest first; the association only of what an association tells.
        by_county: county_code, county_name, story_count; every chosen county, 0 where there are none.
        sentences: how many, and how long ago the newest event was, whatever the period.
        period: the days that were asked for; None is all.
        notes: what is not shown.
    """

    rows: pd.DataFrame
    by_county: pd.DataFrame
    sentences: tuple[Sentence, ...]
    period: Period | None
    notes: tuple[Sentence, ...]
    held: RegisterRows
    method: Sentence = METHOD


def stories(store: Store, scope: Scope, choices: Choices, subject: Subject, today: date, kind: str = "") -> Stories:
    """The stories of the chosen counties and period.

    Arguments:
        today: the local date that days are counted to.
        kind: one of ``STORY_KINDS``; empty for all.
    """
    return _stories(store, scope, Choices(choices.period, choices.county_codes), subject, today, kind)


@kept
def _stories(store: Store, scope: Scope, choices: Choices, subject: Subject, today: date, kind: str) -> Stories:
    view = register_view(store, scope, choices, subject, STORY, "happened_on")
    everything = _with_age(view.held.rows, today)
    chosen = replace(view, rows=_with_age(view.rows, today)).of_kind(kind)
    by_county = chosen.by_county("story_count")
    return Stories(
        rows=chosen.rows[list(COLUMNS)],
        by_county=by_county,
        sentences=story_sentences(by_county, everything),
        period=choices.period,
        notes=view.notes,
        held=replace(view.held, rows=everything[list(COLUMNS)]),
    )


def _with_age(rows: pd.DataFrame, today: date) -> pd.DataFrame:
    """The records with their age in days; one still to come has none."""
    days = (pd.Timestamp(today) - pd.to_datetime(rows.happened_on)).dt.days.astype("Int64")
    return rows.assign(days_since=days.mask(days < 0))


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
