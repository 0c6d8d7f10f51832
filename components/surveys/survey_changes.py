"""What changed between two waves, and how answers fall on the choices of a question."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.shell.filters import choose_one
from components.shell.notices import plain
from components.shell.visit import Visit
from components.surveys import survey_shares
from components.surveys.survey_labels import as_beginning, measure_labels, question_labels, wave_label
from components.surveys.survey_shares import show_sentences, show_share_dots
from usalama.model import Sentence
from usalama.questionnaire.form import Topic
from usalama.surveys.survey_estimates import DIRECTIONS, by_chance_sentence, change_sentence
from usalama.surveys.surveys import HeldSurvey, WaveResult, by_choice

NO_CHANGE = Sentence("No share changed clearly since the wave before.")
SEVERAL = "select_multiple"


def show_changes(visit: Visit, survey: HeldSurvey, result: WaveResult, topic: Topic) -> None:
    """What became of each share of a topic since the wave before; in words those of all topics that changed."""
    _ = visit._
    if result.before is None:
        st.markdown(_("This is the first wave: there is nothing to compare it with yet."))
        return
    if result.changes.empty:
        if result.refused_before is not None:
            st.warning(plain(visit.say(result.refused_before)), icon=":material/info:")
        return
    labels = measure_labels(survey.questionnaire, visit)
    rows = result.changes.assign(label=result.changes.measure.map(labels))
    clear = rows[rows.direction.isin(("rose", "fell"))]
    show_sentences(
        visit, [change_sentence(as_beginning(row.label), row) for _index, row in clear.iterrows()] or [NO_CHANGE]
    )
    st.caption(plain(visit.say(Sentence("The wave before: {wave}.", {"wave": wave_label(result.before, visit)}))))
    st.markdown(visit.say(by_chance_sentence(int((rows.direction != "too few to say").sum()))))
    _show_topic(visit, rows[rows.measure.isin(topic.measures)])


def _show_topic(visit: Visit, rows: pd.DataFrame) -> None:
    _ = visit._
    caption = _(
        "Each share of the topic chosen above less that of the wave before, with the range of the difference; the "
        "dotted line is no change. A range that crosses it is no clear change, which is not the same as none."
    )
    if rows.difference_per_100.notna().any():
        charts.show_chart(visit, survey_shares.build_changes(rows, visit), caption=caption, key="survey-changes")
    words = {code: _(word) for code, word in DIRECTIONS.items()}
    columns = {
        "label": _("What"), "word": _("What became of it"), "difference_per_100": _("Difference, in 100"),
        "difference_lower": _("Likely from"), "difference_upper": _("Likely to"), "n": _("Answers in both"),
    }  # fmt: skip
    shown = rows.assign(word=rows.direction.map(words)).drop(columns="flag")
    tables.show_table(visit, shown, columns, caption=caption, key="survey-changes-table")


def show_choices(visit: Visit, survey: HeldSurvey, wave: str) -> None:
    """How the answers to one question fall on its choices; which one is kept in the address."""
    _ = visit._
    names = question_labels(survey.questionnaire, visit)
    if not names:
        return
    chosen = choose_one(
        _("Question of the form"), "survey_question", list(names), names, _first(survey, list(names)), is_short=False
    )
    question = survey.questionnaire.question(chosen)
    choices = {one.name: one.label(visit.language.code) for one in question.choices}
    found = by_choice(visit.store, visit.scope, survey.survey_id, wave, chosen)
    if found.empty:
        return
    rows = found.assign(label=found.choice.map(choices))
    several = _("Several answers could be given, so they may add up to more than 100.")
    caption = _("The question chosen above: of 100 people who gave an answer, with the range; weighted.")
    show_share_dots(visit, rows, f"{caption} {several}" if question.kind == SEVERAL else caption, "survey-choices")


def _first(survey: HeldSurvey, asked: list[str]) -> str:
    """The first question that takes several answers, or else the first."""
    several = [name for name in asked if survey.questionnaire.question(name).kind == SEVERAL]
    return (several or asked)[0]
