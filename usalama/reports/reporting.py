"""What happened, what was reported, and what share is that? Three series, of which reports are the only one held."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import pandas as pd

from usalama.disclosure import disclose
from usalama.model import Choices, Estimate, Period, Scope, Sentence
from usalama.reports.county_rates import rates_of_counties
from usalama.reports.coverage import covered
from usalama.reports.overview import period_before
from usalama.reports.published import REPORTED, published_figures
from usalama.reports.selection import About, Selection, select
from usalama.reports.subject import Subject
from usalama.stats.ratios import ratio_estimate
from usalama.stats.reporting import BreakEven, ReportedShare, adjusted_incidents, adjusted_ratio, break_even
from usalama.store import Store

METHOD = Sentence(
    "Incidents are reports over the share reported, with the log delta interval; the share is assumed and its doubt is "
    "not in the interval. Reports are compared with the same months a year before; the break-even is the share that "
    "would have to be reported now for nothing else to have changed."
)

# By how much two equal runs of months may differ in length: a leap day in the shortest of them.
A_DAY_OR_TWO = 0.05


@dataclass(frozen=True)
class NewChannel:
    """A source whose first month lies within the period: from then on the series is another one."""

    source_name: str
    first_month: date


@dataclass(frozen=True)
class Reporting:
    """Reports of a period, and what they would stand for.

    Arguments:
        months: occurred_month, incident_count (reports), incidents, incidents_lower, incidents_upper, flag: what
            the reports would stand for at the share assumed now.
        channels: source_name, occurred_month, incident_count, share_per_100 of the month's reports shown.
        new_channels: breaks in the series.
        report_count, before_count: reports now and in the same months a year before; None where not covered.
        before: those months; None where the data do not cover them.
        incidents: what the reports would stand for.
        reports_ratio, incidents_ratio: now over a year before, without and with the shares.
        even: None when there is nothing to compare with.
        published: what others found about the share reported, with source and date.
    """

    months: pd.DataFrame
    channels: pd.DataFrame
    new_channels: tuple[NewChannel, ...]
    report_count: int
    before_count: int | None
    before: Period | None
    incidents: Estimate
    reports_ratio: Estimate
    incidents_ratio: Estimate
    even: BreakEven | None
    published: pd.DataFrame
    about: About
    method: Sentence = METHOD


def reporting_panel(
    store: Store, scope: Scope, choices: Choices, subject: Subject, reported_before: float, reported_now: float
) -> Reporting:
    """Reports beside what they would stand for if these shares were reported.

    Arguments:
        reported_before, reported_now: shares assumed, over 0 and at most 1.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    selection = select(store, scope, choices, subject)
    before = _same_time_before(selection)
    after_count = rates_of_counties(selection).incident_count
    before_count = None if before is None else rates_of_counties(selection, before).incident_count
    now, then = ReportedShare(reported_now), ReportedShare(reported_before)
    return Reporting(
        months=_months(selection, now),
        channels=_channels(selection),
        new_channels=_new_channels(selection),
        report_count=after_count,
        before_count=before_count,
        before=before,
        incidents=adjusted_incidents(after_count, now),
        reports_ratio=ratio_estimate(
            after_count, selection.years(), before_count, selection.years(before) if before else None
        ),
        incidents_ratio=adjusted_ratio(after_count, now, before_count, then),
        even=break_even(after_count, before_count, then.value) if before_count else None,
        published=published_figures(REPORTED),
        about=selection.about,
    )


def _same_time_before(selection: Selection) -> Period | None:
    """A year before, where it is as long: a gap in either would look like a change."""
    before = period_before(selection)
    is_as_long = before is not None and abs(selection.years() / selection.years(before) - 1) < A_DAY_OR_TWO
    return before if is_as_long else None


def _months(selection: Selection, share: ReportedShare) -> pd.DataFrame:
    rows = _with_every_month(selection, selection.count(("occurred_month",)))
    rows = disclose(rows, ("incident_count",), selection.scope)
    found = [adjusted_incidents(None if pd.isna(count) else int(count), share) for count in rows.incident_count]
    return rows.assign(
        incidents=[_number(one.value) for one in found],
        incidents_lower=[_number(one.lower) for one in found],
        incidents_upper=[_number(one.upper) for one in found],
        flag=[str(one.flag) for one in found],
    )


def _channels(selection: Selection) -> pd.DataFrame:
    """Each source's reports by month as shown, and their part of the month as shown."""
    counted = selection.count(("source_id", "occurred_month"))
    names = dict(zip(selection.source_ids, selection.about.source_names, strict=True))
    parts = [
        _with_every_month(selection, counted[counted.source_id == source][["occurred_month", "incident_count"]]).assign(
            source_name=name
        )
        for source, name in names.items()
    ]
    rows = disclose(pd.concat(parts, ignore_index=True), ("incident_count",), selection.scope)
    whole = rows.groupby("occurred_month").incident_count.transform("sum")
    return rows.assign(share_per_100=(100 * rows.incident_count / whole.where(whole > 0)).astype("Float64"))


def _with_every_month(selection: Selection, counted: pd.DataFrame) -> pd.DataFrame:
    months = [month for segment in selection.segments() for month in segment.months()]
    own = counted.set_index("occurred_month").incident_count
    return own.reindex(months, fill_value=0).rename_axis("occurred_month").reset_index()


def _new_channels(selection: Selection) -> tuple[NewChannel, ...]:
    """Sources that began after the first month of all, within the period or the year before it."""
    return new_channels(selection, Period(selection.period.year_before().start, selection.period.end))


def new_channels(selection: Selection, period: Period) -> tuple[NewChannel, ...]:
    """Sources of the selection whose first month lies in the period, without those that began the data."""
    held = {one.source_id: one for one in covered(selection.store, selection.scope).sources}
    chosen = [held[source] for source in selection.source_ids]
    first = min(one.first_month for one in chosen)
    late = [one for one in chosen if one.first_month > first and period.start <= one.first_month <= period.end]
    return tuple(NewChannel(one.source_name, one.first_month) for one in sorted(late, key=lambda one: one.first_month))


def _number(value: float | None) -> float:
    return math.nan if value is None else value
