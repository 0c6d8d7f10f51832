"""The ten questions of the pages, each asked of the store and of the same rows in pandas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from usalama.access import operator_scope
from usalama.country import Country
from usalama.model import Period
from usalama.store import Store
from usalama.store.questions import LONGEST_WAIT_MINUTES, counts, grid_cells, response_minutes

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
BEFORE = Period(date(2024, 1, 1), date(2024, 12, 31))
DAYS = Period(YEAR.end - timedelta(days=89), YEAR.end)
CITIES = ("nairobi", "mombasa", "kisumu", "nakuru")
COUNTY = "047"
REGION = "Nyanza"
TOP = 20
CELL_DEGREES = 0.02
SCOPE = operator_scope()


@dataclass(frozen=True)
class Ask:
    """What the questions are asked of, and the people of each county for the rates."""

    store: Store
    frame: pd.DataFrame
    population: pd.Series
    region_counties: tuple[str, ...]


@dataclass(frozen=True)
class Timed:
    """One question: both sides return the same table, in the order of its keys."""

    title: str
    lake: Callable[[Ask], pd.DataFrame]
    pandas: Callable[[Ask], pd.DataFrame]


def ask_of(store: Store, frame: pd.DataFrame, country: Country) -> Ask:
    people = {county.code: country.person_years(county.place, YEAR) for county in country.counties}
    region = tuple(county.code for county in country.counties if county.region_name == REGION)
    return Ask(store, frame, pd.Series(people), region)


def _within(frame: pd.DataFrame, period: Period) -> pd.DataFrame:
    return frame[(frame.occurred_on >= str(period.start)) & (frame.occurred_on <= str(period.end))]


def _tally(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    return frame.groupby(keys, observed=True).size().rename("incident_count").reset_index()


def _minutes(frame: pd.DataFrame) -> pd.Series:
    seconds = (frame.responded_at - frame.reported_at).dropna().dt.total_seconds()
    return np.ceil(seconds / 60).clip(0, LONGEST_WAIT_MINUTES)


def _quantile_from_counts(waits: pd.DataFrame, share: float) -> float:
    """The smallest wait that at least this share of those who were reached had at most."""
    ordered = waits.sort_values("response_minutes")
    reached = ordered.responded_count.cumsum()
    position = int(np.searchsorted(reached, share * reached.iloc[-1] - 1e-9))
    return float(ordered.response_minutes.iloc[position])


def _quantile(minutes: pd.Series, share: float) -> float:
    return float(np.quantile(minutes, share, method="inverted_cdf"))


def lake_headline(ask: Ask) -> pd.DataFrame:
    rows = []
    for period in (YEAR, BEFORE):
        measures = ("incident_count", "unresolved_count")
        total = ask.store.read(counts((), measures=measures), SCOPE, period=period).iloc[0]
        waits = ask.store.read(response_minutes(), SCOPE, period=period)
        rows.append((total.incident_count, total.unresolved_count, _quantile_from_counts(waits, 0.5)))
    return pd.DataFrame(rows)


def pandas_headline(ask: Ask) -> pd.DataFrame:
    rows = []
    for period in (YEAR, BEFORE):
        own = _within(ask.frame, period)
        rows.append((len(own), own.closed_at.isna().sum(), _quantile(_minutes(own), 0.5)))
    return pd.DataFrame(rows)


def _with_rate(ask: Ask, counted: pd.DataFrame) -> pd.DataFrame:
    people = ask.population[counted.county_code.astype(str)].to_numpy()
    return counted.assign(rate_per_100k=counted.incident_count / people * 100_000)


def lake_response(ask: Ask) -> pd.DataFrame:
    waits = ask.store.read(response_minutes(("county_code",)), SCOPE, period=YEAR)
    reached = waits[waits.responded_count > 0]
    rows = [
        (code, _quantile_from_counts(own, 0.5), _quantile_from_counts(own, 0.9))
        for code, own in reached.groupby("county_code")
    ]
    return pd.DataFrame(rows)


def pandas_response(ask: Ask) -> pd.DataFrame:
    own = _within(ask.frame, YEAR)
    minutes = _minutes(own)
    groups = minutes.groupby(own.county_code[minutes.index], observed=True)
    return pd.DataFrame([(code, _quantile(one, 0.5), _quantile(one, 0.9)) for code, one in groups])


def _top(counted: pd.DataFrame) -> pd.DataFrame:
    named = counted.dropna().astype({"constituency_code": str})
    return named.sort_values(["incident_count", "constituency_code"], ascending=[False, True]).head(TOP)


def pandas_cells(ask: Ask) -> pd.DataFrame:
    own = _within(ask.frame, YEAR)
    own = own[(own.county_code == COUNTY) & own.longitude.notna()]
    cells = pd.DataFrame(
        {
            name: np.floor(own[column] / CELL_DEGREES) * CELL_DEGREES + CELL_DEGREES / 2
            for name, column in (("cell_longitude", "longitude"), ("cell_latitude", "latitude"))
        }
    )
    return _tally(cells, list(cells))


def lake_cities(ask: Ask) -> pd.DataFrame:
    months = ask.store.read(counts(("city_code", "occurred_month")), SCOPE)
    return months[months.city_code.isin(CITIES)]


def pandas_days(ask: Ask) -> pd.DataFrame:
    own = _within(ask.frame, DAYS)
    return _tally(own[own.county_code.isin(ask.region_counties)], ["occurred_on"])


def pandas_hours(ask: Ask) -> pd.DataFrame:
    own = _within(ask.frame, YEAR)
    return _tally(own.assign(weekday=own.occurred_on.dt.dayofweek), ["weekday", "occurred_hour"])


QUESTIONS = (
    Timed("1 count, unresolved, median response: 12 months and the 12 before", lake_headline, pandas_headline),
    Timed(
        "2 count and rate by county, 12 months",
        lambda ask: _with_rate(ask, ask.store.read(counts(("county_code",)), SCOPE, period=YEAR)),
        lambda ask: _with_rate(ask, _tally(_within(ask.frame, YEAR), ["county_code"])),
    ),
    Timed(
        "3 count by month and category group, all time",
        lambda ask: ask.store.read(counts(("occurred_month", "category_group")), SCOPE),
        lambda ask: _tally(ask.frame, ["occurred_month", "category_group"]),
    ),
    Timed(
        "4 count by day, one region, 90 days",
        lambda ask: ask.store.read(
            counts(("occurred_on",), whole_months=False), SCOPE, period=DAYS, county_codes=ask.region_counties
        ),
        pandas_days,
    ),
    Timed(
        "5 weekday by hour, 12 months",
        lambda ask: ask.store.read(counts(("weekday", "occurred_hour"), whole_months=False), SCOPE, period=YEAR),
        pandas_hours,
    ),
    Timed(
        "6 category mix, 12 months",
        lambda ask: ask.store.read(counts(("category_code",)), SCOPE, period=YEAR),
        lambda ask: _tally(_within(ask.frame, YEAR), ["category_code"]),
    ),
    Timed("7 half and nine in ten reached, by county, 12 months", lake_response, pandas_response),
    Timed(
        "8 the 20 constituencies with most, 12 months",
        lambda ask: _top(ask.store.read(counts(("constituency_code",), whole_months=False), SCOPE, period=YEAR)),
        lambda ask: _top(_tally(_within(ask.frame, YEAR), ["constituency_code"])),
    ),
    Timed(
        "9 count by cell of 0.02 degrees, one county, 12 months",
        lambda ask: ask.store.read(grid_cells(), SCOPE, period=YEAR, county_codes=(COUNTY,)),
        pandas_cells,
    ),
    Timed(
        "10 four cities by month, all time",
        lake_cities,
        lambda ask: _tally(ask.frame[ask.frame.city_code.isin(CITIES)], ["city_code", "occurred_month"]),
    ),
)
