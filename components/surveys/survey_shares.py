"""Shares of a survey in words, as dots with graded bands and as a table: what every part of Surveys draws."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures, row_names, tables
from components.drawing.charts import OKABE_ITO, OUTLINE, by_kind, legend, line_at, span, tips
from components.drawing.shared_charts import share_tooltips
from components.drawing.spoken import SAID, with_words
from components.shell.visit import Visit
from components.surveys.survey_labels import wave_label
from usalama.asking.held_records import RegisterRows
from usalama.model import N_
from usalama.surveys.survey_estimates import TRUST, with_half_limits
from usalama.surveys.surveys import METHOD, HeldSurvey

LINE, MOST_LINES = 46, 2
# Labels up to so long stand beside the marks, longer ones above them: a phone has no room for both.
BESIDE = 22
# Two labels that are cut to the same text are still two rows.
UNSEEN = "\u200b"
# A row of short labels; of long ones, which need two lines over their mark on a phone, nearer to it than to the next.
SHORT_ROW, LONG_ROW, RISE = 22, alt.Step(48), "15"
STEPS = alt.Axis(tickCount=5)
NUMBERS = ["share_per_100", "share_lower", "share_upper", "half_lower", "half_upper"]


def build_shares(rows: pd.DataFrame, visit: Visit, title: str, colour: str = OKABE_ITO[0]) -> alt.LayerChart:
    """Shares as dots; the darker band holds the truth as likely as not, the lighter one in 95 of 100 cases.

    Arguments:
        rows: label, share_per_100, share_lower, share_upper, half_lower, half_upper, n, flag.
        title: of the axis: a share of what.
    """
    firm, few = (visit._(TRUST[flag]) for flag in ("ok", "unstable"))
    shown = rows.dropna(subset="share_per_100")[["label", *NUMBERS, "n", "flag"]].astype({"n": float})
    shown = shown.assign(label=_told_apart(shown.label))
    shown = with_words(shown, visit, N_("{label}: {share_per_100} in 100, likely {share_lower} to {share_upper}"))
    shown = shown.assign(firm=[firm if flag == "ok" else few for flag in shown.flag]).drop(columns="flag")
    label = _places(shown)
    scale = _along(shown, domainMin=0, domainMax=min(100, _round_up(shown.share_upper.max())), nice=True)
    # Where all are reliable, a legend of two shapes would ask for a second one.
    shapes = legend(columns=0) if (shown.firm == few).any() else None
    wide = span(
        label, "share_lower", "share_upper", width=7, opacity=0.28, color=colour, title=title, scale=scale, axis=STEPS
    )
    half = span(label, "half_lower", "half_upper", width=7, opacity=0.5, color=colour)
    dots = (
        alt.Chart()
        .mark_point(size=90, filled=True, opacity=1, color=colour)
        .encode(
            label,
            alt.X("share_per_100:Q"),
            by_kind(alt.Shape, "firm:N", [firm, few], ["circle", "diamond"], title=None, legend=shapes),
            SAID,
            tooltip=[*share_tooltips(visit), alt.Tooltip("n:Q", title=visit._("Answers"), format=",")],
        )
    )
    return _layered([wide, half, dots], shown, label)


def _round_up(number: float) -> float:
    return 100.0 if pd.isna(number) else float(-(-number // 10) * 10)


def _told_apart(texts: pd.Series) -> list[str]:
    lines = [wrapped(text) for text in texts]
    return [line + UNSEEN * lines[:place].count(line) for place, line in enumerate(lines)]


def wrapped(text: str) -> str:
    """A label on up to two lines, so that it fits beside a chart on a phone."""
    lines = textwrap.wrap(text, LINE)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], textwrap.shorten(lines[MOST_LINES - 1], LINE - 1, placeholder="") + "…"]
    return "\n".join(lines)


def _are_beside(shown: pd.DataFrame) -> bool:
    return bool(shown.label.str.len().max() <= BESIDE)


def _places(shown: pd.DataFrame) -> alt.Y:
    """A row a label, in the order given; long labels leave room above the first one."""
    if _are_beside(shown):
        return alt.Y("label:N", title=None, sort=None, axis=alt.Axis(labelLimit=190, labelOverlap=False))
    return alt.Y("label:N", title=None, sort=None, axis=None, scale=alt.Scale(paddingOuter=0.3))


def _layered(marks: list[alt.Chart], shown: pd.DataFrame, place: alt.Y) -> alt.LayerChart:
    """The marks over each other, with the names of rows that are too long for an axis.

    Data and height are given once for all: ``+`` would copy every layer again for each that is added.
    """
    if _are_beside(shown):
        return alt.LayerChart(data=shown, layer=marks, height=alt.Step(SHORT_ROW))
    return alt.LayerChart(data=shown, layer=[*marks, *row_names.written(place, "label", rise=RISE)], height=LONG_ROW)


def _along(shown: pd.DataFrame, **look: Any) -> alt.Scale:
    return alt.Scale(**look) if _are_beside(shown) else row_names.beside_names(**look)


def build_changes(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Differences between two waves around the line of no change; open where it is not clear which way.

    Arguments:
        rows: label, difference_per_100, difference_lower, difference_upper, direction.
    """
    _ = visit._
    clear, unclear = _("clear change"), _("no clear change, or too few to say")
    columns = ["label", "difference_per_100", "difference_lower", "difference_upper"]
    shown = rows.dropna(subset=columns[1])
    is_clear = shown.direction.isin(("rose", "fell"))
    shown = shown[columns].assign(clear=[clear if one else unclear for one in is_clear], label=_told_apart(shown.label))
    label, title, blue = _places(shown), _("Difference, in 100"), OKABE_ITO[0]
    look: dict[str, Any] = {"opacity": 0.4, "color": blue, "title": title, "scale": _along(shown)}
    ranges = span(label, "difference_lower", "difference_upper", **look)
    dots = (
        alt.Chart()
        .mark_point(size=90, filled=True, opacity=1, color=blue)
        .encode(
            label,
            alt.X("difference_per_100:Q"),
            by_kind(alt.Shape, "clear:N", [clear, unclear], ["circle", "cross"], title=None, legend=legend(columns=0)),
            tooltip=tips(
                ("label:N", " "),
                ("difference_per_100:Q", title, "+.1f"),
                ("difference_lower:Q", _("Likely from"), "+.1f"),
                ("difference_upper:Q", _("Likely to"), "+.1f"),
            ),
        )
    )
    none = line_at(alt.X, 0.0, "none", color=OUTLINE, strokeDash=[4, 3])
    return _layered([none, ranges, dots], shown, label)


