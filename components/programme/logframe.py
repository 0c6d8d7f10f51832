"""The parts of the Logframe: indicators by level, one by quarter, the preventive share, and the workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, TypeAlias

import pandas as pd
import streamlit as st

from components.drawing import charts, shared_charts, tables
from components.entry.register_editor import show_editor
from components.entry.uploads import clerk_at, look_and_store, own_source, upload_entry
from components.shell.filters import choose_one
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.actions.keep_records import import_logframe
from usalama.actions.receipt import Receipt
from usalama.model import Sentence
from usalama.programme.progress.logframe import EXAMPLE, RATINGS, Logframe, quarter_words
from usalama.programme.progress.logframe_file import logframe_workbook
from usalama.registers import INDICATOR, INDICATOR_LEVELS, INDICATOR_VALUE, LEVEL_WORDS, MEASURE_WORDS

# A word, a shape and a colour that is neither red nor green.
Badge: TypeAlias = tuple[str, Literal["blue", "orange", "violet", "gray"]]
BADGES: dict[str, Badge] = {
    "reached": (":material/check_circle:", "blue"),
    "not_sure": (":material/change_history:", "orange"),
    "behind": (":material/stop:", "violet"),
    "no_value": (":material/radio_button_unchecked:", "gray"),
}
UPLOAD_MEGABYTES = 5
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_indicators(visit: Visit, result: Logframe) -> None:
    """Every indicator in a frame, by level: its state in a word and a shape, its value, its target."""
    st.markdown(plain(visit.say(result.summary)))
    for level in INDICATOR_LEVELS:
        own = result.rows[result.rows.level == level]
        if len(own):
            st.subheader(visit._(LEVEL_WORDS[level]))
        for row in own.itertuples():
            with st.container(border=True, key=f"indicator-{row.record_id}"):
                _show_indicator(visit, row)
    shown = _worded(visit, result)
    caption = visit._("Every indicator with the newest quarter that is over, its value, its range and its target.")
    tables.show_table(visit, shown, _indicator_columns(visit), caption=caption, key="logframe-table")


def _show_indicator(visit: Visit, row: Any) -> None:
    _ = visit._
    st.markdown(f"**{plain(_(row.title))}**")
    icon, colour = BADGES[row.rating]
    with st.container(horizontal=True, gap="small"):
        st.badge(_(RATINGS[row.rating]), icon=icon, color=colour)
        if _is_example(row):
            st.badge(_("example"), color="gray")
    st.markdown(plain(visit.say(row.sentence)))
    st.caption(plain(_(row.definition)))


def show_one(visit: Visit, result: Logframe) -> None:
    """One indicator by quarter, with where its values come from; which one is kept in the address."""
    _ = visit._
    names = {str(row.record_id): _(row.title) for row in result.rows.itertuples()}
    chosen = choose_one(_("Indicator"), "indicator", list(names), names, next(iter(names)), is_short=False)
    row = result.rows[result.rows.record_id == chosen].iloc[0]
    for sentence in _provenance(visit, row):
        st.markdown(f"- {plain(sentence)}")
    series = _with_quarters(visit, result.series[result.series.indicator_id == chosen])
    caption = _(
        "The indicator chosen above, by quarter: dots with the likely range, if there is one; targets as a dashed line."
    )
    states = {code: _(word) for code, word in RATINGS.items()}
    columns = tables.columns(visit, "quarter_name target value lower upper n state evidence", n=_("Counted"))
    shown = series.assign(state=series.rating.map(states)).drop(columns="flag")
    charts.show_figure(
        visit,
        shared_charts.build_quarters(series, _(row.unit), visit),
        shown,
        columns,
        caption=caption,
        key="indicator",
    )


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
    st.markdown(plain(visit.say(result.preventive_sentence)))
    rows = _with_quarters(visit, result.preventive)
    if rows.value.isna().all():
        return
    caption = _(
        "Of every 100 activities recorded in a quarter, how many were to prevent something rather than answer it; "
        "the bar is the likely range."
    )
    unit = _("Preventive, of 100 activities")
    columns = tables.columns(visit, "quarter_name value lower upper n flag", value=unit, n=_("Activities"))
    charts.show_figure(
        visit, shared_charts.build_quarters(rows, unit, visit), rows, columns, caption=caption, key="preventive"
    )


def show_workbook(visit: Visit, result: Logframe) -> None:
    """The workbook to take away and, for the operator, to bring back."""
    _ = visit._
    st.download_button(
        _("The logframe as XLSX"),
        lambda: logframe_workbook(result, visit.scope),
        "logframe.xlsx",
        XLSX,
        key="download-logframe",
        on_click="ignore",
    )
    if visit.scope.name != "operator":
        return
    st.caption(
        _(
            "Change the sheets indicator and indicator_value and bring the workbook back: what is new or changed is "
            "stored, nothing is removed, and what is computed is computed again."
        )
    )
    upload = st.file_uploader(
        _("A workbook with indicators"), type=["xlsx"], key="upload-logframe", max_upload_size=UPLOAD_MEGABYTES
    )

    def keep(path: Path, is_trial: bool) -> Receipt:
        name = upload.name if upload else ""
        return import_logframe(clerk_at(visit), path, own_source(visit), name=name, dry_run=is_trial)

    look_and_store(visit, "logframe", upload_entry(visit, upload, (), keep), store=_("Store the indicators"))


def show_editors(visit: Visit) -> None:
    """The registers of indicators and of their values, for the operator to change."""
    _ = visit._
    if visit.scope.name != "operator":
        return
    st.markdown(f"**{_('Indicators')}**")
    show_editor(visit, INDICATOR)
    st.markdown(f"**{_('Targets and values')}**")
    show_editor(visit, INDICATOR_VALUE)


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
    return rows.assign(
        **texts,
        level_name=[_(LEVEL_WORDS[level]) for level in rows.level],
        state=[_(RATINGS[rating]) for rating in rows.rating],
        example=[_("example") if _is_example(one) else "" for one in rows.itertuples()],
    )


def _with_quarters(visit: Visit, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with quarter_name; empty where there is no quarter."""
    names = ["" if pd.isna(day) else visit.say(quarter_words(day)) for day in rows.quarter_start]
    return rows.assign(quarter_name=names)
