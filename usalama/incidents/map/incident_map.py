"""Where do incidents happen, month by month: counties by rate or count, places by count, one county by itself?"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.kept import kept
from usalama.asking.places_asked import counts_of_places
from usalama.asking.selection import About, Selection, select
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.incidents.map.map_measures import (
    Asked,
    Measure,
    Measured,
    measure_certainty,
    measure_silence,
    measure_smoothed,
)
from usalama.incidents.rates.county_rates import METHOD as RATE_METHOD
from usalama.incidents.rates.county_rates import CountyRates, rates_of_counties, with_rates
from usalama.incidents.response.waits import ResponseTime, response_times
from usalama.incidents.response.week_pattern import WeekBlocks, weeks_of_places
from usalama.incidents.trends.trend import Trend, trend_of_places
from usalama.model import Choices, Period, Place, PlaceLevel, Scope, Sentence, month_end
from usalama.stats.space.map_pictures import CLASS_COUNT, class_of, legible_breaks
from usalama.store import Store

__all__ = ["CountyDetail", "CountyMap", "Measure", "PlaceCircles", "county_detail", "county_map", "place_circles"]

MEASURE_COLUMNS = {Measure.RATE: "rate_per_100k", Measure.COUNT: "incident_count"}
# How high, in words: low, middle and high need three classes.
LEVEL_COUNT = 3


@dataclass(frozen=True, eq=False)
class CountyMap:
    """The counties in classes.

    Arguments:
        counties: rows as in ``CountyRates`` with ``map_class`` (0 lowest, -1 none) beside, and the columns of
            ``map_measures`` where the measure is one of those.
        breaks: where the classes begin; the same for every month of these choices.
        shown: the days shown.
        months: the months that can be shown.
    """

    counties: CountyRates
    measure: Measure
    breaks: tuple[float, ...]
    shown: Period
    months: tuple[date, ...]
    about: About
    method: Sentence = RATE_METHOD


@dataclass(frozen=True)
class PlaceCircles:
    """Constituencies or cities as circles.

    Arguments:
        rows: place_key, place_name, longitude, latitude, incident_count, estimated_count.
    """

    rows: pd.DataFrame
    about: About


@kept
def county_map(
    store: Store,
    scope: Scope,
    choices: Choices,
    subject: Subject,
    measure: Measure,
    month: date | None = None,
) -> CountyMap:
    """The counties over the whole period, or in one month of it.

    Arguments:
        month: first day of a month; None shows the period.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    selection = select(store, scope, choices, subject)
    months = months_of(selection)
    shown = Period(month, month_end(month)) if month in months and month else selection.period
    counties = rates_of_counties(selection, shown)
    asked = Asked(store, scope, choices, subject, month if shown != selection.period else None)
    measured = _measured(selection, asked, counties.rows, measure)
    return CountyMap(
        counties=replace(counties, rows=measured.rows),
        measure=measure,
        breaks=measured.breaks,
        shown=shown,
        months=months,
        about=selection.about,
        method=measured.method,
    )


def _measured(selection: Selection, asked: Asked, rows: pd.DataFrame, measure: Measure) -> Measured:
    """The rows with their classes; what costs more than counting is only worked out for those who ask for it."""
    is_month = asked.month is not None
    match measure:
        case Measure.SMOOTHED:
            # The classes of the raw rates, so that a colour means the same on both maps.
            return measure_smoothed(asked, rows, breaks_of(selection, Measure.RATE, is_month))
        case Measure.CERTAINTY:
            return measure_certainty(asked, rows, breaks_of(selection, Measure.RATE, is_month, LEVEL_COUNT))
        case Measure.SILENCE:
            return measure_silence(asked, rows)
    breaks = breaks_of(selection, measure, is_month)
    return Measured(classed(rows, measure, breaks), breaks, RATE_METHOD)


def months_of(selection: Selection) -> tuple[date, ...]:
    """The months of the period that the data cover."""
    return tuple(first for part in selection.segments() for first in part.months())


def classed(rows: pd.DataFrame, measure: Measure, breaks: tuple[float, ...]) -> pd.DataFrame:
    """The rows of counties with ``map_class``, by rate or count."""
    values = rows[MEASURE_COLUMNS[measure]].astype("Float64").to_numpy(dtype=float, na_value=math.nan)
    return rows.assign(map_class=class_of(values, breaks))


