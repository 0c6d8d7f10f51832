"""Monthly series as far back as the data go: what is usual in a month is learnt from years, not from a filter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from usalama.asking.coverage import covered
from usalama.asking.places_asked import counts_of_places
from usalama.asking.selection import Selection, select
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.model import Choices, Period, Place, Scope, month_end
from usalama.stats.counting.rates import Numbers
from usalama.store import Store


@dataclass(frozen=True, eq=False)
class LongSeries:
    """Monthly counts of S things.

    Arguments:
        months: (n,), every month from the first covered to the last.
        counts: (S, n), as the scope may see them; NaN where hidden or not covered.
        person_years: (S, n), people times years; 0 where not covered.
    """

    months: tuple[date, ...]
    counts: Numbers
    person_years: Numbers

    @property
    def time(self) -> Numbers:
        """The number of each month, so that months a year apart differ by 12."""
        return np.array([12.0 * month.year + month.month - 1 for month in self.months])

    def until(self, month: date) -> LongSeries:
        """The same without what comes after a month."""
        n = sum(one <= month for one in self.months)
        return LongSeries(self.months[:n], self.counts[:, :n], self.person_years[:, :n])


def select_long(store: Store, scope: Scope, choices: Choices, subject: Subject) -> Selection:
    """Everything from the first month held to the last whole month of the chosen period.

    Raises:
        NothingFound: the scope sees nothing until then.
    """
    held = covered(store, scope).of(choices.source_ids).period
    if choices.period is None or held is None:
        return select(store, scope, replace(choices, period=held), subject)
    end = choices.period.end
    if end != month_end(end):
        end = end.replace(day=1) - timedelta(days=1)
    end = max(min(end, held.end), month_end(held.start))
    return select(store, scope, replace(choices, period=Period(held.start, end)), subject)


def months_of(selection: Selection) -> tuple[tuple[date, ...], frozenset[date]]:
    """All months from the first covered to the last, and those that are covered."""
    segments = selection.segments()
    known = frozenset(month for segment in segments for month in segment.months())
    return tuple(Period(segments[0].start, segments[-1].end).months()), known


def series_of_places(selection: Selection, places: tuple[Place, ...]) -> LongSeries:
    """A series for each place over all chosen categories."""
    counted = counts_of_places(selection, places, ("occurred_month",)).rename(columns={"place_key": "key"})
    years = {place.key: place for place in places}
    return long_series(selection, counted, tuple(years), tuple(years.values()))


def long_series(
    selection: Selection, counted: pd.DataFrame, keys: tuple[str, ...], places: tuple[Place, ...]
) -> LongSeries:
    """Counts by key and month as series.

    Arguments:
        counted: key, occurred_month, incident_count, exact; groups without incidents may be missing.
        places: where each key is.
    """
    months, known = months_of(selection)
    index = pd.MultiIndex.from_product([keys, months], names=["key", "occurred_month"])
    exact = counted.groupby(["key", "occurred_month"]).incident_count.sum().reindex(index, fill_value=0)
    shown = disclose(exact.reset_index(), ("incident_count",), selection.scope)
    counts = shown.incident_count.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    is_covered = np.array([month in known for month in months])
    return LongSeries(
        months=months,
        counts=np.where(is_covered, counts.reshape(len(keys), len(months)), np.nan),
        person_years=_person_years(selection, places, months) * is_covered,
    )


def _person_years(selection: Selection, places: tuple[Place, ...], months: tuple[date, ...]) -> Numbers:
    whole = [Period(month, month_end(month)) for month in months]
    by_place = {place: [selection.person_years(place, month) for month in whole] for place in dict.fromkeys(places)}
    return np.array([by_place[place] for place in places], dtype=float)
