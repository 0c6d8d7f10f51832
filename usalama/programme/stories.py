"""What happened and what do associations tell, where, and how long ago?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from usalama.asking.held_records import RegisterRows
from usalama.asking.kept import kept
from usalama.asking.told import days_words
from usalama.country.subject import Subject
from usalama.model import Choices, Period, Scope, Sentence, counted
from usalama.programme.view import found_where, register_view
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
        finding: how many there are and where most of them.
        newest: how long ago the newest event was, whatever the period.
        period: the days that were asked for; None is all.
        notes: what is not shown.
    """

    rows: pd.DataFrame
    by_county: pd.DataFrame
    finding: Sentence
    newest: Sentence
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
        finding=story_finding(by_county),
        newest=newest_sentence(everything),
        period=choices.period,
        notes=view.notes,
        held=replace(view.held, rows=everything[list(COLUMNS)]),
    )


def _with_age(rows: pd.DataFrame, today: date) -> pd.DataFrame:
    """The records with their age in days; one still to come has none."""
    days = (pd.Timestamp(today) - pd.to_datetime(rows.happened_on)).dt.days.astype("Int64")
    return rows.assign(days_since=days.mask(days < 0))


def story_finding(by_county: pd.DataFrame) -> Sentence:
    """How many stories, from how many of the counties, most of them from where.

    Arguments:
        by_county: county_name and story_count of every chosen county.
    """
    what = counted("One story", "{count} stories", int(by_county.story_count.sum()))
    return found_where(what, by_county, "story_count")


def newest_sentence(told: pd.DataFrame) -> Sentence:
    """The days since the newest event.

    Arguments:
        told: kind, happened_on, days_since of all stories of these counties, whatever was chosen else.
    """
    events = told[(told.kind == "event") & told.days_since.notna()]
    if events.empty:
        return Sentence("No event is told of these counties.")
    newest = events.loc[events.days_since.idxmin()]
    return Sentence(
        "The newest event that is told happened on {day}, {days} ago. That says when somebody told of one, and "
        "not that nothing happened since.",
        {"day": pd.Timestamp(newest.happened_on).date(), "days": days_words(int(newest.days_since))},
    )
