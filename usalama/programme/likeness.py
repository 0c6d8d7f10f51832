"""Which associations are near one, and which are like it?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from usalama.asking.told import listed
from usalama.country import Country
from usalama.country.geography import county_areas_km2, distances_km
from usalama.model import N_, Sentence
from usalama.stats.counting.similarity import most_similar

NEAREST = 5
TWINS = 5
# Compared as logarithms, since twice as large is as far everywhere.
SIZES = ("household_count", "member_count", "people_per_km2")
# The fields in which associations may be about the same, as people read them.
FIELDS = {
    "settlement_type": N_("kind of settlement"),
    "household_count": N_("households"),
    "member_count": N_("members"),
    "people_per_km2": N_("people for each square kilometre of the county"),
}
NEAREST_COLUMNS = ["record_id", "name", "county_name", "constituency_name", "distance_km"]
TWIN_COLUMNS = [
    "record_id", "name", "county_name", "settlement_type", "household_count", "member_count", "tools", "alike",
]  # fmt: skip


@dataclass(frozen=True)
class Nearest:
    """The associations nearest to one.

    Arguments:
        rows: record_id, name, county_name, constituency_name, distance_km; nearest first.
        sentence: what is measured.
    """

    rows: pd.DataFrame
    sentence: Sentence


@dataclass(frozen=True)
class Twins:
    """The associations most like one, by what they are and not by what is reported around them.

    Arguments:
        rows: ``TWIN_COLUMNS``, most alike first; alike is a Sentence that lists the fields that are about the same.
        fields: what was compared: what is stated about the association itself.
    """

    rows: pd.DataFrame
    fields: tuple[str, ...]
    sentence: Sentence


def nearest(rows: pd.DataFrame, record_id: str, country: Country) -> Nearest:
    """The associations nearest to one of them.

    Arguments:
        rows: the register with names of places; longitude and latitude only where the scope may see them, else the
            points of constituencies stand for them.
    """
    is_exact = "longitude" in rows
    points = _points(rows, country)
    own = points[(rows.record_id == record_id).to_numpy()][0]
    km = distances_km(own[0], own[1], points[:, 0], points[:, 1])
    others = rows.assign(distance_km=km)[(rows.record_id != record_id) & ~np.isnan(km)]
    found = others.sort_values(["distance_km", "name"], kind="stable").head(NEAREST)
    return Nearest(
        found[NEAREST_COLUMNS].reset_index(drop=True), nearest_sentence(is_exact, bool(np.isfinite(own).all()))
    )


def twins(rows: pd.DataFrame, record_id: str, country: Country) -> Twins:
    """The associations of the same kind of settlement that are most like one of them in size.

    Only fields that are stated about it are compared, and only with associations that state them too.
    """
    sized = rows.assign(people_per_km2=rows.county_code.map(_densities(country)))
    own = sized[sized.record_id == record_id].iloc[0]
    stated = tuple(name for name in SIZES if _is_stated(own[name]))
    # The county alone says nothing about an association.
    is_known = any(name in stated for name in ("household_count", "member_count"))
    kind = ("settlement_type",) if isinstance(own.settlement_type, str) else ()
    fields = (*kind, *stated) if is_known else ()
    rows_found = _most_alike(sized, record_id, kind, stated) if is_known else sized.head(0).assign(alike=None)
    sentence = twins_sentence(str(own["name"]), list(rows_found.name), fields)
    return Twins(rows_found[TWIN_COLUMNS].reset_index(drop=True), fields, sentence)


def _most_alike(sized: pd.DataFrame, record_id: str, kind: tuple[str, ...], stated: tuple[str, ...]) -> pd.DataFrame:
    comparable = sized[[all(_is_stated(value) for value in row) for row in sized[list(stated)].to_numpy()]]
    comparable = comparable.reset_index(drop=True)
    position = int(comparable.index[comparable.record_id == record_id][0])
    features = np.log(comparable[list(stated)].to_numpy(dtype=float))
    found = most_similar(features, position, count=len(comparable))
    types = comparable.settlement_type
    is_same = types.iloc[found.position] == types.iloc[position] if kind else np.ones(len(found.position), dtype=bool)
    chosen = np.flatnonzero(found.is_near & np.asarray(is_same))[:TWINS]
    alike = [
        fields_sentence((*kind, *same)) if (*kind, *same) else Sentence("–")
        for same in (
            tuple(name for name, is_alike in zip(stated, found.is_alike[one], strict=True) if is_alike)
            for one in chosen
        )
    ]
    return comparable.iloc[found.position[chosen]].assign(alike=pd.Series(alike, dtype=object).to_numpy())


def _points(rows: pd.DataFrame, country: Country) -> np.ndarray:
    """Longitude and latitude of each association: its own where known and visible, else its constituency's."""
    known = {one.code: (one.longitude, one.latitude) for one in country.constituencies}
    nowhere = (math.nan, math.nan)
    coarse = np.array([known.get(str(code), nowhere) for code in rows.constituency_code], dtype=float).reshape(-1, 2)
    if "longitude" not in rows:
        return coarse
    exact = rows[["longitude", "latitude"]].to_numpy(dtype=float)
    return np.where(np.isnan(exact).any(axis=1, keepdims=True), coarse, exact)


def _densities(country: Country) -> dict[str, float]:
    """County code -> people for each square kilometre at the last count."""
    areas = county_areas_km2(country)
    return {county.code: county.populations[-1][1] / areas[county.code] for county in country.counties}


def _is_stated(value: object) -> bool:
    return isinstance(value, int | float | np.number) and bool(np.isfinite(value)) and float(value) > 0


def nearest_sentence(is_exact: bool, is_placed: bool) -> Sentence:
    """How far is measured from where to where.

    Arguments:
        is_exact: points may be seen.
        is_placed: the association's own point, or its constituency, is known.
    """
    if not is_placed:
        return Sentence("Where it is is known by county only, so that nothing can be measured from it.")
    if is_exact:
        return Sentence(
            "Measured between the associations' points; where one is not known, from the point of its constituency."
        )
    return Sentence("Measured between the points of their constituencies; where associations are is not published.")


def twins_sentence(name: str, twins: Sequence[str], fields: Sequence[str]) -> Sentence:
    """Which associations are like one, and in which fields they were compared.

    Arguments:
        fields: of ``FIELDS``.
    """
    if not fields:
        return Sentence("Too little is stated about {name} to find associations like it.", {"name": name})
    compared = {"name": name, "fields": fields_sentence(fields)}
    if not twins:
        return Sentence("Compared by {fields}, no association is much like {name}.", compared)
    return Sentence(
        "Compared by {fields}, these are most like {name}: {twins}.", compared | {"twins": ", ".join(twins)}
    )


def fields_sentence(fields: Sequence[str]) -> Sentence:
    """Fields by name, as a list."""
    return listed([FIELDS[field] for field in fields])
