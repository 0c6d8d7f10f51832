"""What the register of associations says, in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from usalama.asking.comparison_words import listed
from usalama.model import N_, Sentence

# The fields in which associations may be about the same, as people read them.
FIELDS = {
    "settlement_type": N_("kind of settlement"),
    "household_count": N_("households"),
    "member_count": N_("members"),
    "people_per_km2": N_("people for each square kilometre of the county"),
}


def registry_sentences(rows: pd.DataFrame, by_county: pd.DataFrame, n_held: int) -> tuple[Sentence, ...]:
    """How many associations there are and where, and how many people they reach.

    Arguments:
        rows: those found, with member_count and household_count.
        by_county: association_count of every chosen county.
        n_held: how many there are in the chosen counties, whatever was searched for.
    """
    with_some = int((by_county.association_count > 0).sum())
    found = Sentence(
        "{count} associations of {held}, in {counties} of {whole} counties.",
        {"count": len(rows), "held": n_held, "counties": with_some, "whole": len(by_county)},
    )
    return (found, *_reached(rows)) if len(rows) else (found,)


def _reached(rows: pd.DataFrame) -> list[Sentence]:
    members, households = rows.member_count.dropna(), rows.household_count.dropna()
    parts = []
    if len(members):
        parts.append(
            Sentence(
                "{count} members in the {stated} associations that state it.",
                {"count": int(members.sum()), "stated": len(members)},
            )
        )
    if len(households):
        parts.append(
            Sentence(
                "{count} households in the areas of the {stated} associations that state it.",
                {"count": int(households.sum()), "stated": len(households)},
            )
        )
    return parts


def doubles_sentence(name: str, other: str, county: str) -> Sentence:
    """Two records that may be one association."""
    return Sentence(
        "{name} and {other} ({county}) may be one association in two spellings. Keep one of them.",
        {"name": name, "other": other, "county": county},
    )


def area_sentence(county: str, constituency: str) -> Sentence:
    """Of which place the trend is, and why."""
    if constituency:
        return Sentence(
            "The trend is that of the county {county}: how many people live in the constituency {constituency} is not "
            "known, so it has no rate.",
            {"county": county, "constituency": constituency},
        )
    return Sentence(
        "The trend is that of the county {county}: the constituency of the association is not known.",
        {"county": county},
    )


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


def constituency_sentence(constituency: str, count: int | None) -> Sentence:
    """How many reports of the period are from the constituency.

    Arguments:
        count: as the scope may see it; None where it is hidden.
    """
    if count is None:
        return Sentence(
            "In the constituency {constituency}: 1 to 7 reports in the period.", {"constituency": constituency}
        )
    return Sentence(
        "In the constituency {constituency}: {count} reports in the period.",
        {"constituency": constituency, "count": count},
    )


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
