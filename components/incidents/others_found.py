"""What stands beside reports and is never added to them: what a survey says, and what others printed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.incidents.rates.drugs_and_youth import NO_SUBSTANCE_SURVEY
from usalama.model import Nature, Sentence
from usalama.surveys.survey_beside import (
    HAPPENED,
    HAPPENED_LABEL,
    NOT_THE_SAME_QUESTION,
    TOLD_LABEL,
    Surveyed,
    use_in_30_days,
    used_sentence,
)
from usalama.surveys.survey_estimates import share_sentence

# Columns of printed figures whose text is translated.
WORDED = ("name", "category", "unit", "note")


def surveyed_text(visit: Visit, one: Surveyed | None) -> str:
    """A share of the newest survey with its range, the survey's name and its month; empty without one."""
    if one is None:
        return ""
    label = HAPPENED_LABEL if one.code in HAPPENED else TOLD_LABEL
    return plain(visit.say(_named(one, share_sentence(label, one.row))))


def _named(one: Surveyed, said: Sentence) -> Sentence:
    when: dict[str, object] = {"title": one.title, "wave": one.wave, "said": said}
    if one.last_on is None:
        return Sentence("By the survey {title}, wave {wave}. {said}", when)
    return Sentence("By the survey {title}, asked until {day}. {said}", when | {"day": one.last_on})


def show_use(visit: Visit, nature: Nature) -> None:
    """Who used what in the past 30 days, by the newest survey of one nature, or that there is none."""
    found = use_in_30_days(visit.store, visit.scope, nature)
    if not found:
        st.markdown(visit.say(NO_SUBSTANCE_SURVEY))
        return
    newest = found[0]
    heading = Sentence("In the past 30 days, of all who were asked:")
    st.markdown(plain(visit.say(_named(newest, heading))))
    lines = [plain(visit.say(used_sentence(one.code, one.row))) for one in found]
    st.markdown("\n".join(f"- {line}" for line in lines))
    st.caption(visit.say(NOT_THE_SAME_QUESTION))


def show_published(visit: Visit, figures: pd.DataFrame, heading: str) -> None:
    """Figures of others in a table, none without its source."""
    _ = visit._
    st.markdown(heading)
    names = tables.columns(visit, "name category place year value unit source note", name=_("What"))
    words = {column: [_(text.replace("_", " ")) for text in figures[column]] for column in WORDED}
    # A year is no number of anything: 2,014 would be one.
    years = [tables.MISSING if pd.isna(year) else f"{year:.0f}" for year in figures.year]
    tables.show_rows(visit, figures.assign(**words, year=years), names, caption=heading)
