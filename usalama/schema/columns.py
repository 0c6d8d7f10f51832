"""What a table and a column are, and how each kind of value is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pyarrow as pa


class Kind(StrEnum):
    """What a column holds, and so how it is stored."""

    TEXT = "text"
    MOMENT = "moment"
    DATE = "date"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"


ARROW_TYPES: dict[Kind, pa.DataType] = {
    Kind.TEXT: pa.string(),
    Kind.MOMENT: pa.timestamp("us"),
    Kind.DATE: pa.date32(),
    Kind.INTEGER: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.FLAG: pa.bool_(),
}

SQL_TYPES: dict[Kind, str] = {
    Kind.TEXT: "VARCHAR",
    Kind.MOMENT: "TIMESTAMP",
    Kind.DATE: "DATE",
    Kind.INTEGER: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.FLAG: "BOOLEAN",
}

IBIS_TYPES: dict[Kind, str] = {
    Kind.TEXT: "string",
    Kind.MOMENT: "timestamp",
    Kind.DATE: "date",
    Kind.INTEGER: "int64",
    Kind.NUMBER: "float64",
    Kind.FLAG: "boolean",
}


class Visibility(StrEnum):
    """Who may see single values of a column. Counts follow ``disclosure``."""

    PUBLIC = "public"
    OPERATOR = "operator"
    MODERATION = "moderation"


class Place(StrEnum):
    """What a column says of a place, and so how people write it: by name or number, or as a shape."""

    COUNTY = "county"
    COUNTIES = "counties"
    CONSTITUENCY = "constituency"
    AREA = "area"


class Entry(StrEnum):
    """Where a column stands in the form in which records are entered."""

    AS_DECLARED = "as declared"
    LAST = "after the others"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Consent:
    """When everybody may see a name.

    Arguments:
        flag: of the same record: whether its bearer agreed.
        person_flag: of the same record: whether it is a person's name, of which a single word says whose it is.
    """

    flag: str
    person_flag: str


@dataclass(frozen=True)
class Column:
    """One column of one table.

    Arguments:
        name: as in every table, file and report; the unit stands at the end.
        kind: what it holds. Moments are UTC; dates are local.
        meaning: one sentence for the data dictionary.
        is_required: whether a row without it is refused.
        allowed: the only values it may take, where these are few.
        minimum, maximum: bounds of a number, both included.
        visibility: who may see single values.
        consent: when everybody may see a value that they otherwise may not.
        is_ours: derived by the importer, never read from a file.
        label: what people call it; marked for translation. Columns that nobody enters or sees by name have none.
        words: code -> what people call it, marked for translation; ``allowed`` are then the codes.
        hint: how to write it, where that is not plain; marked for translation.
        heading: its name in a file, where people would not write our own.
        place: what it says of a place, if it does.
        is_own_words: whether people write in it what they like and everybody may read it; who is found by it, by
            number or address, is refused.
        entry: where it stands in the form in which records are entered.
        names: the register whose record it names by its record_id.
        has_come: whether it is a day on which something happened, so that none may be entered that has not come. A file
            may say so all the same; reports leave such days out.
    """

    name: str
    kind: Kind
    meaning: str
    is_required: bool = False
    allowed: tuple[str, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None
    visibility: Visibility = Visibility.OPERATOR
    consent: Consent | None = None
    is_ours: bool = False
    label: str = ""
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    hint: str = ""
    heading: str = ""
    place: Place | None = None
    is_own_words: bool = False
    entry: Entry = Entry.AS_DECLARED
    names: str = ""
    has_come: bool = False

    def __post_init__(self) -> None:
        if self.words and self.allowed is None:
            object.__setattr__(self, "allowed", tuple(self.words))

    @property
    def in_files(self) -> str:
        """Its name in a file with the usual headings."""
        return self.heading or self.name

    @property
    def is_personal(self) -> bool:
        """Whether people stand or have written in it."""
        return self.visibility is Visibility.MODERATION or self.consent is not None or self.is_own_words


@dataclass(frozen=True)
class Table:
    """One table of the store.

    Arguments:
        partition_by: SQL expressions that split the table's files.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    partition_by: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def public_names(self) -> tuple[str, ...]:
        """The columns of which everybody may see values: all of them, or those with consent."""
        return tuple(one.name for one in self.columns if one.visibility is Visibility.PUBLIC or one.consent)

    @property
    def personal_names(self) -> tuple[str, ...]:
        """The columns in which people stand or have written: what goes into no file that lies about."""
        return tuple(one.name for one in self.columns if one.is_personal)

    @property
    def free_texts(self) -> tuple[str, ...]:
        """The public columns into which people write what they like."""
        ours = ("_id", "_code", "_codes")
        public = (one for one in self.columns if one.visibility is Visibility.PUBLIC and one.kind is Kind.TEXT)
        return tuple(one.name for one in public if one.allowed is None and not one.name.endswith(ours))

    @property
    def arrow_schema(self) -> pa.Schema:
        return pa.schema([(column.name, ARROW_TYPES[column.kind]) for column in self.columns])


NATURES = ("real", "synthetic", "test")
# Days of other years are slips of the hand.
EARLIEST_YEAR, LATEST_YEAR = 1990, 2199


def text_column(name: str, meaning: str, **more: object) -> Column:
    return Column(name, Kind.TEXT, meaning, **more)  # type: ignore[arg-type]


def moment_column(name: str, meaning: str, **more: object) -> Column:
    return Column(name, Kind.MOMENT, meaning, **more)  # type: ignore[arg-type]


def count_column(name: str, meaning: str) -> Column:
    return Column(name, Kind.INTEGER, meaning, is_required=True, visibility=Visibility.PUBLIC, is_ours=True)


OURS: dict[str, Any] = {"is_ours": True}
PUBLIC: dict[str, Any] = {"visibility": Visibility.PUBLIC}
