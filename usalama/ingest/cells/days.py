"""Days as people write them, of the years that are kept."""

from __future__ import annotations

from datetime import date, datetime

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
