"""Month by month, and by what is reported: how do a few places compare?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from usalama.asking.kept import kept
from usalama.asking.places_asked import counts_of_places
from usalama.asking.selection import About
from usalama.asking.told import listed
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.incidents.rates.comparison import about_kinds, select_places
from usalama.incidents.trends.trend import METHOD, trend_of_places
from usalama.model import Choices, Place, Scope, Sentence
from usalama.stats.counting.apart import NOBODY, clear_of_all
from usalama.store import Store

MIX_METHOD = Sentence("Incidents of each place by category group; a place's shares are of the groups that are shown.")


@dataclass(frozen=True)
class ComparedMonths:
    """A row a place and month; see ``trend.Trend``."""

    places: tuple[Place, ...]
    rows: pd.DataFrame
    finding: Sentence
    about: About
    method: Sentence = METHOD


@dataclass(frozen=True)
class ComparedMix:
    """What is reported at each place.

    Arguments:
        rows: place_key, category_group, incident_count; missing where hidden.
    """

    places: tuple[Place, ...]
    rows: pd.DataFrame
    finding: Sentence
    about: About
    method: Sentence = MIX_METHOD


@kept
def compared_months(
    store: Store, scope: Scope, choices: Choices, subject: Subject, places: tuple[Place, ...]
) -> ComparedMonths:
    """The months of each place as yearly rates.

    Raises:
        InputRefused: too few, too many or repeated places.
        NothingFound: the scope sees nothing in this period.
    """
    found = trend_of_places(select_places(store, scope, choices, subject, places), places)
    finding = about_kinds(months_sentence(found.rows, places), choices, subject)
    return ComparedMonths(places, found.rows, finding, found.about)


def months_sentence(rows: pd.DataFrame, places: tuple[Place, ...]) -> Sentence:
    """Which place lay above all others, and in how many months.

    Arguments:
        rows: place_key, occurred_month, rate_lower, rate_upper.
    """
    wide = rows.pivot_table(
        index="occurred_month", columns="place_key", values=["rate_lower", "rate_upper"], dropna=False
    )
    keys = [place.key for place in places]
    lower, upper = (
        wide[name].reindex(columns=keys).to_numpy(float) if name in wide else np.full((len(wide), len(keys)), np.nan)
        for name in ("rate_lower", "rate_upper")
    )
    first, months = clear_of_all(lower, upper), rows.occurred_month.nunique()
    if (first == NOBODY).all():
        return Sentence(
            "In none of {months} months did one of them lie above all others beyond chance.", {"months": months}
        )
    times = {place.name: int((first == number).sum()) for number, place in enumerate(places)}
    above = [
        Sentence("{place} in {times} of {months} months", {"place": name, "times": number, "months": months})
        for name, number in times.items()
        if number
    ]
    return Sentence("Higher than all others, beyond chance: {places}.", {"places": listed(above)})


@kept
def compared_mix(
    store: Store, scope: Scope, choices: Choices, subject: Subject, places: tuple[Place, ...]
) -> ComparedMix:
    """What is reported at each place, by category group.

    Raises:
        InputRefused, NothingFound: as ``compared_months``.
    """
    selection = select_places(store, scope, choices, subject, places)
    counted = counts_of_places(selection, places, ("category_group",))
    rows = disclose(counted, ("incident_count",), scope)
    finding = about_kinds(mix_sentence(rows, places, subject), choices, subject)
    return ComparedMix(places, rows, finding, selection.about)


def mix_sentence(rows: pd.DataFrame, places: tuple[Place, ...], subject: Subject) -> Sentence:
    """What is reported most at each place.

    Arguments:
        rows: place_key, category_group, incident_count.
    """
    known = rows.dropna(subset="incident_count").astype({"incident_count": int})
    known = known[known.incident_count > 0]
    most = known.sort_values("incident_count", ascending=False, kind="stable").drop_duplicates("place_key")
    if most.empty:
        return Sentence("Too few reports to say what is reported most.")
    if known.category_group.nunique() == 1:
        return Sentence("All that is shown is of one kind, so there is nothing to compare.")
    totals = known.groupby("place_key").incident_count.sum()
    most = most.set_index("place_key").assign(share=lambda own: (100 * own.incident_count / totals).round().astype(int))
    kinds = {group.code: Sentence(group.name) for group in subject.categories.groups}
    if most.category_group.nunique() == 1 and len(most) == len(places):
        values = {"kind": kinds[most.category_group.iloc[0]], "least": most.share.min(), "most": most.share.max()}
        return Sentence("Reported most at all of them: {kind}, {least} to {most} of 100.", values)
    said = [
        Sentence(
            "{place}, {kind} ({share} of 100)",
            {"place": place.name, "kind": kinds[most.category_group[place.key]], "share": most.share[place.key]},
        )
        for place in places
        if place.key in most.index
    ]
    return Sentence("Reported most: {places}.", {"places": listed(said)})
