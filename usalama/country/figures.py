"""Public figures: each with who said it, when, and what is doubtful about it."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from usalama.errors import InputRefused

FIGURES_FOLDER = Path(__file__).resolve().parents[2] / "data" / "figures"
COLUMNS = ("name", "category", "place", "county_code", "year", "value", "unit", "source_id", "note")
SUBSTANCES = ("one_in", "prevalence", "users")
REPORTED = ("victims_who_reported", "completely_dissatisfied")
ALLIANCE = ("resident_associations", "members_per_association")
PUBLISHED = ("crimes_reported", "people_per_officer", "people_per_officer_benchmark", *SUBSTANCES, *REPORTED)


@dataclass(frozen=True)
class Source:
    """Who published a figure, and through whom it reached us.

    Arguments:
        name: the publication.
        published, quoted: year, month or day in ISO form, as precise as it is known; may be empty.
        quoted_by: who repeated it; empty when it was read at the source itself.
        note: what to keep in mind about all its figures.
    """

    name: str
    published: str = ""
    quoted_by: str = ""
    quoted: str = ""
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """One published number. It never stands on a screen without its source and date.

    Arguments:
        name: what is counted, a code such as "crimes_reported".
        category: of what kind; empty for all kinds.
        place: where, as printed. Not every place is a county.
        county_code: the county, where the place is one.
        year: the year that the number is about; None where its source was read without one.
        value: in ``unit``.
        note: what is doubtful about this very number.
    """

    name: str
    category: str
    place: str
    county_code: str
    year: int | None
    value: float
    unit: str
    source: Source
    note: str


@dataclass(frozen=True)
class Figures:
    """All public figures of a folder, in the order of its files."""

    all: tuple[Figure, ...]

    def named(self, name: str) -> tuple[Figure, ...]:
        """Every figure of this name: all categories, places and years, and all who disagree."""
        return tuple(figure for figure in self.all if figure.name == name)

    def by_county(self, name: str, year: int) -> dict[str, Figure]:
        """County code -> figure, for the counties that were published."""
        return {one.county_code: one for one in self.named(name) if one.county_code and one.year == year}

    def by_year(self, name: str, place: str, category: str = "") -> dict[int, Figure]:
        """Year -> figure of one place and category, for the years that were published."""
        found = (one for one in self.named(name) if (one.place, one.category) == (place, category))
        return {one.year: one for one in found if one.year is not None}

    def categories(self, name: str, place: str) -> tuple[str, ...]:
        """The categories that were published for a place, in the order of the file."""
        return tuple(dict.fromkeys(one.category for one in self.named(name) if one.place == place and one.category))


@lru_cache
def load_figures(folder: Path = FIGURES_FOLDER) -> Figures:
    """Read ``sources.toml`` and every CSV beside it.

    Raises:
        InputRefused: a file lacks a column, a source is unknown or a number is none.
    """
    content = tomllib.loads((folder / "sources.toml").read_text(encoding="utf-8"))
    sources = {source_id: Source(**fields) for source_id, fields in content.items()}
    return Figures(tuple(figure for path in sorted(folder.glob("*.csv")) for figure in _read(path, sources)))


def _read(path: Path, sources: dict[str, Source]) -> list[Figure]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise InputRefused("{file} must have the columns {columns}.", file=path.name, columns=", ".join(COLUMNS))
        return [_parse(path.name, number, row, sources) for number, row in enumerate(reader, start=2)]


def _parse(file: str, number: int, row: dict[str, str], sources: dict[str, Source]) -> Figure:
    source_id = row.pop("source_id")
    if source_id not in sources:
        raise InputRefused("{file}, row {row}: there is no source {source}.", file=file, row=number, source=source_id)
    try:
        year, value = _year(row.pop("year")), float(row.pop("value"))
    except ValueError:
        raise InputRefused("{file}, row {row}: year and value must be numbers.", file=file, row=number) from None
    return Figure(year=year, value=value, source=sources[source_id], **row)


def _year(text: str) -> int | None:
    return int(text) if text else None


def published_figures(names: tuple[str, ...] = PUBLISHED) -> pd.DataFrame:
    """Public figures with their source and date: name, category, place, year, value, unit, source, note.

    Arguments:
        names: of the figures wanted, in the order wanted.
    """
    figures = load_figures()
    rows = [
        {
            "name": one.name,
            "category": one.category,
            "place": one.place,
            "year": one.year,
            "value": one.value,
            "unit": one.unit,
            "source": _source(one.source.name, one.source.published, one.source.quoted_by, one.source.quoted),
            "note": one.note or one.source.note,
        }
        for name in names
        for one in figures.named(name)
    ]
    # A year that is not known is left empty, and must not turn the others into decimals.
    return pd.DataFrame(rows).astype({"year": "Int64"})


def _source(name: str, published: str, quoted_by: str, quoted: str) -> str:
    # What was read at the source itself, without a date of its own, bears the day of reading.
    own_date = published or ("" if quoted_by else quoted)
    said = f"{name} ({own_date})" if own_date else name
    return f"{said}; {quoted_by} ({quoted})" if quoted_by else said
