"""How often something played a part, with those for whom nobody knows said beside."""

from __future__ import annotations

from usalama.model import N_, Estimate, Flag, Sentence

NO_SETTLEMENT_TYPE = Sentence(
    "By settlement type: not recorded yet. No source says whether an incident was in an informal settlement, an "
    "estate or the countryside."
)
SETTLEMENT_UNKNOWN = N_("not known in what settlement")
NO_SUBSTANCE_SURVEY = Sentence(
    "No survey yet: the share of incidents in which drugs played a part says nothing about how many people use them."
)


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
    lowest, highest = bounds
    if share.flag == Flag.HIDDEN or unknown is None:
        return Sentence("Too few to be shown without risk to somebody.")
    if not share.n and unknown:
        return Sentence("Nobody wrote it down: unknown for all {unknown}.", {"unknown": unknown})
    known = (share.value, share.lower, share.upper, lowest, highest)
    if any(number is None for number in known):
        return Sentence("Too few, or not recorded.")
    names = ("share", "lower", "upper", "lowest", "highest")
    values = {name: _in_100(number) for name, number in zip(names, known, strict=True) if number is not None}
    values |= {"known": share.n or 0, "unknown": unknown}
    if share.flag == Flag.UNSTABLE:
        return Sentence(
            "Known for only {known}: too few for a reliable share. It is unknown for {unknown}; of all, it could be "
            "anything from {lowest} to {highest} in 100.",
            values,
        )
    if is_mostly_unknown:
        return Sentence(
            "Unknown for {unknown}, known for {known}: more is unknown than known, so nobody can tell. It could be "
            "anything from {lowest} to {highest} in 100.",
            values,
        )
    return Sentence(
        "About {share} in 100 of the {known} for which it is known; likely {lower} to {upper}. Unknown for {unknown}: "
        "if none of these were, it would be {lowest} in 100 of all, if all were, {highest}.",
        values,
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
