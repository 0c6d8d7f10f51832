"""What changed, where, is it real, and how fresh are the numbers?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from usalama.asking.asked import finding_about
from usalama.asking.coverage import SourceCoverage, covered
from usalama.asking.kept import kept
from usalama.asking.selection import About, Selection, select
from usalama.asking.told import is_close, listed, told
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.incidents.rates.county_rates import CountyRates, rates_of_counties
from usalama.incidents.response.waits import ResponseTime, response_times
from usalama.model import N_, Choices, Estimate, Period, Scope, Sentence
from usalama.stats.counting.ratios import false_discovery_rejections, rate_ratio, ratio_estimate
from usalama.stats.counting.shares import wilson_share
from usalama.store import Store

FALSE_DISCOVERY_RATE = 0.05
MOST_CHANGES = 5
# Counties of each direction that a sentence names.
MOST_NAMED = 2
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
class Change:
    """Reports of one county or category group, now and in the same months a year before."""

    dimension: str
    code: str
    before: int | None
    after: int | None
    ratio: Estimate
    sentence: Sentence


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
        incident_count, before_count: this period and the same months a year before: sums of the counties
            as the scope may see them.
        before: the period a year before; None when the data do not cover it.
        change: the ratio of the two.
        changes: what changed most among counties and category groups, clear changes only.
        change_sentence: what became of all reports that were asked for, named.
        tested_count: how many comparisons ``changes`` was picked from.
        where: in which counties reports changed beyond chance, or that none did.
        sources: every source that this scope may see, with its age.
    """

    counties: CountyRates
    incident_count: int
    before: Period | None
    before_count: int | None
    change: Estimate
    change_sentence: Sentence
    changes: tuple[Change, ...]
    tested_count: int
    where: Sentence
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
    before = period_before(selection)
    counties = rates_of_counties(selection)
    after_count, before_count = counties.incident_count, _count_of(selection, before)
    change = _ratio_of_whole(selection, before, after_count, before_count)
    tested = (
        []
        if before is None
        else [*_tested(selection, before, "county_code"), *_tested(selection, before, "category_group")]
    )
    clear = _clear(tested)
    return Overview(
        counties=counties,
        incident_count=after_count,
        before=before,
        before_count=before_count,
        change=change,
        change_sentence=finding_about(change_sentence(before_count, after_count, change), choices, subject),
        changes=clear[:MOST_CHANGES],
        tested_count=len(tested),
        where=_where(clear, before, subject),
        flags=tuple(_flag_share(name, totals, after_count) for name in FLAG_MEASURES),
        unresolved_share=_unresolved_share(_known(totals.unresolved_count), after_count),
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


def period_before(selection: Selection) -> Period | None:
    """The same months a year before, if the data cover all of them."""
    before = selection.period.year_before()
    covered = [part for part in (one.intersect(before) for one in selection.covered) if part]
    return before if sum(part.days for part in covered) == before.days else None


def _count_of(selection: Selection, period: Period | None) -> int | None:
    if period is None:
        return None
    return rates_of_counties(selection, period).incident_count


def _ratio_of_whole(
    selection: Selection, before: Period | None, after_count: int | None, before_count: int | None
) -> Estimate:
    years_before = selection.years(before) if before else None
    return ratio_estimate(after_count, selection.years(), before_count, years_before)


def _tested(selection: Selection, before: Period, dimension: str) -> list[tuple[Change, float]]:
    """Every group's change with the p-value of no change; hidden and empty groups are not tested."""
    after = selection.count((dimension,)).set_index(dimension).incident_count
    earlier = selection.count((dimension,), period=before).set_index(dimension).incident_count
    groups = pd.DataFrame({"after": after, "before": earlier}).fillna(0).astype("int64")
    groups = disclose(groups, ("after", "before"), selection.scope).dropna()
    if groups.empty:
        return []
    # Reports are compared with reports, over time and not over people; a leap year is a day longer.
    years = (selection.years(), selection.years(before))
    ratios = rate_ratio(groups.after.astype(float), years[0], groups.before.astype(float), years[1])
    tested = []
    for position, row in enumerate(groups.itertuples()):
        estimate = ratios.estimate(position)
        sentence = change_sentence(int(row.before), int(row.after), estimate)
        change = Change(dimension, str(row.Index), int(row.before), int(row.after), estimate, sentence)
        tested.append((change, float(ratios.p_value[position])))
    return tested


def _where(clear: Sequence[Change], before: Period | None, subject: Subject) -> Sentence:
    """Which counties stand out of all that were compared; the clearest are named."""
    if before is None:
        return Sentence("")
    counties = [change for change in clear if change.dimension == "county_code"]
    if not counties:
        return Sentence("No county changed more than chance alone explains.")
    parts = [
        Sentence(template, {"counties": listed([_from_to(change, subject) for change in group], MOST_NAMED)})
        for template, group in (
            (N_("more in {counties}"), [change for change in counties if (change.ratio.value or 1) > 1]),
            (N_("fewer in {counties}"), [change for change in counties if (change.ratio.value or 1) < 1]),
        )
        if group
    ]
    both = Sentence("{first}, {second}", dict(zip(("first", "second"), parts, strict=True))) if parts[1:] else parts[0]
    return Sentence("Beyond chance: {changes}.", {"changes": both})


def _from_to(change: Change, subject: Subject) -> Sentence:
    name = subject.country.county(change.code).name
    return Sentence("{place} ({before} to {after})", {"place": name, "before": change.before, "after": change.after})


def _clear(tested: list[tuple[Change, float]]) -> tuple[Change, ...]:
    """Changes that stand out of all that were looked at, strongest first."""
    can_tell = [(change, p) for change, p in tested if change.ratio.flag == "ok" and not is_close(change.ratio)]
    stands_out = false_discovery_rejections([p for _, p in can_tell], FALSE_DISCOVERY_RATE)
    clear = [(p, change) for (change, p), is_clear in zip(can_tell, stands_out, strict=True) if is_clear]
    return tuple(change for _, change in sorted(clear, key=lambda pair: pair[0]))


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


def change_sentence(before: int | None, after: int | None, ratio: Estimate) -> Sentence:
    """What became of a number of reports, compared with the same months a year before."""
    values = {"before": before, "after": after}

    def full(value: float, lower: float, upper: float) -> Sentence:
        known = values | {"ratio": value, "lower": lower, "upper": upper}
        if is_close(ratio):
            return Sentence("About as many reports as a year before: from {before} to {after}.", known)
        if lower > 1:
            return Sentence(
                "More reports than chance alone explains: from {before} to {after} (for each a year before about "
                "{ratio} now; likely {lower} to {upper}).",
                known,
            )
        if upper < 1:
            return Sentence(
                "Fewer reports than chance alone explains: from {before} to {after} (for each a year before about "
                "{ratio} now; likely {lower} to {upper}).",
                known,
            )
        return Sentence("No clear change in reports: from {before} to {after}, which often happens by chance.", known)

    return told(
        ratio,
        values,
        hidden=N_("Too few reports to compare with the same months a year before."),
        nothing=N_("There is nothing to compare with a year before."),
        few=N_("No clear change in reports: from {before} to {after}; numbers this small change by chance."),
        full=full,
    )
