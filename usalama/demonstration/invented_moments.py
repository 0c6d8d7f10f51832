"""When rows happened and were reported, who came and what became of them, in minutes of local time since the start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from usalama.demonstration.draws import Floats, Whole, cumulative, lognormal, pick, pick_one
from usalama.demonstration.patterns import Habit, Patterns, StatusShares
from usalama.schema import STATUSES

DAY = 24 * 60
# No time: the row has none.
NEVER = -1
# People round: of the minutes told, so many are the full hour, and so many the half.
FULL_HOUR, HALF_HOUR = 0.35, 0.20
INTERVAL_SPREAD, DELAY_SPREAD = 0.7, 1.6
LONGEST_INTERVAL = 30 * DAY
STATUS = {name: position for position, name in enumerate(STATUSES)}
# Whoever answers within this many days is still shown as answering.
RESPONDING_DAYS = 3

Marks = npt.NDArray[np.bool_]


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


@dataclass(frozen=True, eq=False)
class Outcomes:
    """One entry a row.

    Arguments:
        responder: position in the patterns' responders.
        responded_at, closed_at: minutes since the first day; ``NEVER`` where that has not happened.
        status: position in ``STATUSES``.
    """

    responder: Whole
    responded_at: Whole
    closed_at: Whole
    status: Whole


def draw_outcomes(
    generator: np.random.Generator, patterns: Patterns, moments: Moments, is_reported: Marks, end: int
) -> Outcomes:
    """Respond to the rows, close most of them, and say where each stands when the data end.

    Arguments:
        is_reported: rows whose moment of report is known; only these can have one of response.
        end: the minute at which the data end. What would come later has not happened yet.
    """
    rows = moments.reported_at.size
    kinds = list(patterns.responder.values())
    responder = pick_one(generator, [one.share for one in kinds], rows)
    minutes, spread, reached = (
        np.array([getattr(one, name) for one in kinds])[responder] for name in ("minutes", "spread", "reached")
    )
    wait = np.ceil(lognormal(generator, minutes, spread, rows)).astype(np.int64)
    responded_at = moments.reported_at + wait
    is_responded = (generator.random(rows) < reached) & is_reported & (responded_at <= end)
    since = np.where(is_responded, responded_at, moments.reported_at)
    closing = patterns.closing
    closed_at = since + (lognormal(generator, closing.days, closing.spread, rows) * DAY).astype(np.int64)
    share = np.where(is_responded, closing.responded_share, closing.unresponded_share)
    is_closed = (generator.random(rows) < share) & (closed_at <= end)
    return Outcomes(
        responder=responder,
        responded_at=np.where(is_responded, responded_at, NEVER),
        closed_at=np.where(is_closed, closed_at, NEVER),
        status=_status(generator, patterns.status, (end - moments.reported_at) / DAY, is_responded, is_closed),
    )


def _status(
    generator: np.random.Generator,
    shares: StatusShares,
    age: npt.NDArray[np.float64],
    is_responded: Marks,
    is_closed: Marks,
) -> Whole:
    """Where each report of that age in days stands."""
    draw = generator.random(age.size)
    unverified = shares.unverified + shares.unverified_fresh * np.exp(-age / shares.fading_days)
    return np.select(
        [
            draw < shares.rejected,
            draw < shares.uncounted,
            ~is_closed & (draw < shares.uncounted + unverified),
            is_closed,
            is_responded & (age < RESPONDING_DAYS),
        ],
        [STATUS[name] for name in ("rejected", "duplicate", "reported", "resolved", "responding")],
        default=STATUS["verified"],
    )
