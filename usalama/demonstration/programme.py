"""Synthetic records for the registers of the programme, each visibly invented, and what joining does to incidents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from usalama.country import Country
from usalama.demonstration.invented_surveys import make_surveys
from usalama.demonstration.plan import Effect
from usalama.demonstration.programme_stages import Path, counties_at, make_paths, make_stages
from usalama.demonstration.programme_world import (
    TOOLS,
    ExampleIndicator,
    Record,
    World,
    load_programme_assumptions,
    make_associations,
    make_contacts,
    make_world,
    quarters,
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
    PLEDGE_STATES,
    STAGE,
    STORY,
    Register,
)

DAYS_OF_A_MONTH = 30.4
ANSWER_SPREAD = 0.7
GUARDED = "private_security"
GUARD_HOURS_A_WEEK = 56.0
PROGRAMME_SOURCE_NAME = "Synthetic demonstration programme"
EXAMPLE_EVIDENCE = "Example: no such document"
# Targets are set so many quarters before and after the last that is over.
QUARTERS_BACK, QUARTERS_AHEAD = 11, 4


def make_pledges(world: World, paths: list[Path]) -> list[Record]:
    """What was promised when charters were signed, by each signatory's sector."""
    found: list[Record] = []
    for path in paths:
        signed_on = path.reached.get("charter_signed")
        if signed_on:
            found += [
                _pledge(world, path, signed_on, len(found) + offset)
                for offset in range(1, world.between(1, world.assumptions.pledges.most_at_signing) + 1)
            ]
    return found


def _pledge(world: World, path: Path, signed_on: date, number: int) -> Record:
    ours = world.assumptions.pledges
    sector = list(ours.texts)[world.between(0, len(ours.texts) - 1)]
    due_on = signed_on + timedelta(world.between(*ours.due_days))
    shares = (ours.kept, ours.partly, ours.late)
    weights = dict(zip(PLEDGE_STATES, (*shares, max(1 - sum(shares), 0)), strict=True))
    state = world.one_of(weights) if due_on <= world.until else "no_word"
    return {
        "record_id": f"demo-pledge-{number:04d}",
        "county_code": path.county_code,
        "association_id": path.association_id,
        "sector": sector,
        "is_person": world.chance(ours.person_share),
        "signatory_name": f"Demonstration signatory {number:04d}",
        "may_be_named": world.chance(ours.named_share),
        "pledge_text": ours.texts[sector],
        "signed_on": signed_on,
        "due_on": due_on,
        "state": state,
        "evidence": ours.evidence if state in ("kept", "partly") else None,
    }


def make_activities(world: World, paths: list[Path]) -> list[Record]:
    """What was done since each association was trained."""
    ours = world.assumptions.activities
    found: list[Record] = []
    for path in paths:
        began = path.reached.get(ours.from_stage)
        if began is None:
            continue
        days = (world.until - began).days
        count = int(world.generator.poisson(ours.a_month * days / DAYS_OF_A_MONTH))
        for day in sorted(world.generator.integers(0, days + 1, count).tolist()):
            found.append(_activity(world, path, began + timedelta(day), len(found) + 1))
    return found


def _activity(world: World, path: Path, held_on: date, number: int) -> Record:
    ours = world.assumptions.activities
    kind = world.one_of(ours.weights)
    record: Record = {
        "record_id": f"demo-activity-{number:04d}",
        "kind": kind,
        "county_code": path.county_code,
        "association_id": path.association_id,
        "held_on": held_on,
        "is_preventive": world.chance(ours.preventive[kind]),
        "attendance": round(world.amount(ours.attendance[kind], 0.5)),
        "description": "Invented for the demonstration.",
    }
    if kind == "forum":
        agreed = world.between(1, 6)
        record |= {"actions_agreed": agreed, "actions_closed": int(world.generator.binomial(agreed, 0.5))}
    elif kind == "employment":
        offered = world.between(2, 20)
        filled = int(world.generator.binomial(offered, 0.6))
        kept = int(world.generator.binomial(filled, 0.7))
        record |= {"places_offered": offered, "places_filled": filled, "places_retained": kept}
    elif kind == "award":
        record["criteria"] = ours.award_criteria
    return record


