"""The parts of Surveys: which survey, wave and topic, what people say, and how sure that is."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.entry import register_page
from components.shell import anatomy
from components.shell.filters import choose_one
from components.shell.notices import plain
from components.shell.visit import Visit
from components.surveys.survey_changes import show_changes, show_choices
from components.surveys.survey_groups import show_groups
from components.surveys.survey_labels import as_beginning, measure_labels, wave_label
from components.surveys.survey_shares import Asked, show_share_dots
from usalama.model import N_, counted
from usalama.questionnaire.form import Topic, topics
from usalama.surveys.survey_estimates import share_sentence
from usalama.surveys.survey_words import most_sentence
from usalama.surveys.surveys import NO_SURVEY_YET, HeldSurvey, Surveys, WaveResult, wave_result

NO_TOPIC = Topic("", {}, ())


def show_surveys(visit: Visit, result: Surveys) -> None:
    """What people said in one wave; who, what changed and how sure that is are folded under it."""
    if not result.answered:
        register_page.show_register_nature(visit, result.held)
        st.info(visit.say(NO_SURVEY_YET), icon=":material/info:")
        st.markdown(
            visit._("Answers come in as KoboToolbox exports them; the operator can also bring them in on this page.")
        )
        return
    survey, wave, topic = _choose(visit, result)
    asked = Asked(survey, wave, result.register_of(survey))
    register_page.show_register_nature(visit, asked.held)
    found = wave_result(visit.store, visit.scope, survey.survey_id, wave)
    _show_measures(visit, asked, found, topic)
    anatomy.show_folds(
        visit,
        "survey",
        {
            N_("Who says so"): lambda: show_groups(visit, asked),
            N_("What changed since the wave before"): lambda: show_changes(visit, asked, found, topic),
            N_("How the answers fall"): lambda: show_choices(visit, asked),
            N_("How sure are we?"): lambda: _show_how_sure(visit, asked, found, topic),
        },
    )


def _choose(visit: Visit, result: Surveys) -> tuple[HeldSurvey, str, Topic]:
    """A survey that somebody answered, one of its waves and a topic of its form, in one row; kept in the address."""
    _ = visit._
    names = {one.survey_id: one.questionnaire.title or one.survey_id for one in result.answered}
    left, middle, right = st.columns(3)
    with left:
        chosen = choose_one(_("Survey"), "survey", list(names), names, next(iter(names)), is_short=False)
    survey = result.survey(chosen)
    waves = {one.name: wave_label(one, visit) for one in reversed(survey.waves)}
    with middle:
        wave = choose_one(_("Wave"), "wave", list(waves), waves, next(iter(waves)), is_short=False)
    with right:
        return survey, wave, _choose_topic(visit, survey)


def _choose_topic(visit: Visit, survey: HeldSurvey) -> Topic:
    """A part of the form in which shares are asked to be told."""
    found = {one.code: one for one in topics(survey.questionnaire, survey.form)}
    if not found:
        st.info(visit._("No question of this form says what counts as yes, so no share can be told."))
        return NO_TOPIC
    names = {code: one.label(visit.language.code) for code, one in found.items()}
    return found[choose_one(visit._("Topic"), "survey_topic", list(names), names, next(iter(names)), is_short=False)]


def _show_measures(visit: Visit, asked: Asked, result: WaveResult, topic: Topic) -> None:
    """Every measure of a topic as dots, under the one that is said most often."""
    if result.refused is not None:
        st.warning(plain(visit.say(result.refused)), icon=":material/info:")
    if result.measures.empty or not topic.measures:
        return
    rows = _labelled(visit, asked.survey, result.measures, topic)
    said = [visit.say(share_sentence(as_beginning(row.label), row)) for _index, row in rows.iterrows()]
    count = asked.survey.wave(asked.wave).answer_count
    told = counted("{count} person answered in this wave.", "{count} people answered in this wave.", count or 0)
    people = "" if count is None else visit.say(told)
    caption = visit._(
        "Of 100 people who were asked and answered in the wave chosen above, those who say so. Dot: the share. Dark "
        "band: as likely in it as out of it. Light band: in 95 of 100 such surveys. Weighted; how many answered stands "
        "in the table."
    )
    most = most_sentence(rows.assign(label=[as_beginning(label) for label in rows.label]))
    words = figures.Words(most, f"{people} {caption}".strip(), asked.origin(visit))
    show_share_dots(visit, rows.assign(verdict_text=said), words, "survey-topic")


def _labelled(visit: Visit, survey: HeldSurvey, rows: pd.DataFrame, topic: Topic) -> pd.DataFrame:
    if rows.empty:
        return rows
    labels = measure_labels(survey.questionnaire, visit)
    return rows[rows.measure.isin(topic.measures)].assign(label=lambda own: own.measure.map(labels))


def _show_how_sure(visit: Visit, asked: Asked, found: WaveResult, topic: Topic) -> None:
    """Answers, what they are worth, and what the design costs; and every share of the wave as a file."""
    rows = _labelled(visit, asked.survey, found.measures, topic)
    if found.measures.empty:
        return
    _ = visit._
    columns = tables.columns(
        visit, "label n", effective_n=_("Worth so many of equal weight"), design_effect=_("Design effect")
    )
    st.markdown(
        _(
            "People of one village resemble each other, and weights differ: a survey of clusters knows less than as "
            "many people drawn one by one. The design effect says how many times its variance is theirs; the range "
            "takes all of it into account. A range knows chance only, and nothing of people who were not met, or who "
            "did not say what is so."
        )
    )
    tables.show_rows(visit, rows.drop(columns="flag"), columns, caption=_("How sure are we?"))
    every = found.measures.assign(survey=asked.survey.survey_id, wave=asked.wave)
    register_page.offer_csv(visit, _("Shares of this wave as CSV"), "survey", every, asked.held)
