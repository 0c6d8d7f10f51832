"""Synthetic records for the registers of the programme, each visibly invented, and what joining does to incidents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from usalama.country import Country
from usalama.demonstration.invented_surveys import make_surveys
from usalama.demonstration.plan import Effect
from usalama.demonstration.programme_assumptions import ExampleIndicator, load_programme_assumptions
from usalama.demonstration.programme_deeds import (
    make_activities,
    make_asks,
    make_partners,
    make_pledges,
    make_stories,
)
from usalama.demonstration.programme_stages import counties_at, make_paths, make_stages
from usalama.demonstration.programme_world import (
    TOOLS,
    Record,
    World,
    make_associations,
    make_contacts,
    make_world,
)
from usalama.model import first_whole_month
from usalama.registers import (
    ACTIVITY,
    ASK,
    ASSOCIATION,
    CONTACT,
    INDICATOR,
    INDICATOR_VALUE,
    PARTNER,
    PLEDGE,
    STAGE,
    STORY,
    Register,
)

PROGRAMME_SOURCE_NAME = "Synthetic demonstration programme"
EXAMPLE_EVIDENCE = "Example: no such document"
# Targets are set so many quarters back and ahead of the last day.
QUARTERS_BACK, QUARTERS_AHEAD = 11, 4


def make_programme(seed: int, until: date, country: Country) -> dict[Register, list[Record]]:
    """Records for every register but officers, which nobody knows.

    Arguments:
        seed: the same arguments give the same records.
        until: any day of the last month that has happened.

    Returns:
        Register -> records in the order in which they may be stored; empty where the country has no assumptions.

    Raises:
        InputRefused: the country's assumptions do not say what they have to.
    """
    assumptions = load_programme_assumptions(country)
    if assumptions is None:
        return {}
    world = make_world(country, assumptions, until, seed)
    associations = make_associations(world)
    paths = make_paths(world, associations)
    for record, path in zip(associations, paths, strict=True):
        record["joined_on"] = path.reached.get("mobilised")
        record["tools"] = TOOLS[world.between(0, len(TOOLS) - 1)] if "tools_live" in path.reached else None
    return {
        ASSOCIATION: associations,
        CONTACT: make_contacts(world, associations),
        STAGE: make_stages(world, paths),
        PLEDGE: make_pledges(world, paths),
        ACTIVITY: make_activities(world, paths),
        ASK: make_asks(world, paths),
        PARTNER: make_partners(world),
        STORY: make_stories(world, paths),
        INDICATOR: [_indicator(one, world) for one in assumptions.indicator],
        INDICATOR_VALUE: [value for one in assumptions.indicator for value in _values(one, world)],
        **make_surveys(seed, until, country),
    }


def make_effect(seed: int, until: date, country: Country) -> Effect:
    """What joining does to the incidents of the demonstration; nothing where the country has no assumptions.

    Arguments:
        seed, until: those of ``make_programme``, so that counties join when its stages say.

    Raises:
        InputRefused: the country's assumptions do not say what they have to.
    """
    assumptions = load_programme_assumptions(country)
    if assumptions is None:
        return Effect(1.0, {})
    reached = counties_at(make_world(country, assumptions, until, seed), assumptions.effect.from_stage)
    return Effect(assumptions.effect.ratio, {code: first_whole_month(day) for code, day in reached.items()})


def _indicator(example: ExampleIndicator, world: World) -> Record:
    kept = example.model_dump(exclude={"last_target", "last_value", "range"})
    return kept | {"baseline_on": _quarters(world)[0], "is_example": True}


def _values(example: ExampleIndicator, world: World) -> Iterator[Record]:
    """Targets in even steps; values with some chance where they are entered, and only for quarters that are over."""
    starts = _quarters(world)
    for step, start in enumerate(starts):
        part = step / (len(starts) - 1)
        record: Record = {
            "record_id": f"{example.record_id}-{start:%Y-%m}",
            "indicator_id": example.record_id,
            "quarter_start": start,
            "target": float(round(example.baseline + part * (example.last_target - example.baseline))),
        }
        if example.last_value is not None and step <= QUARTERS_BACK:
            part = step / QUARTERS_BACK
            drawn = example.baseline + part * (example.last_value - example.baseline) + world.generator.normal(0, 1)
            half = example.range
            # What is counted is whole; what is asked of a sample has decimals and a range.
            value = float(round(max(drawn, 0.0), 1 if half else 0))
            record |= {"value": value, "evidence": EXAMPLE_EVIDENCE}
            record |= {} if half is None else {"lower": round(value - half, 1), "upper": round(value + half, 1)}
        yield record


def _quarters(world: World) -> list[date]:
    """First days of quarters; ``QUARTERS_BACK`` is the last that is over."""
    index = world.until.year * 4 + (world.until.month // 3) - 1
    return [date(one // 4, one % 4 * 3 + 1, 1) for one in range(index - QUARTERS_BACK, index + QUARTERS_AHEAD + 1)]
