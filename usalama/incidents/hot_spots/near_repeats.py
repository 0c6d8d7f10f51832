"""Do reports follow each other at the same place or nearby, within days or weeks? For the operator alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from usalama.asking.asked import finding_about, one_place
from usalama.asking.kept import kept
from usalama.asking.selection import About, select
from usalama.asking.told import changed, told
from usalama.country import Country
from usalama.country.geography import LEVELS
from usalama.country.subject import Subject
from usalama.errors import InputRefused
from usalama.model import N_, Choices, Estimate, Flag, Period, Place, PlaceLevel, Scope, Sentence
from usalama.stats.space.near_repeat import (
    DAY_BANDS,
    DISTANCE_BANDS,
    MOST_PAIRS,
    MOST_POINTS,
    NearRepeats,
    near_pair_count,
    near_repeats,
)
from usalama.store import Store
from usalama.store.questions import dated_points

METHOD = Sentence(
    "Knox's count of pairs of reports by distance and days between them, held against 999 shuffles of the dates. Only "
    "points known to the place or the street are used; those that lie on the known middle of a town or constituency, "
    "or where many share one point, are left out, since they stand for a whole area. At most 12 months, since over "
    "longer times a place that grows looks like a place that repeats."
)
PRECISE = ("exact", "street")
MOST_DAYS = 366
METRES_PER_DEGREE = 111_195.0
# About 20 metres: a report put at the middle of a place rather than where it happened.
CENTRE_DEGREES = 0.0002
# One point with so many of all reports is a place that stands for others.
FEWEST_OF_A_PILE, SHARE_OF_A_PILE = 20, 0.05
SEED = 20
# A ratio nearer to one is not worth a word, however sure it is.
SMALLEST_LIFT_WORTH_NAMING = 1.1

WHERE = (
    Sentence("At the same place"),
    Sentence("Within 1 to 100 metres"),
    Sentence("Within 101 to 200 metres"),
    Sentence("Within 201 to 400 metres"),
)
# Ends of the bands as they are told.
METRES = ((0, 1), (1, 100), (101, 200), (201, 400))
DAYS = ((0, 7), (8, 14), (15, 28))
WHEN = (Sentence("0 to 7 days"), Sentence("8 to 14 days"), Sentence("15 to 28 days"))


@dataclass(frozen=True, eq=False)
class RepeatTable:
    """Pairs of reports.

    Arguments:
        rows: distance and days (positions of the bands), observed, expected, usual_lower, usual_upper, ratio, p,
            stands_out, flag.
        sentences: one a row.
        finding: how many bands show repeats.
        point_count: reports compared.
        imprecise_count: left out because their place is not known well enough.
        centre_count: left out because they lie on the middle of a town or constituency, or where many lie.
        sample_of: how many could have been compared, where a sample was drawn; None where all were.
        period: the days compared.
    """

    place: Place
    rows: pd.DataFrame
    sentences: tuple[Sentence, ...]
    finding: Sentence
    point_count: int
    imprecise_count: int
    centre_count: int
    sample_of: int | None
    period: Period
    about: About
    method: Sentence = METHOD


@kept
def repeat_table(store: Store, scope: Scope, choices: Choices, subject: Subject, place: Place) -> RepeatTable:
    """Pairs of reports in one county or city by distance and days.

    Raises:
        InputRefused: the place is neither a county nor a city.
        NotAllowed: the scope is public; single points would be needed.
        NothingFound: the scope sees nothing in this period.
    """
    if place.level not in LEVELS:
        raise InputRefused("Near repeats are worked out within one county or one city. Choose one.")
    counties = subject.country.county_codes_of(place)
    selection = select(store, scope, replace(choices, county_codes=counties), subject)
    period = _last_year(selection.period)
    points = selection.ask(dated_points(), period)
    if place.level == PlaceLevel.CITY:
        points = points[points.city_code == place.code]
    precise = points[points.location_precision.isin(PRECISE)]
    placed = precise[~_stands_for_an_area(precise, subject.country)]
    metres = _metres(placed)
    sampled = _sample(metres)
    found = near_repeats(metres[sampled], _day_numbers(placed)[sampled], np.random.default_rng(SEED))
    rows = _rows(found)
    return RepeatTable(
        place=place,
        rows=rows,
        sentences=_sentences(found),
        finding=finding_about(_finding(rows), choices, subject, one_place(place, choices)),
        point_count=found.n_points,
        imprecise_count=len(points) - len(precise),
        centre_count=len(precise) - len(placed),
        sample_of=len(placed) if found.n_points < len(placed) else None,
        period=period,
        about=selection.about,
    )


def _last_year(period: Period) -> Period:
    """The last twelve months of it; later months of a long period differ from the first by more than repeats."""
    if period.days <= MOST_DAYS:
        return period
    year_before = period.year_before().end
    return Period(year_before + timedelta(days=1), period.end)


def _stands_for_an_area(points: pd.DataFrame, country: Country) -> npt.NDArray[np.bool_]:
    """Points on the known middle of a town or constituency, and piles."""
    known = [(one.longitude, one.latitude) for one in country.constituencies]
    known += [(one.longitude, one.latitude) for one in country.towns]
    own = points[["longitude", "latitude"]].to_numpy(dtype=float)
    on_centre = np.zeros(len(own), dtype=bool)
    for centre in known:
        on_centre |= (np.abs(own - np.array(centre)) <= CENTRE_DEGREES).all(axis=1)
    together = points.groupby(["longitude", "latitude"]).longitude.transform("size").to_numpy()
    return np.asarray(on_centre | (together > max(FEWEST_OF_A_PILE, SHARE_OF_A_PILE * len(own))), dtype=bool)


def _metres(points: pd.DataFrame) -> npt.NDArray[np.float64]:
    """East and north; over a county the earth is flat enough for 400 metres."""
    latitude = points.latitude.to_numpy(dtype=float)
    shrunk = np.cos(np.radians(latitude.mean())) if latitude.size else 1.0
    return np.column_stack([points.longitude.to_numpy(dtype=float) * shrunk, latitude]) * METRES_PER_DEGREE


def _day_numbers(points: pd.DataFrame) -> npt.NDArray[np.int64]:
    return pd.to_datetime(points.occurred_on).to_numpy().astype("datetime64[D]").astype(np.int64)


def _sample(metres: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Positions of as many as a reader can wait for, drawn at random: that thins observed and expected pairs alike."""
    order = np.random.default_rng(SEED).permutation(len(metres))[:MOST_POINTS]
    pairs = near_pair_count(metres[order])
    while pairs > MOST_PAIRS:
        order = order[: int(len(order) * (0.95 * MOST_PAIRS / pairs) ** 0.5)]
        pairs = near_pair_count(metres[order])
    return np.asarray(np.sort(order), dtype=np.int64)


