"""Who works in the programme, and who is missing where, in words."""

from __future__ import annotations

import pandas as pd

from usalama.asking.comparison_words import listed
from usalama.model import Sentence
from usalama.schema.register_words import SECTORS, word_for
from usalama.schema.registers import SECTORS as ALL_SECTORS


def partner_sentences(sums: pd.DataFrame) -> tuple[Sentence, ...]:
    """How many partners of which sectors, and what the private firms commit.

    Arguments:
        sums: sector, partner_count, guards_committed, hours_a_week.
    """
    count, sectors = int(sums.partner_count.sum()), int((sums.partner_count > 0).sum())
    found = Sentence("{count} partners of {sectors} sectors.", {"count": count, "sectors": sectors})
    committed = sums[(sums.guards_committed.notna()) | (sums.hours_a_week.notna())]
    return (found, *(_committed(row) for _, row in committed.iterrows()))


def missing_sentences(missing: pd.DataFrame) -> tuple[Sentence, ...]:
    """The sectors without a partner, county by county; those with no partner at all together.

    Arguments:
        missing: county_name and sectors, codes of those without a partner.
    """
    is_empty = missing.sectors.map(len) == len(ALL_SECTORS)
    partly = missing[~is_empty & (missing.sectors.map(len) > 0)]
    whole = missing[missing.sectors.map(len) == 0]
    said = [
        Sentence(
            "{county}: no partner is recorded for {sectors}.",
            {"county": str(name), "sectors": listed([SECTORS[code] for code in sectors])},
        )
        for name, sectors in zip(partly.county_name, partly.sectors, strict=True)
    ]
    if len(whole):
        said.append(Sentence("Partners of every sector: {counties}.", {"counties": ", ".join(whole.county_name)}))
    if is_empty.any():
        names = ", ".join(missing.county_name[is_empty])
        said.append(Sentence("No partner of any sector is recorded: {counties}.", {"counties": names}))
    return tuple(said)


def unknown_county_sentence(partner: str, code: str) -> Sentence:
    """A partner that names a county that does not exist."""
    return Sentence(
        "{partner} names a county {code}, which is not known; it was left out.", {"partner": partner, "code": code}
    )


def _committed(row: pd.Series) -> Sentence:
    values: dict[str, object] = {"sector": word_for(SECTORS, row.sector)}
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
