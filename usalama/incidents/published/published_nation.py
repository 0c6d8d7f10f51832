"""How many crimes did the police record in the whole country, by kind and year, and how did that change?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from usalama.country.printed_figures import CRIMES, Figure, Figures, Source, figures_of, sources_of
from usalama.country.subject import Subject
from usalama.errors import InputRefused
from usalama.model import N_, Nature, Sentence

METHOD = Sentence(
    "Crimes recorded in the whole country as printed, by kind and year. A change is one printed figure against that of "
    "the year before; where two pages disagree, the first is used and the other named. Only some kinds are printed, so "
    "they do not add up to the total, and some are parts of others."
)
FELL = N_("Crimes recorded in {place}: {count} in {year}, {change} fewer than in {before} (a fall of {share} in 100).")
ROSE = N_("Crimes recorded in {place}: {count} in {year}, {change} more than in {before} (a rise of {share} in 100).")
SAME = N_("Crimes recorded in {place}: {count} in {year}, as many as in {before}.")
ALONE = N_("Crimes recorded in {place}: {count} in {year}; the year before was not found.")


@dataclass(frozen=True, eq=False)
class PublishedNation:
    """Crimes of the whole country by kind and year; the same for everybody.

    Arguments:
        rows: category ("" is all kinds together), year, value, change (against the year before, NaN where that was not
            printed), change_per_100, also_printed, source, note; kinds in the order of the file, years ascending.
        years: all that any kind has, ascending.
        finding: the newest total and its change.
    """

    rows: pd.DataFrame
    years: tuple[int, ...]
    sources: tuple[Source, ...]
    finding: Sentence
    nature: Nature = Nature.REAL
    method: Sentence = METHOD


@lru_cache(maxsize=8)
def published_nation(subject: Subject) -> PublishedNation:
    """Crimes recorded in the whole country, as published.

    Raises:
        InputRefused: nothing is published about this country.
    """
    name, figures = subject.country.name, figures_of(subject.country)
    kinds = ("", *figures.categories(CRIMES, name))
    rows = [row for kind in kinds for row in _years_of(figures, name, kind)]
    if not rows:
        raise InputRefused("No national totals are published for {country}.", country=name)
    found = pd.DataFrame(rows)
    return PublishedNation(
        rows=found,
        years=tuple(sorted(int(year) for year in found.year.unique())),
        sources=sources_of(one for kind in kinds for one in figures.by_year(CRIMES, name, kind).values()),
        finding=_finding(found, name),
    )


def _years_of(figures: Figures, place: str, kind: str) -> list[dict[str, object]]:
    printed = figures.by_year(CRIMES, place, kind)
    return [_row(figures, printed[year], printed.get(year - 1)) for year in sorted(printed)]


def _row(figures: Figures, one: Figure, before: Figure | None) -> dict[str, object]:
    change = math.nan if before is None else one.value - before.value
    same = (other for other in figures.named(CRIMES) if (other.place, other.category) == (one.place, one.category))
    return {
        "category": one.category,
        "year": one.year,
        "value": int(one.value),
        "change": change,
        "change_per_100": 100 * change / before.value if before and before.value else math.nan,
        "also_printed": tuple(other.value for other in same if other.year == one.year and other is not one),
        "source": one.source.words,
        "note": one.note,
    }


def _finding(rows: pd.DataFrame, place: str) -> Sentence:
    totals = rows[rows.category == ""]
    newest = (totals if len(totals) else rows).iloc[-1]
    change = float(newest.change)
    values = {
        "place": place,
        "count": int(newest.value),
        "year": str(newest.year),
        "before": str(newest.year - 1),
        "change": abs(change),
        "share": abs(float(newest.change_per_100)),
    }
    if math.isnan(change):
        return Sentence(ALONE, values)
    return Sentence(SAME if change == 0 else FELL if change < 0 else ROSE, values)
