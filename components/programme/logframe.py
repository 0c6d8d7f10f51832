"""Targets on Rollout: every indicator on its way, one by quarter, the preventive share, and the workbook."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from components.drawing import figures, row_names, shared_charts, tables
from components.drawing.charts import INK, QUIET, by_kind, line_at, tips
from components.entry import register_page
from components.entry.register_editor import show_editor
from components.entry.register_page import offer_file
from components.entry.uploads import choose_file, clerk_at, look_and_store, own_source, upload_entry
from components.shell import anatomy
from components.shell.filters import choose_one
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.actions.keep_records import import_logframe
from usalama.actions.receipt import Receipt
from usalama.model import N_, Sentence
from usalama.programme.progress.logframe import (
    EXAMPLE,
    RATINGS,
    Logframe,
    example_sentence,
    indicator_quarters,
    quarter_words,
)
from usalama.programme.progress.logframe_file import logframe_workbook
from usalama.programme.progress.preventive_share import preventive_share
from usalama.registers import INDICATOR, INDICATOR_VALUE, LEVEL_WORDS, MEASURE_WORDS

# A shape and a colour that is neither red nor green; the word stands beside it.
SIGNS = {
    "reached": ("circle", "#0072B2"),
    "not_sure": ("triangle-up", "#D55E00"),
    "behind": ("square", "#8a4fa3"),
    "no_value": ("cross", "#767676"),
}
WAY = 100
# How far beyond the baseline and the target a value is drawn; what lies further stands at the edge.
LEAST, MOST = -20, 140
NAME_LETTERS, WIDE_LETTERS, PHONE_LETTERS, ROW_STEP = 44, 86, 62, 64
UPLOAD_MEGABYTES = 5


def show_indicators(visit: Visit, result: Logframe) -> None:
    """Every indicator on its way from the baseline to its target, with its state in a word and a shape."""
    _ = visit._
    rows, examples = _worded(visit, result), int(result.rows.is_example.fillna(False).astype(bool).sum())
    caption = _("How far each value has come from its baseline (0) to its target (100), with its likely range.")
    if examples:
        caption = f"{caption} {visit.say(example_sentence(examples, len(rows)))}"
    words = register_page.words_of(visit, result, caption, place=_("the whole programme"))
    figures.figure(visit, build_ways(rows, visit), rows, _indicator_columns(visit), words, key="logframe")


def build_ways(rows: pd.DataFrame, visit: Visit) -> alt.LayerChart:
    """A row for each indicator: the way to its target as a bar, the value as a mark on it, and what it says above.

    Arguments:
        rows: title, said, rating, baseline, target, value, lower, upper.
    """
    shown = _on_the_way(rows)
    name = alt.Y("label:N", title=None, sort=None, axis=None, scale=alt.Scale(paddingOuter=0.4))
    scale = row_names.beside_names(domain=[LEAST, MOST], nice=False, clamp=True)
    along = alt.X("way:Q", title=None, scale=scale, axis=_ends(visit))
    base, states = alt.Chart(), list(SIGNS)
    known = base.transform_filter("isValid(datum.way)")
    bars = known.mark_bar(size=8, opacity=0.3, color=QUIET, aria=False)
    ranges = known.transform_filter("isValid(datum.way_lower)").mark_rule(strokeWidth=8, opacity=0.5, aria=False)
    shape = by_kind(alt.Shape, "rating:N", states, [shape for shape, _colour in SIGNS.values()], legend=None)
    colour = by_kind(alt.Color, "rating:N", states, [colour for _shape, colour in SIGNS.values()], legend=None)
    layers = [
        bars.encode(name, alt.X("from:Q", scale=scale), alt.X2("to:Q")),
        ranges.encode(name, alt.X("way_lower:Q", scale=scale), alt.X2("way_upper:Q"), colour),
        line_at(alt.X, WAY, "target", color=INK, strokeDash=[4, 3]),
        known.mark_point(size=120, filled=True, opacity=1).encode(
            name, along, shape, colour, description=alt.Description("told:N"), tooltip=tips(("told:N", " "))
        ),
        *row_names.written_by_width(name, "full", "brief", rise="14"),
        *row_names.written(name, "label", rise=f"14 + {row_names.LINE_HEIGHT} * length(split(datum.brief, '\\n'))"),
    ]
    return alt.LayerChart(data=shown, layer=layers, height=alt.Step(ROW_STEP))


def _ends(visit: Visit) -> alt.Axis:
    names = f"datum.value == 0 ? {json.dumps(visit._('baseline'))} : {json.dumps(visit._('target'))}"
    # The first begins where the way does: on a phone there is no room for half of it before.
    align = {"condition": {"test": "datum.value == 0", "value": "left"}, "value": "center"}
    return alt.Axis(values=[0, WAY], orient="top", labelExpr=names, labelLimit=200, labelAlign=align)


def _on_the_way(rows: pd.DataFrame) -> pd.DataFrame:
    """Values in parts of 100 of the way; none where there is no way to go."""
    baseline, target = (pd.to_numeric(rows[name]).astype(float) for name in ("baseline", "target"))
    length = (target - baseline).where(target != baseline)
    ends = {
        f"way{end}": WAY * (pd.to_numeric(rows[name]).astype(float) - baseline) / length
        for end, name in (("", "value"), ("_lower", "lower"), ("_upper", "upper"))
    }
    told = [f"{title}: {said}" for title, said in zip(rows.title, rows.said, strict=True)]
    made = rows[["rating"]].assign(
        **ends,
        told=told,
        label=[_lines(title, NAME_LETTERS) for title in rows.title],
        full=[_lines(said, WIDE_LETTERS) for said in rows.said],
        # On a phone the first sentence: where the way began and where it leads is in the picture.
        brief=[_lines(said.partition(". ")[0], PHONE_LETTERS) for said in rows.said],
    )
    return made.assign(**{"from": 0.0, "to": float(WAY)})


def _lines(text: str, letters: int) -> str:
    return "\n".join(wrap(text, letters))


def choose_indicator(visit: Visit, result: Logframe) -> str:
    """Which indicator to look at alone, kept in the address."""
    names = {str(row.record_id): visit._(row.title) for row in result.rows.itertuples()}
    return choose_one(visit._("Indicator"), "indicator", list(names), names, next(iter(names)), is_short=False)


def show_one(visit: Visit, result: Logframe) -> None:
    """One indicator by quarter, with where its values come from."""
    _ = visit._
    chosen = choose_indicator(visit, result)
    quarters = indicator_quarters(visit.store, visit.scope, visit.subject, visit.today, chosen)
    row = result.rows[result.rows.record_id == chosen].iloc[0]
    series = _with_quarters(visit, quarters)
    caption = _(
        "The indicator chosen above, by quarter: dots with the likely range, if there is one; targets as a dashed line."
    )
    states = {code: _(word) for code, word in RATINGS.items()}
    columns = tables.columns(visit, "quarter_name target value lower upper n state evidence", n=_("Counted"))
    shown = series.assign(state=series.rating.map(states)).drop(columns="flag")
    words = register_page.words_of(visit, result, caption, row.sentence, place=_("the whole programme"))
    chart = shared_charts.build_quarters(series, _(row.unit), visit)
    figures.figure(visit, chart, shown, columns, words, key="indicator")
    st.caption(plain(_(row.definition)))
    st.caption(plain(" ".join(_provenance(visit, row))))


def _provenance(visit: Visit, row: pd.Series) -> list[str]:
    _ = visit._
    measure = MEASURE_WORDS.get(row.measure) if isinstance(row.measure, str) else None
    computed = Sentence("Computed from the store: {measure}.", {"measure": Sentence(measure or "")})
    entered = Sentence("Values are entered, each with its evidence.")
    said = [
        visit.say(computed if measure else entered),
        visit.say(Sentence("Source: {source}", {"source": _(row.means) if isinstance(row.means, str) else "–"})),
        visit.say(
            Sentence("Responsible: {who}", {"who": _(row.responsible) if isinstance(row.responsible, str) else "–"})
        ),
    ]
    return [*said, visit.say(EXAMPLE)] if _is_example(row) else said


def _is_example(row: Any) -> bool:
    return bool(pd.notna(row.is_example) and row.is_example)


def show_preventive(visit: Visit, result: Logframe) -> None:
    """The preventive share of all activities, by quarter."""
    _ = visit._
    found = preventive_share(visit.store, visit.scope, visit.subject, visit.today)
    rows = _with_quarters(visit, found.rows)
    if rows.value.isna().all():
        st.markdown(plain(visit.say(found.finding)))
        return
    caption = _(
        "Of every 100 activities recorded in a quarter, how many were to prevent something rather than answer it; "
        "the bar is the likely range."
    )
    unit = _("Preventive, of 100 activities")
    columns = tables.columns(visit, "quarter_name value lower upper n flag", value=unit, n=_("Activities"))
    words = register_page.words_of(visit, result, caption, found.finding, place=_("the whole programme"))
    figures.figure(visit, shared_charts.build_quarters(rows, unit, visit), rows, columns, words, key="preventive")


def show_workbook(visit: Visit) -> None:
    """The workbook to take away and, for the operator, to bring back."""
    _ = visit._
    visited = (visit.store, visit.scope, visit.subject, visit.today)
    offer_file(_("The logframe as XLSX"), lambda: logframe_workbook(*visited), "logframe.xlsx", "download-logframe")
    if visit.scope.name != "operator":
        return
    st.caption(
        _(
            "Change the sheets indicator and indicator_value and bring the workbook back: what is new or changed is "
            "stored, nothing is removed, and what is computed is computed again."
        )
    )
    upload = choose_file(visit, _("A workbook with indicators"), ["xlsx"], "upload-logframe", UPLOAD_MEGABYTES)

    def keep(path: Path, is_trial: bool) -> Receipt:
        name = upload.name if upload else ""
        return import_logframe(clerk_at(visit), path, own_source(visit), name=name, dry_run=is_trial)

    look_and_store(visit, "logframe", upload_entry(visit, upload, (), keep), store=_("Store the indicators"))


def show_editors(visit: Visit) -> None:
    """The registers of indicators and of their values, for the operator to change."""
    if visit.scope.name == "operator":
        anatomy.show_folds(visit, "registers", {N_("Change indicators, targets and values"): lambda: _editors(visit)})


def _editors(visit: Visit) -> None:
    for title, register in ((N_("Indicators"), INDICATOR), (N_("Targets and values"), INDICATOR_VALUE)):
        st.markdown(f"**{visit._(title)}**")
        show_editor(visit, register)


def _indicator_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    return tables.columns(
        visit,
        "level_name title state value lower upper target unit quarter_name baseline baseline_on means responsible",
        level_name=_("Level"),
        example=_("example"),
    )


def _worded(visit: Visit, result: Logframe) -> pd.DataFrame:
    _ = visit._
    rows = _with_quarters(visit, result.rows)
    translated = ("title", "unit", "means", "responsible")
    texts = {name: [_(str(text)) for text in rows[name].fillna("")] for name in translated}
    said = [f"{_(RATINGS[row.rating])}: {visit.say(row.sentence)}" for row in rows.itertuples()]
    return rows.assign(
        **texts,
        said=said,
        level_name=[_(LEVEL_WORDS[level]) for level in rows.level],
        state=[_(RATINGS[rating]) for rating in rows.rating],
        example=[_("example") if _is_example(one) else "" for one in rows.itertuples()],
    )


def _with_quarters(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with quarter_name; empty where there is no quarter."""
    names = ["" if pd.isna(day) else visit.say(quarter_words(day)) for day in rows.quarter_start]
    return rows.assign(quarter_name=names)
