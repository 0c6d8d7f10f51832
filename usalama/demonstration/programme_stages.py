"""A synthetic rollout: counties begin in waves, associations after them, some slower and some not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from usalama.demonstration.programme_world import Record, World, make_associations, months_before
from usalama.registers import ROLLOUT_STAGES

SHORT = {"rollout": "r", "accreditation": "a"}


@dataclass(frozen=True)
class Path:
    """The way of an association, or of a county.

    Arguments:
        planned: stage -> day, for every stage.
        reached: stage -> day, for those reached by now.
    """

    county_code: str
    association_id: str | None
    planned: dict[str, date]
    reached: dict[str, date]


def make_paths(world: World, associations: list[Record]) -> list[Path]:
    """The way of each association, in their order."""
    starts = county_starts(world)
    return [
        _path(world, str(one["county_code"]), str(one["record_id"]), starts[str(one["county_code"])])
        for one in associations
    ]


def county_starts(world: World) -> dict[str, date]:
    """County -> the day on which its wave is planned to begin."""
    rollout, codes = world.assumptions.rollout, [county.code for county in world.country.counties]
    edges = np.cumsum(rollout.wave_shares) / sum(rollout.wave_shares)
    order = world.generator.permutation(len(codes))
    waves = np.searchsorted(edges, (order + 0.5) / len(codes))
    first = months_before(world.until, rollout.first_month_before_end)
    return {
        code: months_before(first, -int(wave) * rollout.months_between_waves)
        for code, wave in zip(codes, waves, strict=True)
    }


def county_paths(paths: list[Path]) -> list[Path]:
    """The way of each county: it is planned for, and reaches, a stage with the first of its associations."""
    by_county: dict[str, list[Path]] = {}
    for one in paths:
        by_county.setdefault(one.county_code, []).append(one)
    return [
        Path(code, None, _earliest([one.planned for one in here]), _earliest([one.reached for one in here]))
        for code, here in by_county.items()
    ]


def counties_at(world: World, stage: str) -> dict[str, date]:
    """County -> the day on which it reached a stage, for those that did.

    Arguments:
        world: a new one, from which nothing was drawn yet: what is drawn here is what ``make_programme`` draws first.
    """
    paths = county_paths(make_paths(world, make_associations(world)))
    return {one.county_code: one.reached[stage] for one in paths if stage in one.reached}


def make_stages(world: World, paths: list[Path]) -> list[Record]:
    """Records of the rollout and of the accreditation, of counties and of associations."""
    records: list[Record] = []
    for path in (*county_paths(paths), *paths):
        records += _rollout(world, path)
        records += _accreditation(world, path)
    return records


def _earliest(ways: list[dict[str, date]]) -> dict[str, date]:
    return {
        stage: min(way[stage] for way in ways if stage in way)
        for stage in ROLLOUT_STAGES
        if any(stage in way for way in ways)
    }


def _path(world: World, county_code: str, association_id: str, start: date) -> Path:
    rollout = world.assumptions.rollout
    plan = actual = start + timedelta(world.between(0, rollout.spread_days))
    planned, reached = {}, {}
    is_on_the_way = True
    for stage in ROLLOUT_STAGES:
        step = rollout.stages[stage]
        plan += timedelta(step.days)
        planned[stage] = plan
        actual += timedelta(max(round(step.days * world.amount(rollout.slowness, rollout.spread)), 1))
        is_on_the_way &= world.chance(step.goes_on) and actual <= world.until
        if is_on_the_way:
            reached[stage] = actual
    return Path(county_code, association_id, planned, reached)


def _rollout(world: World, path: Path) -> Iterator[Record]:
    for stage, planned_on in path.planned.items():
        yield _record(path, "rollout", stage) | {"planned_on": planned_on, "reached_on": path.reached.get(stage)}
    last = list(path.reached)[-1:]
    rollout = world.assumptions.rollout
    if path.association_id and last and last[0] != ROLLOUT_STAGES[0] and world.chance(rollout.back_share):
        before = ROLLOUT_STAGES[ROLLOUT_STAGES.index(last[0]) - 1]
        back_on = world.happened(path.reached[last[0]] + timedelta(world.between(30, 120)))
        if back_on:
            again = _record(path, "rollout", before)
            yield again | {
                "record_id": f"{again['record_id']}-again", "reached_on": back_on, "reason": rollout.back_reason
            }  # fmt: skip


def _accreditation(world: World, path: Path) -> Iterator[Record]:
    """Steps between the training and the accreditation of the rollout, or as far as they came towards it."""
    ours = world.assumptions.accreditation
    began = path.reached.get("trained")
    if began is None:
        return
    end = path.reached.get("accredited")
    days = (end - began if end else path.planned["accredited"] - path.planned["trained"]).days
    is_stuck = end is None
    for stage, share in ours.steps.items():
        day = began + timedelta(max(round(days * share), 1))
        if is_stuck and (stage == "recognised" or day > world.until or world.chance(0.25)):
            return
        yield _record(path, "accreditation", stage) | {
            "reached_on": day, "office": ours.office, "next_document": ours.documents.get(stage)
        }  # fmt: skip
    lapsed_on = world.happened(end + timedelta(ours.lapsed_after_days)) if end else None
    if lapsed_on and path.association_id and world.chance(ours.lapsed_share):
        yield _record(path, "accreditation", "lapsed") | {
            "reached_on": lapsed_on, "office": ours.office, "reason": ours.lapsed_reason
        }  # fmt: skip


def _record(path: Path, pipeline: str, stage: str) -> Record:
    whose = (path.association_id or f"county-{path.county_code}").removeprefix("demo-")
    return {
        "record_id": f"demo-stage-{SHORT[pipeline]}-{whose}-{stage}",
        "pipeline": pipeline,
        "county_code": path.county_code,
        "association_id": path.association_id,
        "stage": stage,
    }
