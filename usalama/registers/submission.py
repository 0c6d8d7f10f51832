"""The filled questionnaires: nobody enters them one by one, and no page reads their answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from usalama.model import N_, Sentence
from usalama.registers.register import PRIVATE, Fault, Record, register
from usalama.schema import Column, Kind, Place, text_column


def _submission(record: Record, _stored: Iterable[Record]) -> Iterator[Fault]:
    weight = record.get("weight")
    if isinstance(weight, int | float) and weight <= 0:
        yield Fault("weight", Sentence("A weight is above 0; leave it empty where there is none."))
    if not _are_answers(str(record["answers"])):
        yield Fault("answers", Sentence("The answers are no JSON of question and answer, each a text."))


def _are_answers(written: str) -> bool:
    try:
        answers = json.loads(written)
    except (ValueError, RecursionError):
        return False
    return isinstance(answers, dict) and all(isinstance(answer, str) for answer in answers.values())


SUBMISSION = register(
    "submission",
    N_("Submissions"),
    "One filled questionnaire.",
    (
        text_column("survey_id", "The questionnaire's record_id.", is_required=True),
        text_column("wave", "Which round of asking.", is_required=True),
        Column("submitted_on", Kind.DATE, "When."),
        text_column("county_code", "Number of the county, three digits.", heading="county", place=Place.COUNTY),
        text_column("stratum", "The part of the population that was sampled by itself."),
        text_column("cluster", "The place drawn first, within which people were drawn."),
        Column("weight", Kind.NUMBER, "How many people the answer stands for.", minimum=0),
        text_column("answers", "Question -> answer, in JSON.", is_required=True, **PRIVATE),
    ),
    kin=("record_id",),
    rule=_submission,
    is_entered=False,
)