@dataclass(frozen=True)
class Asked:
    """A wave of a survey, as the parts of the page are asked for it.

    Arguments:
        held: what the answers are and who asked.
    """

    survey: HeldSurvey
    wave: str
    held: RegisterRows

    def origin(self, visit: Visit) -> figures.Origin:
        """What a figure of the wave was made from, with what is to be known of it before its numbers are read."""
        wave = self.survey.wave(self.wave)
        title = self.survey.questionnaire.title or self.survey.survey_id
        made = figures.origin_of(visit, self.held, METHOD, f"{title}, {wave_label(wave, visit)}")
        return replace(made, notes=(*made.notes, *wave.notes))


def show_share_dots(visit: Visit, rows: pd.DataFrame, words: figures.Words, key: str) -> None:
    """Shares as dots with their table; where none can be shown, the table says why."""
    shown, columns = _trusted(visit, rows), _share_columns(visit, rows)
    if rows.share_per_100.notna().any():
        chart = build_shares(with_half_limits(rows), visit, visit._("In 100 people who answered"))
        figures.figure(visit, chart, shown, columns, words, key=key)
        return
    st.caption(visit._("Too few people of any kind answered for a share to be shown."))
    tables.show_rows(visit, shown, columns, caption=tables.in_words(visit, words.caption))


def _trusted(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    words = {flag: visit._(word) for flag, word in TRUST.items()}
    return rows.assign(trust=rows.flag.map(words)).drop(columns="flag")


def _share_columns(visit: Visit, rows: pd.DataFrame) -> dict[str, str]:
    _ = visit._
    names = "label share_per_100 share_lower share_upper n"
    columns = tables.columns(visit, names, share_per_100=_("In 100"), trust=_("Reliability"))
    return columns | ({"verdict_text": _("What may be said")} if "verdict_text" in rows else {})
