"""The nouns of the subject, as frozen values that every other module shares."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True)
class Sentence:
    """A sentence for people, kept apart from its language.

    Arguments:
        template: the English sentence with ``{named}`` gaps; it is the key into the catalogues.
        values: what fills the gaps. Numbers, dates and nested sentences are formatted by
            ``usalama.language`` for the reader's language.
        plural: the template for other numbers than one; see ``counted``.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str = ""

    @property
    def english(self) -> str:
        """The template that fits the number."""
        return self.plural if self.plural and self.values["count"] != 1 else self.template

    def __str__(self) -> str:
        return self.english.format(**{name: str(value) for name, value in self.values.items()})


def counted(one: str, many: str, count: int, values: Mapping[str, object] | None = None) -> Sentence:
    """A sentence whose words follow a number: one association, two associations.

    Arguments:
        one, many: templates, both with the gap ``{count}`` or both without it.
        count: which of the two is said; it fills the gap.
        values: what fills the other gaps.
    """
    return Sentence(one, {**(values or {}), "count": count}, many)


def N_(text: str) -> str:
    """Mark a sentence that is translated elsewhere, so that the catalogues hold it."""
    return text


class Nature(StrEnum):
    """Whether rows describe the world (real), were invented (synthetic) or only try the system (test)."""

    REAL = "real"
    SYNTHETIC = "synthetic"
    TEST = "test"


# How the note of a synthetic source begins; by how much its rates are scaled follows.
SCALE_NOTE = "scale="


@dataclass(frozen=True, order=True)
class Period:
    """Days from ``start`` to ``end``, both included, in the country's local calendar."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period cannot end before it starts")

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def is_whole_months(self) -> bool:
        return self.start.day == 1 and self.end == month_end(self.end)

    def months(self) -> list[date]:
        """The first day of every month that the period touches."""
        return list(_months(self.start.replace(day=1), self.end))

    def intersect(self, other: Period) -> Period | None:
        """The days in both periods, or None when there are none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start <= end else None

    def year_before(self) -> Period:
        """The same months (or days) one year earlier; 29 February becomes the 28th."""
        whole = self.is_whole_months
        end = _shift_year(self.end, -1)
        return Period(_shift_year(self.start, -1), month_end(end) if whole else end)


def month_end(day: date) -> date:
    """The last day of the month that ``day`` is in."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def next_month(day: date) -> date:
    """The first day of the month after the one that ``day`` is in."""
    return month_end(day) + timedelta(days=1)


def first_whole_month(day: date) -> date:
    """The first day of the first month that lies wholly on or after ``day``."""
    return day if day.day == 1 else next_month(day)


def _months(first: date, end: date) -> Iterator[date]:
    month = first
    while month <= end:
        yield month
        month = next_month(month)


def _shift_year(day: date, years: int) -> date:
    year = day.year + years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


@dataclass(frozen=True)
class Month:
    """A month as a sentence names it: "Jun 2025", in the reader's language.

    Arguments:
        first: its first day.
    """

    first: date

    def __str__(self) -> str:
        return f"{self.first:%b %Y}"


class PlaceLevel(StrEnum):
    COUNTRY = "country"
    REGION = "region"
    COUNTY = "county"
    CITY = "city"
    CONSTITUENCY = "constituency"


@dataclass(frozen=True, order=True)
class Place:
    """A named place that incidents are counted in.

    Arguments:
        level: what kind of place it is. A city is not a county.
        code: unique within its level: county "042", constituency "238", city "kisumu".
        name: as shown to people.
    """

    level: PlaceLevel
    code: str
    name: str

    @property
    def key(self) -> str:
        """Unique over all levels; this is what the address bar and ``--places`` take."""
        return f"{self.level}:{self.code}"


@dataclass(frozen=True)
class Scope:
    """What a reader may see. Every read of the store takes one; there is no default.

    Arguments:
        name: "public" or "operator"; part of every cache key.
        is_exact: exact counts (True) or the public rule of ``disclosure`` (False).
        published_until: rows that occurred after this local date are not shown; None shows all.
        county_codes: the only counties shown; None shows all.
    """

    name: str
    is_exact: bool
    published_until: date | None
    county_codes: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Choices:
    """What a reader asked for, parsed once and shared by figures, maps, sentences and files.

    Arguments:
        period: the days asked for; None asks for all that the data cover.
        county_codes: counties; empty asks for all.
        categories: category codes or group codes; empty asks for all.
        source_ids: sources; empty asks for all of one nature.
    """

    period: Period | None = None
    county_codes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()

    @property
    def everywhere(self) -> Choices:
        """The same of all counties."""
        return replace(self, county_codes=())


class Flag(StrEnum):
    """How far a number may be trusted."""

    OK = "ok"
    UNSTABLE = "unstable"
    HIDDEN = "hidden"
    NO_DATA = "no_data"


class Standing(StrEnum):
    """Where a place lies against the common rate; never a rank."""

    HIGHER = "higher"
    SIMILAR = "similar"
    LOWER = "lower"
    UNKNOWN = "unknown"


class Channel(StrEnum):
    """Whether reports reach us from a place at all."""

    OPEN = "open"
    NONE = "no_channel"
    UNKNOWN = "cannot_tell"


class EffectWord(StrEnum):
    """Whether a programme helped. There is no fifth word."""

    HELPED = "helped"
    MADE_WORSE = "made worse"
    NO_CLEAR_CHANGE = "no clear change"
    CANNOT_TELL = "cannot tell"


class WhyUntold(StrEnum):
    """Why it cannot be told whether a programme helped."""

    TOO_FEW_PLACES = "too_few_places"
    TOO_FEW_MONTHS = "too_few_months"
    LEFT_OUT = "too_many_left_out"
    NOBODY_TO_COMPARE = "nobody_to_compare"
    DIFFERED_BEFORE = "differed_before"
    NO_INTERVAL = "no_interval"
    REPORTING = "reporting_changed"
    NATURES = "natures_differ"


@dataclass(frozen=True)
class Estimate:
    """A number with its uncertainty.

    Arguments:
        value, lower, upper: in the unit that ``method`` names; None where they cannot be told.
        n: the events behind it.
        method: the short name of the method, as on the methods page.
        flag: how far it may be trusted.
        caveat: what it may not be taken to mean.
    """

    value: float | None
    lower: float | None
    upper: float | None
    n: int | None
    method: str
    flag: Flag = Flag.OK
    caveat: Sentence | None = None

    def __post_init__(self) -> None:
        # Arrays hold flags as plain text, which equals a flag and is none: a ladder that asks "is it hidden?" with
        # ``is`` would pass it by.
        object.__setattr__(self, "flag", Flag(self.flag))

    @property
    def numbers(self) -> tuple[float | None, float | None, float | None]:
        """Value, lower and upper."""
        return self.value, self.lower, self.upper
