"""Questionnaires as data: an XLSForm's sheets, read into questions, choices, the design of the sample and measures."""

from usalama.questionnaire.conditions import is_met, names_in
from usalama.questionnaire.form import form_of, parse_form, sheets_of
from usalama.questionnaire.nouns import (
    KEPT_KINDS,
    ROLES,
    Choice,
    Design,
    Measure,
    Question,
    Questionnaire,
)

__all__ = [
    "KEPT_KINDS",
    "ROLES",
    "Choice",
    "Design",
    "Measure",
    "Question",
    "Questionnaire",
    "form_of",
    "is_met",
    "names_in",
    "parse_form",
    "sheets_of",
]
