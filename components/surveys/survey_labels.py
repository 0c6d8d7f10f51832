"""What a form calls its questions, in the reader's language; people wrote it, so it is never taken for markup."""

from __future__ import annotations

from components.shell.visit import Visit
from usalama.model import PlaceLevel, Sentence
from usalama.questionnaire import Measure, Questionnaire
from usalama.surveys.survey_answers import AGE, COUNTY, REGION, group_question
from usalama.surveys.survey_estimates import AGES, asked_questions
from usalama.surveys.surveys import Wave

# So many choices that count as yes are named; more are "any of these".
FEW_CHOICES = 3
COMPARED = {
    "<": Sentence("under {number}"),
    "<=": Sentence("up to {number}"),
    ">": Sentence("over {number}"),
    ">=": Sentence("{number} or more"),
}


def measure_labels(form: Questionnaire, visit: Visit) -> dict[str, str]:
    """Code of a measure -> the question, with the answers that count where they are not simply yes."""
    return {one.code: _measure_label(form, one, visit) for one in form.measures}


def _measure_label(form: Questionnaire, measure: Measure, visit: Visit) -> str:
    question = form.question(measure.question)
    asked = question.label(visit.language.code)
    if measure.yes_values == ("yes",):
        return asked
    if len(measure.yes_values) > FEW_CHOICES:
        return visit.say(Sentence("{question} Any of these.", {"question": asked}))
    known = question.choice_by_name
    named = [
        known[value].label(visit.language.code) if value in known else _compared(value, visit)
        for value in measure.yes_values
    ]
    is_one_of_several = sum(one.question == measure.question for one in form.measures) > 1
    # What tells it from the others comes first, since a chart cuts long labels.
    return f"{' / '.join(named)} – {asked}" if is_one_of_several else f"{asked} ({' / '.join(named)})"


def _compared(value: str, visit: Visit) -> str:
    for sign in sorted(COMPARED, key=len, reverse=True):
        if value.startswith(sign):
            return visit.say(Sentence(COMPARED[sign].template, {"number": value.removeprefix(sign)}))
    return value


def as_beginning(label: str) -> str:
    """A label before a colon: "did you drink alcohol?: about" reads like a slip."""
    return label.rstrip("?. ")


def question_labels(form: Questionnaire, visit: Visit) -> dict[str, str]:
    """Name of a question with choices -> the question."""
    return {one.name: one.label(visit.language.code) for one in asked_questions(form)}


def group_names(form: Questionnaire, dimension: str, visit: Visit) -> dict[str, str]:
    """Code of a group -> its name; regions and counties in the order of the country."""
    country = visit.subject.country
    if dimension == COUNTY:
        return country.names(PlaceLevel.COUNTY)
    if dimension == REGION:
        return country.names(PlaceLevel.REGION)
    question = group_question(form, dimension)
    if question is not None and question.choices:
        return {one.name: one.label(visit.language.code) for one in question.choices}
    return {code: visit._(name) for code, name in AGES.items()} if dimension == AGE else {}


def wave_label(wave: Wave, visit: Visit) -> str:
    """A wave by its name and the months in which people were asked."""
    if wave.first_on is None or wave.last_on is None:
        return wave.name
    first, last = (visit.language.month(day) for day in (wave.first_on, wave.last_on))
    return f"{wave.name} ({first})" if first == last else f"{wave.name} ({first} – {last})"
