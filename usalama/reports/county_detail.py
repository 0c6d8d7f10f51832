"""One county by itself: its months, its mix and its hours."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from usalama.disclosure import disclose
from usalama.model import Choices, Place, Scope
from usalama.reports.places import counts_of_places
from usalama.reports.response import ResponseTime, response_times
from usalama.reports.selection import About, select
from usalama.reports.subject import Subject
from usalama.reports.trend import Trend, trend_of_places
from usalama.store import Store


@dataclass(frozen=True)
class CountyDetail:
    """What is known of one county in the period.

    Arguments:
        mix: category_code, incident_count.
        hours: weekday (0 Monday), occurred_hour, incident_count; only incidents whose hour is known.
    """

    place: Place
    trend: Trend
    mix: pd.DataFrame
    hours: pd.DataFrame
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
    hours = counts_of_places(selection, places, ("weekday", "occurred_hour"), from_rows=True)
    known = hours.dropna(subset="occurred_hour").astype({"weekday": int, "occurred_hour": int})
    mix = counts_of_places(selection, places, ("category_code",))
    return CountyDetail(
        place=place,
        trend=trend_of_places(selection, places),
        mix=disclose(mix, ("incident_count",), scope),
        hours=disclose(known, ("incident_count",), scope),
        response=response_times(selection, places)[0],
        about=selection.about,
    )
