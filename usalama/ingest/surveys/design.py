"""Weight, stratum, cluster and county of a submission, as they are stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from usalama.country import Country
from usalama.errors import InputRefused
from usalama.ingest.register_rows import PLACES
from usalama.ingest.surveys.answer_columns import number_of
from usalama.questionnaire import Questionnaire
from usalama.schema import Place

COUNTY = "county"
LONGEST_NAME = 200


@dataclass(frozen=True)
class SurveyRules:
    """What submissions are checked against.

    Arguments:
        now: nothing can have been sent later.
    """

    questionnaire: Questionnaire
    country: Country
    now: datetime


def _county(rules: SurveyRules, text: str) -> object:
    """The county by number or name; where a choice stands for it, also by what the choice is called."""
    name = rules.questionnaire.design.county
    choice = rules.questionnaire.question(name).choice_by_name.get(text) if name else None
    for spelt in (text, *(choice.labels.values() if choice else ())):
        try:
            return PLACES[Place.COUNTY](spelt, {}, rules.country)
        except InputRefused as refusal:
            first = refusal
    raise first


def _weight(_rules: SurveyRules, text: str) -> object:
    weight = number_of(text)
    if weight <= 0:
        raise InputRefused("A weight is above 0; leave it empty where there is none.")
    return weight


def _name(_rules: SurveyRules, text: str) -> object:
    if len(text) > LONGEST_NAME:
        raise InputRefused("It has more than {limit} characters.", limit=LONGEST_NAME)
    return text


DESIGN: Mapping[str, Callable[[SurveyRules, str], object]] = {
    COUNTY: _county,
    "stratum": _name,
    "cluster": _name,
    "weight": _weight,
}
