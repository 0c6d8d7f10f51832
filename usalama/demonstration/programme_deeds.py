"""What synthetic associations promised, did, asked for and told, and who works with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from usalama.demonstration.programme_stages import Path
from usalama.demonstration.programme_world import Record, World
from usalama.registers import PLEDGE_STATES

DAYS_OF_A_MONTH = 30.4
ANSWER_SPREAD = 0.7
GUARDED = "private_security"
GUARD_HOURS_A_WEEK = 56.0


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
