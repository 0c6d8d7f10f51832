"""At which hours do incidents happen, and at which of them is nobody on duty?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from usalama.asking.asked import finding_about
from usalama.asking.kept import kept
from usalama.asking.selection import About, Selection, select
from usalama.asking.told import changed, told
from usalama.country.subject import Subject
from usalama.disclosure import public_count
from usalama.incidents.response.cover_shifts import (
    FEWEST_AREAS_SHOWN,
    covered_of,
    has_areas_enough,
    no_cover_sentence,
    too_few_areas_sentence,
)
from usalama.incidents.response.hours_of_week import (
    DAYS,
    HOURS,
    Floats,
    by_day_and_hour,
    hours_named,
    hours_of_week,
    public_parts,
    ranges_of,
)
from usalama.model import N_, Choices, Estimate, Flag, Nature, Scope, Sentence
from usalama.stats.hours.clock_hours import AoristicHours, part_of_incidents
from usalama.stats.hours.week_hours import CoveredHours
from usalama.store import Store
from usalama.store.questions import cover

METHOD = Sentence(
    "Incidents by hour of the day; one that is only known to lie in a range of up to 72 hours counts in part for each "
    "hour of it (aoristic weights). Cover is what was imported of patrols, gates and guards and holds on the last day "
    "of the period; an hour is uncovered when in none of the recorded areas anybody is on duty in it. Incidents are "
    "those of the counties with recorded cover; a patrol covers its own area and not the county. Cover of another "
    "nature than the incidents is not laid over them. The public sees cover only of counties in which at least 8 areas "
    "are recorded, and the share of them with somebody on duty to the nearest 5 of 100."
)
PUBLIC_STEPS = 20


class CoverState(StrEnum):
    """What is recorded of one hour of the day, over the days of the week."""

    COVERED = "covered"
    SOME_DAYS = "some_days"
    UNCOVERED = "uncovered"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True)
class CoverRing:
    """The 24 hours of the day.

    Arguments:
        rows: hour, incident_count (parts of incidents; missing where hidden), covered_share (of areas and
            days, 0 to 1), state.
        area_count, county_count: areas with recorded cover, in how many counties; 0 when there is none to show.
        uncovered: incidents in hours in which nobody is on duty anywhere, of those shown.
        finding: what the ring says, named with what was asked for.
        sentences: the same with whose hours these are, one after another.
        source_names: who keeps the hours.
        ranges: how many incidents were only known as a range, and how many were left out.
    """

    rows: pd.DataFrame
    area_count: int
    county_count: int
    uncovered: Estimate
    finding: Sentence
    sentences: tuple[Sentence, ...]
    source_names: tuple[str, ...]
    ranges: Sentence
    about: About
    method: Sentence = METHOD


@kept
def cover_ring(store: Store, scope: Scope, choices: Choices, subject: Subject) -> CoverRing:
    """Incidents by hour against the hours that somebody covers.

    Raises:
        NothingFound: the scope sees nothing in this period.
    """
    selection = select(store, scope, choices, subject)
    shifts, why_none = _shifts(selection)
    covered = covered_of(shifts)
    counties = tuple(sorted(shifts.county_code.unique()))
    spread = hours_of_week(selection).spread(counties)
    cells = _cells(spread, covered, scope)
    uncovered = _uncovered(cells, covered)
    rows = _rows(cells, covered, scope)
    areas = covered.n if scope.is_exact else public_count(covered.n) or 0
    sentences = (why_none,) if why_none else cover_sentences(rows, uncovered, areas, len(counties))
    return CoverRing(
        rows=rows,
        area_count=areas,
        county_count=len(counties),
        uncovered=uncovered,
        finding=finding_about(_joined(sentences[1:] or sentences), choices, subject),
        sentences=sentences,
        source_names=tuple(sorted(shifts.source_name.unique())),
        ranges=ranges_of(spread, scope, float(np.nansum(cells))),
        about=selection.about,
    )


def _shifts(selection: Selection) -> tuple[pd.DataFrame, Sentence | None]:
    """The hours of cover that may be laid over the incidents, or why there are none."""
    held = selection.ask(cover())
    own = held[held.nature == selection.about.nature]
    if held.empty:
        return own, no_cover_sentence()
    if own.empty:
        return own, other_nature_sentence(Nature(held.nature.iloc[0]), selection.about.nature)
    if selection.scope.is_exact:
        return own, None
    shown = own[has_areas_enough(own)]
    return shown, too_few_areas_sentence(FEWEST_AREAS_SHOWN) if shown.empty else None


def _cells(spread: AoristicHours, covered: CoveredHours, scope: Scope) -> Floats:
    """Incidents by hour, in covered hours of the week and in uncovered ones, as the scope may see them."""
    weights, is_open = by_day_and_hour(spread.weights), by_day_and_hour(covered.is_uncovered.astype(float))
    cells = np.vstack([(weights * (1 - is_open)).sum(axis=0), (weights * is_open).sum(axis=0)])
    return cells if scope.is_exact else public_parts(cells)


def _uncovered(cells: Floats, covered: CoveredHours) -> Estimate:
    """Incidents in uncovered hours; a hidden cell of these hides the number."""
    if covered.n == 0:
        return part_of_incidents(0, 0)
    if np.isnan(cells[1]).any():
        return part_of_incidents(None, None)
    return part_of_incidents(float(cells[1].sum()), round(float(np.nansum(cells))))


def _rows(cells: Floats, covered: CoveredHours, scope: Scope) -> pd.DataFrame:
    days_open = by_day_and_hour(covered.is_uncovered.astype(float)).sum(axis=0)
    states = [_state(int(days), covered.n) for days in days_open]
    share = by_day_and_hour(covered.share).mean(axis=0)
    is_hidden = np.isnan(cells).any(axis=0) & (np.nansum(cells, axis=0) == 0)
    return pd.DataFrame(
        {
            "hour": np.arange(HOURS),
            "incident_count": np.where(is_hidden, np.nan, np.nansum(cells, axis=0)),
            # Of few areas, an exact share would tell how many of them nobody watches.
            "covered_share": share if scope.is_exact else np.round(share * PUBLIC_STEPS) / PUBLIC_STEPS,
            "state": [str(state) for state in states],
            "flag": np.where(is_hidden, str(Flag.HIDDEN), str(Flag.OK)),
        }
    )


def _state(days_open: int, area_count: int) -> CoverState:
    if area_count == 0:
        return CoverState.NOT_RECORDED
    if days_open == 0:
        return CoverState.COVERED
    return CoverState.UNCOVERED if days_open == DAYS else CoverState.SOME_DAYS


def other_nature_sentence(cover: Nature, incidents: Nature) -> Sentence:
    """Invented hours are never laid over real incidents, nor the other way round."""
    return Sentence(
        "The recorded hours of cover are {cover} and the incidents {incidents}; they are not laid over each other.",
        {"cover": Sentence(str(cover)), "incidents": Sentence(str(incidents))},
    )


def cover_sentences(
    rows: pd.DataFrame, uncovered: Estimate, area_count: int, county_count: int
) -> tuple[Sentence, ...]:
    """What the ring says: whose hours these are, which nobody covers, and how many incidents fell into them.

    Arguments:
        rows: hour and state of the 24 hours.
        uncovered: incidents in hours that nobody covers, of ``n``.
    """
    base = Sentence(
        "Cover is recorded for {areas} areas (number of counties: {counties}).",
        {"areas": area_count, "counties": county_count},
    )
    always = _spans(list(rows.hour[rows.state == "uncovered"]))
    sometimes = _spans(list(rows.hour[rows.state == "some_days"]))
    if not always and not sometimes:
        return (base, Sentence("In every hour somebody is on duty in at least one of them."))
    named = []
    if always:
        named.append(Sentence("No cover is recorded in the hours {hours}, on any day.", {"hours": always}))
    if sometimes:
        named.append(Sentence("On some days no cover is recorded in the hours {hours}.", {"hours": sometimes}))
    return (base, *named, _fell(uncovered))


def _joined(sentences: Sequence[Sentence]) -> Sentence:
    first, *rest = sentences
    return Sentence("{first} {rest}", {"first": first, "rest": _joined(rest)}) if rest else first


def _fell(uncovered: Estimate) -> Sentence:
    too_few = N_("Too few incidents to say how many happened in those hours.")
    return told(
        changed(uncovered, round),
        {"n": uncovered.n},
        nothing=too_few,
        few=too_few,
        full=N_("About {count} of {n} incidents happened in those hours (likely {lower} to {upper})."),
        called="count",
    )


def _spans(hours: Sequence[int]) -> str:
    """Hours as spans around the clock: 23, 0, 1 is 23:00-02:00."""
    held = set(hours)
    if len(held) == HOURS:
        return hours_named(0, HOURS)
    starts = sorted(hour for hour in held if (hour - 1) % HOURS not in held)
    ends = [next(step for step in range(start + 1, start + HOURS + 1) if step % HOURS not in held) for start in starts]
    return ", ".join(hours_named(start, end) for start, end in zip(starts, ends, strict=True))
