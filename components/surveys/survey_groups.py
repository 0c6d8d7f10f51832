"""One measure by kinds of people, one at a time, and beside what was printed of it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.shell.filters import choose_one
from components.shell.visit import Visit
from components.surveys.survey_labels import group_names, measure_labels
from components.surveys.survey_shares import Asked, show_share_dots
from usalama.model import Sentence
from usalama.surveys.survey_beside import NOT_THE_SAME_QUESTION, printed_beside
from usalama.surveys.survey_estimates import DIMENSION_NAMES
from usalama.surveys.survey_words import groups_sentence
from usalama.surveys.surveys import by_group

SEX = "sex"


def show_groups(visit: Visit, asked: Asked) -> None:
    """One measure by one way to tell people apart; both kept in the address."""
    _ = visit._
    labels = measure_labels(asked.survey.questionnaire, visit)
    if not labels:
        return
    left, right = st.columns(2, gap="large")
    with left:
        code = choose_one(
            _("Look closely at"), "survey_measure", list(labels), labels, next(iter(labels)), is_short=False
        )
    found = by_group(visit.store, visit.scope, asked.survey.survey_id, asked.wave, code, visit.subject)
    held = [one for one in DIMENSION_NAMES if len(found) and (found.dimension == one).any() and one != "all"]
    if not held:
        st.caption(_("This survey does not say who answered, so nobody can be told apart."))
        return
    names = {one: _(DIMENSION_NAMES[one]) for one in held}
    default = SEX if SEX in held else held[0]
    with right:
        chosen = choose_one(_("People told apart by"), "survey_group", held, names, default)
    _show_one(visit, asked, found, chosen)
    _show_printed(visit, found, code)


def _show_one(visit: Visit, asked: Asked, found: pd.DataFrame, dimension: str) -> None:
    group = group_names(asked.survey.questionnaire, dimension, visit)
    everybody = found[found.dimension == "all"].assign(label=visit._("everybody"))
    own = found[found.dimension == dimension].assign(label=lambda rows: rows.group.map(group))
    order = {one: place for place, one in enumerate(group)}
    own = own.sort_values("group", key=lambda codes: codes.map(order))
    # What a form says is text of people: it stands in charts and tables, and in no caption, which may hold markup.
    said = Sentence(
        "The question chosen above, by {groups}, and everybody together: of 100 people of each kind who answered, with "
        "the range. The choice of counties at the side does not narrow a survey.",
        {"groups": Sentence(DIMENSION_NAMES[dimension])},
    )
    words = figures.Words(groups_sentence(own), visit.say(said), asked.origin(visit))
    show_share_dots(visit, pd.concat([everybody, own]), words, "survey-groups")


def _show_printed(visit: Visit, found: pd.DataFrame, code: str) -> None:
    """What a national survey printed of the same substance, in a table of its own and never in one picture."""
    _ = visit._
    rows = printed_beside(found, code, visit.subject)
    if rows.empty:
        return
    heading = _("Beside the national survey of 2022")
    st.markdown(f"**{heading}**")
    st.markdown(visit.say(NOT_THE_SAME_QUESTION))
    columns = tables.columns(
        visit,
        "region_name share_per_100 share_lower share_upper n printed source",
        share_per_100=_("This survey, in 100"),
        printed=_("Printed, in 100"),
    )
    # Nothing printed is not nought: a dash says so.
    tables.show_rows(visit, rows.astype({"printed": float}).drop(columns="flag"), columns, caption=heading)
