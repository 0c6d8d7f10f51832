"""How many hours of cover a week are recorded, by county and kind, and at which hours of the day are gates manned?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from usalama.asking.held_records import RegisterRows
from usalama.asking.kept import kept
from usalama.country import County
from usalama.country.subject import Subject
from usalama.disclosure import public_count
from usalama.errors import NothingFound
from usalama.incidents.response.cover_ring import cover_ring
from usalama.incidents.response.cover_shifts import (
    FEWEST_AREAS_SHOWN,
    covered_of,
    days_of_cover,
    may_be_told_by_kind,
    no_cover_sentence,
)
from usalama.incidents.response.hours_of_week import HOURS, by_day_and_hour
from usalama.model import N_, Choices, Flag, Scope, Sentence
from usalama.programme.view import chosen_counties, cover_held
from usalama.registers import COVER_KINDS
from usalama.stats.hours.week_hours import HOURS_OF_WEEK
from usalama.store import Store
from usalama.store.questions import whole_cover

METHOD = Sentence(
    "Hours are those that sources state for patrols, gates and guards, the same rows that the ring of the Response "
    "page is made of. An hour of an area counts once a week for each kind that is on duty in it; two shifts of one "
    "kind that overlap count once. The public sees a county only where each kind is recorded in at least 8 areas, and "
    "so many are without it, if any are; hours are then rounded to 5, and so are gates of 100. That none are recorded "
    "does not mean that nobody is on duty."
)
GATE = "gate"
KIND_NAMES = {"patrol": N_("patrols"), "gate": N_("gates"), "guard": N_("guards")}
# Shares of gates that the public sees are rounded to it, as counts are to 5.
PUBLIC_PART = 0.05


@dataclass(frozen=True)
class Assets:
    """The hours of cover that hold on a day.

    Arguments:
        rows: county_code, county_name, kind, area_count, hours_a_week, flag; every chosen county and kind. 0 where
            none are recorded, missing where they are hidden.
        by_kind: kind, county_count, area_count, hours_a_week: sums of what is shown.
        gates: hour, manned_share (0 to 1, of the gates shown, over the days of the week); empty without any.
        gate_count: gates behind it, as this view may see it.
        ring_sentences: what the ring of the Response page says for the chosen period.
        finding: how many hours a week are recorded, and in how many counties none are.
        day: on which the hours hold.
        held: ``rows`` with who states them; nature None when there are none.
    """

    rows: pd.DataFrame
    by_kind: pd.DataFrame
    gates: pd.DataFrame
    gate_count: int
    finding: Sentence
    sentences: tuple[Sentence, ...]
    gate_sentence: Sentence
    ring_sentences: tuple[Sentence, ...]
    day: date
    held: RegisterRows
    method: Sentence = METHOD


@kept
def assets(store: Store, scope: Scope, choices: Choices, subject: Subject, day: date) -> Assets:
    """The hours of cover of the chosen counties that hold on a day; the ring is that of the chosen period.

    Arguments:
        day: the local date; the public sees what held at the end of the last published month.
    """
    found = cover_held(store, scope, choices.county_codes, day)
    shifts = found.rows
    counties = chosen_counties(subject, scope, choices.county_codes)
    shown = {code for code, own in shifts.groupby("county_code") if scope.is_exact or may_be_told_by_kind(own)}
    told = shifts[shifts.county_code.isin(shown)]
    rows = _rows(shifts, counties, shown, scope)
    by_kind = _by_kind(rows)
    gates, gate_count = _gates(told[told.kind == GATE], scope)
    sentences = asset_sentences(by_kind, shifts.county_code.nunique() - len(shown), FEWEST_AREAS_SHOWN)
    return Assets(
        rows=rows,
        by_kind=by_kind,
        gates=gates,
        gate_count=gate_count,
        finding=asset_finding(rows, by_kind) if shown else sentences[-1],
        sentences=sentences,
        gate_sentence=gate_sentence(gates, gate_count),
        ring_sentences=_ring_sentences(store, scope, choices, subject),
        day=days_of_cover(scope, day).end,
        # Single areas are told to nobody.
        held=replace(found, rows=rows),
    )


def cover_as_stated(store: Store, scope: Scope) -> pd.DataFrame:
    """Every stored shift with the name of its area: the columns of ``COVER`` that people state, source_name, nature.

    Raises:
        NotAllowed: the scope may not see single areas.
    """
    return store.read(whole_cover(), scope)


def _rows(shifts: pd.DataFrame, counties: tuple[County, ...], shown: set[str], scope: Scope) -> pd.DataFrame:
    own = dict(iter(shifts.groupby(["county_code", "kind"])))
    names = ["county_code", "county_name", "kind", "area_count", "hours_a_week", "flag"]
    recorded = set(shifts.county_code)
    found = []
    for county in counties:
        is_hidden = county.code in recorded and county.code not in shown
        for kind in COVER_KINDS:
            part = own.get((county.code, kind))
            found.append((county.code, county.name, kind, *_amount(None if is_hidden else part, is_hidden, scope)))
    return pd.DataFrame(found, columns=names).astype({"area_count": "Int64", "hours_a_week": float})


def _amount(part: pd.DataFrame | None, is_hidden: bool, scope: Scope) -> tuple[int | None, float | None, str]:
    """Areas, hours a week and flag of one kind in one county."""
    if is_hidden:
        return None, None, str(Flag.HIDDEN)
    if part is None:
        return 0, 0.0, str(Flag.OK)
    covered = covered_of(part)
    hours = float(covered.share.mean()) * covered.n * HOURS_OF_WEEK
    if scope.is_exact:
        return covered.n, round(hours, 1), str(Flag.OK)
    return public_count(covered.n), float(public_count(round(hours)) or 0), str(Flag.OK)


def _by_kind(rows: pd.DataFrame) -> pd.DataFrame:
    """Sums of what is shown, so that nothing hidden can be told from them."""
    shown = rows[rows.area_count > 0]
    sums = shown.groupby("kind")[["area_count", "hours_a_week"]].sum().reindex(COVER_KINDS, fill_value=0)
    counted = shown.groupby("kind").county_code.nunique().reindex(COVER_KINDS, fill_value=0)
    return sums.assign(county_count=counted).rename_axis("kind").reset_index()


def _gates(shifts: pd.DataFrame, scope: Scope) -> tuple[pd.DataFrame, int]:
    covered = covered_of(shifts)
    if covered.n == 0:
        return pd.DataFrame({"hour": [], "manned_share": []}), 0
    share = by_day_and_hour(covered.share).mean(axis=0)
    if not scope.is_exact:
        # Of few gates a share that is not rounded would tell how many stand open.
        share = np.round(share / PUBLIC_PART) * PUBLIC_PART
    count = covered.n if scope.is_exact else public_count(covered.n) or 0
    return pd.DataFrame({"hour": np.arange(HOURS), "manned_share": share}), count


def _ring_sentences(store: Store, scope: Scope, choices: Choices, subject: Subject) -> tuple[Sentence, ...]:
    """What the ring says, or why there is none."""
    try:
        return cover_ring(store, scope, choices, subject).sentences
    except NothingFound as error:
        return (error.sentence,)


def asset_finding(rows: pd.DataFrame, by_kind: pd.DataFrame) -> Sentence:
    """How many hours of cover a week are recorded in how many counties, and in how many none are, where some are shown.

    Arguments:
        rows: county_code and area_count of every chosen county and kind; missing where hidden.
        by_kind: hours_a_week of what is shown.
    """
    recorded = rows.area_count.ne(0).fillna(value=True).groupby(rows.county_code).any()
    shown = rows.area_count.gt(0).fillna(value=False).groupby(rows.county_code).any()
    values = {"hours": round(by_kind.hours_a_week.sum()), "shown": int(shown.sum()), "counties": len(recorded)}
    return Sentence(
        "{hours} hours of cover a week are told of {shown} of {counties} counties; in {none} none are recorded, which "
        "does not mean that nobody is on duty there.",
        values | {"none": int((~recorded).sum())},
    )


def asset_sentences(by_kind: pd.DataFrame, hidden_count: int, fewest: int) -> tuple[Sentence, ...]:
    """How many hours of each kind, and of how many counties the hours are hidden.

    Arguments:
        by_kind: kind, county_count, area_count, hours_a_week of what is shown.
        hidden_count: counties with recorded hours that this view may not see.
        fewest: areas that a kind must have in a county to be shown.
    """
    said = [
        Sentence(
            "{kind}: {hours} hours a week in {areas} areas of {counties} counties.",
            {
                "kind": Sentence(KIND_NAMES[row.kind]),
                "hours": round(row.hours_a_week),
                "areas": int(row.area_count),
                "counties": int(row.county_count),
            },
        )
        for row in by_kind[by_kind.county_count > 0].itertuples()
    ]
    if hidden_count:
        said.append(
            Sentence(
                "Hidden: {counties} counties with recorded hours, where some kind stands in fewer than {fewest} areas; "
                "else it could be told when a single estate is unguarded.",
                {"counties": hidden_count, "fewest": fewest},
            )
        )
    return tuple(said) or (no_cover_sentence(),)


def gate_sentence(gates: pd.DataFrame, gate_count: int) -> Sentence:
    """For how much of the day gates are manned.

    Arguments:
        gates: manned_share of each hour of the day.
        gate_count: areas with a gate.
    """
    if gates.empty:
        return Sentence("No hours of gates to show.")
    return Sentence(
        "A gate is manned {hours} hours a day on average (areas with a gate: {gates}).",
        {"hours": round(float(gates.manned_share.sum()), 1), "gates": gate_count},
    )
