"""Where might the programme go next, by what a reader thinks counts, and why?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.asked import finding_about
from usalama.asking.held_records import RegisterRows
from usalama.asking.kept import kept
from usalama.asking.selection import About
from usalama.asking.told import listed
from usalama.country.subject import Subject
from usalama.errors import InputRefused, NothingFound
from usalama.incidents.rates.smoothed_rates import SmoothedPlaces, smoothed_places
from usalama.model import N_, Choices, Nature, Place, PlaceLevel, Scope, Sentence, counted
from usalama.programme.partners import partners
from usalama.programme.progress.accreditation import accreditation_laws
from usalama.programme.progress.rollout import rollout
from usalama.programme.progress.rollout_ways import NONE_YET
from usalama.registers import ROLLOUT_STAGES, SECTORS
from usalama.store import Store

METHOD = Sentence(
    "Counties without an active association: first those in which nothing has begun, then the others; within both in "
    "the order of the weights above. Need: the smoothed rate of reported incidents against the highest among them; "
    "reports are not crimes, and a county that reports little looks less in need than it may be. Readiness: the share "
    "of sectors with a partner, a known law on associations, and the share of its associations that have begun, each a "
    "third. Reach: the people who live there, against the largest. The order is an aid for a talk, not a judgement of "
    "any county."
)
PARTS = {"need": N_("need"), "readiness": N_("readiness"), "reach": N_("reach")}
# So many are named as the next ones.
NEXT = 5
NEED_UNKNOWN = Sentence("nobody can tell how its reports compare, so its need counts as middling")
STANDINGS = {
    "higher": Sentence("reports for every 100,000 people are above the national rate"),
    "similar": Sentence("reports for every 100,000 people are similar to the national rate"),
    "lower": Sentence("reports for every 100,000 people are below the national rate"),
    "unknown": NEED_UNKNOWN,
}
REASONS = {
    "need": N_("It stands here mainly for its need: {standing}."),
    "readiness": N_(
        "It stands here mainly for its readiness: partners in {sectors} of {all_sectors} sectors, and {law}."
    ),
    "reach": N_("It stands here mainly for its reach: about {people} people."),
}
NO_NEXT = Sentence("Every county has an active association, so no county waits for its turn.")
UNKNOWN_NEED = 0.5
# Closer than this two counties may as well change places.
LEVEL_WITH = 0.02
POINTS = 100
COLUMNS = [
    "county_code", "county_name", "has_begun", *PARTS, *(f"{part}_points" for part in PARTS), "people",
    "rate_per_100k", "rate_lower", "rate_upper", "standing", "sector_count", "has_law", "begun_count",
    "association_count", "sentence",
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
        rows: ``COLUMNS``; need, readiness and reach from 0 to 1 (need is missing where nobody can tell), and what they
            come to by their weights, of 100 points together.
        finding: which ``NEXT`` come first, and why.
        about: the reports that need is told from; None where there are none.
        held: the register of stages.
    """

    rows: pd.DataFrame
    weights: Weights
    finding: Sentence
    about: About | None
    held: RegisterRows
    method: Sentence = METHOD

    @property
    def made(self) -> About | RegisterRows:
        """What it was made from: the reports, unless the stages alone are not real."""
        if self.about and self.held.nature in (None, Nature.REAL, self.about.nature):
            return self.about
        return self.held


@kept
def next_counties(
    store: Store, scope: Scope, choices: Choices, subject: Subject, today: date, weights: Weights
) -> NextCounties:
    """The chosen counties without an active association, and why each stands where it does.

    Arguments:
        choices: counties, and the period, categories and sources by which need is told.
    """
    done = rollout(store, scope, choices.county_codes, subject, today)
    waiting = done.counties[done.counties.stage != ROLLOUT_STAGES[-1]].reset_index(drop=True)
    if waiting.empty:
        return NextCounties(pd.DataFrame(columns=COLUMNS), weights, NO_NEXT, None, done.held)
    reports = _reports(store, scope, choices, subject)
    table = _with_facts(store, scope, subject, today, waiting).merge(
        _needs(reports, subject), on="county_code", how="left"
    )
    rows = _in_order(table.fillna({"standing": "unknown"}), weights)
    found = finding_about(finding_sentence(rows, len(done.counties)), choices, subject)
    return NextCounties(rows, weights, found, reports.about if reports else None, done.held)


