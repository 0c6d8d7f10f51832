"""Reading the small files of a country's folder, with a sentence for whatever is wrong with them."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PositiveInt, TypeAdapter, ValidationError

from usalama.errors import InputRefused

Model = TypeVar("Model", bound=BaseModel)


class Row(BaseModel):
    """A row or a table of a file; columns it does not know are left alone, for notes."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class BoundaryFacts(Row):
    file: str
    name_properties: tuple[str, ...] = Field(min_length=1)


class Census(Row):
    """When people were counted, in which column of ``counties.csv`` it stands, and who says so."""

    on: date = Field(validation_alias="date")
    column: str
    source: str


class CountryFacts(Row):
    """``country.toml``."""

    name: str
    iso_code: str
    time_zone: str
    bounds: tuple[float, float, float, float]
    county_count: PositiveInt
    nearest_metres: float = Field(ge=0)
    boundaries: BoundaryFacts
    # Growth needs two counts.
    census: tuple[Census, ...] = Field(min_length=2)


class CityFacts(Row):
    """One city of ``cities.toml``."""

    code: str
    name: str
    definition: str
    constituencies: tuple[str, ...] = Field(min_length=1)
    population: PositiveInt
    population_date: date
    population_source: str


class CountyRow(Row):
    """One row of ``counties.csv``; the columns of the censuses are named in ``country.toml``."""

    model_config = ConfigDict(extra="allow")

    county_code: str = Field(min_length=1)
    county_name: str = Field(min_length=1)
    iso_code: str
    region_name: str


class AliasRow(Row):
    """One row of ``aliases.csv``."""

    county_code: str
    alias: str


class ConstituencyRow(Row):
    """One row of ``constituencies.csv``."""

    constituency_code: str = Field(min_length=1)
    constituency_name: str = Field(min_length=1)
    county_code: str
    longitude: float = Field(ge=-180, le=180)
    latitude: float = Field(ge=-90, le=90)


class ProjectionRow(Row):
    """One row of ``projections.csv``."""

    county_code: str
    on: date
    population: PositiveInt


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file's content; refused if there is none or it is not TOML."""
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise InputRefused("{file} is not TOML: {reason}.", file=path.name, reason=str(error)) from None


def read_rows(path: Path, model: type[Model]) -> tuple[Model, ...]:
    """A CSV file's rows; refused if there is no file or a value in it is not what it should be."""
    content = list(csv.DictReader(read_text(path).splitlines()))
    rows: tuple[Model, ...] = checked(path, tuple[model, ...], content)  # type: ignore[valid-type]
    return rows


def checked(path: Path, kind: Any, content: object) -> Any:
    """The content of a file as values of the kind; refused with the first fault and where it is."""
    try:
        return TypeAdapter(kind).validate_python(content)
    except ValidationError as error:
        fault = error.errors()[0]
        raise InputRefused(
            "{file} is not right at {where}: {reason}.",
            file=path.name,
            where=", ".join(_place(part) for part in fault["loc"]),
            reason=fault["msg"],
        ) from None


def refuse_unknown(path: Path, column: str, values: Iterable[str], known: Mapping[str, object]) -> None:
    """Refuses codes that the file they refer to does not have."""
    for value in values:
        if value not in known:
            raise InputRefused(
                "{file} names {value} as {column}, and there is none.",
                file=path.name,
                value=value,
                column=column,
            )


def _place(part: int | str) -> str:
    # Rows as a spreadsheet numbers them: the header is row 1.
    return f"row {part + 2}" if isinstance(part, int) else part


def read_text(path: Path) -> str:
    """A file's text; refused if there is no file or it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputRefused("There is no file {file}.", file=str(path)) from None
    except UnicodeDecodeError:
        raise InputRefused("{file} is not text in UTF-8.", file=path.name) from None
