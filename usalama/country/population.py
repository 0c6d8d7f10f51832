"""How many people live in a county, a city or the country on a day, and over a period."""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from usalama.model import Period, month_end


def population_on(counted: Sequence[tuple[date, int]], on: date) -> float:
    """People on a day, growing at a constant rate between two counts.

    Arguments:
        counted: (date, people) of at least two counts, in order of date.
        on: the day asked for. Before the first count the first two decide, after the last the last two.

    Notes:
        P(t) = P1 * (P2 / P1) ** ((t - t1) / (t2 - t1)), in days: exponential between the counts and beyond.
    """
    pairs = list(pairwise(counted))
    (first_on, first), (last_on, last) = next((pair for pair in pairs if on <= pair[1][0]), pairs[-1])
    share = (on - first_on).days / (last_on - first_on).days
    return first * math.pow(last / first, share)


def person_years(population: Callable[[date], float], period: Period) -> float:
    """The years lived by all people together over a period.

    Arguments:
        population: people on a day.
        period: days, both ends included.

    Notes:
        The sum over the months touched of the people in the middle of the month, times the days of the month
        in the period, divided by the days of that year.
    """
    return sum(_month_person_years(population, period, month) for month in period.months())


def _month_person_years(population: Callable[[date], float], period: Period, month: date) -> float:
    whole = Period(month, month_end(month))
    middle = month + timedelta(days=whole.days // 2)
    days_in_year = 366 if calendar.isleap(month.year) else 365
    days = (min(period.end, whole.end) - max(period.start, whole.start)).days + 1
    return population(middle) * days / days_in_year
