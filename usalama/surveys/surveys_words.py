"""What a survey found, in words: shares of people who were asked, never of all incidents or all people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from usalama.asking.comparison_words import listed
from usalama.model import N_, Flag, Sentence

DIMENSIONS: Mapping[str, str] = {
    "all": N_("everybody"),
    "region": N_("region"),
    "county": N_("county"),
    "sex": N_("sex"),
    "age": N_("age"),
    "settlement": N_("settlement type"),
}
AGES: Mapping[str, str] = {
    "00": N_("under 18"),
    "18": N_("18 to 24"),
    "25": N_("25 to 34"),
    "35": N_("35 to 49"),
    "50": N_("50 and over"),
}
TRUST: Mapping[str, str] = {
    Flag.OK: N_("reliable"),
    Flag.UNSTABLE: N_("25 to 49 answers: take with care"),
    Flag.HIDDEN: N_("too few answers, not shown"),
    Flag.NO_DATA: N_("nobody was asked"),
}
DIRECTIONS: Mapping[str, str] = {
    "rose": N_("rose"),
    "fell": N_("fell"),
    "no clear change": N_("no clear change"),
    "too few to say": N_("too few to say"),
}
DESIGN: Mapping[str, str] = {"weight": N_("weight"), "stratum": N_("stratum"), "cluster": N_("cluster")}
NO_SURVEY_YET = Sentence("No survey yet: nobody has asked people here, so there is nothing to show.")
NOT_THE_SAME_QUESTION = Sentence(
    "Side by side, not one against the other: the printed figure does not say over which time people were asked, it is "
    "of people of 15 to 65 years, and a region of that survey is not a county. Copied from the press."
)
HAPPENED_LABEL = Sentence("Something of what was asked about happened to them in the past 12 months")
TOLD_LABEL = Sentence("Told somebody about the last time, of those to whom it happened")
# Codes of measures that the shipped form has; another form may use them.
USED: Mapping[str, str] = {
    "alcohol_30_days": N_("alcohol"),
    "tobacco_30_days": N_("tobacco"),
    "khat_30_days": N_("khat"),
    "cannabis_30_days": N_("cannabis"),
    "prescription_30_days": N_("medicines, otherwise than prescribed"),
    "other_30_days": N_("another drug"),
}
# Of so many changes that are none, one is called a change.
ONE_IN = 20


def share_sentence(label: str | Sentence, row: pd.Series) -> Sentence:
    """One share of people who were asked.

    Arguments:
        label: what they were asked.
        row: share_per_100, share_lower, share_upper, n, flag.
    """
    values: dict[str, object] = {"label": label}
    if row.flag == Flag.NO_DATA:
        return Sentence("{label}: nobody was asked.", values)
    if row.flag == Flag.HIDDEN or pd.isna(row.share_per_100):
        return Sentence("{label}: too few answers to be shown.", values)
    values |= {"share": _in_100(row.share_per_100), "n": int(row.n)}
    values |= {"lower": _in_100(row.share_lower), "upper": _in_100(row.share_upper)}
    if row.flag == Flag.UNSTABLE:
        return Sentence(
            "{label}: about ({share}) in 100, of only {n} answers: take with care; likely {lower} to {upper}.", values
        )
    return Sentence("{label}: about {share} in 100; likely {lower} to {upper}. {n} answers.", values)


def used_sentence(code: str, row: pd.Series) -> Sentence:
    """The share who used something; a code that only a form knows is told as it is written there.

    Arguments:
        code: of the measure; people wrote it, so it is no sentence of ours.
    """
    return share_sentence(Sentence(USED[code]) if code in USED else code, row)


def change_sentence(label: str | Sentence, row: pd.Series) -> Sentence:
    """What became of a share since the wave before.

    Arguments:
        row: direction, difference_per_100, difference_lower, difference_upper.
    """
    values: dict[str, object] = {"label": label}
    if row.direction == "too few to say":
        return Sentence("{label}: too few answers in one of the two waves to say.", values)
    if row.direction == "no clear change":
        values |= {"fewer": abs(_in_100(row.difference_lower)), "more": abs(_in_100(row.difference_upper))}
        return Sentence(
            "{label}: no clear change; it may be anything from {fewer} fewer to {more} more in 100.", values
        )
    near, far = sorted((abs(row.difference_lower), abs(row.difference_upper)))
    values |= {"difference": _in_100(abs(row.difference_per_100)), "lower": _in_100(near), "upper": _in_100(far)}
    if row.direction == "rose":
        return Sentence("{label}: rose, by about {difference} in 100; likely {lower} to {upper}.", values)
    return Sentence("{label}: fell, by about {difference} in 100; likely {lower} to {upper}.", values)


def by_chance_sentence(count: int) -> Sentence:
    """How many changes there would seem to be, if there were none."""
    expected = round(count / ONE_IN)
    if not expected:
        return Sentence(
            "Of {count} shares compared, hardly one would seem to change by chance alone.", {"count": count}
        )
    return Sentence(
        "Of {count} shares compared, about {expected} would seem to change by chance alone.",
        {"count": count, "expected": expected},
    )


def left_out_sentence(lacking: Sequence[str]) -> Sentence:
    """Answers that could not be counted."""
    return Sentence(
        "Answers that lack what others of the wave have were left out: {columns}.",
        {"columns": listed([DESIGN[column] for column in lacking])},
    )


def without_design_sentences(lacking: Sequence[str]) -> tuple[Sentence, ...]:
    """What a wave cannot tell in which nobody stated weights or clusters.

    Arguments:
        lacking: columns of the design that no answer of the wave has.
    """
    said = {
        "weight": Sentence(
            "No answer of this wave has a weight: every answer counts once, so the shares are of those who answered "
            "and may differ from those of all people."
        ),
        "cluster": Sentence(
            "No answer of this wave says in which village or street it was given: the ranges are as if people had been "
            "drawn one by one, and too narrow if they were not."
        ),
    }
    return tuple(sentence for column, sentence in said.items() if column in lacking)


def unreadable_sentence(title: str, reason: Sentence) -> Sentence:
    """A form of the register that cannot be read."""
    return Sentence("{title} cannot be read. {reason}", {"title": title, "reason": reason})


def _in_100(share: float) -> float:
    """Whole numbers, but for shares so small that they would read as nothing."""
    return share if 0 < abs(share) < 1 else round(share)
