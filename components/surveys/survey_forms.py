"""The questionnaires that are held: what they ask in each language, as a form to take away, and shares as a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.entry.register_editor import show_editor
from components.entry.register_page import offer_file
from components.shell import anatomy
from components.shell.notices import plain
from components.shell.visit import Visit
from components.surveys.survey_import import show_survey_import
from usalama.language import LANGUAGES
from usalama.model import N_, Sentence, counted
from usalama.questionnaire import Question, Questionnaire, parse_form
from usalama.questionnaire.form import shipped_form
from usalama.registers import SURVEY
from usalama.surveys.form_workbook import form_xlsx
from usalama.surveys.surveys import Surveys

TAKE_ALONG = Sentence(
    "Take a form along as XLSForm, change it in a spreadsheet or in KoboToolbox, and bring it in again under Import."
)


def show_forms(visit: Visit, result: Surveys) -> None:
    """Every questionnaire, or the shipped one where none is held, each with its form; what to do with it."""
    for note in result.notes:
        st.warning(plain(visit.say(note)))
    if not result.all:
        said = Sentence("No questionnaire is held yet. This one is shipped, to be edited and brought in:")
        anatomy.show_finding(visit, said)
        _show_form(visit, "shipped", shipped_form())
    for survey in result.all:
        _show_form(visit, survey.survey_id, survey.form)
    st.caption(visit.say(TAKE_ALONG))


def _show_form(visit: Visit, survey_id: str, form: str) -> None:
    asked = parse_form(form)
    said = counted(
        "{title}, version {version}: {count} question.",
        "{title}, version {version}: {count} questions.",
        len(asked.questions),
        {"title": asked.title or survey_id, "version": asked.version},
    )
    anatomy.show_finding(visit, said)
    label, key = visit._("The questionnaire as XLSForm"), f"download-form-{survey_id}"
    offer_file(label, lambda: form_xlsx(form), f"{survey_id}.xlsx", key)
    folds = {N_("The questions in each language"): lambda: _show_questions(asked, visit)}
    anatomy.show_folds(visit, f"form-{survey_id}", folds)


def _show_questions(asked: Questionnaire, visit: Visit) -> None:
    """Questions and their choices, a column a language; a table, since people wrote them."""
    codes = [code for code in asked.languages if code] or [""]
    rows = [
        {LANGUAGES.get(code, code or visit._("Question")): _worded(question, code) for code in codes}
        for question in asked.questions
        if question.labels
    ]
    found = pd.DataFrame(rows)
    tables.show_rows(visit, found, {str(name): str(name) for name in found}, caption=asked.title)


def _worded(question: Question, code: str) -> str:
    choices = " · ".join(choice.label(code) for choice in question.choices)
    return f"{question.label(code)} [{choices}]" if choices else question.label(code)


def show_survey_entry(visit: Visit) -> None:
    """For the operator: forms and answers as files, and the titles to edit."""
    show_survey_import(visit)
    show_editor(visit, SURVEY)
