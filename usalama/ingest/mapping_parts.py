"""The tables of a mapping file, what may stand in them, and what a reader must know of a file before it reads it."""

from __future__ import annotations

from typing import Annotated, Literal, Protocol, Self
from zoneinfo import available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from usalama.ingest.cells.date_formats import Order, check_format, order_of
from usalama.schema import PRECISIONS, RESPONDERS, STATUSES

ENCODINGS = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
    "cp1250",
    "iso-8859-1",
    "iso-8859-15",
    "mac-roman",
)

Encoding = Literal[ENCODINGS]  # type: ignore[valid-type]
Delimiter = Literal[",", ";", "\t", "|"]


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_as_tuple), Field(min_length=1)]


class Part(BaseModel):
    """A table of a mapping file: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FileShape(Part):
    """What the bytes are, where that cannot be told from the file itself."""

    encoding: Encoding | None = None
    delimiter: Delimiter | None = None
    sheet: str | None = None
    missing: tuple[str, ...] = ()
    decimal: Literal["point", "comma"] = "point"


class Uncertainty(Part):
    """A column that says within how many days a date is known."""

    column: str
    days: dict[str, Annotated[int, Field(ge=0, le=366)]]


class Dates(Part):
    """How moments are written."""

    order: Order
    formats: tuple[str, ...] = Field(min_length=1)
    time_zone: str
    date_only: Literal["whole_day", "refuse"] = "whole_day"
    uncertain: Uncertainty | None = None

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(f"{name} is not a time zone such as Africa/Nairobi")
        return name

    @model_validator(mode="after")
    def _formats_follow_the_order(self) -> Self:
        for text in self.formats:
            check_format(text)
            if order_of(text) not in {self.order, None}:
                raise ValueError(f"the format {text} is not {self.order.replace('_', ' ')}")
        return self


class Words(Part):
    """Their words for one of our columns with few values; what is not listed must be our own word."""

    table: dict[str, str] = {}


class CategoryWords(Words):
    """Their categories; a cell may list several, of which the first known one counts."""

    unknown: Literal["refuse", "other"] = "refuse"
    other: str | None = None
    separator: str | None = None

    @model_validator(mode="after")
    def _other_is_named(self) -> Self:
        if (self.unknown == "other") != (self.other is not None):
            raise ValueError('unknown = "other" and other = "(category code)" belong together')
        return self


class PlaceWords(Part):
    by: Literal["name", "number"] = "name"


class FlagWords(Part):
    """Words for yes, no and not known. Anything else is refused, never taken for "no"."""

    true: tuple[str, ...] = ("true", "yes", "1")
    false: tuple[str, ...] = ("false", "no", "0")
    unknown: tuple[str, ...] = ("unknown",)


class Defaults(Part):
    """What a row gets where its file has no such column or leaves the cell empty."""

    category_code: str | None = None
    status: Literal[STATUSES] = "reported"  # type: ignore[valid-type]
    responder: Literal[RESPONDERS] = "unknown"  # type: ignore[valid-type]
    location_precision: Literal[PRECISIONS] | None = None  # type: ignore[valid-type]


class Shape(Protocol):
    """The columns of a file and what its bytes are; a mapping is one."""

    @property
    def title(self) -> str:
        """What the shape is called in sentences."""

    @property
    def file(self) -> FileShape:
        """What the bytes are, where that cannot be told from the file itself."""

    def their_names(self, *, needed_only: bool = False) -> tuple[str, ...]:
        """The file's own column names that are read, each once; without optional ones if asked."""