def _in_order(table: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """``COLUMNS``: where nothing has begun first, and by the weights."""
    parts = _parts(table)
    weight = np.array(weights.values, dtype=float) / sum(weights.values)
    share = np.where(np.isnan(parts), UNKNOWN_NEED, parts) * weight
    has_begun = (table.stage != NONE_YET).to_numpy()
    order = np.lexsort((-share.sum(axis=1), has_begun))
    points = {f"{part}_points": POINTS * own for part, own in zip(PARTS, share.T, strict=True)}
    named = table.assign(has_begun=has_begun, **dict(zip(PARTS, parts.T, strict=True)), **points)
    named, share = named.iloc[order].reset_index(drop=True), share[order]
    return named.assign(sentence=[_sentence(named, share, position) for position in range(len(named))])[COLUMNS]


def finding_sentence(rows: pd.DataFrame, county_count: int) -> Sentence:
    """Which counties come next, and why these.

    Arguments:
        rows: county_name and has_begun of the counties that wait, in their order.
        county_count: all that were asked about.
    """
    first = rows.head(NEXT)
    untouched, begun = (list(first.county_name[first.has_begun == is_so]) for is_so in (False, True))
    values: dict[str, object] = {"count": int((~rows.has_begun).sum()), "all": county_count}
    if not untouched:
        values["names"] = _names(begun)
        return Sentence(
            "Something has begun in every county that waits, so the weights alone say who is next: {names}.", values
        )
    values["names"] = _names(untouched)
    if not begun:
        return Sentence("Next: {names}. Nothing has begun there; that is so in {count} of {all} counties.", values)
    return Sentence(
        "Next: {names}, where nothing has begun; then {others}, where something has begun and no association is "
        "active.",
        values | {"others": _names(begun)},
    )


def _names(names: list[str]) -> Sentence:
    # A name is no sentence of the catalogue, and stays as it is.
    return listed([Sentence("{place}", {"place": name}) for name in names])


def _with_facts(store: Store, scope: Scope, subject: Subject, today: date, waiting: pd.DataFrame) -> pd.DataFrame:
    country = subject.country
    grid = partners(store, scope, (), subject).grid
    sectors = grid[grid.partner_count > 0].groupby("county_code").sector.nunique()
    laws = accreditation_laws(country)
    codes = waiting.county_code
    return waiting.assign(
        people=[country.population(country.county(code).place, today) for code in codes],
        sector_count=[int(sectors.get(code, 0)) for code in codes],
        has_law=[code in laws for code in codes],
    )


def _reports(store: Store, scope: Scope, choices: Choices, subject: Subject) -> SmoothedPlaces | None:
    """What is reported everywhere, whichever counties are chosen; None where nothing is."""
    try:
        return smoothed_places(store, scope, choices.everywhere, subject, (subject.country.whole,))
    except NothingFound:
        return None


def _needs(reports: SmoothedPlaces | None, subject: Subject) -> pd.DataFrame:
    """county_code, rate_per_100k, rate_lower, rate_upper, standing; without rows where nothing is reported."""
    columns = ["county_code", "rate_per_100k", "rate_lower", "rate_upper", "standing"]
    if reports is None:
        return pd.DataFrame(columns=columns)
    found, whole = reports.rows, subject.country.whole
    national = float(found[found.place_key == whole.key].rate_per_100k.iloc[0])
    rows = [
        (_code(row.place_key, subject), row.smoothed_rate, row.smoothed_lower, row.smoothed_upper)
        for row in found[found.place_key != whole.key].itertuples()
    ]
    return pd.DataFrame([(*row, _standing(row[2], row[3], national)) for row in rows], columns=columns)


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
    main, totals = int(np.argmax(lead)), share.sum(axis=1)
    after = named.iloc[position + 1] if position + 1 < len(named) else None
    is_level = (
        after is not None and after.has_begun == row.has_begun and totals[position] - totals[position + 1] < LEVEL_WITH
    )
    facts: dict[str, object] = {
        "people": int(round(row.people, -3)),
        "sectors": int(row.sector_count),
        "all_sectors": len(SECTORS),
        "standing": STANDINGS[str(row.standing)],
    }
    return reason_sentence(
        facts,
        (int(row.begun_count), int(row.association_count)) if row.has_begun else None,
        bool(row.has_law),
        tuple(PARTS)[main] if lead[main] > 0 else None,
        str(after.county_name) if after is not None and is_level else None,
    )


def reason_sentence(
    facts: dict[str, object],
    begun: tuple[int, int] | None,
    has_law: bool,
    main_part: str | None,
    level_with: str | None,
) -> Sentence:
    """Why a county stands where it does in the list.

    Arguments:
        facts: people, sectors, all_sectors, standing.
        begun: how many of how many of its associations have begun; None where nothing has.
        main_part: what lifts it most above the others; None where nothing does.
        level_with: the county after it, where a little chance would swap the two.
    """
    law = Sentence("a law on associations is known") if has_law else Sentence("no law on associations was found")
    template = REASONS[main_part] if main_part else N_("In nothing does it stand out from the others.")
    nothing = Sentence("")
    values: dict[str, object] = {"part": Sentence(template, facts | {"law": law}), "level": nothing, "need": nothing}
    if facts["standing"] is NEED_UNKNOWN and main_part != "need":
        values["need"] = Sentence("Nobody can tell how its reports compare, so its need counts as middling.")
    if level_with:
        values["level"] = Sentence("It and {other} could as well change places.", {"other": level_with})
    if begun is None:
        return Sentence("Nothing has begun there. {part} {need} {level}", values)
    return counted(
        "{count} of its {associations} associations has begun. {part} {need} {level}",
        "{count} of its {associations} associations have begun. {part} {need} {level}",
        begun[0],
        values | {"associations": begun[1]},
    )
