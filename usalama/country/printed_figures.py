"""Public figures: each with who said it, when, and what is doubtful about it."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from usalama.country.country import Country
from usalama.country.country_files import checked, read_text, read_toml
from usalama.country.names import letters
from usalama.errors import InputRefused

FIGURES_FOLDER = Path(__file__).resolve().parents[2] / "data" / "figures"
COLUMNS = ("name", "category", "place", "county_code", "year", "value", "unit", "source_id", "note")
SUBSTANCES = ("one_in", "prevalence", "users")
REPORTED = ("victims_who_reported", "completely_dissatisfied")
ALLIANCE = ("resident_associations", "members_per_association")
CRIMES, CRIME_RATE, OFFICERS = "crimes_reported", "rate_of_crimes_reported", "police_officers"
POLICE = ("people_per_officer", "people_per_officer_benchmark", OFFICERS)
PUBLISHED = (CRIMES, CRIME_RATE, *POLICE, *SUBSTANCES, *REPORTED)


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

    @property
    def words(self) -> str:
        """The source as it stands beside a figure: who, when, through whom and when."""
        # What was read at the source itself, without a date of its own, bears the day of reading.
        own_date = self.published or ("" if self.quoted_by else self.quoted)
        said = f"{self.name} ({own_date})" if own_date else self.name
        return f"{said}; {self.quoted_by} ({self.quoted})" if self.quoted_by else said


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
        row: the file and the row that it was read from.
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
    row: str = ""


@dataclass(frozen=True)
class Figures:
    """All public figures of a folder, in the order of its files.

    Where two are about the same thing, place and year, they disagree: the first is used and all are shown.
    """

    all: tuple[Figure, ...]

    def named(self, name: str) -> tuple[Figure, ...]:
        """Every figure of this name: all categories, places and years, and all who disagree."""
        return tuple(figure for figure in self.all if figure.name == name)

    def by_county(self, name: str, year: int) -> dict[str, Figure]:
        """County code -> figure, all kinds together, for the counties that were published."""
        found = [one for one in self.named(name) if one.county_code and one.year == year and not one.category]
        return {one.county_code: one for one in reversed(found)}

    def by_year(self, name: str, place: str, category: str = "") -> dict[int, Figure]:
        """Year -> figure of one place and category, for the years that were published."""
        found = [one for one in self.named(name) if (one.place, one.category) == (place, category)]
        return {one.year: one for one in reversed(found) if one.year is not None}

    def categories(self, name: str, place: str) -> tuple[str, ...]:
        """The categories that were published for a place, in the order of the file."""
        return tuple(dict.fromkeys(one.category for one in self.named(name) if one.place == place and one.category))


@lru_cache
def load_figures(folder: Path = FIGURES_FOLDER) -> Figures:
    """Read ``sources.toml`` and every CSV beside it.

    Raises:
        InputRefused: a file is missing or lacks a column, a source is unknown or undated, or a number is none.
    """
    file = folder / "sources.toml"
    sources: dict[str, Source] = checked(file, dict[str, Source], read_toml(file))
    for source_id, source in sources.items():
        if not (source.published or source.quoted):
            raise InputRefused("{file}: the source {source} has no date.", file=file.name, source=source_id)
    return Figures(tuple(figure for path in sorted(folder.glob("*.csv")) for figure in _read(path, sources)))


@lru_cache(maxsize=8)
def figures_of(country: Country, folder: Path = FIGURES_FOLDER) -> Figures:
    """The public figures, their counties held against the country's own; none where they are about another country.

    Raises:
        InputRefused: as ``load_figures``; or a county has no such number, or another name.
    """
    figures = load_figures(folder)
    if not any(one.place == country.name for one in figures.all):
        return Figures(())
    names = {county.code: {letters(name) for name in (county.name, *county.aliases)} for county in country.counties}
    for one in figures.all:
        if one.county_code and letters(one.place) not in names.get(one.county_code, ()):
            raise InputRefused(
                "{row}: no county has the number {code} and the name {place}.",
                row=one.row,
                code=one.county_code,
                place=one.place,
            )
    return figures


def sources_of(figures: Iterable[Figure]) -> tuple[Source, ...]:
    """Who published these figures, each once, in the order in which they are first needed."""
    return tuple(dict.fromkeys(one.source for one in figures))


def _read(path: Path, sources: Mapping[str, Source]) -> list[Figure]:
    reader = csv.DictReader(read_text(path).splitlines(), restval="")
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise InputRefused("{file} must have the columns {columns}.", file=path.name, columns=", ".join(COLUMNS))
    return [_parse(path.name, number, row, sources) for number, row in enumerate(reader, start=2)]


def _parse(file: str, number: int, row: dict[str, str], sources: Mapping[str, Source]) -> Figure:
    if len(row) > len(COLUMNS):
        raise InputRefused("{file}, row {row}: there are more cells than columns.", file=file, row=number)
    source_id = row.pop("source_id")
    if not source_id:
        raise InputRefused("{file}, row {row}: the source is missing.", file=file, row=number)
    if source_id not in sources:
        raise InputRefused("{file}, row {row}: there is no source {source}.", file=file, row=number, source=source_id)
    try:
        year, value = _year(row.pop("year")), _amount(row.pop("value"))
    except ValueError:
        raise InputRefused("{file}, row {row}: year and value must be numbers.", file=file, row=number) from None
    return Figure(year=year, value=value, source=sources[source_id], row=f"{file}, row {number}", **row)


def _amount(text: str) -> float:
    amount = float(text)
    if not math.isfinite(amount) or amount < 0:
        raise ValueError("no amount")
    return amount


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
            "source": one.source.words,
            "note": one.note or one.source.note,
        }
        for name in names
        for one in figures.named(name)
    ]
    # A year that is not known is left empty, and must not turn the others into decimals.
    return pd.DataFrame(rows).astype({"year": "Int64"})
