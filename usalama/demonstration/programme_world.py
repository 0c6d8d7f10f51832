"""What is invented for the programme, read from the country's folder, and the associations that are drawn from it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import numpy as np
from pydantic import Field

from usalama.country import Constituency, Country
from usalama.demonstration.draws import lognormal, pick_one
from usalama.demonstration.patterns import Part, Positive, Share, Weight, read_part
from usalama.demonstration.sites import scatter
from usalama.model import month_end

FILE = "demonstration_programme.toml"
Number = Annotated[int, Field(ge=0)]
Record = dict[str, object]
HOUSEHOLD_SPREAD, MEMBER_SPREAD = 0.6, 0.3
POINT_DECIMALS, POINT_REACH_KM = 4, 1.5
# Half the width of an area, in degrees: some 300 m.
AREA_REACH = 0.003
LANGUAGES = ("sw", "sw,en")
TOOLS = ("app", "app,sms", "sms", "hotline,sms", "app,hotline")


class Settlement(Part):
    weight: Weight
    households: Positive
    members: Positive


class StagePlan(Part):
    days: Annotated[int, Field(ge=1)]
    goes_on: Share


class Rollout(Part):
    first_month_before_end: Annotated[int, Field(ge=1)]
    months_between_waves: Annotated[int, Field(ge=1)]
    wave_shares: Annotated[tuple[Share, ...], Field(min_length=1)]
    spread_days: Number
    slowness: Positive
    spread: Weight
    back_share: Share
    back_reason: str
    stages: dict[str, StagePlan]


class PlantedEffect(Part):
    """What joining does to a county's part of the demonstration's incidents."""

    from_stage: str
    ratio: Positive


class Accreditation(Part):
    office: str
    lapsed_share: Share
    lapsed_after_days: Annotated[int, Field(ge=1)]
    lapsed_reason: str
    steps: dict[str, Share]
    documents: dict[str, str]


class Pledges(Part):
    most_at_signing: Annotated[int, Field(ge=1)]
    due_days: tuple[int, int]
    kept: Share
    partly: Share
    late: Share
    person_share: Share
    named_share: Share
    evidence: str
    texts: dict[str, str]


class Activities(Part):
    a_month: Weight
    from_stage: str
    preventive: dict[str, Share]
    weights: dict[str, Weight]
    attendance: dict[str, Positive]
    award_criteria: str


class AskKind(Part):
    weight: Weight
    addressed_to: str


class Asks(Part):
    an_association: Weight
    from_stage: str
    answers: dict[str, Share]
    days: dict[str, Positive]
    kinds: dict[str, AskKind]


class Partners(Part):
    number: Number
    most_counties: Annotated[int, Field(ge=1)]
    weights: dict[str, Weight]


class StoryKind(Part):
    weight: Weight
    title: str
    text: str


class Stories(Part):
    number: Number
    event: StoryKind
    success: StoryKind
    challenge: StoryKind


class ExampleIndicator(Part):
    """An indicator with figures that were made up to show how it looks."""

    record_id: str
    level: str
    title: str
    definition: str
    unit: str
    baseline: float
    last_target: float
    last_value: float | None = None
    range: Weight | None = None
    is_lower_better: bool = False
    measure: str | None = None
    responsible: str
    means: str


class ProgrammeAssumptions(Part):
    """The whole file."""

    associations: Number
    fewest_in_county: Number
    contact_share: Share
    area_share: Share
    settlement: dict[str, Settlement]
    rollout: Rollout
    effect: PlantedEffect
    accreditation: Accreditation
    pledges: Pledges
    activities: Activities
    asks: Asks
    partners: Partners
    stories: Stories
    indicator: tuple[ExampleIndicator, ...]


def load_programme_assumptions(country: Country) -> ProgrammeAssumptions | None:
    """What is invented for a country's programme; None where the country has no such file.

    Raises:
        InputRefused: the file does not say what it has to.
    """
    path = country.folder / FILE
    return read_part(path, ProgrammeAssumptions) if path.exists() else None


@dataclass(frozen=True, eq=False)
class World:
    """What records are drawn with.

    Arguments:
        until: the last day that has happened.
        generator: draws everything in one order, so that the same seed gives the same records.
    """

    country: Country
    assumptions: ProgrammeAssumptions
    until: date
    generator: np.random.Generator

    def chance(self, share: float) -> bool:
        return bool(self.generator.random() < share)

    def between(self, lowest: int, highest: int) -> int:
        """A whole number from lowest to highest, both included."""
        return int(self.generator.integers(lowest, highest + 1))

    def one_of(self, weights: dict[str, float]) -> str:
        return list(weights)[int(pick_one(self.generator, list(weights.values()), 1)[0])]

    def amount(self, median: float, spread: float) -> float:
        """A positive amount with a long tail."""
        return float(lognormal(self.generator, median, spread, 1)[0])

    def happened(self, day: date | None) -> date | None:
        """The day, where it is not still to come."""
        return day if day is not None and day <= self.until else None


def make_world(country: Country, assumptions: ProgrammeAssumptions, until: date, seed: int) -> World:
    """A world that ends with the month of ``until``."""
    return World(country, assumptions, month_end(until), np.random.default_rng(seed))


def quarters(until: date, back: int, ahead: int = 0) -> list[date]:
    """First days of the last quarters that are over by a day, and of those that follow."""
    over = until.year * 4 + until.month // 3
    return [date(one // 4, one % 4 * 3 + 1, 1) for one in range(over - back, over + ahead)]


def months_before(day: date, months: int) -> date:
    """The first of the month so many months before the one of ``day``; after it where negative."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def associations_by_county(world: World) -> dict[str, int]:
    """How many associations each county has: the fewest, and the others by population (largest remainders)."""
    country, wanted = world.country, world.assumptions
    codes = [county.code for county in country.counties]
    people = np.array([country.population(county.place, world.until) for county in country.counties])
    left = max(wanted.associations - wanted.fewest_in_county * len(codes), 0)
    ideal = left * people / people.sum()
    more = np.floor(ideal).astype(int)
    for position in np.argsort(more - ideal, kind="stable")[: left - int(more.sum())]:
        more[position] += 1
    return {code: wanted.fewest_in_county + int(extra) for code, extra in zip(codes, more, strict=True)}


