"""What happened and what do associations tell, where, and how long ago?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from usalama.asking.chosen_records import chosen_counties, outside_note, per_county, within
from usalama.asking.held_records import RegisterRows, register_rows
from usalama.asking.kept import kept
from usalama.country.subject import Subject
from usalama.model import Choices, Period, Scope, Sentence
from usalama.programme.stories_words import story_sentences
from usalama.schema.registers import ASSOCIATION, STORY
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
    held = register_rows(store, scope, choices, STORY)
    counties = chosen_counties(subject, scope, choices.county_codes)
    named = _named(held, store, scope, {county.code: county.name for county in counties}, today)
    is_in = within(named.happened_on, choices.period)
    rows = named[is_in & (named.kind == kind)] if kind else named[is_in]
    rows = rows.sort_values(["happened_on", "record_id"], ascending=[False, True], ignore_index=True)
    by_county = per_county(rows, counties, "story_count")
    return Stories(
        rows=rows[list(COLUMNS)],
        by_county=by_county,
        sentences=story_sentences(by_county, named),
        period=choices.period,
        notes=outside_note(int((~is_in).sum()), choices.period),
        held=replace(held, rows=named[list(COLUMNS)]),
    )


def _named(held: RegisterRows, store: Store, scope: Scope, counties: dict[str, str], today: date) -> pd.DataFrame:
    """The records with the names of county and association and their age; one still to come has none."""
    registry = register_rows(store, scope, Choices(), ASSOCIATION)
    is_same = held.nature == registry.nature
    names = dict(zip(registry.rows.record_id, registry.rows["name"], strict=True)) if is_same else {}
    rows = held.rows
    days = (pd.Timestamp(today) - pd.to_datetime(rows.happened_on)).dt.days.astype("Int64")
    return rows.assign(
        county_name=rows.county_code.map(counties).fillna(rows.county_code),
        association_name=rows.association_id.map(names),
        days_since=days.mask(days < 0),
    )
