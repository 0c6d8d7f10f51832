"""How much do two years of these reports usually differ? Learnt from the years before those that are compared."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from usalama.asking.kept import kept
from usalama.asking.selection import Selection, select
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.model import Choices, Period, Scope, Sentence
from usalama.stats.counting.rates import Numbers
from usalama.stats.counting.yearly_spread import YearlySpread, spread_of_sum, yearly_spread
from usalama.store import Store

METHOD = Sentence(
    "How much such reports usually differ from one year to the next is learnt from the same months of earlier years, "
    "of all counties: how much more than by chance alone, and how much that no number of reports brings down. A change "
    "is named only if it is larger than that. It takes three years of data; before that no change is named. Only "
    "sources that cover both years whole are compared; the others are named."
)
UNKNOWN = Sentence(
    "How much such months usually differ is not known yet: it takes three years of data. No change is named."
)


COUNTY, GROUP = "county_code", "category_group"
DAYS_OF_A_YEAR = 366
CHANCE_ALONE = YearlySpread(1.0, 0.0, 0)


@dataclass(frozen=True, eq=False)
class BetweenYears:
    """The chosen period and the same months of the years before, and what lies between those before.

    Arguments:
        county_codes: every county that this view may see, whichever are chosen.
        groups: codes of the category groups.
        exact: (counties, groups, years) reports, in the order of time, the chosen period last; nothing of it leaves
            but as the scope may see it.
        lengths: (years,) days.
    """

    county_codes: tuple[str, ...]
    groups: tuple[str, ...]
    exact: Numbers
    lengths: Numbers
    scope: Scope

    @cached_property
    def by_county(self) -> Numbers:
        """(counties, years) reports as the scope may see them; NaN where hidden."""
        return self._shown(self.exact.sum(axis=1))

    def by_group(self, county_codes: tuple[str, ...] = ()) -> Numbers:
        """(groups, years) reports of the chosen counties as the scope may see them; NaN where hidden."""
        return self._shown(self.exact[self.rows_of(county_codes)].sum(axis=0))

    def rows_of(self, county_codes: tuple[str, ...]) -> list[int]:
        """Where the counties stand; all of them where none is chosen."""
        return [number for number, code in enumerate(self.county_codes) if not county_codes or code in county_codes]

    @cached_property
    def of_counties(self) -> YearlySpread | None:
        """What two years of a county usually have between them; None where too few are known."""
        return yearly_spread(self.by_county[:, :-1], self.lengths[:-1])

    def of_sum(self, county_codes: tuple[str, ...] = (), totals: Numbers | None = None) -> YearlySpread | None:
        """The same for counties together; where single ones have too few reports, from their sum alone.

        Arguments:
            county_codes: empty for all.
            totals: (years,) of a part of their reports, as the scope may see them; else all of them.
        """
        chosen = self.rows_of(county_codes)
        if len(chosen) == 1 and totals is None:
            return self.of_counties
        counts = np.nan_to_num(self.by_county[chosen, :-1])
        shares = counts.sum(axis=1) / max(counts.sum(), 1.0)
        earlier = counts.sum(axis=0) if totals is None else totals[:-1]
        return spread_of_sum(earlier, shares, self.of_counties or CHANCE_ALONE, self.lengths[:-1])

    def _shown(self, exact: Numbers) -> Numbers:
        flat = disclose(pd.DataFrame({"count": exact.ravel().astype("int64")}), ("count",), self.scope)["count"]
        return flat.astype("Float64").to_numpy(dtype=float, na_value=math.nan).reshape(exact.shape)


def between_years(selection: Selection, subject: Subject) -> BetweenYears:
    """What the years before the chosen period had between them, for its months, kinds and sources.

    Arguments:
        selection: what is compared with the same months a year before, of sources that cover both; which counties are
            chosen makes no difference.
    """
    asked = replace(selection.choices, county_codes=(), period=selection.period, source_ids=selection.source_ids)
    return _between_years(selection.store, selection.scope, asked, subject)


@kept
def _between_years(store: Store, scope: Scope, choices: Choices, subject: Subject) -> BetweenYears:
    selection = select(store, scope, choices, subject)
    windows = (*earlier_windows(selection), selection.period)
    day = "occurred_month" if selection.period.is_whole_months else "occurred_on"
    counted = selection.count((COUNTY, GROUP, day), period=Period(windows[0].start, windows[-1].end), all_counties=True)
    counted = counted.assign(window=_window_of(pd.to_datetime(counted[day]), windows))
    codes, groups = selection.county_codes, tuple(sorted(counted[GROUP].dropna().unique()))
    places = [
        pd.Index(names).get_indexer(counted[column])
        for names, column in ((codes, COUNTY), (groups, GROUP), (range(len(windows)), "window"))
    ]
    known = np.logical_and.reduce([place >= 0 for place in places])
    exact = np.zeros((len(codes), len(groups), len(windows)))
    np.add.at(exact, tuple(place[known] for place in places), counted.incident_count[known])
    return BetweenYears(codes, groups, exact, np.array([float(window.days) for window in windows]), scope)


def earlier_windows(selection: Selection) -> tuple[Period, ...]:
    """The same months or days of the years before, in the order of time, as far back as every source covers them.

    Of a period of more than a year there are none: it would share days with the one a year before.
    """
    if selection.period.days > DAYS_OF_A_YEAR:
        return ()
    found: list[Period] = []
    window = selection.period.year_before()
    while selection.covers(window):
        found.insert(0, window)
        window = window.year_before()
    return tuple(found)


def _window_of(days: pd.Series, windows: tuple[Period, ...]) -> pd.Series:
    """The number of the window that each day is in; -1 between two."""
    numbers = pd.Series(-1, index=days.index)
    for number, window in enumerate(windows):
        numbers[(days >= pd.Timestamp(window.start)) & (days <= pd.Timestamp(window.end))] = number
    return numbers
