"""What a report counts: the period, sources and places left after scope, coverage and choices."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import pandas as pd

from usalama.asking.covered_months import covered_periods, covers, together
from usalama.country import Country
from usalama.country.categories import Categories
from usalama.country.subject import Subject
from usalama.errors import InputRefused, NothingFound
from usalama.model import Choices, Nature, Period, Place, PlaceLevel, Scope, Sentence, counted, month_end, next_month
from usalama.store import Store
from usalama.store.questions import Question, counts, coverage

# Rows of different natures are never added up; left to itself, a report counts the strongest it has.
STRONGEST_FIRST = (Nature.REAL, Nature.TEST, Nature.SYNTHETIC)


@dataclass(frozen=True)
class About:
    """How a result was made: it stands beside the numbers on every screen and in every file.

    Arguments:
        period_used: the days counted.
        notes: what was cut or left out, for people.
        nature: what kind of rows these are.
        data_version: the version of the store that was read.
    """

    period_used: Period
    notes: tuple[Sentence, ...]
    choices: Choices
    scope_name: str
    is_exact: bool
    nature: Nature
    source_names: tuple[str, ...]
    data_version: int


@dataclass(frozen=True)
class Selection:
    """Everything a report needs to ask the store and to find its denominators.

    Arguments:
        covered: the months that the chosen sources cover.
        covered_by: the same of each source, in the order of ``source_ids``.
        category_codes: empty means all.
    """

    store: Store
    scope: Scope
    country: Country
    categories: Categories
    choices: Choices
    period: Period
    covered: tuple[Period, ...]
    covered_by: tuple[tuple[Period, ...], ...]
    county_codes: tuple[str, ...]
    category_codes: tuple[str, ...]
    source_ids: tuple[str, ...]
    about: About

    def count(
        self,
        by: tuple[str, ...] = (),
        measures: tuple[str, ...] = ("incident_count",),
        from_rows: bool = False,
        period: Period | None = None,
        all_counties: bool = False,
    ) -> pd.DataFrame:
        """Counts by dimensions, exact; the roll-up answers unless days or raw columns are asked for."""
        asked = period or self.period
        question = counts(by, asked.is_whole_months and not from_rows, measures)
        return self.ask(question, asked, all_counties)

    def ask(self, question: Question, period: Period | None = None, all_counties: bool = False) -> pd.DataFrame:
        return self.store.read(
            question,
            self.scope,
            period=period or self.period,
            county_codes=() if all_counties else self.choices.county_codes,
            category_codes=self.category_codes,
            source_ids=self.source_ids,
        )

    def segments(self, period: Period | None = None) -> tuple[Period, ...]:
        """The covered parts of the period; only these give person-years."""
        parts = (one.intersect(period or self.period) for one in self.covered)
        return tuple(part for part in parts if part)

    def covers(self, period: Period) -> bool:
        """Whether every one of the sources covers all of the period."""
        return all(covers(own, period) for own in self.covered_by)

    def covering(self, *periods: Period) -> tuple[Selection | None, tuple[str, ...]]:
        """The same of those sources alone that cover all of these periods, and the names of the others.

        Sources that began, ended or paused meanwhile make a difference that is not the world's.
        """
        is_kept = [all(covers(own, period) for period in periods) for own in self.covered_by]
        left_out = tuple(name for name, kept in zip(self.about.source_names, is_kept, strict=True) if not kept)
        if not any(is_kept):
            return None, left_out
        kept_by = tuple(own for own, kept in zip(self.covered_by, is_kept, strict=True) if kept)
        sources = tuple(one for one, kept in zip(self.source_ids, is_kept, strict=True) if kept)
        return replace(self, source_ids=sources, covered_by=kept_by, covered=together(kept_by)), left_out

    def person_years(self, place: Place, period: Period | None = None) -> float:
        """People times years in the covered part of the period; of the chosen counties, for the country."""
        places = self._denominator_places(place)
        return sum(_person_years(self.country, one, part) for part in self.segments(period) for one in places)

    def years(self, period: Period | None = None) -> float:
        """Length of the covered part of the period, in years."""
        return sum(years_in(part) for part in self.segments(period))

    def _denominator_places(self, place: Place) -> tuple[Place, ...]:
        if place.level != PlaceLevel.COUNTRY or not self.choices.county_codes:
            return (place,)
        return tuple(self.country.county(code).place for code in self.county_codes)


@lru_cache(maxsize=50_000)
def _person_years(country: Country, place: Place, period: Period) -> float:
    """Kept, since every page asks for the same places and months again."""
    return country.person_years(place, period)


def years_in(period: Period) -> float:
    """Days of the period over the days of the year each is in."""
    return sum(1 / (366 if calendar.isleap(month.year) else 365) * _days_in(period, month) for month in period.months())


def _days_in(period: Period, month: date) -> int:
    part = period.intersect(Period(month, month_end(month)))
    return part.days if part else 0


def select(store: Store, scope: Scope, choices: Choices, subject: Subject) -> Selection:
    """Cut what was asked for down to what the scope may see and the data cover, and say so.

    Raises:
        NothingFound: nothing is left; the sentence says why.
        InputRefused: an unknown place, category or source, or sources that must not be added up.
    """
    held = _held_sources(store, scope)
    chosen, natures_note = _chosen_sources(held, choices.source_ids)
    sources = tuple(chosen.source_id)
    months = store.read(counts(("source_id", "occurred_month")), scope, source_ids=sources)
    whole = Period(chosen.first_month.min(), month_end(chosen.last_month.max()))
    period, cuts = _cut_period(choices.period, whole, scope)
    covered_by = tuple(covered_periods(months[months.source_id == source]) for source in sources)
    covered = together(covered_by)
    about = About(
        period_used=period,
        notes=(*cuts, *natures_note, *_thin_months(period, covered)),
        choices=choices,
        scope_name=scope.name,
        is_exact=scope.is_exact,
        nature=Nature(chosen.nature.iloc[0]),
        source_names=tuple(chosen.source_name),
        data_version=store.version(),
    )
    return Selection(
        store=store,
        scope=scope,
        country=subject.country,
        categories=subject.categories,
        choices=choices,
        period=period,
        covered=covered,
        covered_by=covered_by,
        county_codes=_county_codes(subject.country, scope, choices.county_codes),
        category_codes=tuple(sorted(subject.categories.expand(choices.categories))) if choices.categories else (),
        source_ids=sources,
        about=about,
    )


def _held_sources(store: Store, scope: Scope) -> pd.DataFrame:
    held = store.read(coverage(), scope)
    if held.empty and scope.is_exact:
        raise NothingFound("The store holds no incidents yet. Import a file, or make demonstration data.")
    if held.empty:
        raise NothingFound(
            "There is nothing to publish yet. The public sees verified reports only, by whole months "
            "that ended at least 7 days ago."
        )
    return held


def _chosen_sources(held: pd.DataFrame, source_ids: tuple[str, ...]) -> tuple[pd.DataFrame, tuple[Sentence, ...]]:
    unknown = sorted(set(source_ids) - set(held.source_id))
    if unknown:
        raise InputRefused('There is no source "{source}" with rows that this view may see.', source=unknown[0])
    if source_ids:
        chosen = held[held.source_id.isin(source_ids)]
        if chosen.nature.nunique() > 1:
            raise InputRefused(
                "Real, synthetic and test rows are never added up. Choose sources of one nature: {sources}.",
                sources=", ".join(chosen.source_name),
            )
        return chosen, ()
    strongest = next(nature for nature in STRONGEST_FIRST if nature in set(held.nature))
    others = held[held.nature != strongest]
    note = Sentence(
        "Left out, because they are of another nature: {sources}.", {"sources": ", ".join(others.source_name)}
    )
    return held[held.nature == strongest], (note,) if len(others) else ()


def _thin_months(period: Period, covered: tuple[Period, ...]) -> list[Sentence]:
    """What to say of months that hold rows but are not counted as time.

    Raises:
        NothingFound: the period has no other months.
    """
    parts = [part for part in (one.intersect(period) for one in covered) if part]
    if not parts:
        raise NothingFound("The data hold too little in this period to say anything. Ask for another one.")
    thin = len(period.months()) - sum(len(part.months()) for part in parts)
    if not thin:
        return []
    return [
        counted(
            "{count} month holds hardly any rows and is not counted as time in the rates.",
            "{count} months hold hardly any rows and are not counted as time in the rates.",
            thin,
        )
    ]


def _cut_period(asked: Period | None, whole: Period, scope: Scope) -> tuple[Period, list[Sentence]]:
    if asked is None:
        return whole, []
    used = asked.intersect(whole)
    if used is None:
        raise NothingFound(
            "No data from {asked_start} to {asked_end}: the data cover {start} to {end}.",
            asked_start=asked.start,
            asked_end=asked.end,
            start=whole.start,
            end=whole.end,
        )
    notes = []
    if used != asked:
        notes.append(
            Sentence(
                "The data cover {start} to {end}; months outside are left out.",
                {"start": whole.start, "end": whole.end},
            )
        )
    if not scope.is_exact and not used.is_whole_months:
        used = _whole_months_inside(used)
        notes.append(
            Sentence("The public sees whole months: {start} to {end}.", {"start": used.start, "end": used.end})
        )
    return used, notes


def _whole_months_inside(period: Period) -> Period:
    start = period.start if period.start.day == 1 else next_month(period.start)
    end = period.end if period.end == month_end(period.end) else _day_before_month(period.end)
    if end < start:
        raise NothingFound("The public figures are by whole months, and this period holds none. Ask for a longer one.")
    return Period(start, end)


def _day_before_month(day: date) -> date:
    return date.fromordinal(day.replace(day=1).toordinal() - 1)


def _county_codes(country: Country, scope: Scope, asked: Iterable[str]) -> tuple[str, ...]:
    known = tuple(county.code for county in country.counties)
    visible = known if scope.county_codes is None else tuple(code for code in known if code in scope.county_codes)
    wanted = set(asked)
    unknown = sorted(wanted - set(visible))
    if unknown:
        raise InputRefused('There is no county "{county}" that this view may see.', county=unknown[0])
    return tuple(code for code in visible if code in wanted) if wanted else visible
