"""What a series did, is doing and may do, with just the strength that the numbers have."""

from __future__ import annotations

import math
from datetime import date

from usalama.asking.told import is_close
from usalama.model import Estimate, Flag, Month, Sentence

# A yearly change smaller than this is no change worth a word, however sure it is.
SMALLEST_YEARLY_CHANGE = 1.02
TEN = 10
# Neighbours that chance makes more often than this are not named.
LARGEST_CHANCE = 0.05


def trend_sentence(trend: Estimate) -> Sentence:
    """The yearly change of a rate, season and population taken into account.

    Arguments:
        trend: the rate of a year over that of the year before.
    """
    if trend.flag == Flag.NO_DATA:
        return Sentence("Cannot tell whether there is a trend: there are not two years of data.")
    if trend.flag == Flag.HIDDEN:
        return Sentence("Too few to say whether there is a trend: too many months are hidden.")
    told = _told(trend)
    if trend.flag == Flag.UNSTABLE or told is None:
        return Sentence("Too few to say whether there is a trend: fewer than 10 reports a year, or none.")
    value, lower, upper = told
    values = {"after": _hundreds(value), "low": _hundreds(lower), "high": _hundreds(upper)}
    if lower <= 1 <= upper or 1 / SMALLEST_YEARLY_CHANGE < value < SMALLEST_YEARLY_CHANGE:
        return Sentence(
            "No clear change over the years: for each 100 reports of a year about {after} came in the next one (likely "
            "{low} to {high}).",
            values,
        )
    if lower > 1:
        return Sentence(
            "Reports rose over the years, more than normal ups and downs: for each 100 reports of a year about {after} "
            "came in the next one (likely {low} to {high}).",
            values,
        )
    return Sentence(
        "Reports fell over the years, more than normal ups and downs: for each 100 reports of a year about {after} "
        "came in the next one (likely {low} to {high}).",
        values,
    )


def year_on_year_sentence(before: float | None, after: float | None, ratio: Estimate) -> Sentence:
    """The last twelve months against the twelve before them."""
    if ratio.flag == Flag.NO_DATA:
        return Sentence("Cannot tell how this year compares: the data do not reach back two years, or hold nothing.")
    if ratio.flag == Flag.HIDDEN or before is None or after is None:
        return Sentence("Too few to say how this year compares with the year before: some months are hidden.")
    values: dict[str, object] = {"before": before, "after": after}
    told = _told(ratio)
    if ratio.flag == Flag.UNSTABLE or told is None:
        return Sentence("From {before} to {after} in twelve months. Numbers this small change by chance.", values)
    value, lower, upper = told
    values |= {"ratio": value, "lower": lower, "upper": upper}
    if is_close(ratio) or lower <= 1 <= upper:
        return Sentence(
            "From {before} to {after} in twelve months, compared with the same months of the year before: no clear "
            "change. A change this small often happens by chance.",
            values,
        )
    if lower > 1:
        return Sentence(
            "Reports rose from {before} to {after} in twelve months, compared with the same months of the year before. "
            "The rise is larger than normal ups and downs (for each report then about {ratio} now; likely {lower} to "
            "{upper}).",
            values,
        )
    return Sentence(
        "Reports fell from {before} to {after} in twelve months, compared with the same months of the year before. "
        "The fall is larger than normal ups and downs (for each report then about {ratio} now; likely {lower} to "
        "{upper}).",
        values,
    )


def alert_sentence(count: float, expected: float, upper: float) -> Sentence:
    """One unusual month: a reason to look, with what was expected and what to check first."""
    if not all(math.isfinite(number) for number in (count, expected, upper)):
        return Sentence("Too few to say whether this is unusual.")
    return Sentence(
        "Unusual: {count} reports, we expected {expected} (up to {upper}). Check first: new station, bulk entry, "
        "event.",
        {"count": count, "expected": _whole(expected), "upper": math.floor(upper)},
    )


