"""How long do people wait for a response, with those still waiting kept in?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from usalama.disclosure import public_count
from usalama.model import Estimate, Flag, Place
from usalama.reports.places import sum_by_place
from usalama.reports.selection import Selection
from usalama.stats.response import WaitingCurve, waiting_curve_from_counts
from usalama.store.questions import last_moment, response_minutes

# With fewer calls a median says more about single people than about the place.
FEWEST_CALLS_SHOWN = 20
HIDDEN = Estimate(None, None, None, None, "Kaplan-Meier", Flag.HIDDEN)


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
    observed = selection.ask(last_moment()).observed_until.iloc[0]
    if pd.isna(observed):
        return tuple(_hidden_or_summed(selection, place, _NOTHING) for place in places)
    waits = selection.store.read(
        response_minutes(("county_code", "city_code")),
        selection.scope,
        period=selection.period,
        category_codes=selection.category_codes,
        source_ids=selection.source_ids,
        observed_until=observed.to_pydatetime(),
    )
    measures = ["responded_count", "waiting_count"]
    summed = sum_by_place(selection, waits, places, ["response_minutes"], measures)
    return tuple(_hidden_or_summed(selection, place, summed[summed.place_key == place.key]) for place in places)


_NOTHING = pd.DataFrame({"response_minutes": [], "responded_count": [], "waiting_count": []})


def _hidden_or_summed(selection: Selection, place: Place, waits: pd.DataFrame) -> ResponseTime:
    curve = waiting_curve_from_counts(waits.response_minutes, waits.responded_count, waits.waiting_count)
    if not selection.scope.is_exact and 0 < curve.n < FEWEST_CALLS_SHOWN:
        return ResponseTime(place, HIDDEN, HIDDEN, None, None)
    return ResponseTime(
        place,
        curve.quantile(0.5),
        curve.quantile(0.9),
        curve.n_responded / curve.n if curve.n else None,
        _calls(curve, selection.scope.is_exact),
    )


def _calls(curve: WaitingCurve, is_exact: bool) -> int | None:
    return curve.n if is_exact else public_count(curve.n)
