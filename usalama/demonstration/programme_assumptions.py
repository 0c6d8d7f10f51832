"""What is invented for the programme of the demonstration, read from the country's folder."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from usalama.country import Country
from usalama.demonstration.patterns import Part, Positive, Share, Weight, read_part

FILE = "demonstration_programme.toml"
Number = Annotated[int, Field(ge=0)]


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
