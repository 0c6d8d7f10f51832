"""What is invented for the surveys of the demonstration, read from the country's folder."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from usalama.country import Country
from usalama.demonstration.patterns import Part, Positive, Share, Weight, read_part

FILE = "demonstration_survey.toml"
Count = Annotated[int, Field(ge=1)]
Difference = Annotated[float, Field(ge=-1, le=1)]


class Sample(Part):
    months_before_end: Annotated[tuple[int, ...], Field(min_length=1)]
    urban_share: Share
    all_urban: tuple[str, ...]
    clusters_in_stratum: Count
    people_in_cluster: Count
    asked_share: Share
    cluster_spread: Weight
    weight_spread: Weight
    refused_share: Share
    not_known_share: Share


class People(Part):
    sex: dict[str, Weight]
    age_band: dict[str, Weight]
    urban: dict[str, Weight]
    rural: dict[str, Weight]


class Said(Part):
    """A share that says yes: in the first wave, what each further one adds, and how far towns lie above the rest."""

    first: Share
    change: Difference
    urban: Difference

    def in_wave(self, wave: int) -> float:
        return self.first + wave * self.change


class FirstUse(Part):
    mean_age: Positive
    spread_years: Positive
    substance: dict[str, Weight]


class EarlyHelp(Part):
    counties: Count
    quarters: Count
    screened: Positive
    spread: Weight
    advised: Share
    referred: Share
    started: Share
    completed: Share


class SurveyAssumptions(Part):
    """The whole file."""

    sample: Sample
    people: People
    shares: dict[str, Said]
    several: dict[str, dict[str, Said]]
    first_use: FirstUse
    early_help: EarlyHelp


def load_survey_assumptions(country: Country) -> SurveyAssumptions | None:
    """What is invented for a country's surveys; None where the country has no such file.

    Raises:
        InputRefused: the file does not say what it has to.
    """
    path = country.folder / FILE
    return read_part(path, SurveyAssumptions) if path.exists() else None
