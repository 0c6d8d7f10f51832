"""Who reaches people how fast: residents, private security, the police?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from usalama.asking.asked import finding_about
from usalama.asking.kept import kept
from usalama.asking.selection import About, select
from usalama.asking.told import in_100, listed, told
from usalama.country.subject import Subject
from usalama.incidents.response.waits import (
    HIDDEN,
    Waits,
    reached_within,
    read_waits,
    response_sentence,
    waits_of,
    waits_together,
)
from usalama.model import N_, Choices, Estimate, Flag, Scope, Sentence
from usalama.schema import RESPONDERS
from usalama.stats.counting.ratios import false_discovery_rejections
from usalama.stats.counting.shares import wilson_share
from usalama.stats.hours.log_rank import LogRank, log_rank, restricted_mean_difference
from usalama.store import Store

METHOD = Sentence(
    "The share of calls that were reached after so many minutes, from the report to the arrival of help "
    "(Kaplan-Meier, log-log interval). Calls that nobody came to are kept in as not reached, closed or not, until the "
    "data end. Responders are compared by the mean wait within the first hour and by the log-rank test; of several "
    "pairs only those are named that stand out of all. Public numbers are made of the disclosed number of calls and of "
    "those reached within 20 steps up to a day; a group of fewer than 20 calls is hidden."
)
# Whoever comes is one of these; "none" and "unknown" are shown, and compared with nobody.
COMING = ("residents", "private_security", "police")
WITHIN = (10, 30)
FIRST_HOUR = 60
FALSE_DISCOVERY_RATE = 0.05
# The picture ends here; the table and the quantiles go on.
LAST_MINUTE_DRAWN = 180
RESPONDER_NAMES = {
    "residents": N_("Residents"),
    "private_security": N_("Private security"),
    "police": N_("Police"),
    "none": N_("Nobody"),
    "unknown": N_("Responder unknown"),
}
# Nobody who waits can tell a shorter difference from none.
SHORTEST_WORTH_NAMING_MINUTES = 1.0
RARELY_BY_CHANCE = 0.05


@dataclass(frozen=True)
class ResponderWaits:
    """The calls of one responder.

    Arguments:
        responder: one of ``RESPONDERS``; None for all together.
        median, nine_in_ten: minutes within which half and nine in ten were reached.
        within: share reached within ten and within thirty minutes, 0 to 1.
        of_all: calls this responder reached within thirty minutes, of all calls, 0 to 1.
        reached_share: of the calls of this responder; None where hidden.
        call_count: None where hidden.
    """

    responder: str | None
    median: Estimate
    nine_in_ten: Estimate
    within: tuple[Estimate, Estimate]
    of_all: Estimate
    reached_share: float | None
    call_count: int | None


@dataclass(frozen=True)
class Pair:
    """Two responders and by how many minutes of the first hour the first keeps people waiting longer."""

    responder: str
    other: str
    difference: Estimate
    sentence: Sentence


@dataclass(frozen=True)
class Responders:
    """Who reaches people how fast.

    Arguments:
        finding: how many of all calls are reached within half an hour, and who comes soonest.
        whole: all calls.
        responders: one a responder that has calls, unknown and nobody included.
        curves: responder, minutes, reached, reached_lower, reached_upper; the first three hours.
        pairs: every two of those who come.
        test: whether all who come may be equally fast.
        invalid_count: calls left out because the response stands before the report; None for the public.
    """

    finding: Sentence
    whole: ResponderWaits
    responders: tuple[ResponderWaits, ...]
    curves: pd.DataFrame
    pairs: tuple[Pair, ...]
    test: LogRank
    test_sentence: Sentence
    invalid_count: int | None
    about: About
    method: Sentence = METHOD


@kept
def responders(store: Store, scope: Scope, choices: Choices, subject: Subject) -> Responders:
    """Waits by responder.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    selection = select(store, scope, choices, subject)
    rows = read_waits(selection, ("responder",))
    owns = {name: rows[rows.responder == name] for name in RESPONDERS}
    owns = {name: own for name, own in owns.items() if len(own)}
    held = {name: waits_of(own, is_exact=scope.is_exact) for name, own in owns.items()}
    everybody = waits_together(list(owns.values()), is_exact=scope.is_exact)
    within = {name: reached_within(own, WITHIN[1], is_exact=scope.is_exact) for name, own in owns.items()}
    # The whole of the parts is the sum of what is shown of them.
    all_calls = sum(calls for _, calls in within.values() if calls is not None)
    all_reached = sum(reached for reached, _ in within.values() if reached is not None)
    coming = {name: held[name] for name in COMING if name in held}
    test = log_rank([waits.table for waits in coming.values() if waits])
    whole = _summary(None, everybody, wilson_share(all_reached, all_calls))
    each = tuple(_summary(name, waits, wilson_share(within[name][0], all_calls)) for name, waits in held.items())
    return Responders(
        finding=finding_about(soonest_sentence(whole, each), choices, subject),
        whole=whole,
        responders=each,
        curves=_curves(held),
        pairs=_pairs(coming),
        test=test,
        test_sentence=together_sentence(test.estimate(), test.degrees, test.p_value),
        invalid_count=int(rows.responded_count[rows.response_minutes <= 0].sum()) if scope.is_exact else None,
        about=selection.about,
    )


