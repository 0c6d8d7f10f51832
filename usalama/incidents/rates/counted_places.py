"""Every county, and whatever places are asked for, counted in one way: what a comparison with the whole rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from usalama.asking.places_asked import counts_of_places
from usalama.asking.selection import Selection, select
from usalama.country.subject import Subject
from usalama.disclosure import disclose, shown_total
from usalama.incidents.rates.county_rates import with_rates
from usalama.model import Choices, Estimate, Period, Place, PlaceLevel, Scope, month_end
from usalama.stats.counting.rates import rate_estimate
from usalama.store import Store


@dataclass(frozen=True)
class CountedPlaces:
    """Counts and rates of all counties, whichever are chosen, then of the other places.

    Arguments:
        rows: place_key, place_name, level, incident_count as the scope may see it, person_years, rate_per_100k,
            rate_lower, rate_upper, flag; counties first.
        county_count: how many of the rows are counties.
        national: the rate over the counties: the sum of the cells shown over all person-years.
    """

    selection: Selection
    period: Period
    rows: pd.DataFrame
    county_count: int
    national: Estimate

    @property
    def counts(self) -> npt.NDArray[np.float64]:
        """Counts of the rows; NaN where hidden."""
        return self.rows.incident_count.astype("Float64").to_numpy(dtype=float, na_value=math.nan)

    @property
    def person_years(self) -> npt.NDArray[np.float64]:
        return self.rows.person_years.to_numpy(dtype=float)


def counted_places(
    store: Store, scope: Scope, choices: Choices, subject: Subject, others: tuple[Place, ...], month: date | None = None
) -> CountedPlaces:
    """Count every county that the scope sees, over the period or in one month of it.

    Arguments:
        others: further places, such as cities; counties among them are counted already.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    selection = select(store, scope, replace(choices, county_codes=()), subject)
    period = Period(month, month_end(month)) if month else selection.period
    counties = [subject.country.county(code).place for code in selection.county_codes]
    places = (*counties, *(place for place in others if place.level is not PlaceLevel.COUNTY))
    cut = replace(selection, period=period)
    counted = counts_of_places(cut, places).set_index("place_key").incident_count
    rows = pd.DataFrame(
        {
            "place_key": [place.key for place in places],
            "place_name": [place.name for place in places],
            "level": [str(place.level) for place in places],
            "incident_count": [int(counted[place.key]) for place in places],
            "person_years": [cut.person_years(place) for place in places],
        }
    )
    rows = with_rates(disclose(rows, ("incident_count",), scope))
    own = rows.iloc[: len(counties)]
    national = rate_estimate(shown_total(own.incident_count), float(own.person_years.sum()))
    return CountedPlaces(selection, period, rows, len(counties), national)
