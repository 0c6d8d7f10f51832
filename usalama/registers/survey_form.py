"""The questionnaires, each in its versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from usalama.errors import InputRefused
from usalama.model import N_
from usalama.questionnaire import parse_form
from usalama.registers.register import Fault, Record, register, text
from usalama.schema import Entry


def _survey(record: Record, _stored: Iterable[Record]) -> Iterator[Fault]:
    try:
        parse_form(str(record["form"]))
    except InputRefused as refusal:
        yield Fault("form", refusal.sentence)


SURVEY = register(
    "survey",
    N_("Surveys"),
    "A questionnaire in one of its versions.",
    (
        text("title", "What it is called.", N_("Title"), is_required=True),
        text("version", "Which version.", N_("Version"), is_required=True),
        text(
            "form",
            "Questions, choices and translations as an XLSForm, in JSON.",
            N_("Questionnaire"),
            is_required=True,
            entry=Entry.NOWHERE,
        ),
    ),
    known_by=("title", "version"),
    rule=_survey,
)
