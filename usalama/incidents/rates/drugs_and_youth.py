"""How often do drugs or alcohol, young people or firearms play a part, where that is known?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from usalama.asking.asked import finding_about
from usalama.asking.kept import kept
from usalama.asking.selection import About, Selection, select
from usalama.country.printed_figures import SUBSTANCES, published_figures
from usalama.country.subject import Subject
from usalama.disclosure import disclose, shown_total
from usalama.incidents.rates.flag_shares import FLAGS, FlagTotal, settlement_sentence, with_shares
from usalama.model import N_, Choices, Estimate, Scope, Sentence
from usalama.schema import SETTLEMENT_TYPES
from usalama.stats.counting.shares import known_share
from usalama.store import Store

METHOD = Sentence(
    "Shares of the reports for which it is known, with Wilson's 95 % interval. Unknown is never read as no: what the "
    "share of all would be if every unknown were no, or every one yes, stands beside it. Totals are sums of the "
    "counties shown."
)
COUNTS = ("incident_count", "flagged_count", "unknown_count")
SUBSTANCE_GROUP = "drugs_alcohol"
UNKNOWN = "unknown"
NO_SETTLEMENT_TYPE = Sentence(
    "By settlement type: not recorded yet. No source says whether an incident was in an informal settlement, an "
    "estate or the countryside."
)
SETTLEMENT_UNKNOWN = N_("not known in what settlement")
NO_SUBSTANCE_SURVEY = Sentence(
    "No survey yet: the share of incidents in which drugs played a part says nothing about how many people use them."
)
# Of so many shares that are that of all, one lies beyond its 95 % range.
ONE_IN = 20


@dataclass(frozen=True)
class DrugsAndYouth:
    """One flag: in all, and by kind of incident.

    Arguments:
        flag: one of FLAGS.
        total: over all counties of which this view may see every number.
        by_group: category_group, then as ``FlagBy.rows``.
        finding: the share in all, named with what was asked for.
    """

    flag: str
    total: FlagTotal
    by_group: pd.DataFrame
    finding: Sentence
    about: About
    method: Sentence = METHOD


class Dimension(StrEnum):
    MONTH = "occurred_month"
    COUNTY = "county_code"
    SETTLEMENT = "settlement_type"


BEYOND = {
    Dimension.MONTH: N_(
        "Of {count} months {more} lie above the share of all and {fewer} below; by chance alone about {expected} would."
    ),
    Dimension.COUNTY: N_(
        "Of {count} counties {more} lie above the share of all and {fewer} below; by chance alone about {expected} "
        "would."
    ),
}


@dataclass(frozen=True)
class FlagBy:
    """One flag by month, county or settlement type.

    Arguments:
        rows: occurred_month, or county_code and county_name, or settlement_type (the last of them ``UNKNOWN``); then
            incident_count, flagged_count, known_count, unknown_count, share_per_100, share_lower, share_upper,
            lowest_per_100, highest_per_100, flag.
        finding: how many of them differ from the share of all beyond chance; or for how many reports a settlement
            type is stated, that it is for none, where it is.
    """

    rows: pd.DataFrame
    finding: Sentence
    about: About
    method: Sentence = METHOD


@dataclass(frozen=True)
class Substances:
    """What others found of substances, beside the kinds of reports that tell them apart.

    Arguments:
        reported: category_code, incident_count: the categories of drugs and alcohol, which the flag does not
            tell apart.
        published: figures of others, with source and date.
    """

    reported: pd.DataFrame
    published: pd.DataFrame
    about: About


@kept
def drugs_and_youth(store: Store, scope: Scope, choices: Choices, subject: Subject, flag: str) -> DrugsAndYouth:
    """What part drugs or alcohol, young people or firearms play.

    Raises:
        ValueError: the flag is none of FLAGS.
        NothingFound: the scope sees nothing in this period.
    """
    if flag not in FLAGS:
        raise ValueError(f"there is no flag {flag}")
    selection = select(store, scope, choices, subject)
    groups = tuple(group.code for group in subject.categories.groups)
    total = _total(flag, _by_county(selection, flag))
    return DrugsAndYouth(
        flag=flag,
        total=total,
        by_group=with_shares(_without_empty(_counted(selection, "category_group", groups, flag))),
        finding=finding_about(total.sentence, choices, subject),
        about=selection.about,
    )


@kept
def flag_totals(store: Store, scope: Scope, choices: Choices, subject: Subject) -> tuple[FlagTotal, ...]:
    """All flags, in the order of FLAGS.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    selection = select(store, scope, choices, subject)
    return tuple(_total(one, _by_county(selection, one)) for one in FLAGS)


