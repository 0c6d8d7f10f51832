"""What do others publish, and what is doubtful about it?"""

from __future__ import annotations

import pandas as pd

from usalama.country.figures import load_figures

SUBSTANCES = ("one_in", "prevalence", "users")
REPORTED = ("victims_who_reported", "completely_dissatisfied")
ALLIANCE = ("resident_associations", "members_per_association")
PUBLISHED = ("crimes_reported", "people_per_officer", "people_per_officer_benchmark", *SUBSTANCES, *REPORTED)


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
