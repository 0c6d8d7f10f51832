"""What was pledged and what became of it, in words."""

from __future__ import annotations

from usalama.model import N_, Estimate, Flag, Sentence

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


def standing_sentences(counts: dict[str, int], without_day: int) -> tuple[Sentence, ...]:
    """How many pledges there are, and at what they stand.

    Arguments:
        counts: a number for each of STANDINGS.
        without_day: pledges that name no day.
    """
    values: dict[str, object] = {**counts, "count": sum(counts.values()), "without": without_day}
    said = [
        Sentence(
            "{count} pledges are recorded. Stated of them: {kept} kept, {partly} kept in part, {late} late. Nothing is "
            "stated of {overdue} whose day has passed, and of {waiting} that are not due yet.",
            values,
        )
    ]
    if without_day:
        said.append(Sentence("{without} pledges name no day, so they never fall due.", values))
    return tuple(said)


def share_sentence(due: int, kept: int, share: Estimate) -> Sentence:
    """How many of those due were kept.

    Arguments:
        share: in 100.
    """
    values: dict[str, object] = {
        "due": due,
        "kept": kept,
        "share": share.value,
        "lower": share.lower,
        "upper": share.upper,
    }
    if not due:
        return Sentence("No pledge is due yet, so nobody can say which share is kept.")
    if share.flag is not Flag.OK:
        return Sentence(
            "Of {due} pledges whose day has passed, {kept} are stated to be kept; too few to say which share.", values
        )
    return Sentence(
        "Of {due} pledges whose day has passed, {kept} are stated to be kept: {share} of 100 (likely {lower} to "
        "{upper}). One of which nothing is stated is not among the kept, though it may have been.",
        values,
    )


def soon_sentence(soon: int, days: int, overdue: int) -> Sentence:
    return Sentence(
        "{soon} pledges fall due within {days} days; the day of {overdue} has passed and nobody has said what became "
        "of them.",
        {"soon": soon, "days": days, "overdue": overdue},
    )


def no_county_sentence(count: int) -> Sentence:
    return Sentence(
        "{count} pledges are of no single county: they count by sector and stand on no map.", {"count": count}
    )


def future_sentence(count: int) -> Sentence:
    return Sentence("{count} pledges are said to be signed on a day that has not come yet; they are not counted.", {
        "count": count
    })  # fmt: skip
