"""Reports of each county and month, when each joined, and the year on either side: what every question begins with."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from usalama.asking.held_records import RegisterRows, register_rows
from usalama.asking.kept import kept
from usalama.asking.long_series import LongSeries, select_long, series_of_places
from usalama.asking.selection import Selection
from usalama.country.geography import adjacent_counties
from usalama.country.subject import Subject
from usalama.disclosure import disclose
from usalama.model import Choices, Estimate, Scope, Sentence, WhyUntold, first_whole_month
from usalama.programme.progress.rollout_ways import steps_of, ways_of
from usalama.registers import ROLLOUT_STAGES, STAGE
from usalama.stats.counting.rates import Numbers
from usalama.stats.effect.panel import FEWEST_EVENTS_A_MONTH, Panel, build_panel
from usalama.store import Store
from usalama.store.questions import counts, verified_counts

if TYPE_CHECKING:
    from usalama.stats.effect.displacement import BeforeAfter

# In public a month with 1 to 7 reports is hidden. A county with fewer than this in a usual month would be left out or
# kept by whether such a month happened to come, after joining too; above it, hardly any month is hidden by chance.
FEWEST_PUBLIC_EVENTS = 20.0
HUNDRED = 100
WHY = {
    WhyUntold.TOO_FEW_PLACES: Sentence("Cannot tell yet: fewer than three places have joined."),
    WhyUntold.TOO_FEW_MONTHS: Sentence(
        "Cannot tell: fewer than three places have 12 months of reports from before they joined."
    ),
    WhyUntold.LEFT_OUT: Sentence(
        "Cannot tell: too many of the places that joined have hidden or missing months, too few reports, or too few "
        "months from before they joined."
    ),
    WhyUntold.NOBODY_TO_COMPARE: Sentence(
        "Cannot tell: the places joined at the same time, so there are none to compare them with."
    ),
    WhyUntold.DIFFERED_BEFORE: Sentence(
        "Cannot tell: in the months before they joined, the places that joined were already changing differently from "
        "the others."
    ),
    WhyUntold.NO_INTERVAL: Sentence("Cannot tell: there are too few places to know how sure the result is."),
    WhyUntold.REPORTING: Sentence(
        "Cannot tell: how much of what happens is reported may have changed as well, and that could explain the result."
    ),
    WhyUntold.NATURES: Sentence(
        "Cannot tell: the dates of joining and the reports are not of the same kind (real, synthetic or test), and "
        "what was invented is never compared with what is real."
    ),
}
# The first stage at which anything a resident would notice has begun.
DEFAULT_STAGE = "tools_live"
NOBODY = pd.DataFrame(columns=["record_id", "county_code"])
A_YEAR = 12
# A county with more than so many times the reports would weigh more than the one it stands beside.
MOST_TIMES = 2.0


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


@dataclass(frozen=True)
class Joining:
    """When counties joined.

    Arguments:
        stage: which stage counts as joining.
        joined: county code -> first day of the first whole month after its stage was reached; others never did.
        held: the register of stages.
    """

    stage: str
    joined: Mapping[str, date]
    held: RegisterRows

    def column(self, codes: tuple[str, ...], months: tuple[date, ...]) -> Numbers:
        """(N,), the number of the first month that counts as after, from 0 for ``months[0]``; NaN for never."""
        return np.array([_months_between(months[0], self.joined.get(code)) for code in codes])


def joining(store: Store, scope: Scope, county_codes: tuple[str, ...], today: date, stage: str) -> Joining:
    """The month of joining of each county that reached a stage.

    Arguments:
        county_codes: none means all.
        today: the local date; what is said to be reached after it is not counted.
        stage: of the rollout; a later one counts as well.

    Notes:
        A county joins when its own record or the first of its associations reaches the stage, as on the page Rollout.
        A later date would count months as "before" in which something had begun; a county that goes back stays joined,
        since leaving out those in which it failed would flatter the programme.
    """
    held = register_rows(store, scope, Choices(county_codes=county_codes), STAGE)
    own = held.rows[held.rows.pipeline == "rollout"]
    is_past = pd.to_datetime(own.reached_on) <= pd.Timestamp(today)
    steps = steps_of(ways_of(own[is_past].to_dict("records"), NOBODY))
    first = steps[steps.position == ROLLOUT_STAGES.index(stage)].groupby("county_code").reached_on.min()
    return Joining(stage, {str(code): first_whole_month(day) for code, day in first.items()}, held)


def _months_between(first: date, month: date | None) -> float:
    return np.nan if month is None else 12.0 * (month.year - first.year) + month.month - first.month


@dataclass(frozen=True, eq=False)
class Windows:
    """Two equally long runs of the same months, a year apart.

    Arguments:
        first: number of the first month after joining, from 0.
    """

    asked: CountyMonths
    first: int

    @property
    def n_months(self) -> int:
        """Months in each run; 0 where there is no year before joining."""
        return min(A_YEAR, len(self.asked.series.months) - self.first) if self.first >= A_YEAR else 0

    def counts(self, codes: tuple[str, ...]) -> BeforeAfter:
        """Reports of these counties together; None where a month is hidden or not covered."""
        from usalama.stats.effect.displacement import BeforeAfter  # noqa: PLC0415

        before, after = (self._count(codes, start) for start in (self.first - A_YEAR, self.first))
        return BeforeAfter(before=before, after=after)

    def controls(self, code: str) -> dict[str, str]:
        """Counties that had not joined by the end and had about as many reports: code -> name, most alike first."""
        own = self._count((code,), self.first - A_YEAR) if self.n_months else None
        if not own:
            return {}
        apart = {
            other: abs(np.log(count / own))
            for other in self.asked.codes
            if other != code and self._is_outside(other)
            if (count := self._count((other,), self.first - A_YEAR))
        }
        country = self.asked.selection.country
        alike = [one for one in apart if apart[one] <= np.log(MOST_TIMES)]
        return {other: country.county(other).name for other in sorted(alike, key=lambda one: (apart[one], one))}

    def near(self, code: str, other: str) -> tuple[str, ...]:
        """Neighbours of a county that had not joined by the end and are no neighbours of the other one too."""
        known = adjacent_counties(self.asked.selection.country)
        taken = {code, other, *known[other]}
        return tuple(one for one in known[code] if one not in taken and self._is_outside(one))

    def _is_outside(self, code: str) -> bool:
        if code not in self.asked.codes:
            return False
        column = self.asked.column[self.asked.codes.index(code)]
        return not column < self.first + self.n_months

    def _count(self, codes: tuple[str, ...], start: int) -> float | None:
        rows = [self.asked.codes.index(code) for code in codes]
        total = float(self.asked.series.counts[rows, start : start + self.n_months].sum())
        return None if np.isnan(total) else total


def rounded(found: Estimate, times: int = 1) -> Estimate:
    """The same so many times as large, in whole numbers; without any of the three where one is not known."""
    numbers = found.numbers
    known = [round(times * one) for one in numbers if one is not None and math.isfinite(one)]
    value, lower, upper = known if len(known) == len(numbers) else (None, None, None)
    return replace(found, value=value, lower=lower, upper=upper)