def make_associations(world: World) -> list[Record]:
    """Associations without their day of joining, in order of county."""
    drawn = [_drawn(world, *numbered) for numbered in enumerate(_places(world), start=1)]
    centre = np.array([(one.longitude, one.latitude) for one, _ in drawn])
    codes = np.array([one.county_code for one, _ in drawn], dtype=object)
    reach, decimals = np.full(len(drawn), POINT_REACH_KM), np.full(len(drawn), POINT_DECIMALS)
    points = scatter(world.generator, world.country, centre, reach, codes, decimals)
    for (_place, record), (longitude, latitude) in zip(drawn, points.tolist(), strict=True):
        if not np.isnan(longitude):
            record |= {"longitude": longitude, "latitude": latitude}
            if world.chance(world.assumptions.area_share):
                record["area"] = _area(longitude, latitude)
    return [record for _, record in drawn]


def make_contacts(world: World, associations: list[Record]) -> list[Record]:
    """Leaders who were plainly invented."""
    return [
        {
            "record_id": f"demo-contact-{number:03d}",
            "association_id": one["record_id"],
            "person_name": f"Invented Person {number:03d}",
            "role": "chair",
            "phone": f"+000 000 000 {number:03d}",
            "email": f"person{number:03d}@example.invalid",
        }
        for number, one in enumerate(associations, start=1)
        if world.chance(world.assumptions.contact_share)
    ]


def _places(world: World) -> Iterator[Constituency]:
    for county_code, count in associations_by_county(world).items():
        here = [one for one in world.country.constituencies if one.county_code == county_code]
        for position in world.generator.integers(0, len(here), count):
            yield here[position]


def _drawn(world: World, number: int, place: Constituency) -> tuple[Constituency, Record]:
    kinds = world.assumptions.settlement
    kind = world.one_of({name: one.weight for name, one in kinds.items()})
    households = round(world.amount(kinds[kind].households, HOUSEHOLD_SPREAD))
    share = min(world.amount(kinds[kind].members, MEMBER_SPREAD), 100) / 100
    county = world.country.county(place.county_code)
    return place, {
        "record_id": f"demo-association-{number:03d}",
        "name": f"Demonstration association {number:03d} ({county.name})",
        "county_code": county.code,
        "constituency_code": place.code,
        "settlement_type": kind,
        "household_count": households,
        "member_count": round(households * share),
        "languages": LANGUAGES[world.between(0, len(LANGUAGES) - 1)],
    }


def _area(longitude: float, latitude: float) -> str:
    """A square around a point."""
    west, east = round(longitude - AREA_REACH, 4), round(longitude + AREA_REACH, 4)
    south, north = round(latitude - AREA_REACH, 4), round(latitude + AREA_REACH, 4)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})
