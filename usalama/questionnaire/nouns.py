"""The nouns of a questionnaire, as frozen values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from usalama.questionnaire.conditions import compares, is_met

SELECT_ONE, SELECT_MULTIPLE = "select_one", "select_multiple"
SELECTS = (SELECT_ONE, SELECT_MULTIPLE)
NUMBERS = ("integer", "decimal", "range")
# Kinds whose answers are kept. What people write, say, photograph or where they stand may tell who they are.
KEPT_KINDS = (*SELECTS, *NUMBERS, "date")
CALCULATE = "calculate"
# Kinds of rows that hold no answer of anybody.
LAYOUT_KINDS = ("note", "start", "end", "today", CALCULATE, "hidden", "acknowledge", "trigger")
# What a question may hold of the design of the sample; consent must be given for anything to be kept.
CONSENT = "consent"
ROLES = ("weight", "stratum", "cluster", "county", "stratum_clusters", CONSENT)

Labels = Mapping[str, str]


def labelled(labels: Labels, language_code: str, name: str) -> str:
    """A label in a language, or else in the form's first one, or else the name."""
    return labels.get(language_code) or next((text for text in labels.values() if text), name)


@dataclass(frozen=True)
class Choice:
    """One answer of a list.

    Arguments:
        name: what is stored.
        labels: language code -> what people read.
        is_answer: False where it stands for none, such as "prefers not to say".
    """

    name: str
    labels: Labels
    is_answer: bool = True

    def label(self, language_code: str) -> str:
        return labelled(self.labels, language_code, self.name)


@dataclass(frozen=True)
class Question:
    """One row of the sheet "survey" that is asked, shown or filled in by the device.

    Arguments:
        name: unique in the form; the key of its answer.
        kind: XLSForm's word: select_one, select_multiple, integer, decimal, text, date, note and so on.
        labels, hint_labels: language code -> what people read.
        choices: of a select; empty elsewhere.
        relevant: the condition under which it is asked, as XLSForm writes it; empty for always.
        group: names of the groups around it, from the outside, with slashes; empty outside any.
        is_repeated: whether it is asked several times of one person.
        role: one of ``ROLES``; empty for none.
    """

    name: str
    kind: str
    labels: Labels
    choices: tuple[Choice, ...] = ()
    hint_labels: Labels = field(default_factory=dict)
    is_required: bool = False
    relevant: str = ""
    group: str = ""
    is_repeated: bool = False
    role: str = ""

    def label(self, language_code: str) -> str:
        return labelled(self.labels, language_code, self.name)

    def hint(self, language_code: str) -> str:
        return labelled(self.hint_labels, language_code, "")

    @cached_property
    def choice_by_name(self) -> Mapping[str, Choice]:
        return {choice.name: choice for choice in self.choices}

    @cached_property
    def choice_by_label(self) -> Mapping[str, str]:
        """Label -> name of the choice, of labels that one choice alone has."""
        said = {(text, choice.name) for choice in self.choices for text in choice.labels.values()}
        count = Counter(text for text, _ in said)
        return {text: name for text, name in said if count[text] == 1}


@dataclass(frozen=True)
class Design:
    """Which question holds what of the design of the sample; None where no question does.

    Arguments:
        stratum_clusters: how many clusters there are in the stratum, drawn or not; without it, as if very many.
        consent: questions without whose yes nothing is kept, each where it is asked.
    """

    weight: str | None = None
    stratum: str | None = None
    cluster: str | None = None
    county: str | None = None
    stratum_clusters: str | None = None
    consent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measure:
    """A share that the form asks to be told: of those asked, how many say yes.

    Arguments:
        code: unique in the form; the question's name where the question has one measure only.
        question: name of the question.
        yes_values: choices that count as yes; of a number also comparisons, such as "<15".
        denominator: of whom, as XLSForm writes a condition; empty for everybody who was asked.
    """

    code: str
    question: str
    yes_values: tuple[str, ...]
    denominator: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """A form.

    Arguments:
        languages: language codes in the form's order; an empty code is the form's unnamed language.
        versions: the version and others by which submissions may name this form.
        consent_values: question with the role consent -> answers that give it.
    """

    title: str
    version: str
    languages: tuple[str, ...]
    questions: tuple[Question, ...]
    design: Design
    measures: tuple[Measure, ...]
    versions: tuple[str, ...] = ()
    consent_values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> Mapping[str, Question]:
        return {question.name: question for question in self.questions}

    def question(self, name: str) -> Question:
        return self.by_name[name]

    def is_kept(self, question: Question) -> bool:
        """Whether its answers are stored: kinds that cannot tell who answered, and what the design needs."""
        if question.is_repeated:
            return False
        is_counted = any(measure.question == question.name for measure in self.measures)
        return question.kind in KEPT_KINDS or (question.kind == CALCULATE and (is_counted or bool(question.role)))

    def says_yes(self, measure: Measure, answers: Mapping[str, str]) -> bool | None:
        """Whether somebody says yes; None where they were not asked, did not answer, or are not meant.

        Arguments:
            answers: question name -> answer; choices of a select_multiple with spaces between them.
        """
        text = answers.get(measure.question, "").strip()
        if not text or not is_met(measure.denominator, answers):
            return None
        question = self.question(measure.question)
        if question.kind in SELECTS:
            # A choice of an older version is an answer, but none that counts as yes.
            known = question.choice_by_name
            given = [name for name in text.split() if name not in known or known[name].is_answer]
            return any(name in measure.yes_values for name in given) if given else None
        return any(compares(text, value) for value in measure.yes_values)

    def refusal_of(self, answers: Mapping[str, str]) -> str | None:
        """The first question that asks for consent and did not get it; None where all did."""
        asked = (name for name in self.design.consent if is_met(self.question(name).relevant, answers))
        return next((name for name in asked if answers.get(name, "") not in self.consent_values[name]), None)
