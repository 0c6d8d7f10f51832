"""How often do drugs or alcohol, young people or firearms play a part, where that is known?"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from usalama.asking.kept import kept
from usalama.asking.selection import About, Selection, select
from usalama.asking.told import changed, told
from usalama.country.figures import SUBSTANCES, published_figures
from usalama.country.subject import Subject
from usalama.disclosure import disclose, shown_total
from usalama.model import N_, Choices, Estimate, Flag, Scope, Sentence
from usalama.schema import SETTLEMENT_TYPES
from usalama.stats.counting.shares import KnownShare, known_share
from usalama.store import Store

METHOD = Sentence(
    "Shares of the reports for which it is known, with Wilson's 95 % interval. Unknown is never read as no: what the "
    "share of all would be if every unknown were no, or every one yes, stands beside it. Totals are sums of the "
    "counties shown."
)
FLAGS = ("drug", "youth", "firearm")
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


@dataclass(frozen=True)
class FlagTotal:
    """One flag over all counties of which this view may see every number.

    Arguments:
        name: one of FLAGS.
        share: among those known.
        incident_count: reports in those counties.
        counties_left_out: counties with a hidden number, which are in none of these.
    """

    name: str
    share: KnownShare
    incident_count: int
    counties_left_out: int


@dataclass(frozen=True)
class DrugsAndYouth:
    """The flags in all, and one of them closely.

    Arguments:
        flag: the one looked at closely.
        totals: all flags, in the order of FLAGS.
        by_group, by_county, by_month, by_settlement: category_group, or county_code and county_name, or
            occurred_month, or settlement_type (the last of them ``UNKNOWN``); then incident_count, flagged_count,
            known_count, unknown_count, share_per_100, share_lower, share_upper, lowest_per_100, highest_per_100, flag.
        settlements: for how many reports a settlement type is stated; that it is for none, where it is.
        substances: category_code, incident_count: the categories of drugs and alcohol, which the flag does not
            tell apart.
        published: figures of others on substances, with source and date.
    """

    flag: str
    totals: tuple[FlagTotal, ...]
    by_group: pd.DataFrame
    by_county: pd.DataFrame
    by_month: pd.DataFrame
    by_settlement: pd.DataFrame
    settlements: Sentence
    substances: pd.DataFrame
    published: pd.DataFrame
    about: About
    method: Sentence = METHOD


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
    counties = {one: _counted(selection, "county_code", selection.county_codes, one) for one in FLAGS}
    groups = tuple(group.code for group in subject.categories.groups)
    months = tuple(month for segment in selection.segments() for month in segment.months())
    by_settlement = _by_settlement(selection, flag)
    names = [subject.country.county(code).name for code in selection.county_codes]
    return DrugsAndYouth(
        flag=flag,
        totals=tuple(_total(one, counties[one]) for one in FLAGS),
        by_group=with_shares(_without_empty(_counted(selection, "category_group", groups, flag))),
        by_county=with_shares(counties[flag]).assign(county_name=names),
        by_month=with_shares(_counted(selection, "occurred_month", months, flag)),
        by_settlement=with_shares(by_settlement),
        settlements=_settlements(by_settlement),
        substances=_substances(selection),
        published=published_figures(SUBSTANCES),
        about=selection.about,
    )


def with_shares(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the share among those known, its interval, the bounds and the flag.

    Arguments:
        rows: incident_count, flagged_count and unknown_count as the scope may see them (missing where hidden).
    """
    shares = [
        known_share(*(_known(number) for number in (row.flagged_count, row.unknown_count, row.incident_count)))
        for row in rows.itertuples()
    ]
    return rows.assign(
        known_count=pd.array([one.known for one in shares], dtype="Int64"),
        share_per_100=_per_100(one.share.value for one in shares),
        share_lower=_per_100(one.share.lower for one in shares),
        share_upper=_per_100(one.share.upper for one in shares),
        lowest_per_100=_per_100(one.lowest for one in shares),
        highest_per_100=_per_100(one.highest for one in shares),
        flag=[str(one.share.flag) for one in shares],
    )


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


def _per_100(shares: Iterable[float | None]) -> list[float]:
    return [math.nan if share is None else 100 * share for share in shares]


def _known(count: object) -> int | None:
    return None if pd.isna(count) else int(count)  # type: ignore[call-overload]


def flag_sentence(
    share: Estimate, unknown: int | None, bounds: tuple[float | None, float | None], *, is_mostly_unknown: bool
) -> Sentence:
    """A share among those known, with the number of the others and how far they could move it.

    Arguments:
        share: of those known, ``n`` of them.
        unknown: how many are not known; None where hidden.
        bounds: the share of all if none, or every one, of the unknown were of the kind.
        is_mostly_unknown: more is unknown than known.
    """
    if share.flag == Flag.HIDDEN or unknown is None:
        return Sentence("Too few to be shown without risk to somebody.")
    if not share.n and unknown:
        return Sentence("Nobody wrote it down: unknown for all {unknown}.", {"unknown": unknown})
    lowest, highest = (None if one is None else _in_100(one) for one in bounds)
    mostly_unknown = N_(
        "Unknown for {unknown}, known for {known}: more is unknown than known, so nobody can tell. It could be "
        "anything from {lowest} to {highest} in 100."
    )
    known = N_(
        "About {share} in 100 of the {known} for which it is known; likely {lower} to {upper}. Unknown for {unknown}: "
        "if none of these were, it would be {lowest} in 100 of all, if all were, {highest}."
    )
    return told(
        changed(share, _in_100),
        {"known": share.n or 0, "unknown": unknown, "lowest": lowest, "highest": highest},
        nothing=N_("Too few, or not recorded."),
        few=N_(
            "Known for only {known}: too few for a reliable share. It is unknown for {unknown}; of all, it could be "
            "anything from {lowest} to {highest} in 100."
        ),
        full=mostly_unknown if is_mostly_unknown else known,
        called="share",
    )


def settlement_sentence(stated: int, count: int) -> Sentence:
    """For how many reports anybody stated a settlement type; both are sums of what is shown."""
    return Sentence(
        "A settlement type is stated for {stated} of the {count} reports shown. Of the others nobody knows: they "
        "stand by themselves, and may differ from those for which it is stated.",
        {"stated": stated, "count": count},
    )


def counties_left_out_sentence(count: int) -> Sentence:
    return Sentence("{count} counties with a hidden number are in none of this.", {"count": count})


def _in_100(share: float) -> float:
    """Whole numbers, but for shares so small that they would read as nothing."""
    per_100 = 100 * share
    return per_100 if 0 < per_100 < 1 else round(per_100)
