"""Where the rollout stands: the map by month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from components.drawing import figures, tables
from components.maps import PlaceMap, map_words, show_place_map
from components.maps.county_map import graded_legend, map_of_country
from components.programme.rollout_stages import with_stage_names
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.model import Sentence
from usalama.programme.progress.rollout import Rollout
from usalama.registers import ROLLOUT_STAGES, STAGE_WORDS

SECONDS_A_MONTH = 1.5
MAP_HEIGHT = 520
PLAY, MONTH = "play-rollout", "rollout-month"


def show_map(visit: Visit, result: Rollout) -> None:
    """The counties by stage, as they stood at the end of a month; only this part runs while months play."""
    is_playing = st.toggle(visit._("Play the months"), key=PLAY)
    draw = st.fragment(run_every=SECONDS_A_MONTH if is_playing else None)(_draw_month)
    origin = figures.origin_of(visit, result.held, result.method)
    draw(visit, result, origin, is_playing)
    twin = figures.Twin(with_stage_names(result.counties, visit), county_columns(visit), _map_caption(visit, None))
    figures.show_foot(visit, twin, origin, key="rollout-map-figure")
    show_sentences(visit, result.sentences[1:])


def _draw_month(visit: Visit, result: Rollout, origin: figures.Origin, is_playing: bool) -> None:
    """The map first, under it the month that it shows."""
    months = result.months
    month = _month_of(months, is_playing) if len(months) > 1 else None
    rows = result.counties if month is None else result.counties_by(month)
    told = (result.finding, result.sentences[0]) if month in (None, months[-1]) else result.told_by(month)
    drawn = replace(
        build_stage_map(rows, visit, month),
        title=visit.say(told[0]),
        subtitle=" · ".join((*origin.question, visit.say(told[1]))),
        source=", ".join(origin.sources),
    )
    show_place_map(drawn, map_words(visit._), key="rollout-map", height=MAP_HEIGHT)
    if month is not None:
        st.select_slider(visit._("End of the month"), months, format_func=visit.language.month, key=MONTH)


def _month_of(months: tuple[date, ...], is_playing: bool) -> date:
    """The newest month, until another is chosen; while it plays, each run is the next month."""
    current = st.session_state.get(MONTH, months[-1])
    if current not in months:
        current = months[-1]
    if is_playing:
        current = months[(months.index(current) + 1) % len(months)]
    st.session_state[MONTH] = current
    return current if isinstance(current, date) else months[-1]


def build_stage_map(rows: pd.DataFrame, visit: Visit, month: date | None) -> PlaceMap:
    """Counties by how far they have come; none yet is a class of its own, not a blank.

    Arguments:
        rows: county_code, stage, association_count, begun_count and a column a stage.
    """
    _ = visit._
    names = [_("none yet"), *(_(STAGE_WORDS[stage]) for stage in ROLLOUT_STAGES)]
    level = {"": 0} | {stage: position for position, stage in enumerate(ROLLOUT_STAGES, start=1)}
    title = _("Furthest stage")
    return map_of_country(
        visit,
        name=_map_caption(visit, month),
        legend=graded_legend(visit, title if month is None else f"{title}, {visit.language.month(month)}", names),
        values={row.county_code: level[row.stage] for row in rows.itertuples()},
        tooltips={str(row["county_code"]): _tooltip(row, names, level, visit) for row in _records(rows)},
    )


def _tooltip(row: dict[str, object], stage_names: list[str], level: dict[str, int], visit: Visit) -> str:
    values: dict[str, object] = {"stage": stage_names[level[str(row["stage"])]]}
    values |= {name: row[name] for name in ("begun_count", "association_count", "trained", "active")}
    lines = Sentence(
        "Furthest stage: {stage}\n{begun_count} of {association_count} associations have begun\n"
        "trained: {trained}, active: {active}",
        values,
    )
    return visit.say(lines)


def _records(rows: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _map_caption(visit: Visit, month: date | None) -> str:
    if month is None:
        return visit._("The furthest stage that each county, or an association in it, has reached.")
    sentence = Sentence(
        "The furthest stage that each county, or an association in it, had reached by the end of {month}.",
        {"month": visit.language.month(month)},
    )
    return visit.say(sentence)


def county_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    stages = {stage: _(STAGE_WORDS[stage]) for stage in ROLLOUT_STAGES}
    return (
        tables.columns(visit, "county_name stage_name association_count begun_count", stage_name=_("Furthest stage"))
        | stages
    )
