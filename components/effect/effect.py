"""The parts of Effect: what is compared, the verdict, months around joining, other ways to ask, and who joined when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.drawing.charts import HALO, INK, OKABE_ITO, QUIET, as_floats, by_kind, legend, line_at, span, tips
from components.maps import PlaceMap, map_words, show_place_map
from components.maps.county_map import graded_legend, map_of_country
from components.shell import anatomy
from components.shell.filters import choose_one
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.effect.effect import METHOD, OF_NATURE, Effect
from usalama.effect.effect_card import USES, Card
from usalama.effect.effect_checks import CHECKS, Checked
from usalama.model import Sentence
from usalama.registers import ROLLOUT_STAGES, STAGE_WORDS

DEFAULT_STAGE = "tools_live"
MAP_HEIGHT = 460
BLUE, GREY = OKABE_ITO[0], "#767676"
NOTHING_CHANGED = 1.0
DASHED = {"strokeDash": [6, 4], "color": INK}
NAME_LETTERS, NAME_PIXELS, RATIO_STEP = 20, 170, 96
RATIO_CAPTION = Sentence(
    "Reports for each one that was to be expected, with the likely range; under them what can be seen of the "
    "recording, which the verdict must withstand."
)


def choose_stage(visit: Visit) -> str:
    """Which stage counts as joining, kept in the address."""
    names = {stage: visit._(STAGE_WORDS[stage]) for stage in ROLLOUT_STAGES}
    label = visit._("A county has joined when it came as far as")
    return choose_one(label, "joined_at", ROLLOUT_STAGES, names, DEFAULT_STAGE, is_short=False)


def show_verdict(visit: Visit, card: Card, ask: Callable[[], Effect], *, is_known: bool) -> Effect:
    """The verdict over its picture; while it is worked out, what is compared stands in its place.

    Arguments:
        ask: for the verdict.
        is_known: whether somebody asked for it already.
    """
    place = st.empty()
    if not is_known:
        with place.container():
            anatomy.show_finding(visit, *card.sentences[:2])
            with st.spinner(visit._("Working it out: this takes some seconds, once for each version of the data.")):
                result = ask()
    else:
        result = ask()
    with place.container():
        if result.rows.empty:
            show_joined(visit, card, result.finding)
        else:
            _show_ratios(visit, result)
    return result


def _show_ratios(visit: Visit, result: Effect) -> None:
    """What the verdict is made of: the reports, and beside them what can be seen of the recording."""
    rows = _named(result.rows, visit)
    nature = OF_NATURE.get(result.card.about.nature) if result.card.about.nature else None
    caption = " ".join(visit.say(one) for one in (nature, result.card.compared, RATIO_CAPTION) if one)
    words = figures.Words(result.finding, caption, figures.origin_of(visit, result.card.about, result.method))
    figures.figure(visit, build_ratios(rows, visit), rows, _ratio_columns(visit), words, key="effect", decimals=2)


def show_card(visit: Visit, card: Card) -> None:
    """What is compared with what."""
    show_sentences(visit, (*card.sentences, *card.about.notes))
    st.caption(
        visit._(
            "Reports of the categories chosen at the side, all of them by default. Whoever tries many categories and "
            "stages will find one that falls by chance: choose before you look."
        )
    )


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
            "start": result.card.about.period_used.start,
            "end": result.card.about.period_used.end,
        },
    )
    shares = {name: title for name, title in _ratio_columns(visit).items() if name in study}
    columns = {"months_since": _("Months since joining"), **shares, "county_count": _("Counties")}
    words = figures.Words(result.finding, caption, figures.origin_of(visit, result.card.about, result.method))
    chart = build_event_study(study, visit)
    figures.figure(visit, chart, study, columns, words, key="event-study", decimals=2)


def show_checks(visit: Visit, result: Effect, found: Checked) -> None:
    """Whether the answer holds when it is asked in other ways."""
    if found.rows.empty:
        st.markdown(visit._("Nothing can be checked until there is a result."))
        return
    rows, period = _named(found.rows, visit), result.card.about.period_used
    caption = Sentence(
        "The same question asked in other ways: reports for each one that was to be expected, with likely ranges "
        "where there is one; 1 (dashed) is no change. Where a share of reports is named, it is that share for each "
        "one that was to be expected. All counties of the comparison, {start} to {end}.",
        {"start": period.start, "end": period.end},
    )
    first, *others = found.sentences
    words = figures.Words(first, caption, figures.origin_of(visit, result.card.about, result.method))
    chart = build_ratios(rows, visit)
    figures.figure(visit, chart, rows, _ratio_columns(visit), words, key="effect-checks", decimals=2)
    show_sentences(visit, others)


def _named(rows: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    return rows.assign(name=[visit._(CHECKS[name]) for name in rows["name"]])


def _ratio_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    known = {"value": _("For each one expected"), "lower": _("Likely from"), "upper": _("Likely to")}
    return {"name": _("Asked how"), **known, "n": _("Reports")}


def show_joined(visit: Visit, card: Card, finding: Sentence | None = None) -> None:
    """The counties by year of joining, as a map and with their months as a table.

    Arguments:
        finding: what is said over the map; how many had joined where it is not given.
    """
    _ = visit._
    said = card.joined if finding is None else finding
    if card.nature is None:
        anatomy.show_finding(visit, said)
        st.markdown(_("No county is drawn as joined or not joined while dates and reports are of different kinds."))
        return
    caption = visit.say(
        Sentence(
            "Counties by the year in which they came as far as {stage}; the table has the month from which each "
            "counts as joined, and how it is used.",
            {"stage": Sentence(STAGE_WORDS[card.stage])},
        )
    )
    worded = card.rows.assign(
        use=[_(USES[use]) for use in card.rows.use],
        joined_month=["" if month is None else visit.language.month(month) for month in card.rows.joined_month],
    )
    columns = tables.columns(
        visit,
        "county_name joined_month use months_before months_after",
        joined_month=_("Joined from"),
        use=_("How it is used"),
        months_before=_("Months before"),
        months_after=_("Months after"),
    )
    drawn = build_joined_map(card.rows, visit, caption)
    drawn = replace(drawn, title=visit.say(said), subtitle=caption, source=", ".join(card.held.source_names))
    show_place_map(drawn, map_words(_), key="joined-map", height=MAP_HEIGHT)
    origin = figures.origin_of(visit, card.held, METHOD)
    origin = replace(origin, notes=(*origin.notes, *card.about.notes))
    figures.show_foot(visit, figures.Twin(worded, columns, caption), origin, key="joined-map-figure")


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


def build_event_study(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """The effect by months since joining: squares before, dots after, each with its range, around 1.

    Arguments:
        rows: months_since, value, lower, upper, county_count; upper is missing where there is no range.
    """
    _ = visit._
    names = [_("before joining"), _("after joining")]
    told = [
        f"{visit._('Months since joining')} {one.months_since}: {_in_words(visit, one.value, one.lower, one.upper)}"
        for one in rows.itertuples()
    ]
    shown = rows.assign(part=[names[int(month >= 0)] for month in rows.months_since], told=told)
    month = alt.X("months_since:Q", title=_("Months since joining"), axis=alt.Axis(tickMinStep=1, format="d"))
    ratio = alt.Y("value:Q", title=_("Reports for each one expected"), scale=alt.Scale(zero=False))
    opaque = legend(240, symbolOpacity=1)
    colour = by_kind(alt.Color, "part:N", names, [GREY, BLUE], title=None, legend=opaque)
    shape = by_kind(alt.Shape, "part:N", names, ["square", "circle"], title=None)
    base = alt.Chart()
    first = pd.DataFrame({"start": [float(rows.months_since.min()) - 0.5], "end": [-0.5]})
    shade = alt.Chart(first).mark_rect(color=QUIET, opacity=0.12).encode(x=alt.X("start:Q"), x2=alt.X2("end:Q"))
    ranges = base.mark_rule(strokeWidth=5, opacity=0.35).encode(month, alt.Y("lower:Q"), alt.Y2("upper:Q"), colour)
    dots = base.mark_point(filled=True, size=45, opacity=1).encode(
        month, ratio, colour, shape, description=alt.Description("told:N"), tooltip=_tips(visit)
    )
    layers = [shade] if rows.months_since.min() < 0 else []
    layers += [ranges, line_at(alt.Y, NOTHING_CHANGED, "one", **DASHED), dots]
    return alt.LayerChart(data=shown, layer=layers, height=320)


def build_ratios(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """Ratios one under another around 1, where nothing changed, each with its number and range in words.

    Arguments:
        rows: name (for people), value, lower, upper.
    """
    said = [_in_words(visit, one.value, one.lower, one.upper) for one in rows.itertuples()]
    told = [f"{name}: {text}" for name, text in zip(rows["name"], said, strict=True)]
    shown = rows.assign(label=["|".join(wrap(name, NAME_LETTERS)) for name in rows["name"]], said=said, told=told)
    axis = alt.Axis(labelExpr="split(datum.label, '|')", labelLimit=NAME_PIXELS, labelLineHeight=14, labelOverlap=False)
    name = alt.Y("label:N", title=None, sort=list(shown.label), axis=axis)
    # The plot is narrow on a phone: the title ends where it ends, and reaches to the left under the names.
    title = alt.Axis(titleAnchor="end", titleAlign="right", tickCount=5)
    ratio = alt.X("value:Q", title=visit._("Reports for each one expected"), scale=alt.Scale(zero=False), axis=title)
    dots = alt.Chart().mark_circle(size=150, opacity=1, color=BLUE)
    drawn = dots.encode(name, ratio, description=alt.Description("told:N"), tooltip=tips(("told:N", " ")))
    layers = [span(name, "lower", "upper", color=BLUE), line_at(alt.X, NOTHING_CHANGED, "one", **DASHED), drawn]
    one = pd.DataFrame({"one": [NOTHING_CHANGED], "label": [visit._("no change")]})
    word = alt.Chart(one).mark_text(align="right", dx=-6, baseline="top", fontSize=13, aria=False)
    layers += [word.encode(alt.X("one:Q"), alt.Text("label:N"), y=alt.YValue(2))]
    # A rim of the ground under the letters keeps the line from crossing them.
    rim: dict[str, Any] = {"dy": -18, "fontSize": 13, "aria": False}
    for numbers in (alt.Chart().mark_text(stroke=HALO, strokeWidth=4, color=HALO, **rim), alt.Chart().mark_text(**rim)):
        layers += [numbers.encode(name, alt.X("value:Q"), alt.Text("said:N"))]
    return alt.LayerChart(data=as_floats(shown), layer=layers, height=alt.Step(RATIO_STEP))


def _in_words(visit: Visit, value: float, lower: float, upper: float) -> str:
    numbers = {"value": f"{value:.2f}", "lower": f"{lower:.2f}", "upper": f"{upper:.2f}"}
    full = Sentence("{value} (likely {lower} to {upper})", numbers)
    return numbers["value"] if pd.isna(lower) or pd.isna(upper) else visit.say(full)


def _tips(visit: Visit) -> list[alt.Tooltip]:
    _ = visit._
    return tips(
        ("months_since:Q", _("Months since joining")),
        ("value:Q", _("For each one expected"), ".2f"),
        ("lower:Q", _("Likely from"), ".2f"),
        ("upper:Q", _("Likely to"), ".2f"),
        ("county_count:Q", _("Counties")),
    )
