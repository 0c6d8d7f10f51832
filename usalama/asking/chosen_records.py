"""Which records of a register lie in the chosen period, and where they are."""

from __future__ import annotations

import pandas as pd

from usalama.country import County
from usalama.country.subject import Subject
from usalama.model import Period, Scope, Sentence


def within(days: pd.Series, period: Period | None) -> pd.Series:
    """Whether each day lies in the period; without a period all do."""
    if period is None:
        return pd.Series(True, index=days.index)
    moments = pd.to_datetime(days)
    return (moments >= pd.Timestamp(period.start)) & (moments <= pd.Timestamp(period.end))


def outside_note(count: int, period: Period | None) -> tuple[Sentence, ...]:
    """That the register holds records of other days as well."""
    if not count or period is None:
        return ()
    values = {"start": period.start, "end": period.end, "count": count}
    return (
        Sentence("From {start} to {end}; {count} records of other days are not shown. Choose another period.", values),
    )


def chosen_counties(subject: Subject, scope: Scope, county_codes: tuple[str, ...]) -> tuple[County, ...]:
    """The counties asked for that the scope may see; none asked for means all."""
    return tuple(
        county
        for county in subject.country.counties
        if (not county_codes or county.code in county_codes)
        and (scope.county_codes is None or county.code in scope.county_codes)
    )


def per_county(rows: pd.DataFrame, counties: tuple[County, ...], name: str) -> pd.DataFrame:
    """How many of the rows lie in each county: county_code, county_name and the count; 0 where there are none.

    Arguments:
        rows: county_code.
        name: of the column of counts.
    """
    counted = rows.county_code.value_counts()
    listed = [(county.code, county.name, int(counted.get(county.code, 0))) for county in counties]
    return pd.DataFrame(listed, columns=["county_code", "county_name", name])
