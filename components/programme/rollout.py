"""The parts of Rollout: the map by month, planned against reached, the funnel, and which counties may be next."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from components.drawing import tables
from components.entry.register_editor import show_editor
from components.maps import PlaceMap, map_words, show_place_map
from components.maps.county_map import graded_legend, map_of_country
from components.programme.rollout_stages import with_stage_names
from components.shell.filters import choose_number
from components.shell.notices import plain
from components.shell.visit import Visit
from usalama.model import Sentence
from usalama.programme.progress.next_counties import GROUPS, NO_NEXT, PARTS, NextCounties, Weights
from usalama.programme.progress.rollout import Rollout
from usalama.registers import ROLLOUT_STAGES, STAGE, STAGE_WORDS

SECONDS_A_MONTH = 1.5
MAP_HEIGHT = 520
HEAVIEST, USUAL = 10, 5
PLAY, MONTH = "play-rollout", "rollout-month"
NEAREST = next(iter(GROUPS))


def show_map(visit: Visit, result: Rollout) -> None:
    """The counties by stage, as they stood at the end of a month; only this part runs while months play."""
    is_playing = st.toggle(visit._("Play the months"), key=PLAY)
    draw = st.fragment(run_every=SECONDS_A_MONTH if is_playing else None)(_draw_month)
    draw(visit, result, is_playing)
    caption = _map_caption(visit, None)
    tables.show_table(
        visit, with_stage_names(result.counties, visit), county_columns(visit), caption=caption, key="rollout-counties"
    )


def _draw_month(visit: Visit, result: Rollout, is_playing: bool) -> None:
    month = _choose_month(visit, result.months, is_playing) if len(result.months) > 1 else None
    rows = result.counties if month is None else result.counties_by(month)
    show_place_map(build_stage_map(rows, visit, month), map_words(visit._), key="rollout-map", height=MAP_HEIGHT)
    st.caption(_map_caption(visit, month))


def _choose_month(visit: Visit, months: tuple[date, ...], is_playing: bool) -> date:
    """The newest month, until another is chosen; while it plays, each run is the next month."""
    current = st.session_state.get(MONTH, months[-1])
    if current not in months:
        current = months[-1]
    if is_playing:
        current = months[(months.index(current) + 1) % len(months)]
    st.session_state[MONTH] = current
    chosen = st.select_slider(visit._("End of the month"), months, format_func=visit.language.month, key=MONTH)
    return chosen if isinstance(chosen, date) else current


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


def choose_weights(visit: Visit) -> Weights:
    """What counts for the next counties, by the reader, kept in the address."""
    _ = visit._
    columns = st.columns(3, gap="large")
    chosen = {}
    for column, (name, word) in zip(columns, PARTS.items(), strict=True):
        with column:
            label = _("Weight of {part}").format(part=_(word))
            chosen[name] = choose_number(label, f"weight_{name}", 0, HEAVIEST, USUAL)
    return Weights(**chosen)


def show_next_counties(visit: Visit, result: NextCounties) -> None:
    """The counties in three groups, each with its reason."""
    _ = visit._
    if result.rows.empty:
        st.markdown(visit.say(NO_NEXT))
        return
    for group, word in GROUPS.items():
        own = result.rows[result.rows.group == group]
        lines = [f"- {plain(visit.say(sentence))}" for sentence in own.sentence]
        # Those whose turn is near are read; the others are there for who asks.
        with st.expander(_(word), expanded=group == NEAREST):
            st.markdown("\n".join(lines) or "–")
    caption = _("What stands behind the order: need, readiness and reach from 0 to 1, with the facts they are made of.")
    columns = tables.columns(
        visit,
        "county_name need readiness reach people rate_per_100k rate_lower rate_upper sector_count "
        "begun_count association_count",
        need=_("Need"),
        readiness=_("Readiness"),
        reach=_("Reach"),
        rate_per_100k=_("Smoothed rate"),
        sector_count=_("Sectors with a partner"),
    )
    tables.show_table(visit, result.rows, columns, caption=caption, key="next-counties")
    st.caption(visit.say(result.method))


def show_register_editor(visit: Visit) -> None:
    """The register of stages, for the operator to change."""
    show_editor(visit, STAGE)
