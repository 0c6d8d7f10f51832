"""Which places lie further from the national rate than chance puts places of their size?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from usalama.asking.kept import kept
from usalama.asking.selection import About
from usalama.asking.told import listed, place_words, told
from usalama.country.subject import Subject
from usalama.incidents.rates.comparison import about_kinds
from usalama.incidents.rates.county_rates import CountedPlaces, counted_places
from usalama.model import N_, Choices, Estimate, Place, Scope, Sentence, Standing
from usalama.stats.counting.funnel_limits import INNER, OUTER, Funnel, funnel, prediction_limits
from usalama.store import Store

METHOD = Sentence(
    "Each place against the national rate, with the limits within which chance puts 95 and 99.8 of 100 places of its "
    "size (exact Poisson prediction limits after Spiegelhalter). Where counties differ more than chance makes them, "
    "the limits are widened by the overdispersion, with the outer tenth of the counties drawn in."
)
STANDINGS = {
    Standing.HIGHER: N_(
        "{place}: higher than the national rate. It has {ratio} times as many reports as the national rate would "
        "give; places of its size usually have {lower} to {upper} times."
    ),
    Standing.LOWER: N_(
        "{place}: lower than the national rate. It has {ratio} times as many reports as the national rate would "
        "give; places of its size usually have {lower} to {upper} times. Fewer reports can also mean that fewer "
        "people report."
    ),
    Standing.SIMILAR: N_(
        "{place}: similar to the national rate. It differs no more than places of its size usually do."
    ),
}
SHORT_STANDINGS = {
    Standing.HIGHER: N_("{place} higher"),
    Standing.LOWER: N_("{place} lower"),
    Standing.SIMILAR: N_("{place} similar"),
}
PER = 100_000
CURVE_POINTS = 60


@dataclass(frozen=True)
class FunnelPlot:
    """Places against the national rate.

    Arguments:
        rows: place_key, place_name, level, incident_count, expected_count, ratio (to the national rate), lower, upper,
            outer_lower, outer_upper, rate_per_100k, rate_lower, rate_upper, standing, flag, is_chosen; in the order of
            the places, never of their rates.
        curve: expected_count, lower, upper, outer_lower, outer_upper along the funnel.
        national: the national rate.
        dispersion: by how much counties vary more than chance makes them; 1 where they do not.
        outside_count: counties outside the 95 % limits.
        outside_by_chance: as many would be if all had one rate.
        finding: where the chosen places stand, in a word each.
        sentences: place_key of each chosen place -> where it stands, with the limits for places of its size.
        summary: what the funnel says as a whole.
    """

    rows: pd.DataFrame
    curve: pd.DataFrame
    national: Estimate
    dispersion: float
    county_count: int
    outside_count: int
    outside_by_chance: float
    finding: Sentence
    sentences: Mapping[str, Sentence]
    summary: tuple[Sentence, ...]
    about: About
    method: Sentence = METHOD


@kept
def funnel_plot(
    store: Store, scope: Scope, choices: Choices, subject: Subject, places: tuple[Place, ...] = ()
) -> FunnelPlot:
    """All counties, and the chosen places among them or beside them, against the national rate.

    Only counties make the limits: a city lies in one of them and would count twice.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    counted = counted_places(store, scope, choices, subject, places)
    rate = (counted.national.value or 0.0) / PER
    expected = rate * counted.person_years
    counties = slice(0, counted.county_count)
    own = funnel(counted.counts[counties], expected[counties])
    found = funnel(counted.counts, expected, dispersion=own.dispersion)
    rows = _rows(counted, found, places)
    outside = sum(one in (Standing.HIGHER, Standing.LOWER) for one in own.standing)
    in_order = rows.reset_index().set_index("place_key")["index"]
    chosen = [(place, int(in_order[place.key])) for place in places if place.key in in_order]
    compared = int(np.isfinite(own.ratio).sum())
    return FunnelPlot(
        rows=rows,
        curve=_curve(expected, own.dispersion),
        national=counted.national,
        dispersion=own.dispersion,
        county_count=compared,
        outside_count=outside,
        outside_by_chance=own.outside_by_chance,
        finding=about_kinds(
            standings_sentence({place.name: found.standing[at] for place, at in chosen}), choices, subject
        ),
        sentences={
            place.key: standing_sentence(place_words(place), found.standing[at], found.estimate(at))
            for place, at in chosen
        },
        summary=(outside_sentence(compared, outside, own.outside_by_chance), dispersion_sentence(own.dispersion)),
        about=counted.selection.about,
    )


