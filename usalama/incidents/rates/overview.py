"""What changed, where, is it real, and how fresh are the numbers?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from usalama.asking.asked import finding_about
from usalama.asking.between_years import between_years
from usalama.asking.coverage import SourceCoverage, covered
from usalama.asking.kept import kept
from usalama.asking.selection import About, Selection, select
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.incidents.rates.county_rates import CountyRates, rates_of_counties
from usalama.incidents.rates.yearly_changes import (
    Change,
    change_of_whole,
    change_sentence,
    compared_years,
    tested_changes,
    where_sentence,
)
from usalama.incidents.response.waits import ResponseTime, response_times
from usalama.model import Choices, Estimate, Period, Scope, Sentence
from usalama.stats.counting.shares import wilson_share
from usalama.store import Store

MOST_CHANGES = 5
FLAG_MEASURES = {
    "drug": ("drug_count", "drug_unknown_count"),
    "youth": ("youth_count", "youth_unknown_count"),
    "firearm": ("firearm_count", "firearm_unknown_count"),
}
MEASURES = (
    "incident_count",
    "mapped_count",
    "responded_count",
    "unresolved_count",
    *(name for pair in FLAG_MEASURES.values() for name in pair),
)


@dataclass(frozen=True)
class FlagShare:
    """Incidents known to be of a kind, among those for which that is known.

    Arguments:
        share: 0 to 1 of those known.
        count, known_count, unknown_count: None where hidden.
    """

    name: str
    share: Estimate
    count: int | None
    known_count: int | None
    unknown_count: int | None


@dataclass(frozen=True, eq=False)
class Overview:
    """The few figures that leaders look at first.

    Arguments:
        counties: rates of all counties, for the small map and the whole.
        incident_count: of this period: the sum of the counties as the scope may see them.
        compared_count, before_count: the same of the sources that cover this period and the same months a year before.
        before: the period a year before; None when no source covers both.
        recording: which sources are not compared, since they do not cover both; empty where all do.
        change: the ratio of the two.
        changes: what changed most among counties and category groups, clear changes only.
        change_sentence: what became of all reports that were asked for, named.
        tested_count: how many comparisons ``changes`` was picked from.
        where: in which counties reports changed more than they usually do, or that none did.
        sources: every source that this scope may see, with its age.
    """

    counties: CountyRates
    incident_count: int
    compared_count: int
    before: Period | None
    before_count: int | None
    change: Estimate
    change_sentence: Sentence
    changes: tuple[Change, ...]
    tested_count: int
    where: Sentence
    recording: Sentence
    flags: tuple[FlagShare, ...]
    unresolved_share: Estimate
    sources: tuple[SourceCoverage, ...]
    about: About


@kept
def overview(store: Store, scope: Scope, choices: Choices, subject: Subject) -> Overview:
    """All figures of the first page.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    selection = select(store, scope, choices, subject)
    totals = disclose(selection.count((), MEASURES), MEASURES, scope).iloc[0]
    compared = compared_years(selection)
    both, before = compared.selection, compared.before
    counties = rates_of_counties(selection)
    after_count = rates_of_counties(both).incident_count if compared.left_out else counties.incident_count
    before_count = _count_of(both, before)
    usual = between_years(both, subject)
    chosen, years, years_before = choices.county_codes, both.years(), both.years(before) if before else None
    change = change_of_whole(usual, chosen, (after_count, before_count), (years, years_before))
    is_usual_known = usual.of_sum(chosen) is not None
    said = change_sentence(before_count, after_count, change, is_usual_known=is_usual_known)
    clear, tested_count = tested_changes(usual, chosen, (years, years_before)) if years_before else ((), 0)
    return Overview(
        counties=counties,
        incident_count=counties.incident_count,
        compared_count=after_count,
        before=before,
        before_count=before_count,
        change=change,
        change_sentence=finding_about(said, choices, subject),
        changes=clear[:MOST_CHANGES],
        tested_count=tested_count,
        where=where_sentence(clear, usual, before, subject),
        recording=compared.recording,
        flags=tuple(_flag_share(name, totals, counties.incident_count) for name in FLAG_MEASURES),
        unresolved_share=_unresolved_share(_known(totals.unresolved_count), counties.incident_count),
        sources=covered(store, scope).sources,
        about=selection.about,
    )


@kept
def whole_response(store: Store, scope: Scope, choices: Choices, subject: Subject) -> ResponseTime:
    """How long people wait, over all that was asked for: dear, and so asked only where it is shown.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    return response_times(select(store, scope, choices, subject), (subject.country.whole,))[0]


def _count_of(selection: Selection, period: Period | None) -> int | None:
    if period is None:
        return None
    return rates_of_counties(selection, period).incident_count


def _unresolved_share(unresolved: int | None, whole: int | None) -> Estimate:
    """Reports still open; where none was ever closed, the sources do not record it."""
    return _share(0, 0) if unresolved == whole and whole else _share(unresolved, whole)


def _flag_share(name: str, totals: pd.Series, whole: int) -> FlagShare:
    count, unknown = (_known(totals[column]) for column in FLAG_MEASURES[name])
    known = None if unknown is None else max(whole - unknown, 0)
    return FlagShare(name, _share(count, known), count, known, unknown)


def _share(count: int | None, whole: int | None) -> Estimate:
    """A share of a total of shown cells; hidden where so many cells are hidden that the total falls short."""
    if count is not None and whole is not None and count > whole:
        return wilson_share(None, whole)
    return wilson_share(count, whole)


def _known(count: object) -> int | None:
    return None if pd.isna(count) else int(count)  # type: ignore[call-overload]