def _summary(responder: str | None, waits: Waits | None, of_all: Estimate) -> ResponderWaits:
    if waits is None:
        return ResponderWaits(responder, HIDDEN, HIDDEN, (HIDDEN, HIDDEN), HIDDEN, None, None)
    return ResponderWaits(
        responder=responder,
        median=waits.quantile(0.5),
        nine_in_ten=waits.quantile(0.9),
        within=(waits.share_within(WITHIN[0]), waits.share_within(WITHIN[1])),
        of_all=of_all,
        reached_share=waits.reached_share,
        call_count=waits.curve.n,
    )


def _curves(held: dict[str, Waits | None]) -> pd.DataFrame:
    parts = [_curve(name, waits) for name, waits in held.items() if waits and waits.curve.n_responded]
    columns = ["responder", "minutes", "reached", "reached_lower", "reached_upper"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({name: [] for name in columns})


def _curve(name: str, waits: Waits) -> pd.DataFrame:
    """Steps of one curve, from nobody at the report to the end of the picture."""
    curve = waits.curve
    is_drawn = curve.minutes <= LAST_MINUTE_DRAWN
    minutes, reached, lower, upper = (
        one[is_drawn] for one in (curve.minutes, 1 - curve.waiting, 1 - curve.upper, 1 - curve.lower)
    )
    end = min(float(LAST_MINUTE_DRAWN), curve.last_minute)
    steps = pd.DataFrame({"minutes": minutes, "reached": reached, "reached_lower": lower, "reached_upper": upper})
    first = pd.DataFrame({"minutes": [0.0], "reached": [0.0], "reached_lower": [0.0], "reached_upper": [0.0]})
    steps = pd.concat([first, steps], ignore_index=True)
    last = steps.iloc[[-1]].assign(minutes=end)
    return pd.concat([steps, last], ignore_index=True).assign(responder=name)


def _pairs(coming: dict[str, Waits | None]) -> tuple[Pair, ...]:
    """Every two of those who come, with a word for those that stand out of all pairs only."""
    names = list(combinations(coming, 2))
    found = [_difference(coming[one], coming[other]) for one, other in names]
    can_tell = np.array([difference.flag == "ok" for difference, _ in found], dtype=bool)
    p_values = np.array([p for _, p in found])
    stands_out = np.zeros(len(found), dtype=bool)
    stands_out[can_tell] = false_discovery_rejections(p_values[can_tell], FALSE_DISCOVERY_RATE)
    return tuple(
        Pair(one, other, difference, faster_sentence(one, other, difference, bool(is_clear), FIRST_HOUR))
        for (one, other), (difference, _), is_clear in zip(names, found, stands_out, strict=True)
    )


def _difference(waits: Waits | None, other: Waits | None) -> tuple[Estimate, float]:
    if waits is None or other is None:
        return HIDDEN, 1.0
    return restricted_mean_difference(waits.table, other.table, FIRST_HOUR)


def soonest_sentence(whole: ResponderWaits, each: tuple[ResponderWaits, ...]) -> Sentence:
    """Of 100 calls so many are reached within half an hour, and who of those who come is soonest beyond chance."""
    within = in_100(whole.within[1])
    if within.flag is not Flag.OK or within.value is None:
        return response_sentence(whole.median, whole.reached_share)
    known = [one for one in each if one.responder in COMING and one.within[1].value is not None]
    known.sort(key=lambda one: one.within[1].value or 0.0, reverse=True)
    named = [_reached(one) for one in known]
    values: dict[str, object] = {"whole": _whole_sentence(within)}
    if len(named) < len(COMING) - 1:
        return _whole_sentence(within)
    if (known[0].within[1].lower or 0.0) > max(one.within[1].upper or 1.0 for one in known[1:]):
        values |= {"first": named[0], "others": listed(named[1:])}
        return Sentence("{whole} Of 100 calls of each, soonest: {first}; then {others}.", values)
    values |= {"others": listed(named)}
    return Sentence("{whole} Who comes soonest cannot be told: of 100 calls of each, {others}.", values)


def _whole_sentence(within: Estimate) -> Sentence:
    """A range that is a single number says nothing, and is left out."""
    values = {"share": within.value, "lower": within.lower, "upper": within.upper}
    if within.lower == within.upper:
        return Sentence("Of 100 calls {share} were reached within 30 minutes.", values)
    return Sentence("Of 100 calls {share} were reached within 30 minutes (likely {lower} to {upper}).", values)


def _reached(one: ResponderWaits) -> Sentence:
    name, share = Sentence(RESPONDER_NAMES[str(one.responder)]), round(100 * (one.within[1].value or 0.0))
    return Sentence("{responder} {share}", {"responder": name, "share": share})


def responder_name(responder: str) -> Sentence:
    """A responder as people read it."""
    return Sentence(RESPONDER_NAMES[responder])


def faster_sentence(responder: str, other: str, difference: Estimate, is_clear: bool, until_minutes: int) -> Sentence:
    """Which of two responders reaches people sooner, or that this cannot be told.

    Arguments:
        difference: mean minutes waited within the first ``until_minutes`` for the first, less those for the other.
        is_clear: whether the difference stands out of all that were looked at.
    """
    names: dict[str, object] = {"responder": responder_name(responder), "other": responder_name(other)}
    values = names | {"until": until_minutes, "n": difference.n}

    def full(value: float, lower: float, upper: float) -> Sentence:
        if not is_clear:
            return Sentence(
                "{responder} and {other}: we cannot tell who reaches people sooner. Within the first {until} minutes "
                "people may have waited {sooner} minutes less to {later} minutes more for the first ({n} calls).",
                values | {"sooner": max(-lower, 0.0), "later": max(upper, 0.0)},
            )
        if abs(value) < SHORTEST_WORTH_NAMING_MINUTES:
            return Sentence("{responder} and {other} reach people about equally soon ({n} calls).", values)
        first, second = names.values()
        if value > 0:
            first, second, value, lower, upper = second, first, -value, -upper, -lower
        return Sentence(
            "{responder} reached people sooner than {other}: within the first {until} minutes people waited about "
            "{minutes} minutes less (likely {lower} to {upper}; {n} calls).",
            values | {"responder": first, "other": second, "minutes": -value, "lower": -upper, "upper": -lower},
        )

    too_few = N_("{responder} and {other}: too few calls to tell who reaches people sooner.")
    return told(difference, names, nothing=too_few, few=too_few, full=full)


def together_sentence(chi_square: Estimate, degrees: int, p_value: float | None) -> Sentence:
    """Whether all who come may be equally fast: for whoever asks how sure we are."""
    if p_value is None or chi_square.flag is not Flag.OK:
        return Sentence("Too few calls to tell whether those who come differ.")
    values = {"chi_square": chi_square.value, "degrees": degrees, "n": chi_square.n}
    if p_value > RARELY_BY_CHANCE:
        return Sentence(
            "Over the whole wait those who come may be equally fast (log-rank {chi_square} with {degrees} degrees of "
            "freedom, {n} calls).",
            values,
        )
    return Sentence(
        "Over the whole wait those who come differ by more than chance explains (log-rank {chi_square} with {degrees} "
        "degrees of freedom, {n} calls).",
        values,
    )
