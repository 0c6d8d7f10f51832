"""How long do people wait for a response, with those still waiting kept in?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from usalama.asking.places_asked import PLACE_COLUMNS, sum_by_place
from usalama.asking.selection import Selection
from usalama.incidents.response.waits import COUNTS, HIDDEN, read_waits, waits_of
from usalama.model import Estimate, Place


@dataclass(frozen=True)
class ResponseTime:
    """Waits of one place.

    Arguments:
        median, nine_in_ten: minutes within which half and nine in ten were reached.
        reached_share: calls that got a response, of all, 0 to 1; None where hidden or unknown.
        call_count: reports with a known time; None where hidden.
    """

    place: Place
    median: Estimate
    nine_in_ten: Estimate
    reached_share: float | None
    call_count: int | None


def response_times(selection: Selection, places: tuple[Place, ...]) -> tuple[ResponseTime, ...]:
    """One result a place, in the order of the places."""
    waits = read_waits(selection, PLACE_COLUMNS, all_counties=True)
    summed = sum_by_place(selection, waits, places, ["is_watched", "response_minutes"], COUNTS)
    is_exact = selection.scope.is_exact
    return tuple(_response_time(place, summed[summed.place_key == place.key], is_exact) for place in places)


def _response_time(place: Place, own: pd.DataFrame, is_exact: bool) -> ResponseTime:
    waits = waits_of(own, is_exact=is_exact)
    if waits is None:
        return ResponseTime(place, HIDDEN, HIDDEN, None, None)
    return ResponseTime(place, waits.quantile(0.5), waits.quantile(0.9), waits.reached_share, waits.curve.n)
