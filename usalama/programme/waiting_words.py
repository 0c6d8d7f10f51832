"""What waits for a decision, in words: each kind by itself, and all of them in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from usalama.asking.told import days_words
from usalama.model import N_, Sentence, counted

PLEDGES, ASKS, RECOGNITION, COVER = "pledges", "asks", "recognition", "cover"
WAITING_WORDS = {
    PLEDGES: N_("Pledges past their day without word"),
    ASKS: N_("Asks without an answer"),
    RECOGNITION: N_("Counties with associations and no recognition"),
    COVER: N_("Of 100 hours of the week, nobody is on duty"),
}
# The page and the tab that show each.
ADDRESSES = {
    PLEDGES: ("promises", "charter"),
    ASKS: ("promises", "asks"),
    RECOGNITION: ("promises", "accreditation"),
    COVER: ("response", "cover"),
}
# Hours are told of so many.
HUNDRED = 100


@dataclass(frozen=True)
class Waits:
    """One kind of thing that waits.

    Arguments:
        kind: a key of WAITING_WORDS.
        count: how many wait; None where it may not be shown.
        whole: of how many. Hours are told of a hundred.
        days: for how long the oldest has waited; None where none does, or where nothing is counted in days.
        sentence: says it in full.
        clause: the same in few words, to stand among others.
    """

    kind: str
    count: int | None
    whole: int
    days: int | None
    sentence: Sentence
    clause: Sentence

    @property
    def page(self) -> str:
        """The page that shows it, as the address has it."""
        return ADDRESSES[self.kind][0]

    @property
    def tab(self) -> str:
        """The tab of that page."""
        return ADDRESSES[self.kind][1]


def _since(days: int | None) -> Sentence | None:
    return None if days is None else days_words(days)


def pledges_waiting(count: int, whole: int, days: int | None) -> Waits:
    """Pledges whose day has passed and of which nobody has said what became of them."""
    values = {"whole": whole, "days": _since(days)}
    sentence = (
        Sentence("No pledge is past its day without word.")
        if days is None
        else counted(
            "{count} of {whole} pledges is past its day without word, by {days}.",
            "{count} of {whole} pledges are past their day without word, the oldest by {days}.",
            count,
            values,
        )
    )
    clause = counted("{count} pledge past its day without word", "{count} pledges past their day without word", count)
    return Waits(PLEDGES, count, whole, days, sentence, clause)


def asks_waiting(count: int, whole: int, days: int | None) -> Waits:
    """Asks that nobody has so much as acknowledged."""
    values = {"whole": whole, "days": _since(days)}
    sentence = (
        Sentence("Every ask has had an answer.")
        if days is None
        else counted(
            "{count} of {whole} asks has no answer; it was made {days} ago.",
            "{count} of {whole} asks have no answer; the oldest was made {days} ago.",
            count,
            values,
        )
    )
    clause = counted(
        "{count} ask without an answer for {days}",
        "{count} asks without an answer, the oldest for {days}",
        count,
        values,
    )
    return Waits(ASKS, count, whole, days, sentence, clause)


def recognition_waiting(count: int, whole: int, days: int | None) -> Waits:
    """Counties that have associations and have not come to recognition.

    Arguments:
        days: for how long the oldest case there has waited for an answer; None where nobody waits for one.
    """
    clause = counted(
        "{count} county with associations and no recognition",
        "{count} counties with associations and no recognition",
        count,
    )
    sentence = _no_recognition(count, whole, {"whole": whole, "days": _since(days)})
    return Waits(RECOGNITION, count, whole, days, sentence, Sentence("no recognition yet") if whole == 1 else clause)


def _no_recognition(count: int, whole: int, values: Mapping[str, object]) -> Sentence:
    if not count:
        return Sentence("Every county with associations has come to recognition.")
    is_asked = values["days"] is not None
    if whole == 1:
        asked = N_("There is no recognition yet; the oldest case has waited {days} for an answer.")
        return Sentence(
            asked if is_asked else N_("There is no recognition yet, and nobody waits for an answer."), values
        )
    if not is_asked:
        return counted(
            "{count} of {whole} counties with associations has no recognition, and nobody there waits for an answer.",
            "{count} of {whole} counties with associations have no recognition, and nobody there waits for an answer.",
            count,
            values,
        )
    return counted(
        "{count} of {whole} counties with associations has no recognition; the oldest case there has waited {days} "
        "for an answer.",
        "{count} of {whole} counties with associations have no recognition; the oldest case there has waited {days} "
        "for an answer.",
        count,
        values,
    )


def cover_waiting(share: int, areas: int) -> Waits:
    """How much of the week nobody is on duty.

    Arguments:
        share: of 100 hours, on average over the areas.
        areas: with recorded cover.
    """
    values = {"share": share, "areas": areas}
    sentence = Sentence(
        "In areas with recorded cover nobody is on duty for about {share} of 100 hours of the week (number of areas: "
        "{areas}).",
        values,
    )
    clause = Sentence("nobody on duty for about {share} of 100 hours in areas with recorded cover", values)
    return Waits(COVER, share, HUNDRED, None, sentence, clause)


def finding_of(items: Iterable[Waits], counties: tuple[str, ...]) -> Sentence:
    """All that waits in one sentence.

    Arguments:
        counties: the names of those chosen; with one it is named.
    """
    known = tuple(items)
    clauses = [one.clause for one in known if one.count]
    values = {"place": counties[0] if len(counties) == 1 else "", "things": _joined(clauses)}
    if not known:
        return Sentence("Nothing is recorded here of pledges, asks, associations or cover.")
    if not clauses:
        return Sentence("Nothing that is recorded waits for a decision.")
    if values["place"]:
        return Sentence("Waiting for a decision in {place}: {things}.", values)
    return Sentence("Waiting for a decision: {things}.", values)


def _joined(clauses: list[Sentence]) -> Sentence:
    if len(clauses) < 2:
        return clauses[0] if clauses else Sentence("")
    return Sentence("{first}; {rest}", {"first": clauses[0], "rest": _joined(clauses[1:])})
