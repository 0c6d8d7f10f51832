"""Do neighbouring counties together have more reports than they usually have?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np

from usalama.asking.completeness import completeness
from usalama.asking.kept import kept
from usalama.asking.long_series import select_long, series_of_places
from usalama.asking.selection import About
from usalama.country import Country
from usalama.country.subject import Subject
from usalama.incidents.trends.alerts import rule_for
from usalama.model import Choices, Scope, Sentence
from usalama.stats.counting.rates import Numbers
from usalama.stats.space.scan import Cluster, most_likely_cluster
from usalama.store import Store

METHOD = Sentence(
    "Kulldorff's circular scan over counties: circles of neighbours that usually hold at most 10 in 100 of all "
    "reports; what is usual is each county's own trend and season; 999 draws of months in which nothing changed, "
    "which vary as much as the counties do."
)
SEED = 1997
FEWEST_COUNTIES = 10
# A county that usually has hardly any reports weighs nothing in a circle.
SMALLEST_EXPECTED = 0.1
# Neighbours that chance makes more often than this are not named.
LARGEST_CHANCE = 0.05


@dataclass(frozen=True)
class Neighbours:
    """The neighbouring counties that stand out together, if any do.

    Arguments:
        county_codes: of the cluster; empty when none is clear.
        cluster: what the scan found; None when it could not be made.
        month: the month looked at.
        n_counties: counties that could be looked at.
    """

    county_codes: tuple[str, ...]
    cluster: Cluster | None
    month: date
    n_counties: int
    sentence: Sentence
    about: About
    method: Sentence = METHOD


@kept
def neighbours(store: Store, scope: Scope, choices: Choices, subject: Subject) -> Neighbours:
    """The most unusual circle of counties in the newest complete month.

    Raises:
        NothingFound: the scope sees nothing.
    """
    selection = select_long(store, scope, choices, subject)
    codes = selection.county_codes
    places = tuple(selection.country.county(code).place for code in codes)
    series = series_of_places(selection, places).until(completeness(store, scope, choices, subject).last_complete)
    rule, month = rule_for(len(series.months)), series.months[-1]
    usable = np.zeros(0, dtype=int)
    if rule:
        usual = rule.usual(series.counts)
        newest = series.counts[:, -1]
        usable = np.flatnonzero(usual.is_known & np.isfinite(newest) & (usual.mean[:, -1] >= SMALLEST_EXPECTED))
    if usable.size < FEWEST_COUNTIES:
        few = Sentence("Too few counties with enough reports to look for neighbours that rise together.")
        return Neighbours((), None, month, int(usable.size), few, selection.about)
    x, y = _points(selection.country, tuple(codes[one] for one in usable))
    cluster = most_likely_cluster(
        newest[usable], usual.mean[usable, -1], x, y, np.random.default_rng(SEED), dispersion=usual.dispersion[usable]
    )
    members = tuple(codes[usable[one]] for one in cluster.members) if cluster.p_value <= LARGEST_CHANCE else ()
    names = ", ".join(selection.country.county(code).name for code in members)
    return Neighbours(
        county_codes=members,
        cluster=cluster,
        month=month,
        n_counties=int(usable.size),
        sentence=cluster_sentence(names, cluster.count, cluster.expected, cluster.p_value),
        about=selection.about,
    )


def _points(country: Country, codes: tuple[str, ...]) -> tuple[Numbers, Numbers]:
    """A point inside each county, in degrees made equally long in both directions."""
    points = [country.boundaries[code].representative_point() for code in codes]
    x, y = np.array([point.x for point in points]), np.array([point.y for point in points])
    return x * math.cos(math.radians(float(y.mean()))), y


def cluster_sentence(names: str, count: float, expected: float, p_value: float) -> Sentence:
    """Neighbouring places that together have more than they usually have.

    Arguments:
        names: of the places; empty when there are none.
        p_value: how often chance alone makes as much somewhere.
    """
    if not names or p_value > LARGEST_CHANCE or not (math.isfinite(expected) and math.isfinite(count)):
        return Sentence("No neighbouring counties together have clearly more reports than they usually have.")
    return Sentence(
        "Together unusual: {places} had {count} reports where {expected} would be usual. Chance alone makes as much "
        "somewhere in about {chance} of 1,000 months.",
        {"places": names, "count": count, "expected": float(round(expected)), "chance": max(round(1000 * p_value), 1)},
    )
