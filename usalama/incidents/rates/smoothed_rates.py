"""What is each place's rate likely to be, when small places are known to swing by chance?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from usalama.asking.kept import kept
from usalama.asking.selection import About
from usalama.asking.told import listed
from usalama.country.subject import Subject
from usalama.incidents.rates.county_rates import counted_places
from usalama.model import Choices, Place, Scope, Sentence
from usalama.stats.counting import smoothing
from usalama.store import Store

METHOD = Sentence(
    "Smoothed rates: each place is drawn towards what all counties have in common, the more the less data it has of "
    "its own (gamma-Poisson empirical Bayes, prior by maximum likelihood). The likely range allows for the prior "
    "being learnt from the same counties. Smoothing can hide a place that really is different: the raw rate stands "
    "beside it. For maps, never for judging one place."
)


@dataclass(frozen=True)
class SmoothedPlaces:
    """Smoothed rates beside raw ones.

    Arguments:
        rows: place_key, place_name, level, incident_count, rate_per_100k, rate_lower, rate_upper, flag (of the raw
            rate), smoothed_rate, smoothed_lower, smoothed_upper, own_share (0 to 1), smoothed_flag; all counties,
            then the other places asked for.
        finding: how much of each place asked for is its own data.
    """

    rows: pd.DataFrame
    finding: Sentence
    about: About
    method: Sentence = METHOD


@kept
def smoothed_places(
    store: Store,
    scope: Scope,
    choices: Choices,
    subject: Subject,
    places: tuple[Place, ...] = (),
    month: date | None = None,
) -> SmoothedPlaces:
    """Every county, whichever are chosen, and the places asked for, over the period or in one month of it.

    What places have in common is learnt from the counties alone, and from all of them that the scope shows; a city
    is drawn towards the same.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    counted = counted_places(store, scope, choices, subject, places, month)
    counties = slice(0, counted.county_count)
    found = smoothing.smoothed_rates(
        counted.counts, counted.person_years, counted.counts[counties], counted.person_years[counties]
    )
    rows = counted.rows.drop(columns="person_years").assign(
        smoothed_rate=found.value,
        smoothed_lower=found.lower,
        smoothed_upper=found.upper,
        own_share=found.own_share,
        smoothed_flag=[str(flag) for flag in found.flag],
    )
    share = dict(zip(rows.place_key, rows.own_share, strict=True))
    return SmoothedPlaces(
        rows=rows,
        finding=own_shares_sentence({place.name: share[place.key] for place in places if place.key in share}),
        about=counted.selection.about,
    )


def own_shares_sentence(own_share: Mapping[str, float]) -> Sentence:
    """How much of a smoothed rate is the place's own.

    Arguments:
        own_share: name of a place -> 0 to 1; NaN where there is no smoothed rate.
    """
    own = [
        Sentence("{place} {own}", {"place": name, "own": round(100 * share)})
        for name, share in own_share.items()
        if not math.isnan(share)
    ]
    few = [Sentence("{place}", {"place": name}) for name, share in own_share.items() if math.isnan(share)]
    if not own:
        return Sentence("Too few reports to smooth a rate.")
    said = Sentence(
        "Of 100 parts of a smoothed rate, its own data: {places}; the rest is what all counties have in common.",
        {"places": listed(own)},
    )
    if not few:
        return said
    return Sentence("{said} Too few reports to smooth: {places}.", {"said": said, "places": listed(few)})
