"""A register as a page sees it: of chosen counties and days, with names put in, counted by county, month and kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from usalama.asking.held_records import RegisterRows, of_one_nature, register_rows
from usalama.country import County
from usalama.country.subject import Subject
from usalama.incidents.response.cover_shifts import days_of_cover
from usalama.model import Choices, Nature, Period, Scope, Sentence, counted
from usalama.registers import ASSOCIATION
from usalama.schema import Table
from usalama.stats.hours.survival import WaitingCurve, waiting_curve_from_counts
from usalama.store import Store
from usalama.store.questions import cover


@dataclass(frozen=True)
class RegisterView:
    """The records of a register that were chosen.

    Arguments:
        rows: those of the chosen days that have come, newest first, with county_name and association_name.
        held: everything the register holds of the chosen counties, by record_id, with the same names.
        counties: those chosen that may be seen.
        day: the column by which records are chosen and ordered.
        period: the days that were asked for; None is all.
        outside_count: records of other days that have come.
        coming_count: records of a day still to come.
    """

    rows: pd.DataFrame
    held: RegisterRows
    counties: tuple[County, ...]
    day: str
    period: Period | None
    outside_count: int
    coming_count: int

    @property
    def notes(self) -> tuple[Sentence, ...]:
        """That the register holds records of other days as well."""
        if not self.outside_count or self.period is None:
            return ()
        said = counted(
            "From {start} to {end}; {count} record of another day is not shown. Choose another period.",
            "From {start} to {end}; {count} records of other days are not shown. Choose another period.",
            self.outside_count,
            {"start": self.period.start, "end": self.period.end},
        )
        return (said,)

    def of_kind(self, kind: str) -> RegisterView:
        """The same with the rows of one kind only; an empty kind is all."""
        return replace(self, rows=self.rows[self.rows.kind == kind].reset_index(drop=True)) if kind else self

    def by_county(self, name: str) -> pd.DataFrame:
        """As ``per_county`` counts the rows."""
        return per_county(self.rows, self.counties, name)

    def by_month(self, kinds: Sequence[str], name: str) -> pd.DataFrame:
        """month (its first day), kind and the count: every month from the first to the last, 0 where there are none."""
        days, period = pd.to_datetime(self.rows[self.day]), self.period
        if period is None and len(days):
            period = Period(days.min().date(), days.max().date())
        counted = pd.Series(list(zip(days.dt.to_period("M"), self.rows.kind, strict=True)), dtype=object).value_counts()
        found = [
            (month, kind, int(counted.get((pd.Period(month, "M"), kind), 0)))
            for month in (period.months() if period else ())
            for kind in kinds
        ]
        return pd.DataFrame(found, columns=["month", "kind", name])

    def by_kind(self, kinds: Sequence[str], name: str, summed: Sequence[str]) -> pd.DataFrame:
        """kind, the sums of what is stated, missing where nothing is, and the count, 0 where there are none."""
        sums = self.rows.groupby("kind")[list(summed)].sum(min_count=1).reindex(kinds)
        counted = self.rows.kind.value_counts().reindex(kinds, fill_value=0).astype(int)
        return sums.astype("Int64").assign(**{name: counted}).rename_axis("kind").reset_index()


def register_view(
    store: Store, scope: Scope, choices: Choices, subject: Subject, table: Table, day: str, today: date | None = None
) -> RegisterView:
    """The records of a register in the chosen counties and period.

    Arguments:
        day: the column that says of which day a record is.
        today: the local date; what is of a later day is left out. None where nothing is left out for it.
    """
    held = register_rows(store, scope, choices, table)
    counties = chosen_counties(subject, scope, choices.county_codes)
    rows = _named(held, counties, association_names(store, scope, held.nature))
    is_coming = pd.to_datetime(rows[day]) > (pd.Timestamp.max if today is None else pd.Timestamp(today))
    is_in = within(rows[day], choices.period) & ~is_coming
    return RegisterView(
        rows=newest_first(rows[is_in], day),
        held=replace(held, rows=rows),
        counties=counties,
        day=day,
        period=choices.period,
        outside_count=int((~is_in & ~is_coming).sum()),
        coming_count=int(is_coming.sum()),
    )


def _named(held: RegisterRows, counties: tuple[County, ...], associations: Mapping[str, str]) -> pd.DataFrame:
    rows, names = held.rows, {county.code: county.name for county in counties}
    return rows.assign(
        county_name=rows.county_code.map(names).fillna(rows.county_code),
        association_name=rows.association_id.map(associations),
    )


def association_names(store: Store, scope: Scope, nature: Nature | None) -> dict[str, str]:
    """record_id -> name of every association; an association of another nature has no name here."""
    registry = register_rows(store, scope, Choices(), ASSOCIATION)
    known = registry.rows if registry.nature == nature else registry.rows.head(0)
    return record_names(known)


def record_names(rows: pd.DataFrame) -> dict[str, str]:
    """record_id -> name."""
    return dict(zip(rows.record_id, rows["name"], strict=True))


def step_waits(days: Sequence[float] | np.ndarray[tuple[int], np.dtype[np.float64]], is_over: Any) -> WaitingCurve:
    """How long a step takes; one within a day took a day, since none takes none.

    Arguments:
        days: of each that waits or waited.
        is_over: 1 where it has ended, 0 where it goes on.
    """
    return waiting_curve_from_counts(np.maximum(np.asarray(days, float), 1), is_over, 1 - is_over)


def cover_held(store: Store, scope: Scope, county_codes: tuple[str, ...], day: date) -> RegisterRows:
    """The hours of cover that hold on a day, or for the public held when the last published month ended."""
    held = store.read(cover(), scope, period=days_of_cover(scope, day), county_codes=county_codes)
    return of_one_nature(held, store.version())


def longest(days: pd.Series) -> int | None:
    """The most days of those that are known; None where none are."""
    return int(days.max()) if days.notna().any() else None


def chosen_counties(subject: Subject, scope: Scope, county_codes: tuple[str, ...]) -> tuple[County, ...]:
    """The counties asked for that the scope may see; none asked for means all."""
    return tuple(
        county
        for county in subject.country.counties
        if (not county_codes or county.code in county_codes)
        and (scope.county_codes is None or county.code in scope.county_codes)
    )


def of_place(said: Sentence, counties: tuple[County, ...], county_codes: tuple[str, ...]) -> Sentence:
    """A finding with the place that it is about in front; of the whole country as it is.

    Arguments:
        counties: those chosen that may be seen.
    """
    if not county_codes:
        return said
    place = counties[0].name if len(counties) == 1 else Sentence("{count} counties", {"count": len(counties)})
    return Sentence("{place}: {said}", {"place": place, "said": said})


def found_where(what: Sentence, by_county: pd.DataFrame, name: str) -> Sentence:
    """How many of something there are in how many of the counties, and where most of them.

    Arguments:
        what: how many of what, without a full stop.
        by_county: county_name and the count of every chosen county.
        name: of the column of counts.
    """
    some, most = int((by_county[name] > 0).sum()), by_county[name].max()
    values = {"what": what, "some": some, "counties": len(by_county)}
    first = by_county[by_county[name] == most].county_name
    if len(by_county) == 1:
        return Sentence("{county}: {what}.", values | {"county": str(first.iloc[0])})
    if some > 1 and len(first) == 1:
        most_in = {"county": str(first.iloc[0]), "most": int(most)}
        return Sentence("{what} in {some} of {counties} counties, most in {county} ({most}).", values | most_in)
    return Sentence("{what} in {some} of {counties} counties.", values)


def within(days: pd.Series, period: Period | None) -> pd.Series:
    """Whether each day lies in the period; without a period all do."""
    if period is None:
        return pd.Series(True, index=days.index)
    moments = pd.to_datetime(days)
    return (moments >= pd.Timestamp(period.start)) & (moments <= pd.Timestamp(period.end))


def newest_first(rows: pd.DataFrame, day: str) -> pd.DataFrame:
    """The rows by day, the newest first, and those of one day by record_id."""
    return rows.sort_values([day, "record_id"], ascending=[False, True], ignore_index=True)


def per_county(rows: pd.DataFrame, counties: tuple[County, ...], name: str) -> pd.DataFrame:
    """How many of the rows lie in each county: county_code, county_name and the count; 0 where there are none.

    Arguments:
        rows: county_code.
        name: of the column of counts.
    """
    counted = rows.county_code.value_counts()
    listed = [(county.code, county.name, int(counted.get(county.code, 0))) for county in counties]
    return pd.DataFrame(listed, columns=["county_code", "county_name", name])


def per_group(
    rows: pd.DataFrame,
    column: str,
    groups: Mapping[str, Mapping[str, str]],
    count: Callable[[pd.DataFrame], Mapping[str, object]],
    counted: Sequence[str],
) -> pd.DataFrame:
    """What is counted of each group: the column, the group's names and the counts, also of a group without rows.

    Arguments:
        groups: every code of the column, with the names that stand beside it.
        count: the counts of the rows of one group, by name.
        counted: the names of the counts, in their order.
    """
    found = [{column: code, **named, **count(rows[rows[column] == code])} for code, named in groups.items()]
    return pd.DataFrame(found, columns=[column, *next(iter(groups.values()), {}), *counted])


def noted(said: Sentence) -> tuple[Sentence, ...]:
    """What is said of so many; nothing of none."""
    return (said,) if said.values["count"] else ()
