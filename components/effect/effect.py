"""The parts of Effect: what is compared, the verdict, months around joining, other ways to ask, and who joined when."""

from __future__ import annotations

from contextlib import AbstractContextManager
from textwrap import wrap

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import charts
from components.drawing.charts import OKABE_ITO, by_kind, legend, line_at, span, tips
from components.maps import PlaceMap
from components.maps.county_map import graded_legend, map_of_country, show_map_figure
from components.shell.filters import choose_one
from components.shell.notices import plain, show_sentences
from components.shell.visit import Visit
from usalama.effect.effect import LABELS, Effect, word_label
from usalama.effect.effect_card import USES
from usalama.effect.effect_checks import CHECKS
from usalama.model import Sentence
from usalama.registers import ROLLOUT_STAGES, STAGE_WORDS

DEFAULT_STAGE = "tools_live"
MAP_HEIGHT = 460
BLUE, GREY, BEFORE_FILL = OKABE_ITO[0], "#767676", "#ededed"
NOTHING_CHANGED = 1.0
DASHED = {"strokeDash": [6, 4], "color": "#000000"}
NAME_LETTERS, NAME_PIXELS = 20, 170


def choose_stage(visit: Visit) -> str:
    """Which stage counts as joining, kept in the address."""
    names = {stage: visit._(STAGE_WORDS[stage]) for stage in ROLLOUT_STAGES}
    label = visit._("A county has joined when it came as far as")
    return choose_one(label, "joined_at", ROLLOUT_STAGES, names, DEFAULT_STAGE, is_short=False)


def working(visit: Visit) -> AbstractContextManager[None]:
    """What stands where the result will be while it is worked out: once for each version of the data."""
    return st.spinner(visit._("Working it out: this takes some seconds, once for each version of the data."))


def show_card(visit: Visit, result: Effect) -> None:
    """What is compared with what, before any result."""
    show_sentences(visit, result.card.sentences)
    st.caption(
        visit._(
            "Reports of the categories chosen at the side, all of them by default. Whoever tries many categories and "
            "stages will find one that falls by chance: choose before you look."
        )
    )


def show_verdict(visit: Visit, result: Effect) -> None:
    """One of four words, then the sentence, its range and what it rests on."""
    word = visit.say(word_label(result.word))
    if result.nature in LABELS:
        word = visit.say(Sentence(LABELS[result.nature], {"word": word}))
    with st.container(border=True):
        st.markdown(f"### {plain(word)}")
        first, *others = result.sentences
        st.markdown(plain(visit.say(first)))
        show_sentences(visit, others)


def show_study(visit: Visit, result: Effect, study: pd.DataFrame) -> None:
    """Months before and after joining, around 1."""
    _ = visit._
    if study.empty:
        st.markdown(_("There is nothing to draw: no county can be compared before and after joining."))
        return
    caption = Sentence(
        "Reports for each one that was to be expected, by months since joining; likely ranges, and 1 (dashed) "
        "where nothing changed. Before joining (grey squares) the dots should lie around 1; the last month before "
        "is 1 by definition. Of 20 such ranges about one misses the truth by chance, so no single month decides "
        "anything. {counties} counties that joined, {start} to {end}; reports are counted for each person who "
        "lives there.",
        {
            "counties": int(study.county_count.max()),
            "start": result.about.period_used.start,
            "end": result.about.period_used.end,
        },
    )
    columns = {"months_since": _("Months since joining"), **_ratio_columns(visit), "county_count": _("Counties")}
    charts.show_figure(
        visit, build_event_study(study, visit), study, columns, caption=caption, key="event-study", decimals=2
    )


def show_checks(visit: Visit, result: Effect) -> None:
    """Whether the answer holds when it is asked in other ways."""
    _ = visit._
    if result.checks.empty:
        st.markdown(_("Nothing can be checked until there is a result."))
        return
    show_sentences(visit, result.check_sentences)
    rows = result.checks.assign(name=[_(CHECKS[name]) for name in result.checks["name"]])
    caption = Sentence(
        "The same question asked in other ways: reports for each one that was to be expected, with likely ranges "
        "where there is one; 1 (dashed) is no change. Where a share of reports is named, it is that share for each "
        "one that was to be expected. All counties of the comparison, {start} to {end}.",
        {"start": result.about.period_used.start, "end": result.about.period_used.end},
    )
    columns = {"name": _("Asked how"), **_ratio_columns(visit), "n": _("Reports")}
    charts.show_figure(
        visit, build_checks(rows, visit), rows, columns, caption=caption, key="effect-checks", decimals=2
    )


def _ratio_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return {"value": _("For each one expected"), "lower": _("Likely from"), "upper": _("Likely to")}


