"""How many incidents in each county, for how many people, and how sure are we?"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from usalama.asking.places_asked import counts_of_places
from usalama.asking.selection import About, Selection, select
from usalama.country.subject import Subject
from usalama.disclosure import disclose, shown_total
from usalama.model import Choices, Estimate, Period, Place, PlaceLevel, Scope, Sentence, month_end
from usalama.stats.counting.rates import poisson_rate, rate_estimate
from usalama.store import Store

METHOD = Sentence(
    "Incidents for every 100,000 people a year, with the exact 95 % Poisson interval (Garwood). "
    "People are counted by the census, carried between and after the censuses at a steady rate."
)
COUNT_COLUMNS = ("incident_count", "n_mapped")


@dataclass(frozen=True)
class CountyRates:
    """A row a county, and the whole.

    Arguments:
        rows: county_code, county_name, incident_count, population, rate_per_100k, rate_lower,
            rate_upper, n_mapped, flag; counts as the scope may see them, rates a year.
        whole: the rate over all rows.
        incident_count, n_mapped: totals of the rows shown.
    """

    rows: pd.DataFrame
    whole: Estimate
    incident_count: int
    n_mapped: int
    about: About
    method: Sentence = METHOD


def county_rates(store: Store, scope: Scope, choices: Choices, subject: Subject) -> CountyRates:
    """Counts and rates of every chosen county, zero where nothing was reported.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    return rates_of_counties(select(store, scope, choices, subject))


def rates_of_counties(selection: Selection, period: Period | None = None) -> CountyRates:
    """The same for a selection that is made already, over all its period or a part of it."""
    return rates_from(
        selection, selection.count(("county_code",), ("incident_count", "mapped_count"), period=period), period
    )


def rates_from(selection: Selection, counted: pd.DataFrame, period: Period | None = None) -> CountyRates:
    """The same from counts that are at hand.

    Arguments:
        counted: county_code, incident_count and mapped_count of the period, exact; counties with none may be left out.
    """
    by_county = counted.set_index("county_code").reindex(list(selection.county_codes), fill_value=0)
    places = [Place(PlaceLevel.COUNTY, code, selection.country.county(code).name) for code in selection.county_codes]
    rows = pd.DataFrame(
        {
            "county_code": list(selection.county_codes),
            "county_name": [place.name for place in places],
            "incident_count": by_county.incident_count.to_numpy(),
            "n_mapped": by_county.mapped_count.to_numpy(),
            "person_years": [selection.person_years(place, period) for place in places],
        }
    )
    rows = with_rates(disclose(rows, COUNT_COLUMNS, selection.scope))
    rows["population"] = _people(rows.person_years, selection, period)
    whole = rate_estimate(shown_total(rows.incident_count), float(rows.person_years.sum()))
    columns = ["county_code", "county_name", "incident_count", "population", "rate_per_100k"]
    return CountyRates(
        rows=rows[[*columns, "rate_lower", "rate_upper", "n_mapped", "flag"]],
        whole=whole,
        incident_count=shown_total(rows.incident_count),
        n_mapped=shown_total(rows.n_mapped),
        about=selection.about,
    )


def with_rates(rows: pd.DataFrame) -> pd.DataFrame:
    """Add rate_per_100k, rate_lower, rate_upper and flag.

    Arguments:
        rows: incident_count as the scope may see it (missing where hidden), and person_years.
    """
    counts = rows.incident_count.astype("Float64").to_numpy(dtype=float, na_value=math.nan)
    rates = poisson_rate(counts, rows.person_years.to_numpy())
    return rows.assign(
        rate_per_100k=rates.value,
        rate_lower=rates.lower,
        rate_upper=rates.upper,
        flag=[str(flag) for flag in rates.flag],
    )


def _people(person_years: pd.Series, selection: Selection, period: Period | None) -> pd.Series:
    """The average number of people over the covered part of the period."""
    years = selection.years(period)
    return (person_years / years).round().astype("int64") if years else person_years.astype("int64")


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
