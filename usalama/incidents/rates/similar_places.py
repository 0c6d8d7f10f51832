"""Which places are like a place, by people and land and not by what is reported, and how does it compare with them?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.kept import kept
from usalama.asking.selection import About
from usalama.asking.told import is_close, listed, place_words, told
from usalama.country import Country
from usalama.country.geography import county_areas_km2
from usalama.country.subject import Subject
from usalama.disclosure import shown_total
from usalama.incidents.rates.comparison import about_kinds
from usalama.incidents.rates.county_rates import CountedPlaces, counted_places
from usalama.model import N_, Choices, Estimate, Place, PlaceLevel, Scope, Sentence
from usalama.stats.counting.ratios import ratio_estimate
from usalama.stats.counting.similarity import Neighbours, most_similar
from usalama.store import Store

METHOD = Sentence(
    "Places like a place are the nearest in number of people, people for each square kilometre, yearly growth between "
    "the last two censuses and the share of people in a listed city, each measured in standard deviations; of cities "
    "only the number of people is known. What is reported plays no part in it."
)
FEATURE_NAMES = (
    N_("number of people"),
    N_("people for each square kilometre"),
    N_("growth of the population"),
    N_("share of people in a city"),
)
MOST_SIMILAR = 5


@dataclass(frozen=True)
class SimilarPlaces:
    """A place and those like it.

    Arguments:
        rows: the place, then those like it, nearest first: place_key, place_name, population, people_per_km2 (missing
            for cities), incident_count, rate_per_100k, rate_lower, rate_upper, flag, alike (the features that are
            about the same, as sentences).
        others: the places like it; empty when none is much like it.
        ratio: the rate of the place over that of the others together.
        finding: how the place compares with them; that none is like it, where none is.
        likeness: who they are and why.
    """

    place: Place
    others: tuple[Place, ...]
    rows: pd.DataFrame
    ratio: Estimate
    finding: Sentence
    likeness: Sentence
    about: About
    method: Sentence = METHOD


@kept
def similar_places(
    store: Store, scope: Scope, choices: Choices, subject: Subject, places: tuple[Place, ...]
) -> tuple[SimilarPlaces, ...]:
    """For each place those most like it: counties for a county, cities for a city.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    country = subject.country
    counted = counted_places(store, scope, choices, subject, country.places(PlaceLevel.CITY))
    return tuple(
        _similar(counted, place, choices, subject) for place in places if place.key in set(counted.rows.place_key)
    )


def _similar(counted: CountedPlaces, place: Place, choices: Choices, subject: Subject) -> SimilarPlaces:
    country = subject.country
    peers = [country.place(key) for key in counted.rows.place_key[counted.rows.level == str(place.level)]]
    on = counted.period.end
    features = np.array([_features(country, one, on) for one in peers])
    found = most_similar(features, peers.index(place), count=MOST_SIMILAR)
    is_like = found.is_near & found.is_alike.any(axis=1)
    near = [(peers[int(at)], index) for index, at in enumerate(found.position) if is_like[index]]
    alike = [_alike(found, index) for _, index in near]
    others = tuple(one for one, _ in near)
    ratio = _against(counted, place, others)
    likeness = likeness_sentence(place_words(place), [one.name for one in others], _of_all(alike))
    said = like_with_like_sentence(place_words(place), ratio)
    return SimilarPlaces(
        place=place,
        others=others,
        rows=_rows(country, counted, (place, *others), [(), *alike]),
        ratio=ratio,
        finding=about_kinds(said if others else likeness, choices, subject),
        likeness=likeness,
        about=counted.selection.about,
    )


def _features(country: Country, place: Place, on: date) -> tuple[float, ...]:
    """What a place is, in the order of ``FEATURE_NAMES``; sizes as logarithms."""
    people = country.population(place, on)
    if place.level is PlaceLevel.CITY:
        return (math.log(people),)
    cities = [city for city in country.cities if city.county_codes == (place.code,)]
    in_cities = sum(country.population(city.place, on) for city in cities)
    (first_on, first), (last_on, last) = country.county(place.code).populations[-2:]
    growth = math.log(last / first) / ((last_on - first_on).days / 365.25)
    return math.log(people), math.log(people / county_areas_km2(country)[place.code]), growth, in_cities / people


def _alike(found: Neighbours, index: int) -> tuple[str, ...]:
    return tuple(name for name, is_alike in zip(FEATURE_NAMES, found.is_alike[index], strict=False) if is_alike)


def _of_all(alike: list[tuple[str, ...]]) -> list[str]:
    """The features in which most of the others are about the same: more than half of them, or as many as there are."""
    counted = {name: sum(name in names for names in alike) for name in FEATURE_NAMES}
    enough = min(len(alike) // 2 + 1, max(counted.values()))
    return [name for name, count in counted.items() if count >= enough > 0]


def _against(counted: CountedPlaces, place: Place, others: tuple[Place, ...]) -> Estimate:
    """The place's rate over that of the others together: of those of which the count is shown."""
    rows = counted.rows.set_index("place_key")
    shown = rows.loc[[one.key for one in others]].dropna(subset="incident_count")
    own = rows.loc[place.key]
    count = None if pd.isna(own.incident_count) else float(own.incident_count)
    reference = float(shown_total(shown.incident_count)) if len(shown) else None
    return ratio_estimate(count, float(own.person_years), reference, float(shown.person_years.sum()) or None)


def _rows(
    country: Country, counted: CountedPlaces, places: tuple[Place, ...], alike: list[tuple[str, ...]]
) -> pd.DataFrame:
    rows = counted.rows.set_index("place_key").loc[[place.key for place in places]].reset_index()
    people = [country.population(place, counted.period.end) for place in places]
    areas = [county_areas_km2(country).get(place.code, math.nan) for place in places]
    is_county = [place.level is PlaceLevel.COUNTY for place in places]
    density = [n / area if known else math.nan for n, area, known in zip(people, areas, is_county, strict=True)]
    return rows.drop(columns="person_years").assign(
        population=[round(n) for n in people], people_per_km2=density, alike=pd.Series(alike, dtype=object)
    )


def likeness_sentence(place: str | Sentence, others: list[str], features: list[str]) -> Sentence:
    """Which places a place is like, and in what.

    Arguments:
        others: names; none where no place is much like it.
        features: names of what is about the same, marked for translation where they are written.
    """
    if not others:
        return Sentence("No other place is much like {place}: compare with care.", {"place": place})
    values: dict[str, object] = {"place": place, "others": ", ".join(others)}
    return Sentence("{place} is most like {others}: alike in {features}.", values | {"features": listed(features)})


def like_with_like_sentence(place: str | Sentence, ratio: Estimate) -> Sentence:
    """A place against those like it together."""
    names: dict[str, object] = {"place": place}

    def full(value: float, lower: float, upper: float) -> Sentence:
        values = names | {"ratio": value, "lower": lower, "upper": upper}
        if is_close(ratio):
            return Sentence("{place} has nearly the same reported rate as those like it together.", values)
        if lower <= 1 <= upper:
            return Sentence(
                "{place} has a reported rate similar to those like it: the difference could be chance.", values
            )
        return Sentence(
            "{place} has about {ratio} times the reported rate of those like it together; likely {lower} to {upper} "
            "times.",
            values,
        )

    return told(
        ratio,
        names,
        hidden=N_("Too few reports to compare {place} with those like it."),
        nothing=N_("There is nothing to compare {place} with."),
        few=N_("Too few reports for a reliable comparison of {place} with those like it."),
        full=full,
    )
