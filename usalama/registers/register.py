"""What a register is, and the columns that registers are made of, so that the same thing is declared in one way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from usalama.model import N_, Sentence
from usalama.schema import OURS, PUBLIC, Column, Entry, Kind, Place, Table, Visibility, text_column

ID = "record_id"
MOST_PEOPLE = 10_000_000
PRIVATE: dict[str, Any] = {"visibility": Visibility.MODERATION}

Record: TypeAlias = Mapping[str, object]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a record.

    Arguments:
        column: the column to mend.
    """

    column: str
    reason: Sentence


# A record and its kin among those that are held -> what does not fit.
Rule: TypeAlias = Callable[[Record, Iterable[Record]], Iterator[Fault]]


@dataclass(frozen=True)
class Advice:
    """What is said before anybody enters a record.

    Arguments:
        text: marked for translation.
        is_warning: whether somebody may come to harm who does not heed it.
    """

    text: str
    is_warning: bool = False


@dataclass(frozen=True)
class Register(Table):
    """A table whose records people enter or bring in, and all that is to be known to check, show and edit them.

    Arguments:
        title: what people call the whole of it; marked for translation.
        dates_in_order: columns of dates, each not before those to its left.
        counts_in_order: columns of counts, each not above the one to its left.
        kin: columns in which records must agree for one to bear on another; all of a register where none are named.
        rule: what else must hold within a record, or between it and its kin.
        advice: what is said before anybody enters a record.
        known_by: the columns by which people tell a record from another, in the order in which they are said; those
            that every record has where none are named.
        is_entered: whether records are entered one by one; others come in files only.
    """

    title: str = ""
    dates_in_order: tuple[str, ...] = ()
    counts_in_order: tuple[tuple[str, ...], ...] = ()
    kin: tuple[str, ...] = ()
    rule: Rule | None = None
    advice: Advice | None = None
    known_by: tuple[str, ...] = ()
    is_entered: bool = True

    @property
    def entered(self) -> tuple[Column, ...]:
        """The columns that are entered, in the order in which they are."""
        columns = [one for one in self.columns if self.is_entered and not one.is_ours and one.name != ID]
        places = (Entry.AS_DECLARED, Entry.LAST)
        return tuple(column for entry in places for column in columns if column.entry is entry)

    @property
    def labels(self) -> dict[str, str]:
        """Column -> what people call it, of the columns that are entered."""
        return {column.name: column.label for column in self.entered}

    @property
    def told_by(self) -> tuple[Column, ...]:
        """The columns by which people tell a record from another."""
        names = self.known_by or tuple(one.name for one in self.entered if one.is_required)
        return tuple(self.column(name) for name in names)

    @property
    def kind_column(self) -> Column | None:
        """The column that says of which kind a record is, if one does: the first that takes one of a few codes."""
        return next((one for one in self.columns if one.words), None)

    @property
    def day_column(self) -> Column | None:
        """The column of the day that a record is of, if there is one: the first that every record has, or else any."""
        days = [one for one in self.columns if one.kind is Kind.DATE]
        return next((one for one in days if one.is_required), days[0] if days else None)

    def words(self, name: str) -> Mapping[str, str]:
        """Code -> what people call it, of one column."""
        return self.column(name).words


def register(name: str, title: str, meaning: str, columns: Iterable[Column], **more: Any) -> Register:
    """A register: its record_id and source_id, then its own columns."""
    given = (
        text(ID, "Unique within the register.", N_("Record number"), is_required=True),
        text("source_id", "The source that states it.", N_("Source"), is_required=True, **OURS),
    )
    return Register(name, meaning, (*given, *columns), title=title, **more)


def county(is_required: bool = True, **more: Any) -> Column:
    """The county that a record is about."""
    more = {"heading": "county", "place": Place.COUNTY, **PUBLIC} | more
    meaning = "Number of the county, three digits."
    return text_column("county_code", meaning, is_required=is_required, label=N_("County"), **more)


def constituency(label: str, **more: Any) -> Column:
    """The constituency that a record is about; it stands after the county."""
    more = {"heading": "constituency", "place": Place.CONSTITUENCY, "label": label} | more
    return text_column("constituency_code", "Number of the constituency, three digits.", **more)


def association(**more: Any) -> Column:
    """The association that a record is about."""
    meaning = "The association's record_id; empty means the county."
    return text("association_id", meaning, N_("Association"), names="association", **more)


def text(name: str, meaning: str, label: str, **more: Any) -> Column:
    """A text, which everybody may see."""
    return text_column(name, meaning, label=label, **(PUBLIC | more))


def choice(name: str, meaning: str, label: str, words: Mapping[str, str], is_required: bool = True) -> Column:
    """One of a few codes, each with its word, which everybody may see."""
    return text(name, meaning, label, words=words, is_required=is_required)


def day(name: str, meaning: str, label: str, is_required: bool = False, **more: Any) -> Column:
    """A day, which everybody may see."""
    return Column(name, Kind.DATE, meaning, label=label, is_required=is_required, **(PUBLIC | more))


def past_day(name: str, meaning: str, label: str, is_required: bool = False, **more: Any) -> Column:
    """A day on which something happened, which everybody may see."""
    return day(name, meaning, label, is_required, has_come=True, **more)


def number(name: str, meaning: str, label: str, minimum: float | None = 0, maximum: float | None = None) -> Column:
    """A number, which everybody may see."""
    return Column(name, Kind.NUMBER, meaning, label=label, minimum=minimum, maximum=maximum, **PUBLIC)


def people(name: str, meaning: str, label: str, **more: Any) -> Column:
    """A count of people or things, which everybody may see."""
    more = {"minimum": 0, "maximum": MOST_PEOPLE, **PUBLIC} | more
    return Column(name, Kind.INTEGER, meaning, label=label, **more)


def flag(name: str, meaning: str, label: str) -> Column:
    """Yes or no, which everybody may see."""
    return Column(name, Kind.FLAG, meaning, label=label, **PUBLIC)


def quarter_faults(record: Record) -> Iterator[Fault]:
    """What is wrong with the day on which a quarter is said to begin."""
    start = record.get("quarter_start")
    if isinstance(start, date) and (start.day != 1 or start.month % 3 != 1):
        yield Fault("quarter_start", Sentence("It is no first day of a quarter: 1 January, April, July or October."))


def word_for(words: Mapping[str, str], code: object) -> Sentence:
    """A code in words, for the gap of a sentence; one that is empty or unknown is said to be so."""
    return Sentence(words[code]) if isinstance(code, str) and code in words else Sentence("not known")
