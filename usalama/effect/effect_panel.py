"""Reports of each county and month, and when each county joined: what every question about the effect begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.kept import kept
from usalama.asking.long_series import LongSeries, select_long, series_of_places
from usalama.asking.selection import Selection
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.effect.effect_joining import Joining, joining
from usalama.model import Choices, Scope
from usalama.stats.counting.rates import Numbers
from usalama.stats.effect.panel import FEWEST_EVENTS_A_MONTH, Panel, build_panel
from usalama.store import Store
from usalama.store.questions import counts, verified_counts

# In public a month with 1 to 7 reports is hidden. A county with fewer than this in a usual month would be left out or
# kept by whether such a month happened to come, after joining too; above it, hardly any month is hidden by chance.
FEWEST_PUBLIC_EVENTS = 20.0


@dataclass(frozen=True, eq=False)
class CountyMonths:
    """Counts of N counties over T months, and their joining.

    Arguments:
        codes: (N,), numbers of the counties.
        series: counts as the scope may see them, and person-years.
        column: (N,), the number of the first month that counts as after; NaN for never, and for all where stages and
            reports are of different natures.
        is_mixed: whether they are.
        fewest: reports that a county needs in a usual month before joining.
    """

    selection: Selection
    codes: tuple[str, ...]
    series: LongSeries
    joining: Joining
    column: Numbers
    is_mixed: bool
    fewest: float

    @property
    def panel(self) -> Panel:
        """The counties and months that can be asked."""
        return build_panel(self.series.counts, self.series.person_years, self.column, fewest_events=self.fewest)

    def share_panel(self, part: Numbers) -> Panel:
        """The same counties and months, with the share that ``part`` (N, T) has in all their reports as outcome."""
        panel = self.panel
        joined = np.where(panel.joined < panel.n_months, panel.joined, np.nan)
        cells = np.ix_(panel.places, panel.months)
        return build_panel(part[cells], panel.counts, joined, fewest_events=self.fewest)


@kept
def county_months(
    store: Store, scope: Scope, choices: Choices, subject: Subject, today: date, stage: str
) -> CountyMonths:
    """All months up to the end of the chosen period, of the chosen counties; none chosen means all.

    Raises:
        NothingFound: the scope sees nothing.
    """
    selection = select_long(store, scope, choices, subject)
    codes = selection.county_codes
    series = series_of_places(selection, tuple(selection.country.county(code).place for code in codes))
    found = joining(store, scope, choices.county_codes, today, stage)
    is_mixed = found.held.nature not in (None, selection.about.nature)
    column = found.column(codes, series.months)
    return CountyMonths(
        selection=selection,
        codes=codes,
        series=series,
        joining=found,
        column=np.full(column.shape, np.nan) if is_mixed else column,
        is_mixed=is_mixed,
        fewest=FEWEST_EVENTS_A_MONTH if scope.is_exact else FEWEST_PUBLIC_EVENTS,
    )


def reporting_shares(asked: CountyMonths) -> dict[str, Numbers]:
    """(N, T) parts of the reports that show how recording goes, by name; those that this view cannot see are missing.

    Returns:
        "verified": reports that were verified, where others are seen as well; "channel": those of the source with the
        most reports, where there is another one.
    """
    found = {}
    if asked.selection.scope.is_exact:
        rows = asked.selection.ask(verified_counts(("county_code", "occurred_month")))
        found["verified"] = _by_month(asked, rows.rename(columns={"incident_count": "all", "verified_count": "count"}))
    if len(asked.selection.source_ids) > 1:
        rows = asked.selection.ask(counts(("county_code", "occurred_month", "source_id")))
        largest = rows.groupby("source_id").incident_count.sum().idxmax()
        own = disclose(rows[rows.source_id == largest], ("incident_count",), asked.selection.scope)
        found["channel"] = _by_month(asked, own.rename(columns={"incident_count": "count"}))
    return found


def _by_month(asked: CountyMonths, rows: pd.DataFrame) -> Numbers:
    """Counts as (N, T); a month without a row has none."""
    index = pd.MultiIndex.from_product([asked.codes, asked.series.months], names=["county_code", "occurred_month"])
    count = rows.set_index(["county_code", "occurred_month"])["count"].astype("Float64").reindex(index, fill_value=0)
    return np.asarray(count.to_numpy(float, na_value=np.nan).reshape(len(asked.codes), len(asked.series.months)))
