"""How far counties and associations are towards recognition, in words."""

from __future__ import annotations

import pandas as pd

from usalama.model import Sentence
from usalama.schema.register_words import STAGES, word_for


def accreditation_sentences(counties: pd.DataFrame, waiting: pd.DataFrame) -> tuple[Sentence, ...]:
    """Where the chosen counties stand, in how many a law was found, and who has waited longest for an answer.

    Arguments:
        counties: stage and law of each.
        waiting: the cases in which an answer is awaited, the oldest first.
    """
    recognised, begun = int((counties.stage == "recognised").sum()), int((counties.stage != "not_started").sum())
    whole = Sentence(
        "Of {whole} counties {begun} have begun and {recognised} have come to recognition; a law was found in {laws}.",
        {"recognised": recognised, "whole": len(counties), "begun": begun, "laws": int((counties.law != "").sum())},
    )
    if waiting.empty:
        return (whole, Sentence("Nobody waits for an answer."))
    return whole, _oldest(len(waiting), waiting.iloc[0])


def case_name(county: str, association: str) -> Sentence:
    """A case by name."""
    if association:
        return Sentence("{association}, {county}", {"association": association, "county": county})
    return Sentence("{place} (county)", {"place": county})


def _oldest(count: int, oldest: pd.Series) -> Sentence:
    return Sentence(
        "{count} cases wait for an answer; the oldest, {case}, has stood at {stage} for {days} days.",
        {
            "count": count,
            "case": case_name(str(oldest.county_name), str(oldest.association_name)),
            "stage": word_for(STAGES, oldest.stage),
            "days": int(oldest.days_waiting),
        },
    )