def _rows(counted: CountedPlaces, found: Funnel, places: tuple[Place, ...]) -> pd.DataFrame:
    chosen = {place.key for place in places}
    return counted.rows.drop(columns="person_years").assign(
        expected_count=found.expected,
        ratio=found.ratio,
        lower=found.lower,
        upper=found.upper,
        outer_lower=found.outer_lower,
        outer_upper=found.outer_upper,
        standing=[str(one) for one in found.standing],
        is_chosen=counted.rows.place_key.isin(chosen),
    )


def _curve(expected: np.ndarray[tuple[int, ...], np.dtype[np.float64]], dispersion: float) -> pd.DataFrame:
    """The limits from the smallest to the largest place, evenly spaced as the eye sees sizes."""
    known = expected[expected > 0]
    if not known.size:
        return pd.DataFrame({"expected_count": [], "lower": [], "upper": [], "outer_lower": [], "outer_upper": []})
    sizes = np.geomspace(known.min() * 0.9, known.max() * 1.1, CURVE_POINTS)
    (lower, upper), (outer_lower, outer_upper) = (prediction_limits(sizes, one, dispersion) for one in (INNER, OUTER))
    return pd.DataFrame(
        {
            "expected_count": sizes,
            "lower": lower,
            "upper": upper,
            "outer_lower": outer_lower,
            "outer_upper": outer_upper,
        }
    )


def standing_sentence(place: str | Sentence, standing: Standing, ratio: Estimate) -> Sentence:
    """Where a place lies against the national rate.

    Arguments:
        ratio: of its rate to the national one, with the limits within which places of its size usually lie.
    """
    nothing = N_("{place}: nothing to compare with the national rate.")
    return told(
        ratio,
        {"place": place},
        hidden=N_("{place}: too few reports to compare with the national rate."),
        nothing=nothing,
        full=STANDINGS.get(standing, nothing),
        called="ratio",
    )


def standings_sentence(standings: Mapping[str, Standing]) -> Sentence:
    """Where several places lie against the national rate, in a word each; those of which it cannot be told left out.

    Arguments:
        standings: by the name of the place.
    """
    said = [
        Sentence(SHORT_STANDINGS[standing], {"place": name})
        for name, standing in standings.items()
        if standing in SHORT_STANDINGS
    ]
    if not said:
        return Sentence("Too few reports to compare with the national rate.")
    return Sentence("Against the national rate, allowing for chance: {places}.", {"places": listed(said)})


def outside_sentence(county_count: int, outside_count: int, by_chance: float) -> Sentence:
    """How many counties stand out, and how many would if there were nothing to see."""
    values = {"count": county_count, "outside": outside_count, "expected": round(by_chance)}
    if outside_count <= round(by_chance):
        return Sentence(
            "Of {count} counties {expected} would stand out by chance alone; {outside} do. This is what chance looks "
            "like.",
            values,
        )
    return Sentence("Of {count} counties {expected} would stand out by chance alone; {outside} do.", values)


def dispersion_sentence(dispersion: float) -> Sentence:
    """Why the funnel is as wide as it is."""
    if dispersion <= 1:
        return Sentence("Most counties differ no more than chance makes them: the limits are those of chance alone.")
    return Sentence(
        "Counties differ more than chance makes them (overdispersion {dispersion}; 1 would be chance alone). The "
        "limits are widened to match, so that only places unlike most others stand out.",
        {"dispersion": dispersion},
    )
