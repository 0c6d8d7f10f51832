"""Days in our records, and the forms in which a mapping may say that dates are written."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Literal

from usalama.errors import InputRefused
from usalama.schema import EARLIEST_YEAR, LATEST_YEAR

ISO_DATE = "%Y-%m-%d"
EXAMPLE = date(2026, 1, 31)


def is_kept(day: date) -> bool:
    """Whether it lies in the years of which anything is kept."""
    return EARLIEST_YEAR <= day.year <= LATEST_YEAR


def parse_day(text: str, date_format: str = ISO_DATE) -> date:
    """The day that a text stands for, in the format or as an ISO date; a spreadsheet adds midnight.

    Raises:
        InputRefused: there is no such day, or not in the years that are kept.
    """
    for form in dict.fromkeys((date_format, ISO_DATE)):
        try:
            day = datetime.strptime(text.removesuffix(" 00:00:00"), form).date()
        except ValueError:
            continue
        if is_kept(day):
            return day
    raise no_day(date_format)


def no_day(date_format: str = ISO_DATE) -> InputRefused:
    """What is said of a text or a value that is no such day."""
    years = {"first": str(EARLIEST_YEAR), "last": str(LATEST_YEAR)}
    example = EXAMPLE.strftime(date_format)
    return InputRefused("It is no day of the years {first} to {last}. Write it as {example}.", **years, example=example)


Order = Literal["year_first", "day_first", "month_first"]

# What a clerk reads instead of the directive, and what shape the text must have at least.
DIRECTIVES = {
    "Y": ("2024", r"\d{4}"),
    "y": ("24", r"\d{2}"),
    "m": ("12", r"\d{1,2}"),
    "d": ("31", r"\d{1,2}"),
    "H": ("23", r"\d{1,2}"),
    "I": ("11", r"\d{1,2}"),
    "M": ("59", r"\d{1,2}"),
    "S": ("59", r"\d{1,2}"),
    "f": ("000000", r"\d{1,6}"),
    "p": ("PM", r"[AaPp][Mm]"),
    "b": ("Dec", r"[A-Za-z]{3}"),
    "B": ("December", r"[A-Za-z]+"),
    "z": ("+03:00", r"(?:[+-]\d{2}:?\d{2}|Z)"),
}
_DIRECTIVE = re.compile(r"%(.)")


def check_format(text: str) -> None:
    """Whether every directive is one that can be read, and a whole date is given.

    Raises:
        ValueError: it is not; the message names the directive.
    """
    letters = _DIRECTIVE.findall(text)
    for letter in letters:
        if letter not in DIRECTIVES:
            raise ValueError(f"%{letter} in {text} is not one of {', '.join('%' + known for known in DIRECTIVES)}")
    if len(letters) != len(set(letters)):
        raise ValueError(f"{text} gives one part twice")
    if not ({"Y", "y"} & set(letters) and {"m", "b", "B"} & set(letters) and "d" in letters):
        raise ValueError(f"{text} must give the year, the month and the day")


def order_of(text: str) -> Order | None:
    """Which of day, month and year stands first; None where the month is a word, so that nothing can be mistaken."""
    letters = [letter for letter in _DIRECTIVE.findall(text) if letter in "YymbBd"]
    if {"b", "B"} & set(letters):
        return None
    if letters[0] in "Yy":
        return "year_first"
    return "day_first" if letters[0] == "d" else "month_first"


def has_time(text: str) -> bool:
    """Whether the format gives the hour."""
    return bool({"H", "I"} & set(_DIRECTIVE.findall(text)))


def has_offset(text: str) -> bool:
    """Whether the format gives the distance from UTC."""
    return "%z" in text


def example_of(text: str) -> str:
    """The last moment of 2024 in this format, for a clerk to compare with."""
    return _DIRECTIVE.sub(lambda found: DIRECTIVES[found[1]][0], text)


def shape_of(text: str) -> str:
    """A regular expression of texts that have this format's shape, whether or not the day exists."""
    pieces = _DIRECTIVE.split(text)
    return (
        "^"
        + "".join(DIRECTIVES[piece][1] if index % 2 else re.escape(piece) for index, piece in enumerate(pieces))
        + "$"
    )