def show_joined(visit: Visit, result: Effect) -> None:
    """The counties by year of joining, as a map and with their months as a table."""
    _ = visit._
    rows = result.card.rows
    if result.nature is None:
        st.markdown(_("No county is drawn as joined or not joined while dates and reports are of different kinds."))
        return
    caption = visit.say(
        Sentence(
            "Counties by the year in which they came as far as {stage}; the table has the month from which each "
            "counts as joined, and how it is used.",
            {"stage": Sentence(STAGE_WORDS[result.stage])},
        )
    )
    worded = rows.assign(
        use=[_(USES[use]) for use in rows.use],
        joined_month=["" if month is None else visit.language.month(month) for month in rows.joined_month],
    )
    columns = {
        "county_name": _("County"),
        "joined_month": _("Joined from"),
        "use": _("How it is used"),
        "months_before": _("Months before"),
        "months_after": _("Months after"),
    }
    drawn = build_joined_map(rows, visit, caption)
    show_map_figure(visit, drawn, worded, columns, key="joined-map", table_key="joined-table", height=MAP_HEIGHT)


def build_joined_map(rows: pd.DataFrame, visit: Visit, name: str) -> PlaceMap:
    """Counties by year of joining; those that have not are a class of their own.

    Arguments:
        rows: county_code, joined_month (None for never).
    """
    _ = visit._
    years = sorted({month.year for month in rows.joined_month if month is not None})
    classes = [_("not joined"), *(str(year) for year in years)]
    level = {year: position for position, year in enumerate(years, start=1)}
    dated = list(zip(rows.county_code, rows.joined_month, strict=True))
    return map_of_country(
        visit,
        name=name,
        legend=graded_legend(visit, _("Year of joining"), classes),
        values={code: 0 if month is None else level[month.year] for code, month in dated},
        tooltips={code: _("not joined") if month is None else visit.language.month(month) for code, month in dated},
    )


def show_methods(visit: Visit, methods: tuple[Sentence, ...]) -> None:
    """How one county alone and the plans were judged."""
    with st.expander(visit._("How one county and the plans were judged")):
        for method in methods:
            st.write(visit.say(method))


def build_event_study(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """The effect by months since joining: squares before, dots after, each with its range, around 1.

    Arguments:
        rows: months_since, value, lower, upper, county_count; upper is missing where there is no range.
    """
    _ = visit._
    names = [_("before joining"), _("after joining")]
    shown = rows.assign(part=[names[int(month >= 0)] for month in rows.months_since])
    month = alt.X("months_since:Q", title=_("Months since joining"), axis=alt.Axis(tickMinStep=1, format="d"))
    ratio = alt.Y("value:Q", title=_("Reports for each one expected"), scale=alt.Scale(zero=False))
    opaque = legend(240, symbolOpacity=1)
    colour = by_kind(alt.Color, "part:N", names, [GREY, BLUE], title=None, legend=opaque)
    shape = by_kind(alt.Shape, "part:N", names, ["square", "circle"], title=None)
    base = alt.Chart()
    first = pd.DataFrame({"start": [float(rows.months_since.min()) - 0.5], "end": [-0.5]})
    shade = alt.Chart(first).mark_rect(color=BEFORE_FILL).encode(x=alt.X("start:Q"), x2=alt.X2("end:Q"))
    ranges = base.mark_rule(strokeWidth=5, opacity=0.35).encode(month, alt.Y("lower:Q"), alt.Y2("upper:Q"), colour)
    dots = base.mark_point(filled=True, size=45, opacity=1).encode(month, ratio, colour, shape, tooltip=_tips(visit))
    layers = [shade] if rows.months_since.min() < 0 else []
    layers += [ranges, line_at(alt.Y, NOTHING_CHANGED, "one", **DASHED), dots]
    return alt.LayerChart(data=shown, layer=layers, height=320)


def build_checks(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """The same question asked in other ways, one under another, around 1.

    Arguments:
        rows: name (for people), value, lower, upper.
    """
    shown = rows.assign(label=["|".join(wrap(name, NAME_LETTERS)) for name in rows["name"]])
    axis = alt.Axis(labelExpr="split(datum.label, '|')", labelLimit=NAME_PIXELS, labelLineHeight=14, labelOverlap=False)
    name = alt.Y("label:N", title=None, sort=list(shown.label), axis=axis)
    # The plot is narrow on a phone: the title ends where it ends, and reaches to the left under the names.
    title = alt.Axis(titleAnchor="end", titleAlign="right")
    ratio = alt.X("value:Q", title=visit._("Reports for each one expected"), scale=alt.Scale(zero=False), axis=title)
    tooltip = [*tips(("name:N", " ")), *_tips(visit)[1:4]]
    dots = alt.Chart().mark_circle(size=110, opacity=1, color=BLUE).encode(name, ratio, tooltip=tooltip)
    layers = [span(name, "lower", "upper", color=BLUE), line_at(alt.X, NOTHING_CHANGED, "one", **DASHED), dots]
    return alt.LayerChart(data=shown, layer=layers, height=alt.Step(72))


def _tips(visit: Visit) -> list[alt.Tooltip]:
    _ = visit._
    return tips(
        ("months_since:Q", _("Months since joining")),
        ("value:Q", _("For each one expected"), ".2f"),
        ("lower:Q", _("Likely from"), ".2f"),
        ("upper:Q", _("Likely to"), ".2f"),
        ("county_count:Q", _("Counties")),
    )