def breaks_of(
    selection: Selection, measure: Measure, is_month: bool, class_count: int = CLASS_COUNT
) -> tuple[float, ...]:
    """Breaks from all that the data cover, so that colours mean the same in every month and county.

    Rates are yearly whatever the period. A count grows with the period, so a month and the whole
    period each have their own.
    """
    everything = Period(selection.covered[0].start, selection.covered[-1].end)
    if measure is Measure.COUNT and not is_month:
        everything = selection.period
    exact = selection.count(("county_code",), period=everything, all_counties=True)
    rows = disclose(exact, ("incident_count",), selection.scope).dropna()
    if measure is Measure.COUNT:
        months = sum(len(part.months()) for part in selection.segments(everything)) if is_month else 1
        return legible_breaks(rows.incident_count.to_numpy(dtype=float) / max(months, 1), class_count)
    places = [selection.country.county(code).place for code in rows.county_code]
    years = [selection.person_years(place, everything) for place in places]
    return legible_breaks(with_rates(rows.assign(person_years=years)).rate_per_100k, class_count)


def place_circles(
    store: Store,
    scope: Scope,
    choices: Choices,
    subject: Subject,
    level: PlaceLevel,
    month: date | None = None,
) -> PlaceCircles:
    """Constituencies (at their centres) or cities, with their counts.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    selection = select(store, scope, choices, subject)
    period = Period(month, month_end(month)) if month else selection.period
    rows = _cities(selection, period) if level is PlaceLevel.CITY else _constituencies(selection, period)
    return PlaceCircles(disclose(rows, ("incident_count", "estimated_count"), scope), selection.about)


def _constituencies(selection: Selection, period: Period) -> pd.DataFrame:
    measures = ("incident_count", "estimated_count")
    counted = selection.count(("constituency_code",), measures, from_rows=True, period=period).dropna()
    counts = counted.set_index("constituency_code")
    known = [one for one in selection.country.constituencies if one.code in counts.index]
    return pd.DataFrame(
        {
            "place_key": [one.place.key for one in known],
            "place_name": [one.name for one in known],
            "longitude": [one.longitude for one in known],
            "latitude": [one.latitude for one in known],
            "incident_count": [int(counts.incident_count[one.code]) for one in known],
            "estimated_count": [int(counts.estimated_count[one.code]) for one in known],
        }
    )


def _cities(selection: Selection, period: Period) -> pd.DataFrame:
    counted = selection.count(("city_code",), ("incident_count", "estimated_count"), period=period).dropna()
    counts = counted.set_index("city_code")
    known = [city for city in selection.country.cities if city.code in counts.index]
    centres = [_centre(selection, city.constituency_codes) for city in known]
    return pd.DataFrame(
        {
            "place_key": [city.place.key for city in known],
            "place_name": [city.name for city in known],
            "longitude": [longitude for longitude, _ in centres],
            "latitude": [latitude for _, latitude in centres],
            "incident_count": [int(counts.incident_count[city.code]) for city in known],
            "estimated_count": [int(counts.estimated_count[city.code]) for city in known],
        }
    )


def _centre(selection: Selection, constituency_codes: tuple[str, ...]) -> tuple[float, float]:
    own = [one for one in selection.country.constituencies if one.code in constituency_codes]
    return float(np.mean([one.longitude for one in own])), float(np.mean([one.latitude for one in own]))


@dataclass(frozen=True)
class CountyDetail:
    """What is known of one county in the period.

    Arguments:
        mix: category_code, incident_count.
        week: which blocks of the week stand out.
    """

    place: Place
    trend: Trend
    mix: pd.DataFrame
    week: WeekBlocks
    response: ResponseTime
    about: About


def county_detail(store: Store, scope: Scope, choices: Choices, subject: Subject, county_code: str) -> CountyDetail:
    """The county, with the other choices as they are.

    Raises:
        NothingFound: the scope sees nothing in this period.
        InputRefused: there is no such county.
    """
    place = subject.country.county(county_code).place
    selection = select(store, scope, replace(choices, county_codes=(county_code,)), subject)
    places = (place,)
    mix = counts_of_places(selection, places, ("category_code",))
    return CountyDetail(
        place=place,
        trend=trend_of_places(selection, places),
        mix=disclose(mix, ("incident_count",), scope),
        week=weeks_of_places(selection, places)[0],
        response=response_times(selection, places)[0],
        about=selection.about,
    )
