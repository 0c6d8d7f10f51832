"""What was done in the programme, where and when, how much of it was preventive, and what came of it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from usalama.asking.held_records import RegisterRows
from usalama.asking.kept import kept
from usalama.asking.told import finite, in_100, told
from usalama.country.subject import Subject
from usalama.model import N_, Choices, Estimate, Flag, Period, Scope, Sentence, counted
from usalama.programme.view import found_where, noted, register_view
from usalama.registers import ACTIVITY, ACTIVITY_KINDS
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
# Step -> what is said of it where it is of few places, and where it is of enough.
BECAME = {
    "places_filled": (
        N_("Of {whole} offered by activities that state both, {count} were filled; too few to say what share that is."),
        N_(
            "Of {whole} offered by activities that state both, {count} were filled: about {share} of every 100 (likely "
            "{lower} to {upper})."
        ),
    ),
    "places_retained": (
        N_(
            "Of {whole} filled by activities that state both, {count} are still held; too few to say what share that "
            "is."
        ),
        N_(
            "Of {whole} filled by activities that state both, {count} are still held: about {share} of every 100 "
            "(likely {lower} to {upper})."
        ),
    ),
}


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
        finding: how many of the chosen kind there are and where most of them.
        sentences: how many came.
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
    finding: Sentence
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
    view = register_view(store, scope, choices, subject, ACTIVITY, "held_on", today)
    view = replace(view, rows=view.rows.astype(dict.fromkeys(COUNTS, "Int64")))
    whole, chosen = view.rows, view.of_kind(kind)
    preventive, unknown = _preventive(whole)
    closed = _closed(whole)
    employment = _employment(whole)
    by_county = _with_attendance(chosen.by_county("activity_count"), chosen.rows)
    return Activities(
        rows=chosen.rows[list(COLUMNS)],
        by_month=chosen.by_month((kind,) if kind else ACTIVITY_KINDS, "activity_count"),
        by_county=by_county,
        by_kind=view.by_kind(ACTIVITY_KINDS, "activity_count", COUNTS),
        preventive=preventive,
        preventive_sentences=preventive_sentences(preventive, unknown),
        closed=closed,
        closed_sentence=closed_sentence(closed),
        employment=employment,
        employment_sentences=employment_sentences(employment),
        awards=view.of_kind("award").rows[list(COLUMNS)],
        finding=activity_finding(by_county),
        sentences=attendance_sentences(chosen.rows),
        period=choices.period,
        notes=(
            *view.notes,
            *noted(
                counted(
                    "{count} activity is still to come; it is not shown and not counted.",
                    "{count} activities are still to come; they are not shown and not counted.",
                    view.coming_count,
                )
            ),
        ),
        held=view.held,
    )


def _with_attendance(by_county: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    attendance = rows.groupby("county_code").attendance.sum(min_count=1)
    return by_county.assign(attendance=by_county.county_code.map(attendance).astype("Int64"))


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
        found.append((step, int(rows[step].sum()), count, whole, *share.numbers, share.flag))
    columns = ["step", "place_count", "of_which", "of_count", "share", "lower", "upper", "flag"]
    return pd.DataFrame(found, columns=columns).astype({"of_count": "Int64", "flag": str, "share": float,
                                                        "lower": float, "upper": float})  # fmt: skip


def activity_finding(by_county: pd.DataFrame) -> Sentence:
    """How many activities, in how many of the counties, most of them where.

    Arguments:
        by_county: county_name and activity_count of every chosen county.
    """
    what = counted("One activity", "{count} activities", int(by_county.activity_count.sum()))
    return found_where(what, by_county, "activity_count")


def attendance_sentences(rows: pd.DataFrame) -> tuple[Sentence, ...]:
    """How many people came; nothing where no activity states it.

    Arguments:
        rows: attendance, missing where it is not stated.
    """
    stated = rows.attendance.dropna()
    if stated.empty:
        return ()
    said = Sentence(
        "People who came to activities that state how many ({stated}): {attendance}. Whoever came twice counts twice.",
        {"attendance": int(stated.sum()), "stated": len(stated)},
    )
    return (said,)


def preventive_sentences(share: Estimate, unknown: int) -> tuple[Sentence, ...]:
    """How much of what is done is to prevent something, of the activities for which it is stated.

    Arguments:
        unknown: activities for which it is not stated.
    """
    rest = counted(
        "Whether it was to prevent something is not stated of {count} activity.",
        "Whether it was to prevent something is not stated of {count} activities.",
        unknown,
    )
    if not share.n:
        return (rest,)
    few = N_("Preventive: {count} of {n} activities; too few to say what share that is.")
    full = N_("Preventive: about {share} of every 100 activities (likely {lower} to {upper}; {n} activities).")
    said = told(in_100(share), _of_how_many(share), nothing=few, few=few, full=full, called="share")
    return (said, rest) if unknown else (said,)


def closed_sentence(share: Estimate) -> Sentence:
    """How many of the actions agreed are closed."""
    return told(
        in_100(share),
        _of_how_many(share),
        nothing=N_("No activity states both how many actions were agreed and how many are closed."),
        few=N_("{count} of {n} actions agreed are closed; too few to say what share that is."),
        full=N_(
            "Closed by now: {count} of {n} actions agreed, about {share} of every 100 (likely {lower} to {upper})."
        ),
        called="share",
    )


def employment_sentences(employment: pd.DataFrame) -> tuple[Sentence, ...]:
    """From places offered to places filled to places retained.

    Arguments:
        employment: step, place_count, of_which, of_count, share, lower, upper, flag.
    """
    rows = employment.set_index("step")
    offered = int(rows.place_count["places_offered"])
    if not offered:
        return (Sentence("No places of work or training are recorded as offered."),)
    first = counted(
        "{count} place of work or training was offered.", "{count} places of work or training were offered.", offered
    )
    return (first, *(_step_sentence(rows.loc[step], *words) for step, words in BECAME.items()))


def _step_sentence(row: pd.Series, few: str, enough: str) -> Sentence:
    share = Estimate(row.share, row.lower, row.upper, int(row.of_count), "", Flag(row.flag))
    return told(
        in_100(finite(share)),
        {"whole": int(row.of_count), "count": int(row.of_which)},
        nothing=N_("Nothing is stated of what became of them."),
        few=few,
        full=enough,
        called="share",
    )


def _of_how_many(share: Estimate) -> dict[str, object]:
    return {"n": share.n or 0, "count": round((share.value or 0.0) * (share.n or 0))}