def _rows(found: NearRepeats) -> pd.DataFrame:
    lifts = {(where, when): found.estimate(where, when) for where, when in _bands()}
    return pd.DataFrame(
        [
            {
                "distance": where,
                "days": when,
                "observed": int(found.observed[where, when]),
                "expected": float(found.expected[where, when]),
                "usual_lower": float(found.usual_lower[where, when]),
                "usual_upper": float(found.usual_upper[where, when]),
                "ratio": np.nan if lift.value is None else lift.value,
                "p": float(found.p[where, when]),
                "stands_out": bool(found.stands_out[where, when]),
                "flag": str(lift.flag),
            }
            for (where, when), lift in lifts.items()
        ]
    )


def _sentences(found: NearRepeats) -> tuple[Sentence, ...]:
    return tuple(
        repeat_sentence(
            found.estimate(where, when),
            float(found.expected[where, when]),
            bool(found.stands_out[where, when]),
            WHERE[where],
            WHEN[when],
        )
        for where, when in _bands()
    )


def _finding(rows: pd.DataFrame) -> Sentence:
    is_told = rows.flag == Flag.OK
    is_clear = is_told & rows.stands_out & (rows.ratio >= SMALLEST_LIFT_WORTH_NAMING)
    return repeats_sentence(int(is_clear.sum()), int(is_told.sum()), len(rows))


def _bands() -> list[tuple[int, int]]:
    return [(where, when) for where in range(len(DISTANCE_BANDS)) for when in range(len(DAY_BANDS))]


def repeat_sentence(lift: Estimate, expected: float, stands_out: bool, where: Sentence, when: Sentence) -> Sentence:
    """One band of distance and days.

    Arguments:
        lift: observed pairs for each expected one, with the limits that chance keeps to.
        stands_out: with all bands looked at together.
        where, when: the band in words.
    """
    few = N_("{where}, {when}: too few to say.")
    more = N_(
        "{where}, {when}: {observed} pairs of reports, more than the {expected} that dates without pattern would "
        "bring (usually {lower} to {upper})."
    )
    as_usual = N_(
        "{where}, {when}: {observed} pairs of reports; no clear difference from the {expected} that dates without "
        "pattern would bring (usually {lower} to {upper})."
    )
    is_clear = stands_out and lift.value is not None and lift.value >= SMALLEST_LIFT_WORTH_NAMING
    return told(
        changed(lift, lambda ratio: round(ratio * expected)),
        {"where": where, "when": when, "observed": lift.n, "expected": round(expected)},
        nothing=few,
        few=few,
        full=more if is_clear else as_usual,
    )


def repeats_sentence(clear: int, told: int, bands: int) -> Sentence:
    """How many bands of distance and days show repeats, of how many that could be told."""
    values = {"clear": clear, "told": told, "bands": bands}
    if not told:
        return Sentence("Too few reports near each other to say anything.")
    if not clear:
        return Sentence(
            "No clear near repeats: in none of {told} bands of distance and days that could be told do reports follow "
            "each other more than dates without pattern would bring.",
            values,
        )
    return Sentence(
        "Of {bands} bands of distance and days, {told} could be told and {clear} show near repeats.", values
    )