def alarm_rates_sentence(false_alarms: Estimate, caught: Estimate, n_series: int) -> Sentence:
    """What a list of alerts is worth, on these very series."""
    alarms, share = _told(false_alarms), caught.value
    if alarms is None or share is None:
        return Sentence("Too few to say: none of these series can be judged.")
    return Sentence(
        "{series} series are looked at each month. If nothing changed anywhere, about {alarms} of them would stand out "
        "by chance (usually {low} to {high}). Of true doublings in one month this list would catch about {caught} in "
        "100: a quiet list is no proof of calm.",
        {
            "series": n_series,
            "alarms": alarms[0],
            "low": math.floor(alarms[1]),
            "high": math.ceil(alarms[2]),
            "caught": round(100 * share),
        },
    )


def cluster_sentence(names: str, count: float, expected: float, p_value: float) -> Sentence:
    """Neighbouring places that together have more than they usually have.

    Arguments:
        names: of the places; empty when there are none.
        p_value: how often chance alone makes as much somewhere.
    """
    if not names or p_value > LARGEST_CHANCE or not (math.isfinite(expected) and math.isfinite(count)):
        return Sentence("No neighbouring counties together have clearly more reports than they usually have.")
    return Sentence(
        "Together unusual: {places} had {count} reports where {expected} would be usual. Chance alone makes as much "
        "somewhere in about {chance} of 1,000 months.",
        {"places": names, "count": count, "expected": float(round(expected)), "chance": max(round(1000 * p_value), 1)},
    )


def change_point_sentence(month: date, before: float, after: float) -> Sentence:
    """A possible change of level, and what to think of first."""
    if not (math.isfinite(before) and math.isfinite(after)):
        return Sentence("Cannot tell whether the level changed.")
    return Sentence(
        "Possible change from {month} on: about {before} reports a month before, about {after} since. Think first of a "
        "new station, app or form.",
        {"month": Month(month), "before": _whole(before), "after": _whole(after)},
    )


def forecast_sentence(lower: float, upper: float, hit_rate: Estimate) -> Sentence:
    """What to expect next month, and how often that was right in the last year.

    Arguments:
        lower, upper: of the band that should hold 8 times in 10.
        hit_rate: how often it did.
    """
    if not (math.isfinite(lower) and math.isfinite(upper)):
        return Sentence("Cannot tell what to expect next month: there are not two whole years to go by.")
    values: dict[str, object] = {"lower": _whole(lower), "upper": _whole(upper)}
    if hit_rate.value is None or not hit_rate.n:
        return Sentence(
            "Expect {lower}-{upper} next month (8 times in 10); too few past months to tell how often that was right.",
            values,
        )
    values |= {"hits": round(hit_rate.value * hit_rate.n), "months": hit_rate.n}
    return Sentence(
        "Expect {lower}-{upper} next month (8 times in 10). Of the last {months} months {hits} fell into such a range.",
        values,
    )


def _told(estimate: Estimate) -> tuple[float, float, float] | None:
    """The three numbers, if all are there and finite."""
    numbers = (estimate.value, estimate.lower, estimate.upper)
    known = [number for number in numbers if number is not None and math.isfinite(number)]
    return (known[0], known[1], known[2]) if len(known) == len(numbers) else None


def _hundreds(ratio: float) -> int:
    return round(100 * ratio)


def _whole(count: float) -> float:
    return float(round(count)) if count >= TEN else round(count, 1)


def several_trends_sentence(told: int, rising: int, falling: int, too_few: int) -> Sentence:
    """How many of many places changed clearly, and what chance does when so many are looked at."""
    values: dict[str, object] = {"told": told, "rising": rising, "falling": falling, "too_few": too_few}
    if told == 0:
        return Sentence("Too few to say of any county whether there is a trend.")
    if rising + falling == 0:
        return Sentence(
            "Of {told} counties with enough reports none changed clearly over the years. {too_few} have too few to "
            "say.",
            values,
        )
    return Sentence(
        "Of {told} counties with enough reports {rising} rose and {falling} fell clearly over the years; of those "
        "about 1 in 20 is there by chance. {too_few} have too few to say.",
        values,
    )
