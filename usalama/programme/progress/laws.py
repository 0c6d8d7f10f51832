"""Which counties have a law under which an association can be recognised, as far as anybody found?"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from usalama.country import Country
from usalama.errors import InputRefused

FILE = "accreditation_laws.csv"
COLUMNS = ("county_code", "law", "year", "sections", "source", "source_date", "note")


@dataclass(frozen=True)
class Law:
    """A county's law, with who says so.

    Arguments:
        sections: those about recognition, as their source gives them; empty where that is not known.
        source_date: when the source was read, as precise as it is known.
    """

    county_code: str
    law: str
    year: int
    sections: str
    source: str
    source_date: str
    note: str


@lru_cache(maxsize=8)
def accreditation_laws(country: Country) -> dict[str, Law]:
    """County code -> law. For a county that is missing none was found, which is no proof of there being none.

    Raises:
        InputRefused: the file names an unknown county, lacks a column or a source, or has a year that is none.
    """
    path = country.folder / FILE
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise InputRefused("{file} must have the columns {columns}.", file=FILE, columns=", ".join(COLUMNS))
        laws = [_law(number, row) for number, row in enumerate(reader, start=2)]
    return {country.county(law.county_code).code: law for law in laws}


def _law(number: int, row: dict[str, str]) -> Law:
    if not row["year"].isdigit() or not row["source"] or not row["source_date"]:
        raise InputRefused("{file}, row {row}: a law needs a year, a source and a date.", file=FILE, row=number)
    return Law(**(row | {"year": int(row["year"])}))  # type: ignore[arg-type]
