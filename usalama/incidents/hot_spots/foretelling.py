"""How well would the map of the period before have foretold where the reports of this one came from?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import pandas as pd

from usalama.asking.asked import finding_about, one_place
from usalama.asking.kept import kept
from usalama.asking.selection import About, Selection
from usalama.asking.told import in_100, told
from usalama.country.subject import Subject
from usalama.errors import NothingFound
from usalama.incidents.hot_spots.cell_counts import CellCounts, count_cells, find_cells
from usalama.model import N_, Choices, Estimate, Flag, Period, Place, Scope, Sentence, month_end
from usalama.stats.counting.rates import Numbers
from usalama.stats.space.concentration import FIXED_AREA_SHARE, accuracy, best_hit_share, hit_rate
from usalama.stats.space.gi_star import gi_star_of_cells
from usalama.stats.space.neighbourhoods import disk_neighbours
from usalama.store import Store

METHOD = Sentence(
    "Cells are put in order by the Gi* of the period before, and the first 5 in 100 of the area are taken: the share "
    "of this period's reports in them is the hit rate. It stands beside the plain list of the busiest cells of the "
    "period before, and beside the best that any map could have done. Cells held equal are taken in equal parts. "
    "Hidden counts are taken as the middle of 1 to 7."
)
MAPS = ("neighbours", "plain", "best")
MIDDLE_OF_HIDDEN = 4


@dataclass(frozen=True, eq=False)
class Foretelling:
    """What the map of the period before was worth.

    Arguments:
        before: the days that the map was made of; ``about`` has those it is held against.
        rows: map_kind (of ``MAPS``), hit_share, hit_lower, hit_upper (none for the best), pai, pei.
        curve: map_kind, area_share, hit_share: for every share of the area.
        area_share: the part of the area that was taken.
        incident_count: reports of this period in the cells shown.
        cell_count: cells.
        finding: how much of this period the map caught.
        sentences: how it did beside the plain list of the busiest cells.
    """

    place: Place
    before: Period
    rows: pd.DataFrame
    curve: pd.DataFrame
    area_share: float
    incident_count: int
    cell_count: int
    finding: Sentence
    sentences: tuple[Sentence, ...]
    about: About
    method: Sentence = METHOD


@kept
def foretelling(store: Store, scope: Scope, choices: Choices, subject: Subject, place: Place) -> Foretelling:
    """Hold the period chosen against the map of as long a time just before it.

    Raises:
        InputRefused: the place has no cells.
        NothingFound: the scope sees nothing in this period, or the data do not cover the one before.
    """
    found = find_cells(store, scope, choices, subject, place)
    before = _period_before(found.selection)
    now = count_cells(found, found.category_codes)
    then = count_cells(found, found.category_codes, before)
    observed, plain = _middle(now), _middle(then)
    smooth = gi_star_of_cells(plain, disk_neighbours(found.cells)).z
    said = {"neighbours": np.nan_to_num(smooth), "plain": plain, "best": observed}
    area = np.ones(len(found.cells))
    # Reports as shown: those put in the place of hidden ones are not counted as seen.
    hits = {name: replace(hit_rate(observed, values, area), n=now.shown) for name, values in said.items()}
    finding, *sentences = foretelling_sentences(hits["neighbours"], hits["plain"], round(100 * FIXED_AREA_SHARE))
    return Foretelling(
        place=place,
        before=before,
        rows=_rows(hits, best_hit_share(observed, area)),
        curve=pd.concat([_curve(name, observed, values, area) for name, values in said.items()], ignore_index=True),
        area_share=FIXED_AREA_SHARE,
        incident_count=now.shown,
        cell_count=len(found.cells),
        finding=finding_about(finding, choices, subject, one_place(place, choices)),
        sentences=tuple(sentences),
        about=found.selection.about,
    )


def _period_before(selection: Selection) -> Period:
    """As many whole months, or days, just before."""
    period = selection.period
    end = period.start - timedelta(days=1)
    if period.is_whole_months:
        start = period.start
        for _month in period.months():
            start = (start - timedelta(days=1)).replace(day=1)
        before = Period(start, month_end(end))
    else:
        before = Period(end - timedelta(days=period.days - 1), end)
    if sum(part.days for part in selection.segments(before)) < before.days:
        raise NothingFound(
            "The data do not cover {start} to {end}, as long a time just before. Choose a shorter or a later period.",
            start=before.start,
            end=before.end,
        )
    return before


def _middle(counts: CellCounts) -> Numbers:
    """Counts as shown, with the middle of what may be hidden where one is."""
    filled = counts.incident_count.astype("Float64").to_numpy(dtype=float, na_value=MIDDLE_OF_HIDDEN)
    return np.asarray(filled, dtype=np.float64)


def _rows(hits: dict[str, Estimate], best: float) -> pd.DataFrame:
    shares = {name: np.nan if hit.value is None else hit.value for name, hit in hits.items()}
    return pd.DataFrame(
        {
            "map_kind": list(hits),
            "hit_share": list(shares.values()),
            "hit_lower": [_limit(name, hit.lower) for name, hit in hits.items()],
            "hit_upper": [_limit(name, hit.upper) for name, hit in hits.items()],
            "pai": [share / FIXED_AREA_SHARE for share in shares.values()],
            "pei": [share / best if best else np.nan for share in shares.values()],
        }
    )


def _limit(name: str, limit: float | None) -> float:
    return np.nan if limit is None or name == "best" else limit


def _curve(name: str, observed: Numbers, said: Numbers, area: Numbers) -> pd.DataFrame:
    found = accuracy(observed, said, area)
    return pd.DataFrame(
        {
            "map_kind": name,
            "area_share": np.concatenate([[0.0], found.area_share]),
            "hit_share": np.concatenate([[0.0], found.hit_share]),
        }
    )


def foretelling_sentences(share: Estimate, naive: Estimate, area: int) -> tuple[Sentence, ...]:
    """How much of this period fell where the map of the period before said.

    Arguments:
        share, naive: hit rates of the smoothed map and of the plain list of the busiest cells.
        area: the part of the area that was taken, in 100.
    """
    few = N_("Too few to say how well the period before foretold this one.")
    is_told = share.value is not None and share.flag is not Flag.UNSTABLE
    if not is_told or share.lower is None or share.upper is None or naive.value is None:
        return (Sentence(few),)
    held = told(
        in_100(share),
        {"area": area, "count": share.n},
        nothing=few,
        full=N_(
            "Of every 100 of the {count} reports, {share} (likely {lower} to {upper}) fell into the {area} in 100 of "
            "the area that the map of the period before put first; a map without knowledge would catch about {area}."
        ),
        called="share",
    )
    if share.lower > naive.value:
        template = N_("The plain list of the busiest cells of the period before caught {naive}: the map did better.")
    elif share.upper < naive.value:
        template = N_("The plain list of the busiest cells of the period before caught {naive}: the map did worse.")
    else:
        template = N_("The plain list of the busiest cells of the period before caught {naive}: no clear difference.")
    return held, Sentence(template, {"naive": round(100 * naive.value)})
