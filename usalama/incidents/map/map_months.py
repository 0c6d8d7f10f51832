"""The map of counties month by month, all months at once: what a viewer plays without asking again."""

from __future__ import annotations

from dataclasses import replace

from usalama.asking.kept import kept
from usalama.asking.selection import select
from usalama.country.subject import Subject
from usalama.incidents.map.incident_map import MEASURE_COLUMNS, CountyMap, Measure, breaks_of, classed, months_of
from usalama.incidents.rates.county_rates import rates_from
from usalama.model import Choices, Period, Scope, month_end
from usalama.store import Store

# Five years: more would be a long film and a large answer.
MOST_MONTHS = 60
MEASURES_BY_MONTH = tuple(MEASURE_COLUMNS)
COUNTED = ("incident_count", "mapped_count")


@kept
def county_months(
    store: Store, scope: Scope, choices: Choices, subject: Subject, measure: Measure
) -> tuple[CountyMap, ...]:
    """What ``county_map`` says of each month, from one question to the store; the last ``MOST_MONTHS``.

    Rates and counts have months. A smoothed rate, how sure it is, and silence are of a whole period: none.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    if measure not in MEASURES_BY_MONTH:
        return ()
    selection = select(store, scope, choices, subject)
    months = months_of(selection)[-MOST_MONTHS:]
    whole = Period(months[0], month_end(months[-1]))
    counted = dict(
        list(selection.count(("county_code", "occurred_month"), COUNTED, period=whole).groupby("occurred_month"))
    )
    nothing = next(iter(counted.values())).iloc[:0]
    # A period of one month is that month's map.
    breaks = breaks_of(selection, measure, is_month=len(months) > 1 or whole != selection.period)
    maps = []
    for month in months:
        shown = Period(month, month_end(month))
        counties = rates_from(selection, counted.get(month, nothing), shown)
        rows = classed(counties.rows, measure, breaks)
        maps.append(CountyMap(replace(counties, rows=rows), measure, breaks, shown, months, selection.about))
    return tuple(maps)
