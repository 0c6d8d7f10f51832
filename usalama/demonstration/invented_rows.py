"""Demonstration rows as a file of our own would bring them: one table a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from usalama.country import Country
from usalama.demonstration.draws import Floats, Whole, cumulative, pick, pick_one
from usalama.demonstration.invented_moments import (
    DAY,
    NEVER,
    HabitTables,
    Moments,
    draw_moments,
    draw_outcomes,
    habit_tables,
)
from usalama.demonstration.patterns import Patterns, PrecisionShares, SettlementShares
from usalama.demonstration.plan import Plan
from usalama.demonstration.sites import Sites, make_sites
from usalama.model import next_month
from usalama.schema import INCIDENT, STATUSES

NARRATIVE = "Synthetic row."
COLUMNS = tuple(column.name for column in INCIDENT.columns if not column.is_ours)
PRECISIONS = list(PrecisionShares.model_fields)
SETTLEMENTS = list(SettlementShares.model_fields)
CONSTITUENCY, COUNTY = PRECISIONS.index("constituency"), PRECISIONS.index("county")
# Decimals of a degree that the precisions before the constituency have.
DECIMALS = np.array([5, 4, 2])
# Not a number, so that no spreadsheet takes the zeros away.
ID_START, ID_DIGITS = "demo-", 9


def month_tables(plan: Plan, patterns: Patterns, country: Country, seed: int) -> Iterator[pa.Table]:
    """All rows in order of month and, within it, of time.

    Arguments:
        seed: the same seed and plan give the same rows, since one generator draws everything in one order.

    Returns:
        A table a month with ``COLUMNS``; moments are text, flags are nullable. Memory is that of one month.
    """
    generator = np.random.default_rng(seed)
    # A generator of its own, so that the other columns are those that they were before there was this one.
    (settlements,) = generator.spawn(1)
    maker = _Maker(plan, patterns, make_sites(generator, country), country, settlements)
    counts = generator.multinomial(plan.row_count, plan.expected.ravel() / plan.expected.sum())
    first_row = 1
    for month, in_month in zip(plan.months, counts.reshape(plan.expected.shape), strict=True):
        yield maker.table(generator, month, in_month, first_row)
        first_row += int(in_month.sum())


class _Maker:
    """Everything that stays the same from month to month."""

    def __init__(
        self, plan: Plan, patterns: Patterns, sites: Sites, country: Country, settlements: np.random.Generator
    ) -> None:
        habits = [patterns.habit(category) for category in plan.categories]
        towns = sorted({habit.town for habit in habits})
        self._plan, self._patterns, self._sites, self._settlements = plan, patterns, sites, settlements
        self._tables: HabitTables = habit_tables(habits, patterns)
        self._town = np.array([towns.index(habit.town) for habit in habits])
        self._constituencies = np.vstack([sites.constituency_table(town) for town in towns])
        self._clock = Clock(plan.period.start, plan.period.days, ZoneInfo(country.time_zone))
        self._end = plan.period.days * DAY - 1

    def table(self, generator: np.random.Generator, month: date, counts: Whole, first_row: int) -> pa.Table:
        """The rows of one month: ``counts`` of them in each category."""
        category = np.repeat(np.arange(counts.size), counts)
        category, moments = self._in_order(category, self._moments(generator, month, category))
        is_told = generator.random(category.size) >= self._patterns.missing.reported_at
        outcomes = draw_outcomes(generator, self._patterns, moments, is_told, self._end)
        text = self._clock.text
        columns = {
            "source_record_id": _record_ids(first_row, category.size),
            "occurred_from": text(moments.occurred_from),
            "occurred_to": text(moments.occurred_to),
            "reported_at": text(np.where(is_told, moments.reported_at, NEVER)),
            "responded_at": text(outcomes.responded_at),
            "closed_at": text(outcomes.closed_at),
            "category_code": _words([one.code for one in self._plan.categories], category),
            "responder": _words(list(self._patterns.responder), outcomes.responder),
            "status": _words(list(STATUSES), outcomes.status),
            "narrative": _words([NARRATIVE], np.zeros(category.size, dtype=np.int64)),
            **self._places(generator, month, category),
            **self._flags(generator, category),
        }
        return pa.table({name: columns[name] for name in COLUMNS})

    def _moments(self, generator: np.random.Generator, month: date, category: Whole) -> Moments:
        first_day = (month - self._plan.period.start).days
        days = (next_month(month) - month).days
        return draw_moments(generator, self._tables, category, month, days, first_day * DAY, self._end)

    @staticmethod
    def _in_order(category: Whole, moments: Moments) -> tuple[Whole, Moments]:
        order = np.argsort(moments.occurred_from, kind="stable")
        return category[order], Moments(
            moments.occurred_from[order], moments.occurred_to[order], moments.reported_at[order]
        )

    def _places(self, generator: np.random.Generator, month: date, category: Whole) -> dict[str, pa.Array]:
        sites, patterns, rows = self._sites, self._patterns, category.size
        constituency = self._constituency(generator, month, category)
        precision = pick_one(generator, list(patterns.precision.model_dump().values()), rows)
        points = np.full((rows, 2), np.nan)
        asked = precision < CONSTITUENCY
        points[asked] = sites.points(generator, constituency[asked], DECIMALS[precision[asked]])
        is_mapped = ~np.isnan(points[:, 0])
        # A few will not fall into a small county at all: of these only the constituency is known.
        precision[asked & ~is_mapped] = CONSTITUENCY
        is_left_out = is_mapped & (generator.random(rows) < patterns.missing.constituency)
        return {
            "county_code": _words(list(sites.county_codes), sites.county[constituency]),
            "constituency_code": _words(
                list(sites.constituency_codes), constituency, is_left_out | (precision == COUNTY)
            ),
            "longitude": pa.array(points[:, 0], mask=~is_mapped),
            "latitude": pa.array(points[:, 1], mask=~is_mapped),
            "location_precision": _words(PRECISIONS, precision),
            "settlement_type": self._settlement(sites.is_town[constituency]),
        }

    def _settlement(self, is_town: npt.NDArray[np.bool_]) -> pa.Array:
        shares = (self._patterns.settlement.elsewhere, self._patterns.settlement.town)
        table = cumulative([list(one.model_dump().values()) for one in shares])
        kind = pick(self._settlements, table, is_town.astype(np.int64))
        is_unknown = self._settlements.random(is_town.size) < self._patterns.missing.settlement_type
        return _words(SETTLEMENTS, kind, is_unknown)

    def _constituency(self, generator: np.random.Generator, month: date, category: Whole) -> Whole:
        chance = self._patterns.season.county_month_sd * generator.standard_normal(self._plan.county_shares.size)
        shares = self._plan.shares_in(month) * np.exp(chance)
        county = pick_one(generator, shares, category.size)
        return pick(generator, self._constituencies, self._town[category] * shares.size + county)

    def _flags(self, generator: np.random.Generator, category: Whole) -> dict[str, pa.Array]:
        shares: dict[str, Floats] = {
            "is_drug_related": self._tables.drugs,
            "is_youth_involved": self._tables.youth,
            "is_firearm_involved": self._tables.firearm,
        }
        return {name: self._flag(generator, share[category]) for name, share in shares.items()}

    def _flag(self, generator: np.random.Generator, share: Floats) -> pa.Array:
        is_unknown = generator.random(share.size) < self._patterns.missing.flag
        return pa.array(generator.random(share.size) < share, mask=is_unknown)


def _words(words: list[str], position: Whole, is_missing: npt.NDArray[np.bool_] | None = None) -> pa.Array:
    return pa.array(words).take(pa.array(position, mask=is_missing))


def _record_ids(first: int, rows: int) -> pa.Array:
    numbers = pa.array(np.arange(first, first + rows)).cast(pa.string())
    return pc.binary_join_element_wise(ID_START, pc.utf8_lpad(numbers, ID_DIGITS, padding="0"), "")


class Clock:
    """Writes moments as ISO 8601 local time with its distance from UTC.

    Arguments:
        first: the local day at whose start the minutes begin.
        days: how many days can be written.
        zone: the country's; a day has one distance from UTC, the one at noon.
    """

    def __init__(self, first: date, days: int, zone: ZoneInfo) -> None:
        noons = [datetime.combine(first + timedelta(day), time(12), zone) for day in range(days)]
        self._dates = pa.array([noon.strftime("%Y-%m-%dT") for noon in noons])
        self._times = pa.array([f"{minute // 60:02d}:{minute % 60:02d}:00" for minute in range(DAY)])
        self._offsets = pa.array([noon.isoformat()[-6:] for noon in noons])

    def text(self, minutes: Whole) -> pa.Array:
        """The text of each moment; null for ``NEVER``."""
        is_never = minutes == NEVER
        day = pa.array(minutes // DAY, mask=is_never)
        minute = pa.array(minutes % DAY, mask=is_never)
        return pc.binary_join_element_wise(self._dates.take(day), self._times.take(minute), self._offsets.take(day), "")
