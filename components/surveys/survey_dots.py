"""Shares of a survey in words, as dots and as a table: the parts that every section of Surveys draws."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.drawing import charts, tables
from components.shell.notices import plain
from components.shell.visit import Visit
from components.surveys import charts_surveys
from usalama.model import Sentence
from usalama.surveys.survey_estimates import TRUST, with_half_limits

FEW = 8


def show_sentences(visit: Visit, sentences: list[Sentence]) -> None:
    """The first ones, and the others to unfold."""
    said = [f"- {plain(visit.say(sentence))}" for sentence in sentences]
    st.markdown("\n".join(said[:FEW]))
    if said[FEW:]:
        with st.expander(visit._("The others")):
            st.markdown("\n".join(said[FEW:]))


def show_share_dots(visit: Visit, rows: pd.DataFrame, caption: str, key: str) -> None:
    """Shares as dots with their table; where none can be shown, the table says why."""
    if rows.share_per_100.notna().any():
        title = visit._("In 100 people who answered")
        charts.show_chart(
            visit, charts_surveys.build_shares(with_half_limits(rows), visit, title), caption=caption, key=key
        )
    else:
        st.caption(visit._("Too few people of any kind answered for a share to be shown."))
    tables.show_table(visit, _trusted(visit, rows), _share_columns(visit), caption=caption, key=f"{key}-table")


def _trusted(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    words = {flag: visit._(word) for flag, word in TRUST.items()}
    return rows.assign(trust=rows.flag.map(words)).drop(columns="flag")


def _share_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {
        "label": _("What"),
        "share_per_100": _("In 100"),
        "share_lower": _("Likely from"),
        "share_upper": _("Likely to"),
        "n": _("Answers"),
        "trust": _("Reliability"),
    }
