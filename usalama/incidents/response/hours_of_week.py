"""At which hours of the week did incidents happen, those included whose moment is only known as a range?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

from usalama.asking.selection import Selection
from usalama.country import Country
from usalama.disclosure import public_counts
from usalama.model import Period, Scope, Sentence
from usalama.stats.hours.clock_hours import HOURS_OF_WEEK, AoristicHours, aoristic_hours
from usalama.store.questions import known_hours, time_ranges

Floats = npt.NDArray[np.float64]
HOURS, DAYS = 24, 7
QUARTERS = 4
HIDDEN_COUNT = Sentence("1 to 7")


@dataclass(frozen=True)
class HoursOfWeek:
    """Incidents by hour of the week, exact.

    Arguments:
        known: county_code, weekday (0 Monday), occurred_hour, incident_count; hours known only.
        ranges: county_code, start_hour (of the week, local), range_hours, incident_count; the others.
    """

    known: pd.DataFrame
    ranges: pd.DataFrame

    def spread(self, county_codes: tuple[str, ...] = ()) -> AoristicHours:
        """Incidents of some counties, of all when none is named, over the 168 hours of the week."""
        known, ranges = (
            rows[rows.county_code.isin(county_codes)] if county_codes else rows for rows in (self.known, self.ranges)
        )
        # Half past, so that no rounding carries an hour into the one before.
        start = np.concatenate([known.weekday * HOURS + known.occurred_hour + 0.5, ranges.start_hour])
        length = np.concatenate([np.zeros(len(known)), ranges.range_hours])
        count = np.concatenate([known.incident_count, ranges.incident_count])
        return aoristic_hours(start, length, count, cycle=HOURS_OF_WEEK)


def hours_of_week(selection: Selection) -> HoursOfWeek:
    """Known hours and ranges of the incidents that were chosen."""
    ranges = selection.ask(time_ranges())
    east = hours_east(selection.country, selection.period)
    return HoursOfWeek(
        known=selection.ask(known_hours()).astype({"weekday": int, "occurred_hour": int, "incident_count": float}),
        ranges=ranges.assign(
            start_hour=ranges.start_quarter.astype(float) / QUARTERS + east,
            range_hours=ranges.range_quarters.astype(float) / QUARTERS,
            incident_count=ranges.incident_count.astype(float),
        ),
    )


def hours_east(country: Country, period: Period) -> float:
    """By how many hours the country's clocks are ahead of UTC; where they change, in the middle of the period."""
    middle = period.start + (period.end - period.start) / 2
    offset = datetime.combine(middle, time(12), ZoneInfo(country.time_zone)).utcoffset()
    return offset.total_seconds() / 3600 if offset else 0.0


def by_day_and_hour(weights: Floats) -> Floats:
    """168 hours of the week as weekdays by hours."""
    return weights.reshape(DAYS, HOURS)


def public_parts(weights: Floats) -> Floats:
    """Parts of incidents under the rule for small numbers; NaN where hidden. A part of one incident is one."""
    whole = np.where((weights > 0) & (weights < 1), 1, np.round(weights))
    shown = public_counts(pd.Series(whole.ravel())).to_numpy(float, na_value=np.nan)
    return np.asarray(shown, dtype=np.float64).reshape(weights.shape)


def shown_hours(spread: AoristicHours, scope: Scope) -> Floats:
    """Incidents of the 24 hours as the scope may see them; NaN where hidden."""
    hours = by_day_and_hour(spread.weights).sum(axis=0)
    return hours if scope.is_exact else public_parts(hours)


def ranges_of(spread: AoristicHours, scope: Scope, shown_total: float) -> Sentence:
    """How many incidents were spread over hours, and how many could not be.

    Arguments:
        shown_total: the sum of the hours as the scope may see them.
    """
    counts = np.array([spread.n_ranges, spread.n_excluded], dtype=float)
    shown = counts if scope.is_exact else public_parts(counts)
    ranges, excluded = (None if np.isnan(one) else int(one) for one in shown)
    return ranges_sentence(round(shown_total), ranges, excluded)


def ranges_sentence(count: int, range_count: int | None, excluded_count: int | None) -> Sentence:
    """How many incidents were spread over hours, and how many could not be."""
    known = {"count": count, "ranges": range_count, "excluded": excluded_count}
    values = {name: HIDDEN_COUNT if one is None else one for name, one in known.items()}
    return Sentence(
        "{count} incidents; of {ranges} only a range of time is known, and each counts in part for every hour of it. "
        "Left out, because the range is longer than 72 hours or missing: {excluded}.",
        values,
    )


def clock(hour: float) -> str:
    """An hour of the day as people write it: 22.5 is 22:30."""
    minutes = round(hour * 60) % (HOURS * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def hours_named(first: int, last: int) -> str:
    """From an hour to another: 22 to 2 is 22:00-02:00."""
    return f"{first % HOURS:02d}:00-{last % HOURS:02d}:00"
