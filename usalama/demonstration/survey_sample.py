"""What is invented for the surveys of the demonstration, and whom they would have asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import numpy as np
import numpy.typing as npt
from pydantic import Field

from usalama.country import Country, County
from usalama.demonstration.draws import Floats, Whole, cumulative, lognormal, pick, pick_one
from usalama.demonstration.patterns import Part, Positive, Share, Weight, read_part

FILE = "demonstration_survey.toml"
Count = Annotated[int, Field(ge=1)]
Difference = Annotated[float, Field(ge=-1, le=1)]
Texts = npt.NDArray[np.object_]
Flags = npt.NDArray[np.bool_]


class Sampling(Part):
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

    sample: Sampling
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


@dataclass(frozen=True)
class Stratum:
    """A region's towns, its countryside, or all of it where it is nothing but town.

    Arguments:
        people: those who could have been asked.
    """

    name: str
    is_urban: bool
    counties: tuple[County, ...]
    people: float


@dataclass(frozen=True, eq=False)
class Sample:
    """People who were drawn, an element each.

    Arguments:
        cluster: number of the cluster, over all strata.
    """

    stratum: Texts
    cluster: Whole
    county: Texts
    is_urban: Flags
    weight: Floats
    sex: Texts
    age_band: Texts
    settlement: Texts

    @property
    def size(self) -> int:
        return int(self.cluster.size)


def strata_of(country: Country, assumptions: SurveyAssumptions, day: date) -> list[Stratum]:
    """The regions, split into towns and countryside."""
    found, ours = [], assumptions.sample
    for region in country.regions:
        counties = tuple(country.county(code) for code in region.county_codes)
        people = ours.asked_share * country.population(region.place, day)
        if region.name in ours.all_urban:
            found.append(Stratum(region.name, True, counties, people))
            continue
        found.append(Stratum(f"{region.name}: towns", True, counties, people * ours.urban_share))
        found.append(Stratum(f"{region.name}: countryside", False, counties, people * (1 - ours.urban_share)))
    return found


def draw_sample(generator: np.random.Generator, country: Country, assumptions: SurveyAssumptions, day: date) -> Sample:
    """Clusters in each stratum, by the people of its counties, and as many people in each cluster."""
    ours, strata = assumptions.sample, strata_of(country, assumptions, day)
    clusters, people = ours.clusters_in_stratum, ours.people_in_cluster
    homes = [_homes(generator, country, stratum, clusters, day) for stratum in strata]
    size = len(strata) * clusters * people
    is_urban = np.repeat([stratum.is_urban for stratum in strata], clusters * people)
    each = np.repeat([stratum.people / (clusters * people) for stratum in strata], clusters * people)
    kinds = (assumptions.people.rural, assumptions.people.urban)
    names = list(dict.fromkeys(name for kind in kinds for name in kind))
    table = cumulative([[kind.get(name, 0.0) for name in names] for kind in kinds])
    return Sample(
        stratum=np.repeat(np.array([stratum.name for stratum in strata], dtype=object), clusters * people),
        cluster=np.repeat(np.arange(len(strata) * clusters), people),
        county=np.repeat(np.concatenate(homes), people),
        is_urban=is_urban,
        weight=np.round(lognormal(generator, each, ours.weight_spread, size), 1),
        sex=_drawn(generator, assumptions.people.sex, size),
        age_band=_drawn(generator, assumptions.people.age_band, size),
        settlement=np.array(names, dtype=object)[pick(generator, table, is_urban.astype(np.int64))],
    )


def _homes(generator: np.random.Generator, country: Country, stratum: Stratum, clusters: int, day: date) -> Texts:
    """The county of each cluster; the more people a county has, the more often it is drawn."""
    people = [country.population(county.place, day) for county in stratum.counties]
    codes = np.array([county.code for county in stratum.counties], dtype=object)
    return np.asarray(codes[pick_one(generator, people, clusters)])


def _drawn(generator: np.random.Generator, weights: dict[str, float], size: int) -> Texts:
    return np.array(list(weights), dtype=object)[pick_one(generator, list(weights.values()), size)]
