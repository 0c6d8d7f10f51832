"""How do a few cities or counties compare, and what are they too different for?"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import combinations

import pandas as pd

from usalama.asking.asked import finding_about
from usalama.asking.kept import kept
from usalama.asking.places_asked import counts_of_places
from usalama.asking.selection import About, Selection, select
from usalama.asking.told import is_close, told
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.errors import InputRefused
from usalama.incidents.rates.county_rates import with_rates
from usalama.model import N_, Choices, Estimate, Flag, Place, PlaceLevel, Scope, Sentence
from usalama.stats.counting.ratios import equal_rates_p_value, holm_adjusted, rate_ratio, ratio_estimate
from usalama.store import Store

METHOD = Sentence(
    "Rates for every 100,000 people a year with exact 95 % Poisson intervals; places compared by the ratio "
    "of their rates with the exact conditional interval. A city is the constituencies listed for it."
)
FEWEST_PLACES, MOST_PLACES = 2, 6
# Beyond this a ratio of rates compares ways of living more than safety.
LARGEST_SIZE_RATIO = 10
# With more events in a pair the exact test loses nothing against the E-test, and costs far less.
FEW_EVENTS = 200
COUNT_COLUMNS = ("incident_count", "n_mapped", "estimated_count")


@dataclass(frozen=True)
class Pair:
    """Two places and the ratio of their rates.

    Arguments:
        chance: how often equal rates would differ as much (E-test; exact conditional test where there are many
            events), allowing for all pairs looked at (Holm); None where a count is hidden or nothing was observed.
    """

    place: Place
    other: Place
    ratio: Estimate
    chance: float | None
    sentence: Sentence


@dataclass(frozen=True)
class Comparison:
    """A few places side by side.

    Arguments:
        rows: a row a place: place_key, place_name, level, incident_count, population, rate_per_100k,
            rate_lower, rate_upper, n_mapped, estimated_count, flag.
        pairs: every two of them.
        finding: the pair whose rates differ most beyond chance; that there is none, where there is none.
        warnings: why some of it should not be compared.
    """

    places: tuple[Place, ...]
    rows: pd.DataFrame
    pairs: tuple[Pair, ...]
    finding: Sentence
    warnings: tuple[Sentence, ...]
    about: About
    method: Sentence = METHOD


def _finding(places: tuple[Place, ...], pairs: tuple[Pair, ...]) -> Sentence:
    apart = [pair for pair in pairs if _is_apart(pair.ratio)]
    if not apart:
        names = ", ".join(place.name for place in places)
        return Sentence("{places}: no two differ by more than chance can make.", {"places": names})
    return max(apart, key=lambda pair: abs(math.log(pair.ratio.value or 1))).sentence


def _is_apart(ratio: Estimate) -> bool:
    """Whether the whole range of a ratio lies on one side, and far enough to be worth a word."""
    if ratio.flag != Flag.OK or ratio.lower is None or ratio.upper is None or is_close(ratio):
        return False
    return not ratio.lower <= 1 <= ratio.upper


@kept
def compare_places(
    store: Store, scope: Scope, choices: Choices, subject: Subject, places: tuple[Place, ...]
) -> Comparison:
    """Compare two to six places.

    Raises:
        InputRefused: too few, too many or repeated places.
        NothingFound: the scope sees nothing in this period.
    """
    selection = select_places(store, scope, choices, subject, places)
    rows = _rows(selection, places)
    pairs = _pairs(places, rows)
    return Comparison(
        places=places,
        rows=rows,
        pairs=pairs,
        finding=about_kinds(_finding(places, pairs), choices, subject),
        warnings=tuple(_warnings(selection, places, rows)),
        about=selection.about,
    )


def select_places(
    store: Store, scope: Scope, choices: Choices, subject: Subject, places: tuple[Place, ...]
) -> Selection:
    """What a comparison of these places counts.

    Raises:
        InputRefused, NothingFound: as ``compare_places``.
    """
    if not FEWEST_PLACES <= len(set(places)) <= MOST_PLACES or len(set(places)) != len(places):
        raise InputRefused(
            "Choose {fewest} to {most} different places to compare.", fewest=FEWEST_PLACES, most=MOST_PLACES
        )
    return select(store, scope, choices, subject)


def about_kinds(said: Sentence, choices: Choices, subject: Subject) -> Sentence:
    """A finding that names the chosen kinds; its places are those compared, whichever others are chosen."""
    return finding_about(said, replace(choices, county_codes=()), subject)


def _rows(selection: Selection, places: tuple[Place, ...]) -> pd.DataFrame:
    measures = ("incident_count", "mapped_count", "estimated_count")
    counted = counts_of_places(selection, places, (), measures).set_index("place_key")
    rows = pd.DataFrame(
        {
            "place_key": [place.key for place in places],
            "place_name": [place.name for place in places],
            "level": [str(place.level) for place in places],
            "incident_count": [int(counted.incident_count[place.key]) for place in places],
            "n_mapped": [int(counted.mapped_count[place.key]) for place in places],
            "estimated_count": [int(counted.estimated_count[place.key]) for place in places],
            "person_years": [selection.person_years(place) for place in places],
        }
    )
    rows = with_rates(disclose(rows, COUNT_COLUMNS, selection.scope))
    return rows.assign(population=(rows.person_years / selection.years()).round().astype("int64"))


def _pairs(places: tuple[Place, ...], rows: pd.DataFrame) -> tuple[Pair, ...]:
    counts = {row.place_key: _known(row.incident_count) for row in rows.itertuples()}
    years = dict(zip(rows.place_key, rows.person_years, strict=True))
    known = [(counts[place.key], years[place.key]) for place in places]
    compared = list(combinations(zip(places, known, strict=True), 2))
    ratios = [ratio_estimate(*own, *others) for (_, own), (_, others) in compared]
    chances = _chances([(*own, *others) for (_, own), (_, others) in compared])
    return tuple(
        Pair(place, other, ratio, chance, ratio_sentence(place.name, other.name, ratio))
        for ((place, _), (other, _)), ratio, chance in zip(compared, ratios, chances, strict=True)
    )


def _chances(pairs: list[tuple[float | None, float, float | None, float]]) -> list[float | None]:
    """Of those pairs that can be told, how often chance makes as much of a difference."""
    values = [_chance(*pair) for pair in pairs]
    adjusted = iter(holm_adjusted([value for value in values if not math.isnan(value)]))
    return [None if math.isnan(value) else float(next(adjusted)) for value in values]


def _chance(count: float | None, years: float, other: float | None, other_years: float) -> float:
    if count is None or other is None:
        return math.nan
    if count + other <= FEW_EVENTS:
        return equal_rates_p_value(count, years, other, other_years)
    return float(rate_ratio(count, years, other, other_years).p_value)


def _known(count: object) -> float | None:
    return None if pd.isna(count) else float(count)  # type: ignore[arg-type]


def _warnings(selection: Selection, places: tuple[Place, ...], rows: pd.DataFrame) -> list[Sentence]:
    warnings = []
    sizes = rows.set_index("place_name").population
    if sizes.max() > LARGEST_SIZE_RATIO * sizes.min():
        warnings.append(
            Sentence(
                "{large} has {ratio} times the people of {small}. Places so different in size differ in more than "
                "safety: compare with care.",
                {"large": sizes.idxmax(), "small": sizes.idxmin(), "ratio": int(sizes.max() / sizes.min())},
            )
        )
    if len({place.level for place in places}) > 1:
        warnings.append(Sentence("Some of these are cities and some are whole counties: these are different things."))
    warnings.extend(_overlaps(selection, places))
    return warnings


def _overlaps(selection: Selection, places: tuple[Place, ...]) -> list[Sentence]:
    cities = [place for place in places if place.level == PlaceLevel.CITY]
    counties = [place for place in places if place.level == PlaceLevel.COUNTY]
    return [
        Sentence(
            "{city} lies in {county}: its incidents are counted in both.",
            {"city": city.name, "county": county.name},
        )
        for city in cities
        for county in counties
        if county.code in selection.country.county_codes_of(city)
    ]


def ratio_sentence(place: str, other: str | Sentence, ratio: Estimate) -> Sentence:
    """Two places compared by the ratio of their rates."""
    names: dict[str, object] = {"place": place, "other": other}

    def full(value: float, lower: float, upper: float) -> Sentence:
        values = names | {"ratio": value, "lower": lower, "upper": upper}
        if is_close(ratio):
            return Sentence("{place} and {other} have nearly the same reported rate.", values)
        if lower <= 1 <= upper:
            return Sentence("{place} and {other} have similar reported rates: the difference could be chance.", values)
        if value > 1:
            return Sentence(
                "{place} has about {ratio} times the reported rate of {other}; likely {lower} to {upper} times.",
                values,
            )
        return Sentence(
            "{other} has about {ratio} times the reported rate of {place}; likely {lower} to {upper} times.",
            names | {"ratio": 1 / value, "lower": 1 / upper, "upper": 1 / lower},
        )

    return told(
        ratio,
        names,
        hidden=N_("{place} and {other}: too few reports to compare."),
        nothing=N_("{place} and {other}: nothing to compare."),
        few=N_("{place} and {other}: too few reports for a reliable comparison."),
        full=full,
        called="ratio",
    )
