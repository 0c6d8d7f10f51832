"""The design of the sample and the shares that a form asks to be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from usalama.errors import InputRefused
from usalama.questionnaire.conditions import COMPARISON, is_met
from usalama.questionnaire.nouns import CALCULATE, CONSENT, ROLES, SELECTS, Design, Measure, Question

# Columns of ours in the sheet "survey".
YES, AMONG = "usalama_yes", "usalama_among"
Row = Mapping[str, str]


def design_of(questions: Sequence[Question]) -> Design:
    """Which question has which role.

    Raises:
        InputRefused: two have a role of which there is one, or it cannot be told when consent is asked for.
    """
    held: dict[str, list[str]] = {role: [one.name for one in questions if one.role == role] for role in ROLES}
    for role, names in held.items():
        if role != CONSENT and len(names) > 1:
            raise InputRefused(
                "Several questions have the role {role}: {names}. Only one can.", role=role, names=", ".join(names)
            )
    for question in questions:
        if question.role == CONSENT:
            is_met(question.relevant, {})
    single = {role: names[0] if names else None for role, names in held.items() if role != CONSENT}
    return Design(**single, consent=tuple(held[CONSENT]))


def consent_values(named: Sequence[tuple[Row, Question]]) -> dict[str, tuple[str, ...]]:
    """What gives consent, for each question that asks for it."""
    return {question.name: tuple(row.get(YES, "yes").split()) for row, question in named if question.role == CONSENT}


def measures_of(named: Sequence[tuple[Row, Question]]) -> Iterator[Measure]:
    """The shares of each question: "yes", or several as "code: choice choice; code: choice".

    Raises:
        InputRefused: one counts as yes what cannot be answered, has the code of another, or is told of nobody.
    """
    seen: set[str] = set()
    for row, question in named:
        if not row.get(YES) or question.role == CONSENT:
            continue
        is_met(row.get(AMONG, ""), {})
        for part in row[YES].split(";"):
            code, colon, values = part.partition(":")
            measure = Measure(
                code=code.strip() if colon else question.name,
                question=question.name,
                yes_values=tuple((values if colon else part).split()),
                denominator=row.get(AMONG, ""),
            )
            _check_measure(measure, question, seen)
            seen.add(measure.code)
            yield measure


def _check_measure(measure: Measure, question: Question, seen: set[str]) -> None:
    if measure.code in seen:
        raise InputRefused("Two measures are called {name}. Give each a code of its own.", name=measure.code)
    for value in measure.yes_values:
        is_known = value in question.choice_by_name if question.kind in SELECTS else bool(COMPARISON.fullmatch(value))
        if not is_known and question.kind != CALCULATE:
            raise InputRefused(
                "The question {name} counts {value} as yes, which it cannot be answered with.",
                name=question.name,
                value=value,
            )
    if not measure.yes_values:
        raise InputRefused("The measure {name} does not say what counts as yes.", name=measure.code)