@kept
def flag_by(store: Store, scope: Scope, choices: Choices, subject: Subject, flag: str, dimension: Dimension) -> FlagBy:
    """One flag by month, county or settlement type.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    selection = select(store, scope, choices, subject)
    if dimension is Dimension.SETTLEMENT:
        rows = _by_settlement(selection, flag)
        return FlagBy(with_shares(rows), _settlements(rows), selection.about)
    counties = _by_county(selection, flag)
    if dimension is Dimension.COUNTY:
        names = [subject.country.county(code).name for code in selection.county_codes]
        rows = with_shares(counties).assign(county_name=names)
    else:
        months = tuple(month for segment in selection.segments() for month in segment.months())
        rows = with_shares(_counted(selection, "occurred_month", months, flag))
    said = beyond_sentence(dimension, rows, _total(flag, counties).share.share)
    return FlagBy(rows, finding_about(said, choices, subject), selection.about)


@kept
def substances(store: Store, scope: Scope, choices: Choices, subject: Subject) -> Substances:
    """The kinds of reports that tell drugs and alcohol apart, and what others printed.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    selection = select(store, scope, choices, subject)
    return Substances(_substances(selection), published_figures(SUBSTANCES), selection.about)


def beyond_sentence(dimension: Dimension, rows: pd.DataFrame, whole: Estimate) -> Sentence:
    """How many months or counties differ from the share of all by more than their own range; and how many chance makes.

    Arguments:
        rows: share_lower and share_upper, in 100.
        whole: the share of all, 0 to 1.
    """
    known = rows.dropna(subset=["share_lower", "share_upper"])
    if whole.value is None or known.empty:
        return Sentence("Too few, or not recorded.")
    more, fewer = int((known.share_lower > 100 * whole.value).sum()), int((known.share_upper < 100 * whole.value).sum())
    values = {"count": len(known), "more": more, "fewer": fewer, "expected": round(len(known) / ONE_IN)}
    return Sentence(BEYOND[dimension], values)


def _by_county(selection: Selection, flag: str) -> pd.DataFrame:
    return _counted(selection, "county_code", selection.county_codes, flag)


def _counted(
    selection: Selection, dimension: str, values: tuple[object, ...], flag: str, *, from_rows: bool = False
) -> pd.DataFrame:
    """Reports, those of the kind and those unknown, as the scope may see them; 0 where there are none.

    Arguments:
        from_rows: the roll-up has no such dimension; where it is missing, it is UNKNOWN.
    """
    measures = ("incident_count", f"{flag}_count", f"{flag}_unknown_count")
    counted = selection.count((dimension,), measures, from_rows)
    if from_rows:
        counted = counted.assign(**{dimension: counted[dimension].fillna(UNKNOWN)})
    counted = counted.set_index(dimension)
    rows = counted.reindex(list(values), fill_value=0).rename_axis(dimension).reset_index()
    rows = rows.rename(columns={f"{flag}_count": "flagged_count", f"{flag}_unknown_count": "unknown_count"})
    return disclose(rows[[dimension, *COUNTS]], COUNTS, selection.scope)


def _without_empty(rows: pd.DataFrame) -> pd.DataFrame:
    """Groups that were not asked for have no rows; hidden ones stay."""
    return rows[rows.incident_count.isna() | (rows.incident_count > 0)].reset_index(drop=True)


def _by_settlement(selection: Selection, flag: str) -> pd.DataFrame:
    """Every settlement type, also those without reports, and then the reports of which it is not known."""
    return _counted(selection, "settlement_type", (*SETTLEMENT_TYPES, UNKNOWN), flag, from_rows=True)


def _settlements(rows: pd.DataFrame) -> Sentence:
    """For how many of the reports shown a settlement type is stated."""
    stated = rows[rows.settlement_type != UNKNOWN].incident_count
    # A hidden number is some number.
    if (stated == 0).fillna(value=False).all():
        return NO_SETTLEMENT_TYPE
    return settlement_sentence(shown_total(stated), shown_total(rows.incident_count))


def _total(name: str, counties: pd.DataFrame) -> FlagTotal:
    """The sum of the counties that show all three numbers: a share needs all of them from the same places."""
    shown = counties.dropna(subset=list(COUNTS))
    incidents, flagged, unknown = (shown_total(shown[column]) for column in COUNTS)
    return FlagTotal(name, known_share(flagged, unknown, incidents), incidents, len(counties) - len(shown))


def _substances(selection: Selection) -> pd.DataFrame:
    codes = [one.code for one in selection.categories.categories if one.group_code == SUBSTANCE_GROUP]
    counted = selection.count(("category_code",))
    rows = counted[counted.category_code.isin(codes)].sort_values("category_code", ignore_index=True)
    return disclose(rows, ("incident_count",), selection.scope)
