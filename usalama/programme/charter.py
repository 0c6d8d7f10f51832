"""Who signed the charter, what did they pledge, and what became of it?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from usalama.asking.held_records import RegisterRows
from usalama.asking.kept import kept
from usalama.asking.told import changed, told
from usalama.country import County
from usalama.country.subject import Subject
from usalama.model import N_, Choices, Estimate, Flag, Scope, Sentence, counted
from usalama.programme.view import noted, of_place, per_group, register_view
from usalama.registers import PLEDGE, SECTORS
from usalama.stats.counting.shares import FEWEST_FOR_A_SHARE, wilson_share
from usalama.store import Store

METHOD = Sentence(
    "Kept, kept in part and late are what somebody stated of a pledge; the calendar changes none of them. Where "
    "nothing is stated, the calendar tells whether its day has passed. A pledge is due when its day is over, as in "
    "the logframe. The share kept is of those due, with Wilson's interval; under {fewest} due it is too few to say. "
    "Each record counts as one signatory. A name comes out only where consent to be named is recorded; a text that "
    "holds a name without consent is withheld.",
    {"fewest": FEWEST_FOR_A_SHARE},
)
SOON_DAYS = 60
NO_WORD = "no_word"
# What a pledge stands at: what somebody stated, or what the calendar says where nobody stated anything.
KEPT, PARTLY, LATE, OVERDUE, WAITING = "kept", "partly", "late", "overdue", "waiting"
STANDINGS = {
    KEPT: N_("kept"),
    PARTLY: N_("kept in part"),
    LATE: N_("late"),
    OVERDUE: N_("day passed without word"),
    WAITING: N_("not due yet"),
}
PERSON, ORGANISATION, UNKNOWN = "person", "organisation", "unknown"
# A signatory without a name: what kind, and whether they refused or were not asked.
REFUSED = {
    PERSON: N_("a person who asked not to be named"),
    ORGANISATION: N_("an organisation that asked not to be named"),
    UNKNOWN: N_("a signatory who asked not to be named"),
}
NO_CONSENT = {
    PERSON: N_("a person whose consent to be named is not recorded"),
    ORGANISATION: N_("an organisation whose consent to be named is not recorded"),
    UNKNOWN: N_("a signatory whose consent to be named is not recorded"),
}
NO_NAME = {
    PERSON: N_("a person whose name is not recorded"),
    ORGANISATION: N_("an organisation whose name is not recorded"),
    UNKNOWN: N_("a signatory whose name is not recorded"),
}
WITHHELD = N_("withheld: the text names somebody who has not agreed to be named")
NO_COUNTY = N_("no single county")
SHARES = ("share_kept", "share_lower", "share_upper")
COUNTS = ["pledge_count", *STANDINGS, "due_count", "kept_due_count"]


@dataclass(frozen=True)
class Charter:
    """The ledger of the charter.

    Arguments:
        rows: signatory (a name, or in English why there is none), is_named, kind (person, organisation, unknown),
            sector, county_code, county_name, pledge_text, is_withheld, signed_on, due_on, standing, days (until it is
            due, negative afterwards), evidence, source_name.
        soon, overdue: those not kept and due within two months; those whose day passed without word.
        by_sector: sector and, as in ``by_county``, a count for each standing, pledge_count, due_count, kept_due_count,
            share_kept, share_lower, share_upper (in 100), flag; every sector.
        finding: which share of those due is kept, and of how many nobody has said anything.
        sentences: what else is to be known.
        counties: those chosen.
    """

    rows: pd.DataFrame
    soon: pd.DataFrame
    overdue: pd.DataFrame
    by_sector: pd.DataFrame
    finding: Sentence
    sentences: tuple[Sentence, ...]
    held: RegisterRows
    counties: tuple[County, ...]
    method: Sentence = METHOD

    @cached_property
    def by_county(self) -> pd.DataFrame:
        """county_code, county_name and the same as ``by_sector``; every chosen county."""
        return _counted(self.rows, "county_code", {one.code: {"county_name": one.name} for one in self.counties})

    def rows_of(self, sector: str = "", standing: str = "") -> pd.DataFrame:
        """The pledges of a sector and a standing; empty means all."""
        is_chosen = self.rows.sector.isin([sector] if sector else SECTORS)
        is_chosen &= self.rows.standing.isin([standing] if standing else STANDINGS)
        return self.rows[is_chosen].reset_index(drop=True)


@kept
def charter(store: Store, scope: Scope, county_codes: tuple[str, ...], subject: Subject, today: date) -> Charter:
    """The pledges of the chosen counties and of the whole programme; no county chosen means all.

    Arguments:
        today: the local date.
    """
    # Of the register as everybody sees it, for the operator too: whom consent does not name, no ledger names.
    view = register_view(store, scope, Choices(county_codes=county_codes), subject, PLEDGE, "signed_on", today)
    rows = _rows(view.rows, {county.code for county in view.counties}, today)
    overdue = rows[rows.standing == OVERDUE]
    is_soon = (rows.standing != KEPT) & rows.days.between(0, SOON_DAYS).fillna(False).astype(bool)
    return Charter(
        rows=rows,
        soon=rows[is_soon].reset_index(drop=True),
        overdue=overdue.reset_index(drop=True),
        by_sector=_counted(rows, "sector", {code: {} for code in SECTORS}),
        finding=of_place(_finding(rows), view.counties, county_codes),
        sentences=(*_sentences(rows, int(is_soon.sum())), *_left_out(rows, view.coming_count)),
        held=view.held,
        counties=view.counties,
    )


def _rows(found: pd.DataFrame, counties: Collection[str], today: date) -> pd.DataFrame:
    kinds = [_kind(value) for value in found.is_person]
    names = [_signatory(*one) for one in zip(found.signatory_name, found.may_be_named, kinds, strict=True)]
    is_withheld, is_of_one_county = found.pledge_text.isna(), found.county_code.isin(counties)
    days = (pd.to_datetime(found.due_on) - pd.Timestamp(today)).dt.days.astype("Int64")
    made = found.assign(
        signatory=pd.Series([name for name, _ in names], dtype=object),
        is_named=pd.Series([is_named for _, is_named in names], dtype=bool),
        kind=pd.Series(kinds, dtype=object),
        county_name=found.county_name.where(is_of_one_county, NO_COUNTY),
        county_code=found.county_code.where(is_of_one_county, ""),
        pledge_text=found.pledge_text.mask(is_withheld, WITHHELD),
        is_withheld=is_withheld,
        standing=pd.Series([_standing(*one) for one in zip(found.state, _is_over(days), strict=True)], dtype=object),
        days=days,
        evidence=found.evidence.fillna(""),
    )
    # In no order that follows from a name or from who was entered first.
    order = ["due_on", "county_code", "sector", "signed_on", "pledge_text"]
    columns = [
        "signatory", "is_named", "kind", "sector", "county_code", "county_name", "pledge_text", "is_withheld",
        "signed_on", "due_on", "standing", "days", "evidence", "source_name",
    ]  # fmt: skip
    return made.sort_values(order, ignore_index=True, na_position="last")[columns]


def _kind(is_person: object) -> str:
    if pd.isna(is_person):
        return UNKNOWN
    return PERSON if is_person else ORGANISATION


def _signatory(name: object, may_be_named: object, kind: str) -> tuple[str, bool]:
    """The name, or why there is none; and whether it is a name."""
    if pd.isna(may_be_named):
        return NO_CONSENT[kind], False
    if not may_be_named:
        return REFUSED[kind], False
    return (name, True) if isinstance(name, str) and name.strip() else (NO_NAME[kind], False)


def _standing(state: str, is_over: bool) -> str:
    """What was stated; where nothing was, whether the day has passed."""
    if state != NO_WORD:
        return state
    return OVERDUE if is_over else WAITING


def _counted(rows: pd.DataFrame, column: str, groups: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """A row a group, with nothing where there is nothing."""
    return per_group(rows, column, groups, _counts, [*COUNTS, *SHARES, "flag"]).astype(dict.fromkeys(SHARES, float))


def _counts(own: pd.DataFrame) -> dict[str, object]:
    counts = {standing: int((own.standing == standing).sum()) for standing in STANDINGS}
    due, kept_due = _due(own)
    share = _in_100(wilson_share(kept_due, due))
    limits = dict(zip(SHARES, share.numbers, strict=True))
    whole = {"pledge_count": len(own), "due_count": due, "kept_due_count": kept_due, "flag": str(share.flag)}
    return counts | whole | limits


def _is_over(days: pd.Series) -> pd.Series:
    """Whether the day itself is over; a pledge without one never falls due."""
    return (days < 0).fillna(False).astype(bool)


def _due(rows: pd.DataFrame) -> tuple[int, int]:
    """How many are due, and how many of these are kept."""
    is_due = _is_over(rows.days)
    return int(is_due.sum()), int((is_due & (rows.standing == KEPT)).sum())


def _in_100(share: Estimate) -> Estimate:
    """A share in 100; of too few to say there is no number at all."""
    is_known = None not in share.numbers and share.flag is Flag.OK
    return changed(share, lambda part: 100 * part if is_known else None)


def _finding(rows: pd.DataFrame) -> Sentence:
    due, kept_due = _due(rows)
    return share_sentence(due, kept_due, int((rows.standing == OVERDUE).sum()), _in_100(wilson_share(kept_due, due)))


def _sentences(rows: pd.DataFrame, soon: int) -> Iterable[Sentence]:
    counts = {standing: int((rows.standing == standing).sum()) for standing in STANDINGS}
    return (
        *standing_sentences(counts, int(rows.due_on.isna().sum())),
        soon_sentence(soon, SOON_DAYS, counts[OVERDUE]),
    )


def _left_out(rows: pd.DataFrame, coming: int) -> Iterable[Sentence]:
    yield from noted(
        counted(
            "{count} pledge is of no single county: it counts by sector and stands on no map.",
            "{count} pledges are of no single county: they count by sector and stand on no map.",
            int((rows.county_code == "").sum()),
        )
    )
    yield from noted(
        counted(
            "{count} pledge is said to be signed on a day that has not come yet; it is not counted.",
            "{count} pledges are said to be signed on a day that has not come yet; they are not counted.",
            coming,
        )
    )


def standing_sentences(counts: dict[str, int], without_day: int) -> tuple[Sentence, ...]:
    """How many pledges there are, and at what they stand.

    Arguments:
        counts: a number for each of STANDINGS.
        without_day: pledges that name no day.
    """
    recorded = counted(
        "{count} pledge is recorded. Stated of it: {kept} kept, {partly} kept in part, {late} late. Nothing is "
        "stated of {overdue} whose day has passed, and of {waiting} not due yet.",
        "{count} pledges are recorded. Stated of them: {kept} kept, {partly} kept in part, {late} late. Nothing is "
        "stated of {overdue} whose day has passed, and of {waiting} that are not due yet.",
        sum(counts.values()),
        counts,
    )
    never_due = counted(
        "{count} pledge names no day, so it never falls due.",
        "{count} pledges name no day, so they never fall due.",
        without_day,
    )
    return (recorded, *noted(never_due))


def share_sentence(due: int, kept: int, overdue: int, share: Estimate) -> Sentence:
    """How many of those due were kept, and of how many nobody said what became of them: some of these may be kept too.

    Arguments:
        share: in 100.
    """
    few = N_(
        "{kept} of {due} pledges whose day has passed are stated to be kept, too few to say which share; of {overdue} "
        "nobody has said what became."
    )
    full = N_(
        "{kept} of {due} pledges whose day has passed are stated to be kept: {share} of 100 (likely {lower} to "
        "{upper}); of {overdue} nobody has said what became."
    )
    if not due:
        return Sentence("No pledge is due yet, so nobody can say which share is kept.")
    return told(share, {"due": due, "kept": kept, "overdue": overdue}, nothing=few, few=few, full=full, called="share")


def soon_sentence(soon: int, days: int, overdue: int) -> Sentence:
    return counted(
        "{count} pledge falls due within {days} days; the day of {overdue} has passed and nobody has said what became "
        "of it.",
        "{count} pledges fall due within {days} days; the day of {overdue} has passed and nobody has said what became "
        "of them.",
        soon,
        {"days": days, "overdue": overdue},
    )


def signatories_sentence(result: Charter) -> Sentence:
    """How many signed, in how many of the counties."""
    counts = result.by_county.pledge_count
    return counted(
        "{count} pledge was signed in {signed} of {whole} counties.",
        "{count} pledges were signed in {signed} of {whole} counties.",
        int(counts.sum()),
        {"signed": int((counts > 0).sum()), "whole": len(counts)},
    )
