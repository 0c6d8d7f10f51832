"""How long do people wait, with those still waiting kept in?

Waits are as a scope may see them: every minute for the operator, steps of disclosed counts for the public.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from usalama.asking.places_asked import PLACE_COLUMNS, sum_by_place
from usalama.asking.selection import Selection
from usalama.asking.told import told
from usalama.disclosure import public_count, public_counts
from usalama.model import N_, Estimate, Flag, Place, Sentence
from usalama.stats.hours.survival import RiskTable, WaitingCurve, risk_table, waiting_curve_from_counts
from usalama.store.questions import WATCHED_MINUTES, last_moment, response_minutes

# With fewer calls a median says more about single people than about the place.
FEWEST_CALLS_SHOWN = 20
# The public learns how many were reached within so many minutes, and nothing between.
PUBLIC_MINUTES = (5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240, 300, 360, 480, 720, WATCHED_MINUTES)
COUNTS = ["responded_count", "waiting_count"]
HIDDEN = Estimate(None, None, None, None, "Kaplan-Meier", Flag.HIDDEN)


@dataclass(frozen=True)
class Waits:
    """The calls of one group, all that a scope may know of them.

    Arguments:
        curve: how many still wait after how many minutes.
        table: the same calls, for comparing groups.
        is_exact: whether every minute is told.
    """

    curve: WaitingCurve
    table: RiskTable
    is_exact: bool

    def quantile(self, share: float) -> Estimate:
        """Minutes within which this share was reached; a public lower limit goes back to the step before."""
        found = self.curve.quantile(share)
        if self.is_exact or found.lower is None:
            return found
        return replace(found, lower=float(max((one for one in PUBLIC_MINUTES if one < found.lower), default=0)))

    def share_within(self, minutes: float) -> Estimate:
        return self.curve.share_within(minutes)

    @property
    def reached_share(self) -> float | None:
        """Calls that got a response, of all; None when there are none."""
        return self.curve.n_responded / self.curve.n if self.curve.n else None


def read_waits(
    selection: Selection, by: tuple[str, ...] = (), *, is_coarse: bool = False, all_counties: bool = False
) -> pd.DataFrame:
    """Calls by group and by minutes of waiting, exact; ``is_watched`` is always among the columns."""
    observed = selection.ask(last_moment(), all_counties=True).observed_until.iloc[0]
    columns = [*by, "is_watched", "response_minutes", *COUNTS]
    if pd.isna(observed):
        return pd.DataFrame({name: [] for name in columns})
    return selection.store.read(
        response_minutes((*by, "is_watched"), is_coarse),
        selection.scope,
        period=selection.period,
        county_codes=() if all_counties else selection.choices.county_codes,
        category_codes=selection.category_codes,
        source_ids=selection.source_ids,
        observed_until=observed.to_pydatetime(),
    )


def waits_of(own: pd.DataFrame, *, is_exact: bool) -> Waits | None:
    """The waits of one group.

    Arguments:
        own: response_minutes, responded_count, waiting_count and is_watched of its calls.
        is_exact: the operator's numbers; the public's are made of disclosed counts only.

    Returns:
        None where the public may not know: fewer than 20 calls, or so few reached that their number is hidden.
        The public curve leaves out the calls of the last day of the data, so that none is watched for less than
        a day, and is made of the number of calls and of those reached within each of ``PUBLIC_MINUTES``, each
        under the rule for small numbers; a step whose number is hidden is passed over.
    """
    shown = own if is_exact else _disclosed(own)
    return None if shown is None else _waits(shown, is_exact)


def waits_together(parts: list[pd.DataFrame], *, is_exact: bool) -> Waits | None:
    """The waits of several groups as one: a public total is the sum of what is shown of its parts."""
    shown = [part if is_exact else _disclosed(part) for part in parts]
    known = [part for part in shown if part is not None]
    return _waits(pd.concat(known, ignore_index=True), is_exact) if known else None


def _waits(shown: pd.DataFrame, is_exact: bool) -> Waits:
    columns = (shown.response_minutes, shown.responded_count, shown.waiting_count)
    return Waits(waiting_curve_from_counts(*columns), risk_table(*columns), is_exact)


def reached_within(own: pd.DataFrame, minutes: int, *, is_exact: bool) -> tuple[int | None, int | None]:
    """How many of the calls that were watched for a day were reached within some minutes, and how many there are.

    Returns:
        Both numbers as the scope may see them; None where hidden.
    """
    watched = _watched(own)
    reached = int(watched.responded_count[watched.response_minutes <= minutes].sum())
    calls = int(watched[COUNTS].to_numpy().sum())
    return (reached, calls) if is_exact else (public_count(reached), public_count(calls))


def _watched(own: pd.DataFrame) -> pd.DataFrame:
    return own[own.is_watched.astype(bool) & (own.response_minutes > 0)]


def _disclosed(own: pd.DataFrame) -> pd.DataFrame | None:
    """The steps of the public: who was reached since the step before, and at the last one who was not."""
    watched = _watched(own)
    calls = int(watched[COUNTS].to_numpy().sum())
    if calls == 0:
        return watched
    # Some hundreds of groups stand on one page, so that this goes through plain arrays.
    minutes, counts = watched.response_minutes.to_numpy(), watched.responded_count.to_numpy()
    reached = [int(counts[minutes <= step].sum()) for step in PUBLIC_MINUTES]
    shown = public_counts(pd.Series(reached, index=pd.Index(PUBLIC_MINUTES, name="response_minutes")))
    if calls < FEWEST_CALLS_SHOWN or pd.isna(shown.iloc[-1]):
        return None
    known = shown.dropna().astype("int64")
    steps = pd.DataFrame({"responded_count": known.diff().fillna(known.iloc[0]).astype("int64"), "waiting_count": 0})
    steps.loc[WATCHED_MINUTES, "waiting_count"] = (public_count(calls) or 0) - int(known.iloc[-1])
    return steps.reset_index()


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


def response_sentence(median: Estimate, reached_share: float | None) -> Sentence:
    """How long people wait, with those still waiting kept in."""
    nothing = N_("No response times are recorded.")
    fewer_than_half = N_("Fewer than half of the calls got a response; {waiting} in 100 had none when we looked.")
    half = N_("Half of the calls got a response within {minutes} minutes; {waiting} in 100 had none when we looked.")
    is_recorded = median.flag is not Flag.NO_DATA and reached_share is not None
    return told(
        median,
        {} if reached_share is None else {"waiting": round(100 * (1 - reached_share))},
        hidden=N_("Too few calls to tell how long people wait."),
        nothing=fewer_than_half if is_recorded else nothing,
        open_ended=half if is_recorded else nothing,
        full=half if is_recorded else nothing,
        called="minutes",
    )
