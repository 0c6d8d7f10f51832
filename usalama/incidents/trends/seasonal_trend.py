"""What did one place's reports do over the years, season taken out, and what is to be expected next?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.asked import finding_about, one_place
from usalama.asking.completeness import Completeness, completeness
from usalama.asking.kept import kept
from usalama.asking.long_series import LongSeries, select_long, series_of_places
from usalama.asking.recording_breaks import RecordingBreak, recording_breaks
from usalama.asking.selection import About
from usalama.asking.told import roughly
from usalama.country.subject import Subject
from usalama.incidents.trends.small_multiples import trend_sentence
from usalama.incidents.trends.year_before import YearBefore, beside_year_before
from usalama.model import Choices, Estimate, Month, Place, Scope, Sentence, next_month
from usalama.stats.series.aberrations import usual_quantile
from usalama.stats.series.level_change import level_changes
from usalama.stats.series.rate_trend import YearlyTrends, yearly_trend
from usalama.stats.series.season import (
    HALF_AN_EVENT,
    LEVELS,
    Decomposition,
    Forecast,
    can_decompose,
    decompose,
    forecast,
)
from usalama.store import Store

METHOD = Sentence(
    "Season taken out by robust STL of the logarithms; the range holds 95 of 100 months around the level when nothing "
    "changes (negative binomial with the dispersion of the series). Change over the years: quasi-Poisson regression on "
    "people, trend and season with the Newey-West error. Possible changes of level: exact least squares segments of "
    "six months or more. What to expect: the same month of last year, with the range that past errors of this rule "
    "leave open. A month less than 90 in 100 complete is left out."
)
NO_SEASON = Sentence("Too few to say what the season is: three years of data are needed, without a hidden month.")
ONLY_VERIFIED = Sentence(
    "Only verified reports are counted here: the newest months can still grow while reports are being verified."
)
USUAL_TAIL = 0.025
COMPLETE, INCOMPLETE, HIDDEN = "complete", "incomplete", "hidden"


@dataclass(frozen=True)
class LevelChange:
    """A possible change of level.

    Arguments:
        month: the first of the new level.
        before, after: reports a month, season taken out.
    """

    month: date
    before: float
    after: float


@dataclass(frozen=True)
class SeasonalTrend:
    """The series of a place.

    Arguments:
        rows: occurred_month, incident_count, without_season, usual_lower, usual_upper, state; what cannot be told is
            missing.
        forecast: occurred_month, expected, lower_50, upper_50, lower_80, upper_80, lower_95, upper_95.
        trend: the rate of a year over that of the year before.
        year: the complete months of the chosen period, the newest twelve at most, beside the same a year before.
        hit_rate: how often the 80 % range of the forecast was right in the last year.
        scaled_error: of the last year's forecasts; below 1 is better than the years before.
        changes: possible changes of level.
        breaks: changes in recording.
        finding: what became of these months, with what and where named.
        sentences: all the rest in words.
    """

    place: Place
    rows: pd.DataFrame
    forecast: pd.DataFrame
    trend: Estimate
    year: YearBefore
    hit_rate: Estimate
    scaled_error: float
    changes: tuple[LevelChange, ...]
    breaks: tuple[RecordingBreak, ...]
    completeness: Completeness
    finding: Sentence
    sentences: tuple[Sentence, ...]
    about: About
    method: Sentence = METHOD


@kept
def seasonal_trend(store: Store, scope: Scope, choices: Choices, subject: Subject, place: Place) -> SeasonalTrend:
    """Everything that can be told of one series of reports, up to the end of the chosen period.

    Arguments:
        place: the country, a county or a city.

    Raises:
        NothingFound: the scope sees nothing.
    """
    selection = select_long(store, scope, choices, subject)
    arrived = completeness(store, scope, choices, subject)
    series = series_of_places(selection, (place,))
    complete = series.until(arrived.last_complete)
    counts = complete.counts[0]
    trends = yearly_trend(complete.counts, np.maximum(complete.person_years, 1e-9), complete.time)
    parts = decompose(counts) if can_decompose(counts) else None
    ahead, changes = forecast(counts), _level_changes(parts, complete)
    year = beside_year_before(complete, choices.period, float(trends.dispersion[0]))
    return SeasonalTrend(
        place=place,
        rows=_rows(series, complete, parts, trends),
        forecast=_forecast_rows(ahead, complete.months[-1]),
        trend=trends.estimate(0),
        year=year,
        hit_rate=ahead.hit_rate,
        scaled_error=ahead.scaled_error,
        changes=changes,
        breaks=recording_breaks(selection, place),
        completeness=arrived,
        finding=finding_about(year.sentence, choices, subject, one_place(place, choices)),
        sentences=(
            trend_sentence(trends.estimate(0)),
            *([] if parts else [NO_SEASON]),
            *(change_point_sentence(one.month, one.before, one.after) for one in changes),
            forecast_sentence(float(ahead.lower[1, 0]), float(ahead.upper[1, 0]), ahead.hit_rate),
            arrived.sentence,
            *([] if scope.is_exact else [ONLY_VERIFIED]),
        ),
        about=selection.about,
    )


def _rows(series: LongSeries, complete: LongSeries, parts: Decomposition | None, trends: YearlyTrends) -> pd.DataFrame:
    n, known = len(series.months), len(complete.months)
    shown = np.full((3, n), np.nan)
    if parts:
        dispersion = np.full(known, trends.dispersion[0])
        shown[0, :known] = parts.without_season
        shown[1, :known] = usual_quantile(parts.level, dispersion, USUAL_TAIL)
        shown[2, :known] = usual_quantile(parts.level, dispersion, 1 - USUAL_TAIL)
    counts = series.counts[0]
    is_late = np.arange(n) >= known
    return pd.DataFrame(
        {
            "occurred_month": series.months,
            "incident_count": pd.array(counts, dtype="Float64"),
            "without_season": shown[0],
            "usual_lower": shown[1],
            "usual_upper": shown[2],
            "state": np.where(np.isnan(counts), HIDDEN, np.where(is_late, INCOMPLETE, COMPLETE)),
        }
    )


def _forecast_rows(ahead: Forecast, last: date) -> pd.DataFrame:
    months = []
    for _step in range(ahead.value.size):
        last = next_month(last)
        months.append(last)
    rows = pd.DataFrame({"occurred_month": months, "expected": ahead.value})
    for number, level in enumerate(LEVELS):
        rows[f"lower_{100 * level:.0f}"] = ahead.lower[number]
        rows[f"upper_{100 * level:.0f}"] = ahead.upper[number]
    return rows


def _level_changes(parts: Decomposition | None, series: LongSeries) -> tuple[LevelChange, ...]:
    if parts is None:
        return ()
    found = level_changes(parts.trend + parts.remainder)
    levels = [float(np.exp(level)) - HALF_AN_EVENT for level in found.levels]
    return tuple(
        LevelChange(series.months[end + 1], levels[number], levels[number + 1])
        for number, end in enumerate(found.last_before)
    )


def change_point_sentence(month: date, before: float, after: float) -> Sentence:
    """A possible change of level, and what to think of first."""
    if not (math.isfinite(before) and math.isfinite(after)):
        return Sentence("Cannot tell whether the level changed.")
    return Sentence(
        "Possible change from {month} on: about {before} reports a month before, about {after} since. Think first of a "
        "new station, app or form.",
        {"month": Month(month), "before": roughly(before), "after": roughly(after)},
    )


def forecast_sentence(lower: float, upper: float, hit_rate: Estimate) -> Sentence:
    """What to expect next month, and how often that was right in the last year.

    Arguments:
        lower, upper: of the band that should hold 8 times in 10.
        hit_rate: how often it did.
    """
    if not (math.isfinite(lower) and math.isfinite(upper)):
        return Sentence("Cannot tell what to expect next month: there are not two whole years to go by.")
    values: dict[str, object] = {"lower": roughly(lower), "upper": roughly(upper)}
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
