"""How did each county's rate go, all on one axis, and where is the change over the years clear?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from usalama.asking.asked import finding_about
from usalama.asking.completeness import completeness
from usalama.asking.kept import kept
from usalama.asking.long_series import LongSeries, select_long, series_of_places
from usalama.asking.selection import About
from usalama.asking.told import finite, told
from usalama.country.subject import Subject
from usalama.incidents.rates.county_rates import with_rates
from usalama.model import N_, Choices, Estimate, Flag, Scope, Sentence, counted
from usalama.stats.counting.ratios import false_discovery_rejections
from usalama.stats.series.rate_trend import YearlyTrends, yearly_trend
from usalama.store import Store

METHOD = Sentence(
    "Each county's rate by month for 100,000 people a year. A line is coloured only if its change over the years "
    "(quasi-Poisson with season, Newey-West) stands out of all counties together (Benjamini and Hochberg, 5 %)."
)
# A yearly change smaller than this is no change worth a word, however sure it is.
SMALLEST_YEARLY_CHANGE = 1.02


class Direction(StrEnum):
    """Which way a rate went over the years."""

    RISING = "rising"
    FALLING = "falling"
    UNCLEAR = "unclear"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class SmallMultiples:
    """A line a county.

    Arguments:
        rows: place_key, place_name, region_name, direction, occurred_month, incident_count, rate_per_100k, rate_lower,
            rate_upper, flag; ordered by region.
        trends: place_key, place_name, region_name, direction, ratio, ratio_lower, ratio_upper, sentence.
        finding: how many are clear, and how many of so many could be by chance.
    """

    rows: pd.DataFrame
    trends: pd.DataFrame
    finding: Sentence
    about: About
    method: Sentence = METHOD


@kept
def small_multiples(store: Store, scope: Scope, choices: Choices, subject: Subject) -> SmallMultiples:
    """The series of every chosen county.

    Raises:
        NothingFound: the scope sees nothing.
    """
    selection = select_long(store, scope, choices, subject)
    counties = [subject.country.county(code) for code in selection.county_codes]
    counties.sort(key=lambda county: (county.region_name, county.name))
    series = series_of_places(selection, tuple(county.place for county in counties))
    complete = series.until(completeness(store, scope, choices, subject).last_complete)
    found = yearly_trend(complete.counts, np.maximum(complete.person_years, 1e-9), complete.time)
    directions = _directions(found)
    heads = pd.DataFrame(
        {
            "place_key": [county.place.key for county in counties],
            "place_name": [county.name for county in counties],
            "region_name": [county.region_name for county in counties],
            "direction": [str(direction) for direction in directions],
        }
    )
    trends = heads.assign(
        ratio=found.value,
        ratio_lower=found.lower,
        ratio_upper=found.upper,
        sentence=[trend_sentence(found.estimate(number)) for number in range(len(counties))],
    )
    rows = heads.merge(_months(complete, heads), on="place_key")
    return SmallMultiples(rows, trends, finding_about(_summary(directions), choices, subject), selection.about)


def _directions(found: YearlyTrends) -> list[Direction]:
    is_told = np.isfinite(found.value) & (found.flag == "ok")
    stands_out = np.zeros(found.value.size, dtype=bool)
    stands_out[is_told] = false_discovery_rejections(found.p_value[is_told])
    return [
        Direction.TOO_FEW
        if not told
        else Direction.UNCLEAR
        if not clear
        else Direction.RISING
        if value > 1
        else Direction.FALLING
        for told, clear, value in zip(is_told, stands_out, found.value, strict=True)
    ]


def _months(series: LongSeries, heads: pd.DataFrame) -> pd.DataFrame:
    n = len(series.months)
    frame = pd.DataFrame(
        {
            "place_key": np.repeat(heads.place_key.to_numpy(), n),
            "occurred_month": list(series.months) * len(heads),
            "incident_count": pd.array(series.counts.ravel(), dtype="Float64"),
            "person_years": series.person_years.ravel(),
        }
    )
    return with_rates(frame).drop(columns="person_years")


def trend_sentence(trend: Estimate) -> Sentence:
    """The yearly change of a rate, season and population taken into account.

    Arguments:
        trend: the rate of a year over that of the year before.
    """
    few = N_("Too few to say whether there is a trend: fewer than 10 reports a year, or none.")
    short = N_("Cannot tell whether there is a trend: there are not two years of data.")
    return told(
        finite(trend),
        hidden=N_("Too few to say whether there is a trend: too many months are hidden."),
        nothing=short if trend.flag is Flag.NO_DATA else few,
        few=few,
        open_ended=few,
        full=_change_over_the_years,
    )


def _change_over_the_years(ratio: float, lower: float, upper: float) -> Sentence:
    if lower <= 1 <= upper or 1 / SMALLEST_YEARLY_CHANGE < ratio < SMALLEST_YEARLY_CHANGE:
        template = N_(
            "No clear change over the years: for each 100 reports of a year about {after} came in the next one (likely "
            "{low} to {high})."
        )
    elif lower > 1:
        template = N_(
            "Reports rose over the years, more than normal ups and downs: for each 100 reports of a year about {after} "
            "came in the next one (likely {low} to {high})."
        )
    else:
        template = N_(
            "Reports fell over the years, more than normal ups and downs: for each 100 reports of a year about {after} "
            "came in the next one (likely {low} to {high})."
        )
    return Sentence(template, {"after": round(100 * ratio), "low": round(100 * lower), "high": round(100 * upper)})


def _summary(directions: list[Direction]) -> Sentence:
    told = [one for one in directions if one is not Direction.TOO_FEW]
    return several_trends_sentence(
        len(told), told.count(Direction.RISING), told.count(Direction.FALLING), len(directions) - len(told)
    )


def several_trends_sentence(told: int, rising: int, falling: int, too_few: int) -> Sentence:
    """How many of many places changed clearly, and what chance does when so many are looked at."""
    if told == 0:
        return Sentence("Too few to say of any county whether there is a trend.")
    values: dict[str, object] = {"told": told, "rising": rising, "falling": falling}
    found = Sentence(_clear_ones(rising, falling), values)
    if not too_few:
        return found
    few = counted("{count} has too few to say.", "{count} have too few to say.", too_few)
    return Sentence("{found} {few}", {"found": found, "few": few})


def _clear_ones(rising: int, falling: int) -> str:
    if rising and falling:
        return N_(
            "{rising} of {told} counties with enough reports rose clearly over the years and {falling} fell; about 1 "
            "in 20 of these is there by chance."
        )
    if rising:
        return N_(
            "{rising} of {told} counties with enough reports rose clearly over the years and none fell; about 1 in 20 "
            "of these is there by chance."
        )
    if falling:
        return N_(
            "{falling} of {told} counties with enough reports fell clearly over the years and none rose; about 1 in 20 "
            "of these is there by chance."
        )
    return N_("No county of the {told} with enough reports changed clearly over the years.")
