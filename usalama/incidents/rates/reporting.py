"""What happened, what was reported, and what share is that? Three series, of which reports are the only one held."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import pandas as pd

from usalama.asking.asked import finding_about
from usalama.asking.coverage import covered
from usalama.asking.kept import kept
from usalama.asking.selection import About, Selection, select
from usalama.asking.told import is_close, told
from usalama.country.printed_figures import REPORTED, published_figures
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.incidents.rates.county_rates import rates_of_counties
from usalama.incidents.rates.yearly_changes import compared_years
from usalama.model import N_, Choices, Estimate, Flag, Period, Scope, Sentence, next_month
from usalama.stats.counting.ratios import ratio_estimate
from usalama.stats.series.unreported import BreakEven, ReportedShare, adjusted_incidents, adjusted_ratio, break_even
from usalama.store import Store

METHOD = Sentence(
    "Incidents are reports over the share reported, with the log delta interval; the share is assumed and its doubt is "
    "not in the interval. Reports are compared with the same months a year before; the break-even is the share that "
    "would have to be reported now for nothing else to have changed."
)

NO_SURVEY = Sentence(
    "No survey yet: nobody has asked people here what happened to them and whether they told anyone. What follows are "
    "reports, not incidents."
)
NOT_THE_SAME_PEOPLE = Sentence(
    "The survey is of everybody it asked, whichever counties are chosen, and of telling anybody at all; the reports "
    "here come from the sources named. The share assumed above stays yours: the survey moves none of the numbers below."
)
SHARE_UNKNOWN = Sentence("The share reported is not known here; the one below is assumed by you.")


@dataclass(frozen=True)
class ChannelBreak:
    """A source that begins or ends while others go on: the series is another one from then on.

    Arguments:
        month: its first month, or the first one without it.
    """

    source_name: str
    month: date
    has_begun: bool


@dataclass(frozen=True)
class Reporting:
    """Reports of a period, and what they would stand for.

    Arguments:
        months: occurred_month, incident_count (reports), incidents, incidents_lower, incidents_upper, flag: what
            the reports would stand for at the share assumed now.
        channels: source_name, occurred_month, incident_count, share_per_100 of the month's reports shown.
        breaks: where a channel begins or ends.
        report_count: reports now.
        before_count: in the same months a year before, of the sources that cover both; None where none does.
        before: those months; None where no source covers both.
        recording: which sources are not compared, since they do not cover both; empty where all do.
        incidents: what the reports would stand for.
        reports_ratio, incidents_ratio: now over a year before, without and with the shares.
        even: None when there is nothing to compare with.
        published: what others found about the share reported, with source and date.
        finding: which change in reporting alone would explain the change in reports.
    """

    months: pd.DataFrame
    channels: pd.DataFrame
    breaks: tuple[ChannelBreak, ...]
    report_count: int
    before_count: int | None
    before: Period | None
    recording: Sentence
    incidents: Estimate
    reports_ratio: Estimate
    incidents_ratio: Estimate
    even: BreakEven | None
    published: pd.DataFrame
    finding: Sentence
    about: About
    method: Sentence = METHOD


@kept
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
    compared = compared_years(selection)
    both, before = compared.selection, compared.before
    report_count = rates_of_counties(selection).incident_count
    after_count = rates_of_counties(both).incident_count if compared.left_out else report_count
    before_count = None if before is None else rates_of_counties(both, before).incident_count
    now, then = ReportedShare(reported_now), ReportedShare(reported_before)
    even = break_even(after_count, before_count, then.value) if before_count else None
    return Reporting(
        months=_months(selection, now),
        channels=_channels(selection),
        breaks=channel_breaks(selection, Period(selection.period.year_before().start, selection.period.end)),
        report_count=report_count,
        before_count=before_count,
        before=before,
        recording=compared.recording,
        incidents=adjusted_incidents(report_count, now),
        reports_ratio=ratio_estimate(after_count, both.years(), before_count, both.years(before) if before else None),
        incidents_ratio=adjusted_ratio(after_count, now, before_count, then),
        even=even,
        published=published_figures(REPORTED),
        finding=finding_about(_finding(before_count, after_count, even), choices, subject),
        about=selection.about,
    )


def _finding(before: int | None, after: int, even: BreakEven | None) -> Sentence:
    if before is None:
        return Sentence("The data do not hold the same months a year before, so nothing can be compared.")
    if even is None:
        return Sentence("Too few reports a year before to compare with.")
    return break_even_sentence(before, after, even.share_before, even.share_now)


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


def channel_breaks(selection: Selection, period: Period) -> tuple[ChannelBreak, ...]:
    """Where a source of the selection begins or ends in the period, other than with all of them."""
    held = {one.source_id: one for one in covered(selection.store, selection.scope).sources}
    chosen = [held[source] for source in selection.source_ids]
    first, last = min(one.first_month for one in chosen), max(one.last_month for one in chosen)
    began = [ChannelBreak(one.source_name, one.first_month, True) for one in chosen if one.first_month > first]
    ended = [
        ChannelBreak(one.source_name, next_month(one.last_month), False) for one in chosen if one.last_month < last
    ]
    inside = [one for one in (*began, *ended) if period.start < one.month <= period.end]
    return tuple(sorted(inside, key=lambda one: (one.month, one.source_name)))


def _number(value: float | None) -> float:
    return math.nan if value is None else value


def scenario_sentence(reports: int, share: float, incidents: Estimate) -> Sentence:
    """How many incidents the reports would stand for, if so many of 100 were reported."""
    return told(
        incidents,
        {"share": round(100 * share), "reports": reports},
        nothing=N_("Too few reports to say what they could stand for."),
        few=N_(
            "If {share} in 100 were reported, {reports} reports could stand for anything from {lower} to {upper} "
            "incidents: too few to be reliable."
        ),
        full=N_(
            "If {share} in 100 were reported, the {reports} reports would stand for about {incidents} incidents; "
            "likely {lower} to {upper}."
        ),
        called="incidents",
    )


def break_even_sentence(before: int, after: int, share_before: float, share_now: float | None) -> Sentence:
    """Which change in reporting alone would explain the change in reports.

    Arguments:
        before, after: reports.
        share_before: the share reported before.
        share_now: the one that would explain it; None where it would have to be more than all.
    """
    values: dict[str, object] = {"before": before, "after": after, "share_before": round(100 * share_before)}
    if share_now is None:
        return Sentence(
            "More than reporting alone could explain: from {before} to {after} reports, even if {share_before} in 100 "
            "were reported before and every one now.",
            values,
        )
    values |= {"share_now": round(100 * share_now)}
    if values["share_now"] == values["share_before"]:
        return Sentence(
            "Nothing to explain: from {before} to {after} reports, with {share_before} in 100 reported before and now.",
            values,
        )
    if share_now > share_before:
        return Sentence(
            "More reporting alone could explain it: from {before} to {after} reports without one incident more, if it "
            "rose from {share_before} to {share_now} in 100.",
            values,
        )
    return Sentence(
        "Less reporting alone could explain it: from {before} to {after} reports without one incident fewer, if it "
        "fell from {share_before} to {share_now} in 100.",
        values,
    )


def adjusted_change_sentence(reports: Estimate, incidents: Estimate) -> Sentence:
    """Whether incidents changed, when reports and the share reported may both have.

    Arguments:
        reports: the ratio of reports, now over before.
        incidents: the same ratio once the shares reported are taken into account.
    """

    def full(value: float, lower: float, upper: float) -> Sentence:
        values = {"ratio": value, "lower": lower, "upper": upper}
        if is_close(incidents) or lower <= 1 <= upper:
            return _no_clear_change(reports, values)
        if lower > 1:
            return Sentence(
                "With these shares reported, incidents rose: for each a year before about {ratio} now; likely {lower} "
                "to {upper}. The shares are assumed, and the range does not hold their doubt.",
                values,
            )
        return Sentence(
            "With these shares reported, incidents fell: for each a year before about {ratio} now; likely {lower} to "
            "{upper}. The shares are assumed, and the range does not hold their doubt.",
            values,
        )

    pair = (reports, incidents)
    weak = [one for one in pair if one.flag in (Flag.HIDDEN, Flag.UNSTABLE)]
    unknown = [one for one in pair if one.value is None]
    too_few = N_("Too few reports to say whether incidents changed.")
    return told(
        (*weak, *unknown, incidents)[0],
        hidden=too_few,
        nothing=too_few if weak else N_("There is nothing to compare with a year before."),
        few=too_few,
        full=full,
    )


def _no_clear_change(reports: Estimate, values: dict[str, float]) -> Sentence:
    if reports.lower is not None and reports.lower > 1 and not is_close(reports):
        return Sentence(
            "Reports rose, and with these shares reported there is no clear change in incidents: for each a year "
            "before between {lower} and {upper} now. More reports can mean more trust.",
            {"lower": values["lower"], "upper": values["upper"]},
        )
    return Sentence(
        "With these shares reported, no clear change in incidents: for each a year before between {lower} and {upper} "
        "now.",
        {"lower": values["lower"], "upper": values["upper"]},
    )
