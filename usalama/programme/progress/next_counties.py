"""Where might the programme go next, by what a reader thinks counts, and why?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.kept import kept
from usalama.country.subject import Subject
from usalama.errors import InputRefused, NothingFound
from usalama.incidents.rates.smoothed_rates import smoothed_places
from usalama.model import N_, Choices, Place, PlaceLevel, Scope, Sentence
from usalama.programme.partners import partners
from usalama.programme.progress.accreditation import accreditation_laws
from usalama.programme.progress.rollout import rollout
from usalama.registers import ROLLOUT_STAGES, SECTORS
from usalama.store import Store

METHOD = Sentence(
    "Counties without an active association, ordered by the weights above. Need: the smoothed rate of reported "
    "incidents against the highest among them; reports are not crimes, and a county that reports little looks less in "
    "need than it may be. Readiness: the share of sectors with a partner, a known law on associations, and the share "
    "of its associations that have begun, each a third. Reach: the people who live there, against the largest. The "
    "order is an aid for a talk, not a judgement of any county."
)
PARTS = {"need": N_("need"), "readiness": N_("readiness"), "reach": N_("reach")}
GROUPS = {"next": N_("Next"), "then": N_("After that"), "later": N_("Later")}
NEED_UNKNOWN = Sentence("nobody can tell how its reports compare, so its need counts as middling")
STANDINGS = {
    "higher": Sentence("reports for every 100,000 people are above the national rate"),
    "similar": Sentence("reports for every 100,000 people are similar to the national rate"),
    "lower": Sentence("reports for every 100,000 people are below the national rate"),
    "unknown": NEED_UNKNOWN,
}
NO_NEXT = Sentence("Every county has an active association, so no county waits for its turn.")
UNKNOWN_NEED = 0.5
# Closer than this two counties may as well change places.
LEVEL_WITH = 0.02
COLUMNS = [
    "county_code", "county_name", "group", "need", "readiness", "reach", "people", "rate_per_100k", "rate_lower",
    "rate_upper", "standing", "sector_count", "has_law", "begun_count", "association_count", "sentence",
]  # fmt: skip


@dataclass(frozen=True)
class Weights:
    """How much each part counts, in any unit.

    Raises:
        InputRefused: nothing counts at all.
    """

    need: int
    readiness: int
    reach: int

    def __post_init__(self) -> None:
        if min(self.values) < 0 or not any(self.values):
            raise InputRefused("Give at least one of need, readiness and reach a weight above 0.")

    @property
    def values(self) -> tuple[int, int, int]:
        return (self.need, self.readiness, self.reach)


@dataclass(frozen=True)
class NextCounties:
    """The counties whose turn has not come, in an order with its reasons.

    Arguments:
        rows: ``COLUMNS``; need, readiness and reach from 0 to 1 (need is missing where nobody can tell).
    """

    rows: pd.DataFrame
    weights: Weights
    method: Sentence = METHOD


@kept
def next_counties(
    store: Store, scope: Scope, choices: Choices, subject: Subject, today: date, weights: Weights
) -> NextCounties:
    """The chosen counties without an active association, and why each stands where it does.

    Arguments:
        choices: counties, and the period, categories and sources by which need is told.
    """
    whole = rollout(store, scope, choices.county_codes, subject, today).counties
    waiting = whole[whole.stage != ROLLOUT_STAGES[-1]].reset_index(drop=True)
    if waiting.empty:
        return NextCounties(pd.DataFrame(columns=COLUMNS), weights)
    table = _with_facts(store, scope, choices, subject, today, waiting)
    parts = _parts(table)
    weight = np.array(weights.values, dtype=float) / sum(weights.values)
    share = np.where(np.isnan(parts), UNKNOWN_NEED, parts) * weight
    order = np.argsort(-share.sum(axis=1), kind="stable")
    named = table.assign(**dict(zip(PARTS, parts.T, strict=True))).iloc[order].reset_index(drop=True)
    share = share[order]
    sentences = [_sentence(named, share, position) for position in range(len(named))]
    groups = [tuple(GROUPS)[position * len(GROUPS) // len(named)] for position in range(len(named))]
    return NextCounties(named.assign(group=groups, sentence=sentences)[COLUMNS], weights)


def _with_facts(
    store: Store, scope: Scope, choices: Choices, subject: Subject, today: date, waiting: pd.DataFrame
) -> pd.DataFrame:
    country = subject.country
    people = [country.population(country.county(code).place, today) for code in waiting.county_code]
    grid = partners(store, scope, (), subject).grid
    sectors = grid[grid.partner_count > 0].groupby("county_code").sector.nunique()
    laws = accreditation_laws(country)
    codes = waiting.county_code
    facts = waiting.assign(
        people=people,
        sector_count=[int(sectors.get(code, 0)) for code in codes],
        has_law=[code in laws for code in codes],
    )
    return facts.merge(_needs(store, scope, choices, subject), on="county_code", how="left").fillna(
        {"standing": "unknown"}
    )


def _needs(store: Store, scope: Scope, choices: Choices, subject: Subject) -> pd.DataFrame:
    """county_code, rate_per_100k, rate_lower, rate_upper, standing; without rows where nothing is reported."""
    columns = ["county_code", "rate_per_100k", "rate_lower", "rate_upper", "standing"]
    whole = subject.country.whole
    asked = Choices(choices.period, (), choices.categories, choices.source_ids)
    try:
        found = smoothed_places(store, scope, asked, subject, (whole,)).rows
    except NothingFound:
        return pd.DataFrame(columns=columns)
    national = float(found[found.place_key == whole.key].rate_per_100k.iloc[0])
    counties = found[found.place_key != whole.key]
    rows = [
        (_code(row.place_key, subject), row.smoothed_rate, row.smoothed_lower, row.smoothed_upper)
        for row in counties.itertuples()
    ]
    return pd.DataFrame(
        [(*row, _standing(row[2], row[3], national)) for row in rows],
        columns=columns,
    )


def _code(place_key: object, subject: Subject) -> str:
    place: Place = subject.country.place(str(place_key))
    return place.code if place.level is PlaceLevel.COUNTY else ""


def _standing(lower: float, upper: float, national: float) -> str:
    if any(math.isnan(number) for number in (lower, upper, national)):
        return "unknown"
    return "higher" if lower > national else "lower" if upper < national else "similar"


def _parts(table: pd.DataFrame) -> np.ndarray:
    """need, readiness and reach of each county (counties, 3), 0 to 1."""
    rate = table.rate_per_100k.to_numpy(dtype=float)
    highest = np.nanmax(rate) if np.isfinite(rate).any() else np.nan
    begun = table.begun_count / table.association_count.clip(lower=1)
    readiness = (table.sector_count / len(SECTORS) + table.has_law + begun.clip(upper=1)) / 3
    people = table.people.to_numpy(dtype=float)
    return np.column_stack([rate / highest, readiness.to_numpy(dtype=float), people / people.max()])


def _sentence(named: pd.DataFrame, share: np.ndarray, position: int) -> Sentence:
    row, lead = named.iloc[position], share[position] - share.mean(axis=0)
    main = int(np.argmax(lead))
    totals = share.sum(axis=1)
    is_level = position + 1 < len(named) and totals[position] - totals[position + 1] < LEVEL_WITH
    facts: dict[str, object] = {
        "county": row.county_name,
        "people": int(round(row.people, -3)),
        "sectors": int(row.sector_count),
        "all_sectors": len(SECTORS),
        "begun": int(row.begun_count),
        "associations": int(row.association_count),
    }
    return reason_sentence(
        facts,
        str(row.standing),
        bool(row.has_law),
        tuple(PARTS)[main] if lead[main] > 0 else None,
        str(named.iloc[position + 1].county_name) if is_level else None,
    )


def reason_sentence(
    facts: dict[str, object], standing: str, has_law: bool, main_part: str | None, level_with: str | None
) -> Sentence:
    """Why a county stands where it does in the list.

    Arguments:
        facts: county, people, sectors, all_sectors, begun, associations.
        standing: a key of STANDINGS.
        main_part: what lifts it most above the others; None where nothing does.
        level_with: the county after it, where a little chance would swap the two.
    """
    law = Sentence("a law on associations is known") if has_law else Sentence("no law on associations was found")
    values = facts | {"standing": STANDINGS[standing], "law": law, "part": _part(main_part), "level": Sentence("")}
    if level_with:
        values["level"] = Sentence("It and {other} could as well change places.", {"other": level_with})
    return Sentence(
        "{county}: about {people} people; {standing}; {sectors} of {all_sectors} sectors have a partner there; {law}; "
        "{begun} of its {associations} associations have begun. {part} {level}",
        values,
    )


def _part(main_part: str | None) -> Sentence:
    if main_part is None:
        return Sentence("In nothing does it stand out from the others.")
    return Sentence("It stands here mainly for its {part}.", {"part": Sentence(PARTS[main_part])})
