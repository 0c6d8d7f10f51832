"""Where the rollout stands: the map by month."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from components.drawing import figures, tables
from components.maps import Frame, Frames, PlaceMap
from components.maps.county_map import graded_legend, map_of_country
from components.maps.frames import pack
from components.maps.map_figures import map_figure
from components.programme.rollout_stages import with_stage_names
from components.shell.notices import show_sentences
from components.shell.visit import Visit
from usalama.model import Sentence
from usalama.programme.progress.rollout import Rollout
from usalama.registers import ROLLOUT_STAGES, STAGE_WORDS

MAP_HEIGHT = 520


def show_map(visit: Visit, result: Rollout) -> None:
    """The counties by stage as they stand; the ends of earlier months play in the browser."""
    frames = Frames(tuple(visit.language.month(month) for month in result.months), visit._("Furthest stage"))
    drawn = replace(build_stage_map(result.counties, visit), frames=frames if len(result.months) > 1 else Frames())
    rows, columns = with_stage_names(result.counties, visit), county_columns(visit)
    words = figures.Words(result.finding, result.sentences[0], figures.origin_of(visit, result.held, result.method))
    map_figure(
        visit,
        drawn,
        rows,
        columns,
        words,
        key="rollout-map",
        pack_months=lambda: pack_months(visit, result),
        height=MAP_HEIGHT,
    )
    show_sentences(visit, result.sentences[1:])


def pack_months(visit: Visit, result: Rollout) -> str:
    """How far the counties had come by the end of each month."""
    drawn = [(month, build_stage_map(result.counties_by(month), visit)) for month in result.months]
    nothing: frozenset[str] = frozenset()
    return pack(
        [Frame(visit.language.month(month), one.values, nothing, nothing, one.tooltips) for month, one in drawn]
    )


def build_stage_map(rows: pd.DataFrame, visit: Visit) -> PlaceMap:
    """Counties by how far they have come; none yet is a class of its own, not a blank.

    Arguments:
        rows: county_code, stage, association_count, begun_count and a column a stage.
    """
    _ = visit._
    names = [_("none yet"), *(_(STAGE_WORDS[stage]) for stage in ROLLOUT_STAGES)]
    level = {"": 0} | {stage: position for position, stage in enumerate(ROLLOUT_STAGES, start=1)}
    return map_of_country(
        visit,
        name=_("The furthest stage that each county, or an association in it, has reached."),
        legend=graded_legend(visit, _("Furthest stage"), names),
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


def county_columns(visit: Visit) -> dict[str, str]:
    _ = visit._
    stages = {stage: _(STAGE_WORDS[stage]) for stage in ROLLOUT_STAGES}
    return (
        tables.columns(visit, "county_name stage_name association_count begun_count", stage_name=_("Furthest stage"))
        | stages
    )
