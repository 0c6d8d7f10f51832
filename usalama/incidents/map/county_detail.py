"""One county by itself: its months, its mix and its hours."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from usalama.asking.places_asked import counts_of_places
from usalama.asking.selection import About, select
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.incidents.response.waits import ResponseTime, response_times
from usalama.incidents.response.week_pattern import WeekBlocks, weeks_of_places
from usalama.incidents.trends.trend import Trend, trend_of_places
from usalama.model import Choices, Place, Scope
from usalama.store import Store


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
