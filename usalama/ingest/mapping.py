"""A mapping: how the columns and words of one kind of file become ours."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from rapidfuzz import process

from usalama.errors import InputRefused
from usalama.ingest.mapping_parts import (
    CategoryWords,
    Dates,
    Defaults,
    FileShape,
    FlagWords,
    Names,
    Part,
    PlaceWords,
    Words,
)
from usalama.model import Nature
from usalama.schema import INCIDENT

MAPPINGS_FOLDER = Path(__file__).resolve().parents[2] / "data" / "mappings"
READABLE_COLUMNS = tuple(column.name for column in INCIDENT.columns if not column.is_ours)
PLACE_COLUMNS = ("county_code", "constituency_code", "longitude")


class Mapping(Part):
    """How one kind of file is read. Every key is described in docs/adding-a-source.md."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    title: str = Field(min_length=1, max_length=200)
    note: str = Field(default="", max_length=2000)
    is_example: bool = False
    nature: Nature
    record_id: Literal["column", "row_content"] = "column"
    columns: dict[str, Names]
    optional: tuple[str, ...] = ()
    dates: Dates
    file: FileShape = FileShape()
    category: CategoryWords = CategoryWords()
    county: PlaceWords = PlaceWords()
    constituency: PlaceWords = PlaceWords()
    flags: FlagWords = FlagWords()
    status: Words = Words()
    responder: Words = Words()
    location_precision: Words = Words()
    settlement_type: Words = Words()
    defaults: Defaults = Defaults()

    @field_validator("columns", "optional")
    @classmethod
    def _our_columns(cls, value: dict[str, Names] | tuple[str, ...]) -> dict[str, Names] | tuple[str, ...]:
        for name in value:
            if name not in READABLE_COLUMNS:
                nearest = process.extractOne(name, READABLE_COLUMNS)
                raise ValueError(f"{name} is not one of our columns; did you mean {nearest[0]}?")
        return value

    @model_validator(mode="after")
    def _enough_columns(self) -> Self:
        if "occurred_from" not in self.columns:
            raise ValueError("columns must say which column is occurred_from")
        if "source_record_id" not in self.columns and self.record_id == "column":
            raise ValueError('columns must say which column is source_record_id, or record_id = "row_content"')
        if "category_code" not in self.columns and self.defaults.category_code is None:
            raise ValueError("columns or defaults must say what category_code is")
        if ("longitude" in self.columns) != ("latitude" in self.columns):
            raise ValueError("columns must give both longitude and latitude, or neither")
        if not any(name in self.columns for name in PLACE_COLUMNS):
            raise ValueError("columns must give longitude and latitude, county_code or constituency_code")
        return self

    @model_validator(mode="after")
    def _our_words(self) -> Self:
        for name, words in (
            ("status", self.status),
            ("responder", self.responder),
            ("location_precision", self.location_precision),
            ("settlement_type", self.settlement_type),
        ):
            allowed = INCIDENT.column(name).allowed or ()
            for word in words.table.values():
                if word not in allowed:
                    raise ValueError(f"{name} has no value {word}; it may be {', '.join(allowed)}")
        return self

    def their_names(self, *, needed_only: bool = False) -> tuple[str, ...]:
        """The file's own column names that are read, each once; without optional ones if asked."""
        names = [
            name
            for ours, theirs in self.columns.items()
            if not (needed_only and ours in self.optional)
            for name in theirs
        ]
        if self.dates.uncertain is not None:
            names.append(self.dates.uncertain.column)
        return tuple(dict.fromkeys(names))

    def stating(self, *, encoding: str | None = None, delimiter: str | None = None) -> Mapping:
        """The same mapping with the file's encoding or delimiter stated by the person who imports it.

        Raises:
            InputRefused: it is not an encoding or a delimiter that can be read.
        """
        said = {"encoding": encoding, "delimiter": delimiter}
        shape = self.file.model_dump() | {name: value for name, value in said.items() if value is not None}
        try:
            return self.model_copy(update={"file": FileShape.model_validate(shape)})
        except ValidationError as error:
            raise _refusal(self.name, error) from error


def shipped_mappings() -> tuple[Mapping, ...]:
    """Every mapping that comes with the product, by name."""
    return tuple(load_mapping(path) for path in sorted(MAPPINGS_FOLDER.glob("*.toml")))


def load_mapping(address: str | Path) -> Mapping:
    """The mapping in a file, or the shipped one of that name.

    Arguments:
        address: a path to a TOML file, or a bare name such as "ushahidi".

    Raises:
        InputRefused: there is no such mapping, or it says something that cannot be followed.
    """
    path = Path(address)
    if path.suffix != ".toml":
        path = MAPPINGS_FOLDER / f"{path.name}.toml"
    if not path.is_file():
        known = ", ".join(sorted(found.stem for found in MAPPINGS_FOLDER.glob("*.toml")))
        raise InputRefused(
            "There is no mapping {name}. Give the path of a TOML file, or one of: {known}.",
            name=str(address),
            known=known,
        )
    try:
        return Mapping.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputRefused(
            "The mapping {name} is not a TOML file: {problem}.", name=path.name, problem=str(error)
        ) from error
    except ValidationError as error:
        raise _refusal(path.name, error) from error


def _refusal(name: str, error: ValidationError) -> InputRefused:
    first = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"]) or "the whole"
    if first["type"] == "missing":
        return InputRefused("The mapping {name} lacks the key {key}.", name=name, key=key)
    if first["type"] == "extra_forbidden":
        return InputRefused("The mapping {name} has a key that is not known: {key}.", name=name, key=key)
    problem = first["msg"].removeprefix("Value error, ")
    return InputRefused(
        "The mapping {name} cannot be followed at {key}: {problem}.", name=name, key=key, problem=problem
    )
