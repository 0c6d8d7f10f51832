"""The columns that registers are made of, so that the same thing is declared in one way everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from usalama.schema.columns import OURS, PUBLIC, Column, Kind, Table, Visibility, text_column

MOST_PEOPLE = 10_000_000
PRIVATE = {"visibility": Visibility.MODERATION}


def register(name: str, meaning: str, columns: Iterable[Column]) -> Table:
    """A register: its record_id and source_id, then its own columns."""
    given = (
        text_column("record_id", "Unique within the register.", is_required=True, **PUBLIC),
        text_column("source_id", "The source that states it.", is_required=True, **OURS, **PUBLIC),
    )
    return Table(name, meaning, (*given, *columns))


def county(is_required: bool = True) -> Column:
    """The county that a record is about."""
    return text_column("county_code", "Number of the county, three digits.", is_required=is_required, **PUBLIC)


def association(visibility: Visibility = Visibility.PUBLIC) -> Column:
    """The association that a record is about."""
    return text_column("association_id", "The association's record_id; empty means the county.", visibility=visibility)


def choice(name: str, meaning: str, allowed: tuple[str, ...], is_required: bool = True) -> Column:
    """One of a few words, which everybody may see."""
    return text_column(name, meaning, is_required=is_required, allowed=allowed, **PUBLIC)


def day(name: str, meaning: str, is_required: bool = False) -> Column:
    """A day, which everybody may see."""
    return Column(name, Kind.DATE, meaning, is_required=is_required, visibility=Visibility.PUBLIC)


def number(name: str, meaning: str, minimum: float | None = 0, maximum: float | None = None) -> Column:
    """A number, which everybody may see."""
    return Column(name, Kind.NUMBER, meaning, minimum=minimum, maximum=maximum, visibility=Visibility.PUBLIC)


def people(name: str, meaning: str) -> Column:
    """A count of people or things, which everybody may see."""
    return Column(name, Kind.INTEGER, meaning, minimum=0, maximum=MOST_PEOPLE, visibility=Visibility.PUBLIC)


def flag(name: str, meaning: str) -> Column:
    """Yes or no, which everybody may see."""
    return Column(name, Kind.FLAG, meaning, visibility=Visibility.PUBLIC)
