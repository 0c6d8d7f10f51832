"""How many incidents month by month, as a rate, in the whole or in each of several places?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from usalama.asking.places_asked import counts_of_places
from usalama.asking.selection import About, Selection, select
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.incidents.rates.county_rates import with_rates
from usalama.model import Choices, Period, Place, Scope, Sentence, month_end
from usalama.store import Store

METHOD = Sentence(
    "Incidents of each month for every 100,000 people a year, with the exact 95 % Poisson interval. "
    "Months of different length are made comparable by their days."
)


@dataclass(frozen=True)
class Trend:
    """A row a place and month.

    Arguments:
        rows: place_key, place_name, occurred_month, incident_count, rate_per_100k, rate_lower,
            rate_upper, flag; months that no source covers are missing, months with nothing are 0.
    """

    rows: pd.DataFrame
    about: About
    method: Sentence = METHOD


def trend(store: Store, scope: Scope, choices: Choices, subject: Subject, places: tuple[Place, ...] = ()) -> Trend:
    """A series for each named place, else for each chosen county, else for the whole country."""
    selection = select(store, scope, choices, subject)
    chosen = tuple(subject.country.county(code).place for code in choices.county_codes)
    return trend_of_places(selection, places or chosen or (subject.country.whole,))


def trend_of_places(selection: Selection, places: tuple[Place, ...]) -> Trend:
    """The same for a selection that is made already."""
    months = [month for segment in selection.segments() for month in segment.months()]
    counted = counts_of_places(selection, places, ("occurred_month",))
    frame = pd.concat([_months_of(selection, place, counted, months) for place in places], ignore_index=True)
    rows = with_rates(disclose(frame, ("incident_count",), selection.scope))
    return Trend(rows=rows.drop(columns="person_years"), about=selection.about)


def _months_of(selection: Selection, place: Place, counted: pd.DataFrame, months: list[date]) -> pd.DataFrame:
    own = counted[counted.place_key == place.key].set_index("occurred_month").incident_count
    return pd.DataFrame(
        {
            "place_key": place.key,
            "place_name": place.name,
            "occurred_month": months,
            "incident_count": own.reindex(months, fill_value=0).to_numpy(),
            "person_years": [selection.person_years(place, Period(month, month_end(month))) for month in months],
        }
    )
