"""Who works in the programme, what do they cover, and which sectors are missing in which county?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from usalama.asking.held_records import RegisterRows, register_rows
from usalama.asking.kept import kept
from usalama.country import County
from usalama.country.subject import Subject
from usalama.model import Choices, PlaceLevel, Scope, Sentence, counted
from usalama.programme.associations import listed
from usalama.programme.view import chosen_counties
from usalama.registers import PARTNER, SECTOR_WORDS, SECTORS, word_for
from usalama.store import Store

METHOD = Sentence(
    "A partner is counted once in every county that it says it covers. Guards and hours are those that it commits "
    "everywhere together: they are not divided among its counties, and not added to police officers. That no partner "
    "is recorded does not mean that nobody works there."
)


@dataclass(frozen=True)
class Partners:
    """The partners of the chosen counties.

    Arguments:
        rows: record_id, name, sector, counties (their names), county_count, licence, guards_committed, hours_a_week,
            liaison, since, source_name.
        grid: county_code, county_name, sector, partner_count: every chosen county with every sector.
        finding: how many partners there are, and in how many counties nobody is recorded.
        sentences: what the sectors commit.
        missing: county_code, county_name, sectors (codes of those without a partner).
        sums: sector, partner_count, guards_committed, hours_a_week; guards and hours are missing where no partner of
            the sector states them.
        notes: what could not be used.
    """

    rows: pd.DataFrame
    grid: pd.DataFrame
    missing: pd.DataFrame
    sums: pd.DataFrame
    finding: Sentence
    sentences: tuple[Sentence, ...]
    notes: tuple[Sentence, ...]
    held: RegisterRows
    method: Sentence = METHOD


@kept
def partners(store: Store, scope: Scope, county_codes: tuple[str, ...], subject: Subject, sector: str = "") -> Partners:
    """The partners that cover one of the chosen counties; none chosen means all.

    Arguments:
        sector: only partners of this sector stand in ``rows``; the grid shows all.
    """
    held = register_rows(store, scope, Choices(), PARTNER)
    counties = chosen_counties(subject, scope, county_codes)
    covered = [listed(text) for text in held.rows.county_codes]
    shown = {county.code for county in counties}
    here = held.rows.assign(covered=pd.Series(covered, index=held.rows.index, dtype=object))
    is_here = pd.Series([bool(shown & set(codes)) for codes in covered], index=here.index, dtype=bool)
    here = here[is_here].reset_index(drop=True)
    grid, names = _grid(here, counties), subject.country.names(PlaceLevel.COUNTY)
    missing = _missing(grid)
    sums = _sums(here)
    return Partners(
        rows=_rows(here if not sector else here[here.sector == sector], names),
        grid=grid,
        missing=missing,
        sums=sums,
        finding=partner_finding(sums, missing),
        sentences=committed_sentences(sums),
        notes=_unknown(held.rows, covered, names),
        held=held,
    )


def _rows(here: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    columns = [
        "record_id", "name", "sector", "counties", "county_count", "licence", "guards_committed", "hours_a_week",
        "liaison", "since", "source_name",
    ]  # fmt: skip
    worded = here.assign(
        counties=[", ".join(names.get(code, code) for code in codes) for codes in here.covered],
        county_count=[len(set(codes)) for codes in here.covered],
    )
    return worded.sort_values(["sector", "name"], ignore_index=True)[columns]


def _grid(here: pd.DataFrame, counties: tuple[County, ...]) -> pd.DataFrame:
    pairs = [(code, sector) for codes, sector in zip(here.covered, here.sector, strict=True) for code in set(codes)]
    counted = pd.Series(pairs, dtype=object).value_counts().to_dict()
    return pd.DataFrame(
        [
            (county.code, county.name, sector, int(counted.get((county.code, sector), 0)))
            for county in counties
            for sector in SECTORS
        ],
        columns=["county_code", "county_name", "sector", "partner_count"],
    )


def _missing(grid: pd.DataFrame) -> pd.DataFrame:
    rows = [
        (code, name, tuple(own.sector[own.partner_count == 0]))
        for (code, name), own in grid.groupby(["county_code", "county_name"], sort=True)
    ]
    return pd.DataFrame(rows, columns=["county_code", "county_name", "sectors"])


def _sums(here: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for sector in SECTORS:
        own = here[here.sector == sector]
        guards, hours = own.guards_committed.dropna(), own.hours_a_week.dropna()
        rows.append(
            {
                "sector": sector,
                "partner_count": len(own),
                "guards_committed": int(guards.sum()) if len(guards) else None,
                "hours_a_week": float(hours.sum()) if len(hours) else None,
            }
        )
    return pd.DataFrame(rows).astype({"guards_committed": "Int64", "hours_a_week": float})


def _unknown(rows: pd.DataFrame, covered: list[tuple[str, ...]], names: dict[str, str]) -> tuple[Sentence, ...]:
    """Partners that name a county that does not exist; their other counties count."""
    return tuple(
        unknown_county_sentence(str(name), code)
        for name, codes in zip(rows["name"], covered, strict=True)
        for code in codes
        if code not in names
    )


def partner_finding(sums: pd.DataFrame, missing: pd.DataFrame) -> Sentence:
    """How many partners of which sectors, and in how many counties none is recorded.

    Arguments:
        sums: partner_count of every sector.
        missing: sectors (codes of those without a partner) of every chosen county.
    """
    empty = int((missing.sectors.map(len) == len(SECTORS)).sum())
    what = counted("One partner", "{count} partners", int(sums.partner_count.sum()))
    values = {"what": what, "sectors": int((sums.partner_count > 0).sum()), "all": len(SECTORS)}
    if len(missing) == 1:
        county = str(missing.county_name.iloc[0])
        return Sentence("{county}: {what} of {sectors} of {all} sectors.", values | {"county": county})
    if not empty:
        return Sentence("{what} of {sectors} of {all} sectors; every county has one.", values)
    return Sentence(
        "{what} of {sectors} of {all} sectors; in {empty} of {counties} counties none is recorded.",
        values | {"empty": empty, "counties": len(missing)},
    )


def committed_sentences(sums: pd.DataFrame) -> tuple[Sentence, ...]:
    """What the partners of each sector commit, where they state it.

    Arguments:
        sums: sector, partner_count, guards_committed, hours_a_week.
    """
    committed = sums[(sums.guards_committed.notna()) | (sums.hours_a_week.notna())]
    return tuple(_committed(row) for _, row in committed.iterrows())


def unknown_county_sentence(partner: str, code: str) -> Sentence:
    """A partner that names a county that does not exist."""
    return Sentence(
        "{partner} names a county {code}, which is not known; it was left out.", {"partner": partner, "code": code}
    )


def _committed(row: pd.Series) -> Sentence:
    values: dict[str, object] = {"sector": word_for(SECTOR_WORDS, row.sector)}
    if pd.isna(row.hours_a_week):
        return Sentence(
            "{sector}: {guards} guards or stewards committed.", values | {"guards": int(row.guards_committed)}
        )
    if pd.isna(row.guards_committed):
        return Sentence("{sector}: {hours} hours a week committed.", values | {"hours": row.hours_a_week})
    return Sentence(
        "{sector}: {guards} guards or stewards and {hours} hours a week committed.",
        values | {"guards": int(row.guards_committed), "hours": row.hours_a_week},
    )