def make_asks(world: World, paths: list[Path]) -> list[Record]:
    """What was asked for since each association was mobilised, and how far the answer came."""
    ours = world.assumptions.asks
    found: list[Record] = []
    for path in paths:
        began = path.reached.get(ours.from_stage)
        count = int(world.generator.poisson(ours.an_association)) if began else 0
        for _ in range(count):
            found.append(_ask(world, path, began, len(found) + 1))
    return found


def _ask(world: World, path: Path, began: date | None, number: int) -> Record:
    ours = world.assumptions.asks
    kind = world.one_of({name: one.weight for name, one in ours.kinds.items()})
    first = began or world.until
    asked_on = day = first + timedelta(world.between(0, (world.until - first).days))
    record: Record = {
        "record_id": f"demo-ask-{number:03d}",
        "kind": kind,
        "county_code": path.county_code,
        "association_id": path.association_id,
        "addressed_to": ours.kinds[kind].addressed_to,
        "asked_on": asked_on,
        "note": "Invented for the demonstration.",
    }
    for step, share in ours.answers.items():
        day += timedelta(max(round(world.amount(ours.days[step], ANSWER_SPREAD)), 1))
        if not world.chance(share) or day > world.until:
            break
        record[step] = day
    return record


def make_partners(world: World) -> list[Record]:
    """Organisations by sector, each in a few counties."""
    ours, codes = world.assumptions.partners, [county.code for county in world.country.counties]
    return [_partner(world, codes, number, world.one_of(ours.weights)) for number in range(1, ours.number + 1)]


def _partner(world: World, codes: list[str], number: int, sector: str) -> Record:
    most = min(world.assumptions.partners.most_counties, len(codes))
    covered = sorted(world.generator.choice(codes, world.between(1, most), replace=False).tolist())
    record: Record = {
        "record_id": f"demo-partner-{number:03d}",
        "name": f"Demonstration partner {number:03d}",
        "sector": sector,
        "county_codes": ",".join(covered),
        "liaison": "Duty desk (demonstration)",
        "since": world.until - timedelta(world.between(30, 1000)),
    }
    if sector == GUARDED:
        guards = world.between(10, 120)
        record |= {
            "licence": f"DEMONSTRATION-{number:03d}",
            "guards_committed": guards,
            "hours_a_week": guards * GUARD_HOURS_A_WEEK,
        }
    return record


def make_stories(world: World, paths: list[Path]) -> list[Record]:
    """What associations tell, marked as invented."""
    return list(_stories(world, [path for path in paths if path.reached]))


def _stories(world: World, paths: list[Path]) -> Iterator[Record]:
    ours = world.assumptions.stories
    kinds = {name: getattr(ours, name) for name in ("event", "success", "challenge")}
    for number in range(1, ours.number + 1 if paths else 1):
        path = paths[world.between(0, len(paths) - 1)]
        kind = world.one_of({name: one.weight for name, one in kinds.items()})
        first = next(iter(path.reached.values()))
        yield {
            "record_id": f"demo-story-{number:03d}",
            "kind": kind,
            "county_code": path.county_code,
            "association_id": path.association_id,
            "happened_on": first + timedelta(world.between(0, (world.until - first).days)),
            "title": kinds[kind].title,
            "text": kinds[kind].text,
            "stated_in": "Invented for the demonstration",
            "is_consented": world.chance(0.85),
        }


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
    return kept | {"baseline_on": quarters(world.until, QUARTERS_BACK + 1)[0], "is_example": True}


def _values(example: ExampleIndicator, world: World) -> Iterator[Record]:
    """Targets in even steps; values with some chance where they are entered, and only for quarters that are over."""
    starts = quarters(world.until, QUARTERS_BACK + 1, QUARTERS_AHEAD)
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
