"""Which months does a source cover?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from usalama.model import Period, month_end, next_month

# A month with less than this part of a source's usual month is not covered by it.
SMALLEST_SHARE_OF_A_MONTH = 20


def covered_periods(months: pd.DataFrame) -> tuple[Period, ...]:
    """The months that a source covers, merged where they touch.

    It covers the months from its first row to its last, but for those in which it holds less than a
    twentieth of its usual month: a few stray dates years before the rest would stretch the time, and every
    rate would come out too low.

    Arguments:
        months: occurred_month, incident_count over everything that the source holds.
    """
    return _merged(_covered_months(months))


def together(covered_by: tuple[tuple[Period, ...], ...]) -> tuple[Period, ...]:
    """The months that at least one source covers."""
    return _merged(month for own in covered_by for part in own for month in part.months())


def covers(covered: tuple[Period, ...], period: Period) -> bool:
    """Whether all of a period lies in one part of what is covered."""
    return any(part.intersect(period) == period for part in covered)


def _merged(months: Iterable[date]) -> tuple[Period, ...]:
    merged: list[Period] = []
    for month in sorted(set(months)):
        if merged and month == next_month(merged[-1].end):
            merged[-1] = Period(merged[-1].start, month_end(month))
        else:
            merged.append(Period(month, month_end(month)))
    return tuple(merged)


def _covered_months(own: pd.DataFrame) -> list[date]:
    counted = dict(zip(own.occurred_month, own.incident_count, strict=True))
    fewest = int(own.incident_count.median()) // SMALLEST_SHARE_OF_A_MONTH
    return [month for month in Period(min(counted), max(counted)).months() if counted.get(month, 0) >= fewest]
