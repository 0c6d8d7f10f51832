"""Are more calls reached in time by one than by another?"""

from __future__ import annotations

import math

import pandas as pd

from usalama.claims.claim_book import ResponseComparison
from usalama.claims.finding import (
    A_YEAR_NEEDED,
    YEAR,
    Asking,
    Chart,
    Finding,
    Verdict,
    cannot_tell,
    is_above,
    is_too_few,
)
from usalama.incidents.response.responders import responder_name
from usalama.incidents.response.waits import FEWEST_CALLS_SHOWN, reached_within, read_waits
from usalama.model import Estimate, Sentence
from usalama.stats.counting.shares import share_difference, wilson_share

# A difference of fewer calls of 100 than this is no matter of safety.
SMALLEST_DIFFERENCE = 0.02
TOO_FEW_CALLS = Sentence("Too few calls with a known responder and time to answer it.")


def check_response(asking: Asking, check: ResponseComparison) -> Finding:
    """Of the calls watched for a day, what share did each reach within so many minutes, in the last year?"""
    period = asking.last(YEAR)
    if period is None:
        return cannot_tell(A_YEAR_NEEDED)
    waits = read_waits(asking.select(period, check.categories), ("responder",))
    names = (check.faster, check.slower)
    shares = [_share(waits[waits.responder == name], check.within_minutes, asking) for name in names]
    difference = share_difference(*shares)
    if is_too_few(difference):
        return cannot_tell(TOO_FEW_CALLS, period)
    is_clear = is_above(difference, 0) and (difference.value or 0.0) >= SMALLEST_DIFFERENCE
    words = (responder_name(check.faster), responder_name(check.slower))
    return Finding(
        verdict=Verdict.SUPPORTED if is_clear else Verdict.CONTESTED,
        sentence=two_shares_sentence(check.within_minutes, shares[0], shares[1], words, is_clear=is_clear),
        estimate=difference,
        period=period,
        chart=Chart.SHARES,
        rows=pd.DataFrame([_row(name, share) for name, share in zip(names, shares, strict=True)]),
    )


def _share(own: pd.DataFrame, minutes: int, asking: Asking) -> Estimate:
    """The share reached in time, of counts as the scope may see them."""
    reached, calls = reached_within(own, minutes, is_exact=asking.scope.is_exact)
    if calls is not None and calls < FEWEST_CALLS_SHOWN:
        return wilson_share(None, None)
    return wilson_share(reached, calls)


def _row(responder: str, share: Estimate) -> dict[str, object]:
    names = ("share_per_100", "share_lower", "share_upper")
    in_100 = {
        name: math.nan if number is None else 100 * number for name, number in zip(names, share.numbers, strict=True)
    }
    return {"responder": responder, "call_count": share.n, **in_100, "flag": str(share.flag)}


def two_shares_sentence(
    minutes: int, first: Estimate, second: Estimate, names: tuple[Sentence, Sentence], *, is_clear: bool
) -> Sentence:
    """How many of 100 calls each of two reached in time."""
    values: dict[str, object] = {"minutes": minutes, "first": names[0], "second": names[1]}
    for whose, share in (("first", first), ("second", second)):
        numbers = zip(("share", "lower", "upper"), share.numbers, strict=True)
        values |= {f"{whose}_{name}": round(100 * (number or 0.0)) for name, number in numbers}
    if is_clear:
        return Sentence(
            "{first} reached more calls within {minutes} minutes than {second}: {first_share} in 100 (likely "
            "{first_lower} to {first_upper}) against {second_share} in 100 (likely {second_lower} to {second_upper}).",
            values,
        )
    return Sentence(
        "{first} did not clearly reach more calls within {minutes} minutes than {second}: {first_share} in 100 (likely "
        "{first_lower} to {first_upper}) against {second_share} in 100 (likely {second_lower} to {second_upper}).",
        values,
    )
