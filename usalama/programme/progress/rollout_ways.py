"""The way of each association, and of each county for itself, from the register of stages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from usalama.registers import ROLLOUT_STAGES

# A stage before the first.
NONE_YET = ""
REGISTERED = ["county_code", "county_name", "association_count"]
Record = dict[str, Any]


@dataclass
class Way:
    """What one association, or one county for itself, planned and reached.

    Arguments:
        first: position -> first day on which it, or a later one, was reached.
        last: the record reached last.
    """

    county_code: str
    planned: dict[int, date] = field(default_factory=dict)
    first: dict[int, date] = field(default_factory=dict)
    last: Record | None = None

    @property
    def furthest(self) -> int:
        return max(self.first, default=-1)

    @property
    def position(self) -> int:
        return -1 if self.last is None else position_of(self.last)


# Keyed by the county's number for its own way, or "" and the association's id.
Ways = dict[tuple[str, str], Way]


def counties_on(steps: pd.DataFrame, counties: pd.DataFrame, day: date) -> pd.DataFrame:
    """How far each county had come on a day.

    Arguments:
        steps: as ``Rollout.steps``.
        counties: county_code, county_name, association_count.

    Returns:
        county_code, county_name, association_count, stage, begun_count and a column a stage.
    """
    here = steps[steps.reached_on <= day] if len(steps) else steps
    furthest = here.groupby("county_code").position.max()
    of_associations = here[here.association_id != ""]
    begun = of_associations.groupby("county_code").association_id.nunique()
    counted = of_associations.groupby(["county_code", "position"]).size()
    codes = list(counties.county_code)
    columns: dict[str, list[object]] = {
        "stage": [ROLLOUT_STAGES[int(furthest[code])] if code in furthest else NONE_YET for code in codes],
        "begun_count": [int(begun.get(code, 0)) for code in codes],
    }
    for position, stage in enumerate(ROLLOUT_STAGES):
        columns[stage] = [int(counted.get((code, position), 0)) for code in codes]
    return counties[REGISTERED].assign(**columns)


def ways_of(records: list[Record], known: pd.DataFrame) -> Ways:
    """The way of every county with a record of its own and of every association, those without a record too."""
    ways = {("", str(one.record_id)): Way(str(one.county_code)) for one in known.itertuples()}
    grouped: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for one in records:
        association_id = one["association_id"] if isinstance(one["association_id"], str) else ""
        grouped["" if association_id else one["county_code"], association_id].append(one)
    return ways | {whose: _way(own) for whose, own in grouped.items()}


def _way(records: list[Record]) -> Way:
    way = Way(str(records[0]["county_code"]))
    for one in records:
        position = position_of(one)
        if pd.notna(one["planned_on"]):
            way.planned[position] = min(one["planned_on"], way.planned.get(position, one["planned_on"]))
        if pd.notna(one["reached_on"]):
            for earlier in range(position + 1):
                way.first[earlier] = min(one["reached_on"], way.first.get(earlier, one["reached_on"]))
    reached = [one for one in records if pd.notna(one["reached_on"])]
    way.last = max(reached, key=lambda one: (one["reached_on"], position_of(one)), default=None)
    return way


def position_of(record: Record) -> int:
    return ROLLOUT_STAGES.index(str(record["stage"]))


def steps_of(ways: Ways) -> pd.DataFrame:
    rows = [
        (way.county_code, association_id, position, day)
        for (_, association_id), way in ways.items()
        for position, day in way.first.items()
    ]
    return pd.DataFrame(rows, columns=["county_code", "association_id", "position", "reached_on"])
