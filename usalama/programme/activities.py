"""What was done in the programme, where and when, how much of it was preventive, and what came of it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from usalama.asking.chosen_records import chosen_counties, outside_note, per_county, within
from usalama.asking.held_records import RegisterRows, register_rows
from usalama.asking.kept import kept
from usalama.country.subject import Subject
from usalama.model import Choices, Estimate, Period, Scope, Sentence
from usalama.programme.activities_words import (
    activity_sentences,
    closed_sentence,
    coming_note,
    employment_sentences,
    preventive_sentences,
)
from usalama.schema.registers import ACTIVITY, ACTIVITY_KINDS, ASSOCIATION
from usalama.stats.counting.shares import wilson_share
from usalama.store import Store

METHOD = Sentence(
    "Each record of the register is one activity, as whoever did it states it. The share of preventive activities is "
    "taken of those for which it is stated, and that of closed actions of the activities that state both numbers, as "
    "in the logframe; places filled are shared out of those offered by the same activities. The ranges (Wilson) cover "
    "chance only. An activity of one day adds no hours of cover: these are entered as hours that repeat every week."
)
COLUMNS = (
    "record_id", "held_on", "kind", "county_code", "county_name", "association_name", "is_preventive", "attendance",
    "actions_agreed", "actions_closed", "places_offered", "places_filled", "places_retained", "criteria",
    "description", "source_name",
)  # fmt: skip
STEPS = ("places_offered", "places_filled", "places_retained")
# What is offered is no share of anything.
FIRST_STEP = Estimate(None, None, None, None, "Counted in full")
COUNTS = ("attendance", "actions_agreed", "actions_closed", *STEPS)


@dataclass(frozen=True)
class Activities:
    """The activities of the chosen counties and period.

    Arguments:
        rows: ``COLUMNS`` of the chosen kind, newest first.
        by_month: month, kind, activity_count of the chosen kind or of all; a month without any has 0.
        by_county: county_code, county_name, activity_count, attendance; every chosen county, 0 where there are none.
        by_kind: kind, activity_count and the sums of what is stated, missing where nothing is; of every kind.
        preventive: share of preventive activities, of every kind, with the sentences that say it.
        closed: share of the actions agreed that are closed, likewise.
        employment: step, place_count; and of the activities that state the step before as well: of_which, of_count
            (places of the step before), share, lower, upper, flag.
        awards: ``COLUMNS`` of the awards, newest first.
        period: the days that were asked for; None is all.
        notes: what is not shown.
    """

    rows: pd.DataFrame
    by_month: pd.DataFrame
    by_county: pd.DataFrame
    by_kind: pd.DataFrame
    preventive: Estimate
    preventive_sentences: tuple[Sentence, ...]
    closed: Estimate
    closed_sentence: Sentence
    employment: pd.DataFrame
    employment_sentences: tuple[Sentence, ...]
    awards: pd.DataFrame
    sentences: tuple[Sentence, ...]
    period: Period | None
    notes: tuple[Sentence, ...]
    held: RegisterRows
    method: Sentence = METHOD


def activities(
    store: Store, scope: Scope, choices: Choices, subject: Subject, today: date, kind: str = ""
) -> Activities:
    """The activities of the chosen counties and period that have been held; where a patrol is to be is told to nobody.

    Only counties and period count of the shared choices.

    Arguments:
        today: the local date.
        kind: one of ``ACTIVITY_KINDS``; empty for all.
    """
    return _activities(store, scope, Choices(choices.period, choices.county_codes), subject, today, kind)


@kept
def _activities(store: Store, scope: Scope, choices: Choices, subject: Subject, today: date, kind: str) -> Activities:
    held = register_rows(store, scope, choices, ACTIVITY)
    counties = chosen_counties(subject, scope, choices.county_codes)
    named = _named(held, store, scope, {county.code: county.name for county in counties})
    is_coming = pd.to_datetime(named.held_on) > pd.Timestamp(today)
    is_in = within(named.held_on, choices.period) & ~is_coming
    whole = named[is_in].sort_values(["held_on", "record_id"], ascending=[False, True], ignore_index=True)
    rows = whole[whole.kind == kind].reset_index(drop=True) if kind else whole
    preventive, unknown = _preventive(whole)
    closed = _closed(whole)
    employment = _employment(whole)
    by_county = _by_county(rows, per_county(rows, counties, "activity_count"))
    return Activities(
        rows=rows[list(COLUMNS)],
        by_month=_by_month(rows, (kind,) if kind else ACTIVITY_KINDS, choices.period),
        by_county=by_county,
        by_kind=_by_kind(whole),
        preventive=preventive,
        preventive_sentences=preventive_sentences(preventive, unknown),
        closed=closed,
        closed_sentence=closed_sentence(closed),
        employment=employment,
        employment_sentences=employment_sentences(employment),
        awards=whole[whole.kind == "award"].reset_index(drop=True)[list(COLUMNS)],
        sentences=activity_sentences(rows, by_county),
        period=choices.period,
        notes=(
            *outside_note(int((~is_in & ~is_coming).sum()), choices.period),
            *coming_note(int(is_coming.sum())),
        ),
        held=replace(held, rows=named),
    )


def _named(held: RegisterRows, store: Store, scope: Scope, counties: dict[str, str]) -> pd.DataFrame:
    """The records with the names of county and association; an association of another nature has no name here."""
    registry = register_rows(store, scope, Choices(), ASSOCIATION)
    is_same = held.nature == registry.nature
    names = dict(zip(registry.rows.record_id, registry.rows["name"], strict=True)) if is_same else {}
    rows = held.rows.astype(dict.fromkeys(COUNTS, "Int64"))
    return rows.assign(
        county_name=rows.county_code.map(counties).fillna(rows.county_code),
        association_name=rows.association_id.map(names),
    )


def _by_month(rows: pd.DataFrame, kinds: tuple[str, ...], period: Period | None) -> pd.DataFrame:
    days = pd.to_datetime(rows.held_on)
    if period is None and len(days):
        period = Period(days.min().date(), days.max().date())
    counted = pd.Series(list(zip(days.dt.to_period("M"), rows.kind, strict=True)), dtype=object).value_counts()
    return pd.DataFrame(
        [
            (month, kind, int(counted.get((pd.Period(month, "M"), kind), 0)))
            for month in (period.months() if period else ())
            for kind in kinds
        ],
        columns=["month", "kind", "activity_count"],
    )


def _by_county(rows: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
    attendance = rows.groupby("county_code").attendance.sum(min_count=1)
    return counted.assign(attendance=counted.county_code.map(attendance).astype("Int64"))


def _by_kind(rows: pd.DataFrame) -> pd.DataFrame:
    """A kind that nothing was done of has its row as well."""
    sums = rows.groupby("kind")[list(COUNTS)].sum(min_count=1).reindex(ACTIVITY_KINDS)
    counted = rows.kind.value_counts().reindex(ACTIVITY_KINDS, fill_value=0).astype(int)
    return sums.astype("Int64").assign(activity_count=counted).rename_axis("kind").reset_index()


def _preventive(rows: pd.DataFrame) -> tuple[Estimate, int]:
    """The share among those for which it is stated, and for how many it is not."""
    known = rows.is_preventive.dropna().astype(bool)
    return wilson_share(int(known.sum()), len(known)), len(rows) - len(known)


def _closed(rows: pd.DataFrame) -> Estimate:
    both = rows.dropna(subset=["actions_agreed", "actions_closed"])
    return wilson_share(int(both.actions_closed.sum()), int(both.actions_agreed.sum()))


def _employment(rows: pd.DataFrame) -> pd.DataFrame:
    """Places step by step; each share is of the places of the step before in activities that state both."""
    found = []
    for before, step in zip((None, *STEPS), STEPS, strict=False):
        both = rows.dropna(subset=[step] if before is None else [before, step])
        count, whole = int(both[step].sum()), None if before is None else int(both[before].sum())
        share = FIRST_STEP if whole is None else wilson_share(count, whole)
        found.append((step, int(rows[step].sum()), count, whole, share.value, share.lower, share.upper, share.flag))
    columns = ["step", "place_count", "of_which", "of_count", "share", "lower", "upper", "flag"]
    return pd.DataFrame(found, columns=columns).astype({"of_count": "Int64", "flag": str, "share": float,
                                                        "lower": float, "upper": float})  # fmt: skip
