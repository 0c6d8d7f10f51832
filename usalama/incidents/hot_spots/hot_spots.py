"""In which parts of a county or city are there more reports than their surroundings lead one to expect?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from usalama.asking.asked import finding_about, one_place
from usalama.asking.kept import kept
from usalama.asking.selection import About
from usalama.country.geography import cell_width_km
from usalama.country.subject import Subject
from usalama.incidents.hot_spots.cell_counts import CellCounts, Cells, count_cells, find_cells
from usalama.incidents.hot_spots.hot_spot_words import (
    beside_sentence,
    busy_sentence,
    cells_sentence,
    concentration_sentence,
    pattern_sentence,
    strongest_sentence,
)
from usalama.model import Choices, Estimate, Place, Scope, Sentence
from usalama.stats.counting.rates import Numbers
from usalama.stats.space.autocorrelation import Moran, moran
from usalama.stats.space.case_control import BesideAll, beside_all
from usalama.stats.space.concentration import concentration, top_share, top_share_by_chance
from usalama.stats.space.gi_star import FEWEST_CELLS, HotSpots, Verdict, hot_spots
from usalama.stats.space.neighbourhoods import Positions, disk_neighbours, disk_weights
from usalama.store import Store

METHOD = Sentence(
    "Reports are counted in H3 cells. Gi* (Ord and Getis) holds each cell with the ring around it against the average "
    "of the place; a cell stands out if that is rare when the counts are scattered at random, with all cells looked at "
    "together (false discovery rate 5 %). Where fewer than 5 reports are expected "
    "nothing is said. Counts that are hidden are taken at both ends, 1 and 7; what holds at both is said."
)
BESIDE_METHOD = Sentence(
    "The chosen reports of each cell and the ring around it are held against all reports there: if the kind had the "
    "same share everywhere, so many would be expected (exact hypergeometric test, false discovery rate 5 %). No "
    "population is known for areas this small, so this stands in the place of a rate."
)
TOP_SHARE = 0.05
CELL_SHARE = "share of all cells"
SEED = 20


@dataclass(frozen=True, eq=False)
class HotSpotMap:
    """The cells of a place.

    Arguments:
        resolution: of H3.
        width_km: of a cell, from side to side.
        rows: cell, incident_count (missing where hidden), observed_lower and observed_upper (in the cell and the ring
            around it), expected, usual_lower, usual_upper (of that sum by chance), z_lower, z_upper, verdict; beside
            all reports also all_count, ratio, ratio_lower, ratio_upper and no z.
        incident_count: sum of the cells shown.
        hidden_cells: cells with 1 to 7 reports.
        unplaced_count: reports that no cell holds; None for the public.
        finding: how many cells stand out, of which place and kinds.
        sentences: what else may be said, weakest claim last.
        spread: share of the reports in the busiest 5 of 100 cells, its limits, and what chance would give.
        spread_by_chance: that share by chance; None without reports.
        gini: 0 even, near 1 all in one cell; None without reports.
        pattern: whether cells are like their neighbours.
    """

    place: Place
    resolution: int
    width_km: float
    rows: pd.DataFrame
    incident_count: int
    hidden_cells: int
    unplaced_count: int | None
    finding: Sentence
    sentences: tuple[Sentence, ...]
    spread: Estimate | None
    spread_by_chance: float | None
    gini: float | None
    pattern: Moran | None
    about: About
    method: Sentence = METHOD


@kept
def hot_spot_map(store: Store, scope: Scope, choices: Choices, subject: Subject, place: Place) -> HotSpotMap:
    """Cells that stand out by their number of reports. That finds people: see ``beside_all_reports``.

    Arguments:
        place: a county; for the operator also a city.

    Raises:
        InputRefused: another kind of place.
        NothingFound: the scope sees nothing in this period.
    """
    found = find_cells(store, scope, choices, subject, place)
    counts = count_cells(found, found.category_codes)
    neighbours = disk_neighbours(found.cells)
    judged = hot_spots(counts.lowest, counts.highest, neighbours, np.random.default_rng(SEED))
    pattern = _pattern(counts, neighbours)
    spread, by_chance, gini = _spread(counts)
    return HotSpotMap(
        **_shared(found, counts),
        rows=_rows(found, counts, judged),
        finding=finding_about(_cells_sentence(judged.verdict), choices, subject, one_place(place, choices)),
        sentences=(
            *_strongest(judged),
            pattern_sentence(*_pattern_told(pattern)),
            concentration_sentence(spread, by_chance),
        ),
        spread=spread,
        spread_by_chance=by_chance,
        gini=gini,
        pattern=pattern,
    )


@kept
def beside_all_reports(store: Store, scope: Scope, choices: Choices, subject: Subject, place: Place) -> HotSpotMap:
    """Cells in which the chosen kind makes up more of all reports than elsewhere in the place.

    Arguments:
        choices: with categories; all reports beside themselves say nothing.
        place: as for ``hot_spot_map``.
    """
    found = find_cells(store, scope, choices, subject, place)
    cases, everything = count_cells(found, found.category_codes), count_cells(found, ())
    judged = beside_all(
        (cases.lowest, cases.highest), (everything.lowest, everything.highest), disk_neighbours(found.cells)
    )
    return HotSpotMap(
        **_shared(found, cases),
        rows=_beside_rows(found, cases, everything, judged),
        finding=finding_about(
            _cells_sentence(judged.verdict, is_beside=True), choices, subject, one_place(place, choices)
        ),
        sentences=_strongest_beside(judged),
        spread=None,
        spread_by_chance=None,
        gini=None,
        pattern=None,
        method=BESIDE_METHOD,
    )


def _shared(found: Cells, counts: CellCounts) -> dict[str, Any]:
    return {
        "place": found.place,
        "resolution": found.resolution,
        "width_km": cell_width_km(found.resolution),
        "incident_count": counts.shown,
        "hidden_cells": counts.hidden_cells,
        "unplaced_count": counts.unplaced_count,
        "about": found.selection.about,
    }


def _rows(found: Cells, counts: CellCounts, judged: HotSpots) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "cell": found.cells,
            "incident_count": counts.incident_count.array,
            "observed_lower": judged.observed_lower,
            "observed_upper": judged.observed_upper,
            "expected": judged.expected,
            "usual_lower": judged.usual_lower,
            "usual_upper": judged.usual_upper,
            "z_lower": judged.z_lower,
            "z_upper": judged.z_upper,
            "verdict": judged.verdict,
        }
    )


def _beside_rows(found: Cells, cases: CellCounts, everything: CellCounts, judged: BesideAll) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "cell": found.cells,
            "incident_count": cases.incident_count.array,
            "all_count": everything.incident_count.array,
            "observed_lower": judged.cases_lower,
            "observed_upper": judged.cases_upper,
            "expected": judged.expected,
            "ratio": judged.ratio,
            "ratio_lower": judged.ratio_lower,
            "ratio_upper": judged.ratio_upper,
            "verdict": judged.verdict,
        }
    )


def _cells_sentence(verdict: npt.NDArray[np.str_], *, is_beside: bool = False) -> Sentence:
    more, fewer, too_few = (int((verdict == one).sum()) for one in (Verdict.MORE, Verdict.FEWER, Verdict.TOO_FEW))
    return cells_sentence(more, fewer, verdict.size - too_few, verdict.size, FEWEST_CELLS, is_beside=is_beside)


def _strongest(judged: HotSpots) -> tuple[Sentence, ...]:
    more = np.flatnonzero(judged.verdict == Verdict.MORE)
    if not more.size:
        # Where some have fewer, one with many reports may well be what it looks like.
        return () if (judged.verdict == Verdict.FEWER).any() else (busy_sentence(),)
    cell = more[np.argmax(judged.z_lower[more])]
    names = ("observed_lower", "expected", "usual_lower", "usual_upper")
    return (strongest_sentence(*(float(getattr(judged, name)[cell]) for name in names)),)


def _strongest_beside(judged: BesideAll) -> tuple[Sentence, ...]:
    more = np.flatnonzero(judged.verdict == Verdict.MORE)
    if not more.size:
        return ()
    cell = int(more[np.argmax(judged.ratio_lower[more])])
    return (beside_sentence(float(judged.cases_lower[cell]), float(judged.expected[cell]), judged.estimate(cell)),)


def _pattern_told(pattern: Moran | None) -> tuple[float | None, bool]:
    if pattern is None or pattern.value is None:
        return None, False
    return pattern.p, pattern.value > pattern.expected


def _pattern(counts: CellCounts, neighbours: Positions) -> Moran | None:
    """Of the two ends of what hidden counts may be, the one that says less; None where they contradict each other."""
    weights = disk_weights(neighbours, with_self=False)
    ends = [
        moran(values, weights, np.random.default_rng(SEED))
        for values in ([counts.lowest, counts.highest] if counts.hidden_cells else [counts.lowest])
    ]
    if len({end.value is not None and end.value > end.expected for end in ends}) > 1:
        return None
    return max(ends, key=lambda end: end.p)


def _spread(counts: CellCounts) -> tuple[Estimate | None, float | None, float | None]:
    """The busiest cells' share with limits that hold for both ends of hidden counts, and the share by chance."""
    if not counts.shown or counts.incident_count.size * TOP_SHARE < 1:
        return None, None, None
    ends: list[Numbers] = [counts.lowest, counts.highest] if counts.hidden_cells else [counts.lowest]
    shares = [top_share(values, TOP_SHARE) for values in ends]
    known = [share for share in shares if share.value is not None]
    middle = float(np.mean([share.value for share in known]))
    limits = min(share.lower or 0.0 for share in known), max(share.upper or 1.0 for share in known)
    by_chance = top_share_by_chance(int(ends[0].sum()), ends[0].size, TOP_SHARE, np.random.default_rng(SEED))
    share = Estimate(middle, *limits, int(ends[0].sum()), shares[0].method, shares[0].flag)
    return share, by_chance, float(np.mean([concentration(values).generalised_gini for values in ends]))
