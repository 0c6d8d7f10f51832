"""What is said of several shares of a survey: the largest, who says so most, what changed since the wave before."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from usalama.model import N_, Sentence
from usalama.stats.counting.apart import NOBODY, clear_of_all
from usalama.surveys.survey_estimates import share_sentence, whole_in_100

DIRECTIONS: Mapping[str, str] = {
    "rose": N_("rose"),
    "fell": N_("fell"),
    "no clear change": N_("no clear change"),
    "too few to say": N_("too few to say"),
}
# Of so many changes that are none, one is called a change.
ONE_IN = 20
FEWEST_KINDS = 2


def most_sentence(rows: pd.DataFrame) -> Sentence:
    """Of several shares the largest that may be told; that none may be told, where none may.

    Arguments:
        rows: label, share_per_100, share_lower, share_upper, n, flag.
    """
    known = rows.dropna(subset="share_per_100")
    if known.empty:
        return Sentence("Too few people of any kind answered for a share to be shown.")
    most = known.loc[known.share_per_100.idxmax()]
    if len(known) == 1:
        return share_sentence(str(most.label), most)
    return Sentence("Most often: {said}", {"said": share_sentence(str(most.label), most)})


def groups_sentence(rows: pd.DataFrame) -> Sentence:
    """Which kind of people says so more than all others, beyond chance.

    Arguments:
        rows: label, share_per_100, share_lower, share_upper; a row a kind.
    """
    known = rows.dropna(subset=["share_per_100", "share_lower", "share_upper"])
    if len(known) < FEWEST_KINDS:
        return Sentence("Too few answers to compare kinds of people.")
    (first,) = clear_of_all(known[["share_lower"]].to_numpy(float).T, known[["share_upper"]].to_numpy(float).T)
    if first == NOBODY:
        return Sentence("No kind of people says so more than all others, beyond chance.")
    most = known.iloc[first]
    return Sentence(
        "{label}: more than all others, beyond chance, about {share} in 100.",
        {"label": str(most.label), "share": whole_in_100(most.share_per_100)},
    )


def change_sentence(label: str | Sentence, row: pd.Series) -> Sentence:
    """What became of a share since the wave before.

    Arguments:
        row: direction, difference_per_100, difference_lower, difference_upper.
    """
    values: dict[str, object] = {"label": label}
    if row.direction == "too few to say":
        return Sentence("{label}: too few answers in one of the two waves to say.", values)
    if row.direction == "no clear change":
        values |= {"fewer": abs(whole_in_100(row.difference_lower)), "more": abs(whole_in_100(row.difference_upper))}
        return Sentence(
            "{label}: no clear change; it may be anything from {fewer} fewer to {more} more in 100.", values
        )
    near, far = sorted((abs(row.difference_lower), abs(row.difference_upper)))
    values |= {
        "difference": whole_in_100(abs(row.difference_per_100)),
        "lower": whole_in_100(near),
        "upper": whole_in_100(far),
    }
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


def changes_sentence(rows: pd.DataFrame) -> Sentence:
    """How many shares changed clearly, and how many would seem to by chance alone.

    Arguments:
        rows: direction of each share.
    """
    values = {"rose": int((rows.direction == "rose").sum()), "fell": int((rows.direction == "fell").sum())}
    by_chance = by_chance_sentence(int((rows.direction != "too few to say").sum()))
    if not any(values.values()):
        return Sentence("No share changed clearly since the wave before.")
    return Sentence(
        "Since the wave before, clear changes: {rose} up, {fell} down. {by_chance}", values | {"by_chance": by_chance}
    )
