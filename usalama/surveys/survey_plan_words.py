"""How many people to ask, in words."""

from __future__ import annotations

from usalama.model import Sentence

NO_SUCH_CHANGE = Sentence("Such a change cannot be: it is none, or the share would lie outside of 0 to 100 in 100.")


def range_sentence(answers: int, people: int, clusters: int, *, is_everybody: bool) -> Sentence:
    """What a range of the wanted width takes."""
    values = {"answers": answers, "people": people, "clusters": clusters}
    if is_everybody:
        return Sentence("For that range all {people} people are to be asked, and even that may not do.", values)
    return Sentence(
        "For that range {answers} people must answer: approach {people}, in {clusters} villages or streets drawn at "
        "random.",
        values,
    )


def change_size_sentence(answers: int, people: int, clusters: int, *, is_everybody: bool) -> Sentence:
    """What it takes to see a change in 8 of 10 surveys."""
    values = {"answers": answers, "people": people, "clusters": clusters}
    if is_everybody:
        return Sentence(
            "For that change all {people} people are to be asked in each wave, and even that may not do.", values
        )
    return Sentence(
        "For that change to be seen 8 times in 10, {answers} people must answer in each wave: approach {people}, in "
        "{clusters} villages or streets.",
        values,
    )
