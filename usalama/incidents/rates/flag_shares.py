"""The share of reports in which something played a part, among those for which it is known; and its words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from usalama.asking.told import changed, told
from usalama.model import N_, Estimate, Flag, Sentence, counted
from usalama.stats.counting.shares import KnownShare, known_share

FLAG_NAMES = {"drug": N_("Drugs or alcohol"), "youth": N_("Young people"), "firearm": N_("Firearms")}
FLAGS = tuple(FLAG_NAMES)


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

    @property
    def sentence(self) -> Sentence:
        """The share, with the name of the flag, with what is unknown and with what was left out."""
        one = self.share
        said = flag_sentence(one.share, one.unknown, (one.lowest, one.highest), is_mostly_unknown=one.is_mostly_unknown)
        values: dict[str, object] = {"flag": Sentence(FLAG_NAMES[self.name]), "said": said}
        if not self.counties_left_out:
            return Sentence("{flag}: {said}", values)
        return Sentence("{flag}: {said} {left_out}", values | {"left_out": left_out_sentence(self.counties_left_out)})


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


def left_out_sentence(count: int) -> Sentence:
    """Counties of which this view may not see every number."""
    return counted(
        "One county with a hidden number is in none of this.",
        "{count} counties with a hidden number are in none of this.",
        count,
    )


def _in_100(share: float) -> float:
    """Whole numbers, but for shares so small that they would read as nothing."""
    per_100 = 100 * share
    return per_100 if 0 < per_100 < 1 else round(per_100)
