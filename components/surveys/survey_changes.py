"""What changed between two waves, and how answers fall on the choices of a question."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.shell import anatomy
from components.shell.filters import choose_one
from components.shell.notices import plain
from components.shell.visit import Visit
from components.surveys import survey_shares
from components.surveys.survey_labels import as_beginning, measure_labels, question_labels, wave_label
from components.surveys.survey_shares import Asked, show_share_dots
from usalama.model import Sentence
from usalama.questionnaire.form import Topic
from usalama.surveys.survey_words import DIRECTIONS, change_sentence, changes_sentence, most_sentence
from usalama.surveys.surveys import WaveResult, by_choice

SEVERAL = "select_multiple"


def show_changes(visit: Visit, asked: Asked, result: WaveResult, topic: Topic) -> None:
    """What became of each share of a topic since the wave before; the title says it of all topics."""
    _ = visit._
    if result.before is None:
        st.markdown(_("This is the first wave: there is nothing to compare it with yet."))
        return
    if result.changes.empty:
        if result.refused_before is not None:
            st.warning(plain(visit.say(result.refused_before)), icon=":material/info:")
        return
    labels = measure_labels(asked.survey.questionnaire, visit)
    rows = result.changes.assign(label=result.changes.measure.map(labels))
    finding = changes_sentence(rows)
    before = visit.say(Sentence("The wave before: {wave}.", {"wave": wave_label(result.before, visit)}))
    caption = _(
        "Each share of the topic chosen above less that of the wave before, with the range of the difference; the "
        "dotted line is no change. A range that crosses it is no clear change, which is not the same as none."
    )
    shown = rows[rows.measure.isin(topic.measures)]
    words = {code: _(word) for code, word in DIRECTIONS.items()}
    said = [visit.say(change_sentence(as_beginning(row.label), row)) for _index, row in shown.iterrows()]
    worded = shown.assign(word=shown.direction.map(words), verdict_text=said).drop(columns="flag")
    columns = {
        "label": _("What"), "word": _("What became of it"), "difference_per_100": _("Difference, in 100"),
        "difference_lower": _("Likely from"), "difference_upper": _("Likely to"), "n": _("Answers in both"),
        "verdict_text": _("What may be said"),
    }  # fmt: skip
    if shown.difference_per_100.isna().all():
        anatomy.show_finding(visit, finding)
        tables.show_rows(visit, worded, columns, caption=caption)
        return
    chart = survey_shares.build_changes(shown, visit)
    told = figures.Words(finding, f"{before} {caption}", asked.origin(visit))
    figures.figure(visit, chart, worded, columns, told, key="survey-changes")


def show_choices(visit: Visit, asked: Asked) -> None:
    """How the answers to one question fall on its choices; which one is kept in the address."""
    _ = visit._
    form = asked.survey.questionnaire
    names = question_labels(form, visit)
    if not names:
        return
    chosen = choose_one(
        _("Question of the form"), "survey_question", list(names), names, _first(asked, list(names)), is_short=False
    )
    question = form.question(chosen)
    choices = {one.name: one.label(visit.language.code) for one in question.choices}
    found = by_choice(visit.store, visit.scope, asked.survey.survey_id, asked.wave, chosen)
    if found.empty:
        return
    rows: pd.DataFrame = found.assign(label=found.choice.map(choices))
    several = _("Several answers could be given, so they may add up to more than 100.")
    caption = _("The question chosen above: of 100 people who gave an answer, with the range; weighted.")
    caption = f"{caption} {several}" if question.kind == SEVERAL else caption
    show_share_dots(visit, rows, figures.Words(most_sentence(rows), caption, asked.origin(visit)), "survey-choices")


def _first(asked: Asked, questions: list[str]) -> str:
    """The first question that takes several answers, or else the first."""
    several = [name for name in questions if asked.survey.questionnaire.question(name).kind == SEVERAL]
    return (several or questions)[0]
