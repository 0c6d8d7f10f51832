"""Which series were unusually high in the newest month?"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from usalama.asking.asked import finding_about
from usalama.asking.completeness import Completeness, completeness
from usalama.asking.kept import kept
from usalama.asking.long_series import LongSeries, long_series, select_long
from usalama.asking.recording_breaks import recording_breaks
from usalama.asking.selection import About, Selection
from usalama.asking.told import roughly
from usalama.country.subject import Subject
from usalama.model import Choices, Month, Period, Scope, Sentence, counted, month_end
from usalama.stats.counting.rates import Numbers
from usalama.stats.series.aberrations import (
    BASELINE_PERIODS,
    GAP_PERIODS,
    MONTHLY,
    Bounds,
    UsualPast,
    early_report,
    farrington,
    steady_past,
    usual_past,
    years_of_past,
)
from usalama.store import Store

METHOD = Sentence(
    "Each series is held against its own past by the method of Farrington and Noufaily: quasi-Poisson regression on "
    "trend and season, past outbreaks played down, the newest three months left out. A month is named if it lies above "
    "what 199 of 200 usual months stay under, is at least half as many again as expected, and there were five reports "
    "or more in four months. How many such alerts chance makes, and how many doublings are caught, is found by drawing "
    "these very series again and again without any change."
)
SHORT_METHOD = Sentence(
    "There are not three years of past: each series is held against seven months of its own (EARS C2), which knows no "
    "season. A month is named if it is at least half as many again as expected and there were five reports or more in "
    "four months. How many such alerts chance makes, and how many doublings are caught, is found by drawing these very "
    "series again and again without any change."
)
FIRST_CHECKS = (
    Sentence("Is there a new station, app, form or hotline, or a new way of counting?"),
    Sentence("Was a backlog or a bulk file entered in this month?"),
    Sentence("Was there an event, a holiday or an operation that brought people or officers together?"),
    Sentence("Are the same incidents reported twice, by two sources?"),
)
FEWEST_YEARS = 3
FEWEST_MONTHS = BASELINE_PERIODS + GAP_PERIODS + 1
# So recent a change may still make months unusual.
RECENT_DAYS = 400
# One day that holds as much of a month is a bulk entry or one event.
LARGEST_DAY_SHARE = 1 / 3
FEWEST_ON_A_DAY = 5


class Kind(StrEnum):
    """What the series of each county are by."""

    GROUP = "group"
    CATEGORY = "category"


COLUMNS = {Kind.GROUP: "category_group", Kind.CATEGORY: "category_code"}


@dataclass(frozen=True)
class Alerts:
    """The series that stand out in one month.

    Arguments:
        rows: place_key, place_name, category, incident_count, expected, upper, exceedance, sentence, checks (a tuple of
            sentences); most unusual first.
        month: the month judged.
        n_too_few: series that cannot be judged.
        finding: how many stood out, and which the most.
    """

    rows: pd.DataFrame
    month: date
    n_too_few: int
    finding: Sentence
    completeness: Completeness
    about: About
    method: Sentence


@dataclass(frozen=True)
class Rule:
    """How series of this length are judged."""

    judge: Callable[[Numbers], Bounds]
    usual: Callable[[Numbers], UsualPast]
    method: Sentence


@dataclass(frozen=True)
class JudgedSeries:
    """What a list of alerts is made of.

    Arguments:
        keys: the county and category code of each series.
        past: the series; the newest month is the one that is judged.
        rule: None where there is nothing that can be judged.
    """

    selection: Selection
    keys: tuple[tuple[str, str], ...]
    past: LongSeries
    rule: Rule | None
    completeness: Completeness


@kept
def alerts(store: Store, scope: Scope, choices: Choices, subject: Subject, kind: Kind = Kind.GROUP) -> Alerts:
    """Series of each chosen county by kind of incident that were unusually high in the newest complete month.

    Raises:
        NothingFound: the scope sees nothing.
    """
    found = judged_series(store, scope, choices, subject, kind)
    month = found.past.months[-1]
    bounds = found.rule.judge(found.past.counts) if found.rule else None
    n_judged = 0 if bounds is None else int(np.isfinite(bounds.expected).sum())
    rows = _rows(found.selection, found.keys, bounds, month)
    return Alerts(
        rows=rows,
        month=month,
        finding=_finding(rows, month, choices, subject),
        n_too_few=len(found.keys) - n_judged,
        completeness=found.completeness,
        about=found.selection.about,
        method=found.rule.method if found.rule else SHORT_METHOD,
    )


def _finding(rows: pd.DataFrame, month: date, choices: Choices, subject: Subject) -> Sentence:
    if rows.empty:
        return finding_about(Sentence("No series stood out in {month}.", {"month": Month(month)}), choices, subject)
    first = rows.iloc[0]
    values = {
        "month": Month(month),
        "place": first.place_name,
        "kind": Sentence(subject.categories.name(first.category)),
        "reports": int(first.incident_count),
        "expected": roughly(first.expected),
    }
    said = counted(
        "{count} series stood out in {month}: {place}, {kind}, with {reports} reports where {expected} were expected.",
        "{count} series stood out in {month}, most of all {place}, {kind}, with {reports} reports where {expected} "
        "were expected.",
        len(rows),
        values,
    )
    return finding_about(said, choices, subject)


def judged_series(store: Store, scope: Scope, choices: Choices, subject: Subject, kind: Kind) -> JudgedSeries:
    """The series of each chosen county by kind of incident until the newest complete month, and their rule.

    Raises:
        NothingFound: the scope sees nothing.
    """
    selection = select_long(store, scope, choices, subject)
    arrived = completeness(store, scope, choices, subject)
    keys, series = county_series(selection, kind)
    past = series.until(arrived.last_complete)
    return JudgedSeries(selection, keys, past, rule_for(len(past.months)) if keys else None, arrived)


def rule_for(n_months: int) -> Rule | None:
    """The method that a past of so many months can bear; None where it bears none."""
    years = years_of_past(n_months, MONTHLY)
    if years >= FEWEST_YEARS:
        return Rule(
            judge=lambda history: farrington(history, MONTHLY, years=years),
            usual=lambda history: usual_past(history, MONTHLY, years=years),
            method=METHOD,
        )
    return Rule(early_report, steady_past, SHORT_METHOD) if n_months >= FEWEST_MONTHS else None


def county_series(selection: Selection, kind: Kind) -> tuple[tuple[tuple[str, str], ...], LongSeries]:
    """A series for each county and kind of incident that has any reports; the keys are county and category codes."""
    column = COLUMNS[kind]
    counted = selection.count(("county_code", column, "occurred_month"))
    pairs = counted[["county_code", column]].drop_duplicates().sort_values(["county_code", column])
    keys = tuple((str(row[0]), str(row[1])) for row in pairs.itertuples(index=False))
    named = counted.assign(key=counted.county_code + "|" + counted[column])
    places = tuple(selection.country.county(county).place for county, _ in keys)
    return keys, long_series(selection, named, tuple("|".join(key) for key in keys), places)


def _rows(selection: Selection, keys: tuple[tuple[str, str], ...], bounds: Bounds | None, month: date) -> pd.DataFrame:
    names = ["place_key", "place_name", "category", "incident_count", "expected", "upper", "exceedance", "sentence"]
    found = [] if bounds is None else [int(one) for one in np.flatnonzero(bounds.is_alert)]
    rows = pd.DataFrame([_row(selection, keys[number], bounds, number) for number in found], columns=names)
    rows = rows.sort_values("exceedance", ascending=False, ignore_index=True)
    checked = Period(month, month_end(month))
    return rows.assign(checks=[_checks(selection, row, checked) for row in rows.itertuples()])


def _row(selection: Selection, key: tuple[str, str], bounds: Any, number: int) -> dict[str, object]:
    place = selection.country.county(key[0]).place
    count, expected, upper = (float(numbers[number]) for numbers in (bounds.count, bounds.expected, bounds.upper))
    return {
        "place_key": place.key,
        "place_name": place.name,
        "category": key[1],
        "incident_count": int(count),
        "expected": expected,
        "upper": upper,
        "exceedance": float(bounds.exceedance[number]),
        "sentence": alert_sentence(count, expected, upper),
    }


def _checks(selection: Selection, alert: Any, month: Period) -> tuple[Sentence, ...]:
    """What the data themselves give as a reason, then what somebody must ask.

    Arguments:
        alert: with place_key and category.
        month: the month judged.
    """
    place = selection.country.place(alert.place_key)
    recent = [
        Sentence("Recording changed shortly before: {change}.", {"change": one.label})
        for one in recording_breaks(selection, place)
        if timedelta(0) <= month.start - one.month <= timedelta(days=RECENT_DAYS)
    ]
    return (*recent, *_one_day(selection, place.code, str(alert.category), month), *FIRST_CHECKS)


def _one_day(selection: Selection, county_code: str, category: str, month: Period) -> list[Sentence]:
    """Whether a single day holds much of the month; the public sees no days."""
    if not selection.scope.is_exact:
        return []
    chosen = tuple(sorted(selection.categories.expand((category,))))
    asked = replace(selection, category_codes=chosen)
    days = asked.count(("county_code", "occurred_on"), from_rows=True, period=month)
    own = days[days.county_code == county_code]
    if own.empty:
        return []
    top = own.loc[own.incident_count.idxmax()]
    if top.incident_count < max(FEWEST_ON_A_DAY, LARGEST_DAY_SHARE * own.incident_count.sum()):
        return []
    return [
        Sentence(
            "{count} of them are dated {day}: a bulk entry, or one event?",
            {"count": int(top.incident_count), "day": top.occurred_on},
        )
    ]


def alert_sentence(count: float, expected: float, upper: float) -> Sentence:
    """One unusual month: a reason to look, with what was expected and what to check first."""
    if not all(math.isfinite(number) for number in (count, expected, upper)):
        return Sentence("Too few to say whether this is unusual.")
    return counted(
        "Unusual: {count} report, we expected {expected} (up to {upper}). Check first: new station, bulk entry, event.",
        "Unusual: {count} reports, we expected {expected} (up to {upper}). Check first: new station, bulk entry, "
        "event.",
        round(count),
        {"expected": roughly(expected), "upper": math.floor(upper)},
    )
