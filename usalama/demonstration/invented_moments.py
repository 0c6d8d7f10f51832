"""When rows happened and were reported, as minutes of local time since the first day of the demonstration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from usalama.demonstration.draws import Floats, Whole, cumulative, lognormal, pick
from usalama.demonstration.patterns import Habit, Patterns

DAY = 24 * 60
# No time: the row has none.
NEVER = -1
# People round: of the minutes told, so many are the full hour, and so many the half.
FULL_HOUR, HALF_HOUR = 0.35, 0.20
INTERVAL_SPREAD, DELAY_SPREAD = 0.7, 1.6
LONGEST_INTERVAL = 30 * DAY


@dataclass(frozen=True, eq=False)
class HabitTables:
    """The habits of all categories as tables to draw from; the first axis is the category."""

    hours: Floats
    weekdays: Floats
    delay_minutes: Floats
    interval_share: Floats
    interval_minutes: Floats
    drugs: Floats
    youth: Floats
    firearm: Floats


def habit_tables(habits: Sequence[Habit], patterns: Patterns) -> HabitTables:
    """Gather the habits of categories, in their order."""
    return HabitTables(
        hours=cumulative([patterns.hours[one.hours] for one in habits]),
        weekdays=np.array([patterns.weekdays[one.weekdays] for one in habits]),
        delay_minutes=np.array([one.delay * 60 for one in habits]),
        interval_share=np.array([one.interval_share for one in habits]),
        interval_minutes=np.array([one.interval_hours * 60 for one in habits]),
        drugs=np.array([one.drugs for one in habits]),
        youth=np.array([one.youth for one in habits]),
        firearm=np.array([one.firearm for one in habits]),
    )


@dataclass(frozen=True, eq=False)
class Moments:
    """Minutes since the first day; ``NEVER`` where there is none. All lie before the end of the data."""

    occurred_from: Whole
    occurred_to: Whole
    reported_at: Whole


def draw_moments(
    generator: np.random.Generator,
    tables: HabitTables,
    category: Whole,
    month: date,
    days: int,
    first_minute: int,
    end: int,
) -> Moments:
    """Moments of the rows of one month, in order of time within each category's rows.

    Arguments:
        category: index of each row's category.
        month: its first day; ``days`` long; ``first_minute`` after the first day of the demonstration.
        end: the minute at which the data end; nothing is known of later ones.
    """
    weekday = (np.arange(days) + month.weekday()) % 7
    day = pick(generator, cumulative(tables.weekdays[:, weekday]), category)
    hour = pick(generator, tables.hours, category)
    start = first_minute + day * DAY + hour * 60 + _minute(generator, category.size)
    is_interval = generator.random(category.size) < tables.interval_share[category]
    length = lognormal(generator, tables.interval_minutes[category], INTERVAL_SPREAD, category.size)
    last = start + np.where(is_interval, np.clip(length, 1, LONGEST_INTERVAL), 0).astype(np.int64)
    last = np.minimum(last, end)
    delay = lognormal(generator, tables.delay_minutes[category], DELAY_SPREAD, category.size)
    return Moments(
        occurred_from=start,
        occurred_to=np.where(is_interval, last, NEVER),
        reported_at=before_the_end(generator, last, delay, end),
    )


def before_the_end(generator: np.random.Generator, start: Whole, delay: Floats, end: int) -> Whole:
    """``start`` and ``delay`` minutes later, or any time before the end of the data where that is too late."""
    left = (end - start) * generator.random(start.size)
    return np.asarray(start + np.where(start + delay > end, left, delay).astype(np.int64))


def _minute(generator: np.random.Generator, rows: int) -> Whole:
    told = generator.integers(0, 60, rows)
    rounding = generator.random(rows)
    return np.where(rounding < FULL_HOUR, 0, np.where(rounding < FULL_HOUR + HALF_HOUR, 30, told))
