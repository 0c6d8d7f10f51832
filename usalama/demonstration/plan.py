"""How many rows each month, category and county should have, from the published figures."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from usalama.country import Country
from usalama.country.categories import Categories, Category
from usalama.country.printed_figures import Figures
from usalama.demonstration.draws import Floats
from usalama.demonstration.patterns import CategoryPart, Patterns
from usalama.errors import InputRefused
from usalama.model import Period, Place, PlaceLevel, month_end

YEARS = 5


@dataclass(frozen=True)
class Effect:
    """A known effect of the programme on where incidents happen.

    Arguments:
        ratio: what joining makes of a county's part in the incidents of a month; 1 is no effect.
        joined: county code -> first day of the first month that counts as after.
    """

    ratio: float
    joined: Mapping[str, date]


NO_EFFECT = Effect(1.0, {})


@dataclass(frozen=True, eq=False)
class Plan:
    """What is drawn from.

    Arguments:
        months: first days of the months, in order.
        categories: those that get rows.
        county_codes: all counties, in order.
        expected: published incidents (months, categories), at scale 1.
        county_shares: of each county in all incidents of a month in which none has joined; they add up to 1.
        row_count: rows to make.
        scale: by how much all rates are scaled against the published ones.
    """

    months: tuple[date, ...]
    categories: tuple[Category, ...]
    county_codes: tuple[str, ...]
    expected: Floats
    county_shares: Floats
    row_count: int
    scale: float
    effect: Effect = NO_EFFECT

    def shares_in(self, month: date) -> Floats:
        """Of each county in the incidents of a month, with the effect; relative to each other."""
        joined = (self.effect.joined.get(code) for code in self.county_codes)
        factors = [self.effect.ratio if first is not None and month >= first else 1.0 for first in joined]
        return self.county_shares * np.array(factors)

    @property
    def period(self) -> Period:
        return Period(self.months[0], month_end(self.months[-1]))


def make_plan(
    row_count: int,
    until: date,
    country: Country,
    categories: Categories,
    figures: Figures,
    patterns: Patterns,
    effect: Effect = NO_EFFECT,
) -> Plan:
    """Spread the rows over five years to the month of ``until`` as the published figures have it.

    Years that were not published, before and after, stand at the level of the nearest one that was. A category's
    share of the total is interpolated linearly between the years that have it and held at its nearest one beyond.
    What the published categories leave of a total is divided by the assumed weights.

    Raises:
        InputRefused: the rows are not at least one, or no national totals were published.
    """
    if row_count < 1:
        raise InputRefused("The demonstration needs at least one row.")
    kinds = tuple(one for one in categories.categories if _makes_rows(patterns.category.get(one.code)))
    months = five_years_to(until)
    by_year = {
        year: _expected_in_year(year, country, kinds, figures, patterns) for year in {month.year for month in months}
    }
    expected = np.array([_month_share(month, patterns) * by_year[month.year] for month in months])
    counted = row_count * (1 - patterns.status.uncounted)
    return Plan(
        months=months,
        categories=kinds,
        county_codes=tuple(county.code for county in country.counties),
        expected=expected,
        county_shares=_county_shares(country, figures, patterns),
        row_count=row_count,
        scale=counted / float(expected.sum()),
        effect=effect,
    )


def five_years_to(until: date) -> tuple[date, ...]:
    """The first days of the sixty months that end with the month of ``until``."""
    last = until.year * 12 + until.month - 1
    return tuple(date(index // 12, index % 12 + 1, 1) for index in range(last - YEARS * 12 + 1, last + 1))


def last_full_month(today: date) -> date:
    """The first day of the last month that has ended."""
    return five_years_to(today)[-2]


def _makes_rows(part: CategoryPart | None) -> bool:
    return part is not None and bool(part.published or part.weight)


def _month_share(month: date, patterns: Patterns) -> float:
    """The part of its year's incidents that falls into a month."""
    busy = [monthrange(month.year, number + 1)[1] * factor for number, factor in enumerate(patterns.season.months)]
    return busy[month.month - 1] / sum(busy)


def _expected_in_year(
    year: int, country: Country, kinds: tuple[Category, ...], figures: Figures, patterns: Patterns
) -> Floats:
    totals = _values(figures, patterns, country)
    if not totals:
        raise InputRefused("No national totals are published for {country}.", country=country.name)
    parts = [patterns.category[kind.code] for kind in kinds]
    shares = {
        name: _interpolated(
            {y: value / totals[y] for y, value in _values(figures, patterns, country, name).items()}, year
        )
        for part in parts
        for name in (*part.published, *part.less)
    }
    published = np.array(
        [sum(shares[one] for one in part.published) - sum(shares[one] for one in part.less) for part in parts]
    )
    weights = np.array([part.weight for part in parts])
    assumed = weights / weights.sum() * (1 - published.sum()) if weights.sum() else weights
    return np.asarray(_nearest(totals, year) * (published + assumed))


def _values(figures: Figures, patterns: Patterns, country: Country, category: str = "") -> dict[int, float]:
    published = figures.by_year(patterns.figures.name, country.name, category)
    return {year: figure.value for year, figure in published.items()}


def _interpolated(known: dict[int, float], year: int) -> float:
    years = sorted(known)
    return float(np.interp(year, years, [known[one] for one in years]))


def _nearest(known: dict[int, float], year: int) -> float:
    return known[min(known, key=lambda one: abs(one - year))]


def _county_shares(country: Country, figures: Figures, patterns: Patterns) -> Floats:
    """Published shares where there are any; the rest of the nation's total by population."""
    year = patterns.figures.county_year
    total = figures.by_year(patterns.figures.name, country.name)[year].value
    units = [one for one in figures.named(patterns.figures.name) if one.year == year and not one.category]
    known = {one.county_code: one.value for one in units if one.county_code}
    in_no_county = sum(one.value for one in units if not one.county_code and one.place != country.name)
    people = {
        county.code: country.population(Place(PlaceLevel.COUNTY, county.code, county.name), date(year, 7, 1))
        for county in country.counties
        if county.code not in known
    }
    rest = (total - in_no_county - sum(known.values())) / sum(people.values()) if people else 0.0
    counts = [known[one.code] if one.code in known else rest * people[one.code] for one in country.counties]
    return np.array(counts) / sum(counts)
