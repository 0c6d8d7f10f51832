"""Which column of an export holds which answer: by name or label, with or without the groups around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from usalama.errors import InputRefused
from usalama.ingest.refusals import REFUSAL_COLUMNS
from usalama.ingest.surveys.form_file import SUBMITTED, UUID, VERSION
from usalama.questionnaire import Question, Questionnaire
from usalama.questionnaire.nouns import SELECT_MULTIPLE

SLASH = "/"
# Where the form asks for none of it, whoever drew the sample may add it to the export in columns of these names.
DESIGN_COLUMNS = ("weight", "stratum", "cluster", "county")
# What devices and servers add to a submission; some of it tells who answered, the rest is of no use here.
BY_THE_DEVICE = frozenset(
    ("start", "end", "today", "deviceid", "username", "simserial", "subscriberid", "phonenumber", "email", "audit")
)
OF_A_SERVER = ("_", "meta/", "formhub/", "background-audio", "start-geopoint")
AMBIGUOUS = ("", "")
Target = tuple[str, str]


@dataclass
class Headings:
    """What the columns of a file are.

    Arguments:
        answers: question -> the column that holds its answer.
        parts: question -> choice -> the column that says whether it was chosen.
        design: weight, stratum, cluster or county -> its column.
        personal: columns that are left out since they may tell who answered.
        unknown: columns of which the form knows nothing.
    """

    answers: dict[str, str] = field(default_factory=dict)
    parts: dict[str, dict[str, str]] = field(default_factory=dict)
    design: dict[str, str] = field(default_factory=dict)
    personal: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def read(self) -> tuple[str, ...]:
        """The columns of which anything is kept."""
        parts = (column for columns in self.parts.values() for column in columns.values())
        return (*self.answers.values(), *parts, *self.design.values())


def read_headings(header: Sequence[str], questionnaire: Questionnaire) -> Headings:
    """What each column of an export is.

    Raises:
        InputRefused: two columns hold the same answer.
    """
    targets, found = dict(_targets(questionnaire)), Headings()
    for heading in header:
        if heading in (UUID, SUBMITTED, VERSION, *REFUSAL_COLUMNS):
            continue
        target = _target(heading, targets)
        if target is None:
            _take_other(heading, questionnaire, found)
        else:
            _take_answer(heading, questionnaire.question(target[0]), target[1], questionnaire, found)
    # Where an export has both forms of a select_multiple, they say the same.
    found.parts = {name: columns for name, columns in found.parts.items() if name not in found.answers}
    return found


def _targets(questionnaire: Questionnaire) -> Iterator[tuple[str, Target]]:
    """Headings without their groups -> question and choice; names last, since they have the last word."""
    labels: dict[str, Target] = {}
    for language in questionnaire.languages:
        for question in questionnaire.questions:
            for heading, target in _spelt(question, question.labels.get(language, ""), language):
                labels[heading] = target if labels.get(heading, target) == target else AMBIGUOUS
    yield from ((heading, target) for heading, target in labels.items() if target != AMBIGUOUS)
    for question in questionnaire.questions:
        yield from _spelt(question, question.name, None)


def _spelt(question: Question, text: str, language: str | None) -> Iterator[tuple[str, Target]]:
    if not text:
        return
    yield text, (question.name, "")
    for choice in question.choices if question.kind == SELECT_MULTIPLE else ():
        part = choice.name if language is None else choice.labels.get(language, "")
        if part:
            yield f"{text}{SLASH}{part}", (question.name, choice.name)


def _target(heading: str, targets: Mapping[str, Target]) -> Target | None:
    """The longest end of a heading that is known: before it stand names or labels of groups."""
    text = heading
    while text not in targets:
        _, slash, text = text.partition(SLASH)
        if not slash:
            return None
    return targets[text]


def _take_answer(heading: str, question: Question, choice: str, questionnaire: Questionnaire, found: Headings) -> None:
    is_design = question.role in DESIGN_COLUMNS
    if not (questionnaire.is_kept(question) or is_design) or question.is_repeated:
        found.personal.append(heading)
        return
    if is_design:
        found.design[question.role] = heading
    if is_design and not questionnaire.is_kept(question):
        return
    columns, key = (found.parts.setdefault(question.name, {}), choice) if choice else (found.answers, question.name)
    if key in columns:
        raise InputRefused(
            "Two columns hold the answer to {question}: {one} and {other}. Leave one out.",
            question=question.name,
            one=columns[key],
            other=heading,
        )
    columns[key] = heading


def _take_other(heading: str, questionnaire: Questionnaire, found: Headings) -> None:
    is_technical = heading in BY_THE_DEVICE or heading.startswith(OF_A_SERVER)
    if heading in DESIGN_COLUMNS and getattr(questionnaire.design, heading) is None:
        found.design[heading] = heading
    elif is_technical:
        found.personal.append(heading)
    else:
        found.unknown.append(heading)
