"""The parts of Surveys: which survey and wave, and what people say."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.shell import anatomy
from components.shell.filters import choose_one
from components.shell.notices import plain
from components.shell.visit import Visit
from components.surveys.survey_labels import as_beginning, measure_labels, wave_label
from components.surveys.survey_shares import show_sentences, show_share_dots
from usalama.model import Sentence
from usalama.questionnaire.form import Topic, topics
from usalama.surveys.survey_estimates import share_sentence
from usalama.surveys.surveys import HeldSurvey, Surveys, WaveResult


def choose_wave(visit: Visit, result: Surveys) -> tuple[HeldSurvey, str]:
    """A survey that somebody answered, and one of its waves; both kept in the address."""
    _ = visit._
    names = {one.survey_id: one.questionnaire.title or one.survey_id for one in result.answered}
    left, right = st.columns(2, gap="large")
    with left:
        chosen = choose_one(_("Survey"), "survey", list(names), names, next(iter(names)), is_short=False)
    survey = result.survey(chosen)
    waves = {one.name: wave_label(one, visit) for one in reversed(survey.waves)}
    with right:
        return survey, choose_one(_("Wave"), "wave", list(waves), waves, next(iter(waves)), is_short=False)


def show_wave(visit: Visit, survey: HeldSurvey, wave: str, result: WaveResult) -> None:
    """What is to be known of a wave before its numbers are read."""
    held = survey.wave(wave)
    if held.answer_count is not None:
        st.caption(visit.say(Sentence("{count} people answered in this wave.", {"count": held.answer_count})))
    for note in held.notes:
        st.caption(plain(visit.say(note)))
    if result.refused is not None:
        st.warning(plain(visit.say(result.refused)), icon=":material/info:")


def show_measures(visit: Visit, survey: HeldSurvey, wave: str, result: WaveResult, topic: Topic) -> None:
    """Every measure of a topic: in words, as dots, as a table."""
    if result.measures.empty or not topic.measures:
        return
    rows = _labelled(visit, survey, result.measures, topic)
    show_sentences(visit, [share_sentence(as_beginning(row.label), row) for _index, row in rows.iterrows()])
    caption = visit._(
        "Of 100 people who were asked and answered in the wave chosen above, those who say so. Dot: the share. Dark "
        "band: as likely in it as out of it. Light band: in 95 of 100 such surveys. Weighted; how many answered stands "
        "in the table."
    )
    show_share_dots(visit, rows, caption, "survey-topic")
    _show_how_sure(visit, rows)


def choose_topic(visit: Visit, survey: HeldSurvey) -> Topic:
    """A part of the form in which shares are asked to be told; kept in the address."""
    found = {one.code: one for one in topics(survey.questionnaire, survey.form)}
    if not found:
        st.info(visit._("No question of this form says what counts as yes, so no share can be told."))
        return Topic("", {}, ())
    names = {code: one.label(visit.language.code) for code, one in found.items()}
    return found[choose_one(visit._("Topic"), "survey_topic", list(names), names, next(iter(names)), is_short=False)]


def _labelled(visit: Visit, survey: HeldSurvey, rows: pd.DataFrame, topic: Topic) -> pd.DataFrame:
    labels = measure_labels(survey.questionnaire, visit)
    return rows[rows.measure.isin(topic.measures)].assign(label=lambda own: own.measure.map(labels))


def _show_how_sure(visit: Visit, rows: pd.DataFrame) -> None:
    """Answers, what they are worth, and what the design costs; made when opened."""
    _ = visit._
    folded = st.expander(_("How sure are we?"), key="survey-sure", on_change="rerun")
    if not anatomy.is_open(folded):
        return
    columns = tables.columns(
        visit, "label n", effective_n=_("Worth so many of equal weight"), design_effect=_("Design effect")
    )
    with folded:
        st.markdown(
            _(
                "People of one village resemble each other, and weights differ: a survey of clusters knows less than "
                "as many people drawn one by one. The design effect says how many times its variance is theirs; the "
                "range takes all of it into account. A range knows chance only, and nothing of people who were not "
                "met, or who did not say what is so."
            )
        )
        st.dataframe(tables.build_table(rows, columns), hide_index=True, width="stretch")
