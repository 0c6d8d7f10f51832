"""How many people must each round of a survey ask, and did a share change from one round to the next?"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from scipy.special import ndtri

from usalama.model import Estimate, Flag
from usalama.stats.counting.shares import share_difference
from usalama.stats.sampling.survey import SurveyShare

USUAL_CONFIDENCE, USUAL_POWER = 0.95, 0.8
METHOD = "Difference of two survey shares, limits from those of each"


@dataclass(frozen=True)
class Fieldwork:
    """What drawing and asking costs.

    Arguments:
        design_effect: by how much clusters and weights raise the variance; at least 1, as nobody plans with less.
        response: the share of those approached who answer, over 0 and at most 1.
        people_per_cluster: answers wanted in each cluster.
        population: people of whom is drawn; None for so many that it does not matter.
    """

    design_effect: float = 1.0
    response: float = 1.0
    people_per_cluster: int = 1
    population: int | None = None

    def __post_init__(self) -> None:
        if not (self.design_effect >= 1 and 0 < self.response <= 1 and self.people_per_cluster >= 1):
            raise ValueError("a design effect is at least 1, a response over 0 and at most 1, a cluster at least one")
        if self.population is not None and self.population < 1:
            raise ValueError("nobody can be drawn of nobody")


@dataclass(frozen=True)
class SampleSize:
    """A plan of one round.

    Arguments:
        answers: people who must answer; never more than there are.
        people: people to approach, so that as many answer; where that is more than there are, it is all of them.
        clusters: places to draw first.
        is_everybody: whether even asking everybody would do no better: there are no more people.
    """

    answers: int
    people: int
    clusters: int
    is_everybody: bool = False


def size_for_half_width(
    share: float, half_width: float, fieldwork: Fieldwork, *, confidence: float = USUAL_CONFIDENCE
) -> SampleSize:
    """How many people, for a share to be known to within so much on either side?

    Arguments:
        share: the one expected, over 0 and under 1; 0.5 needs most.
        half_width: half of the interval wanted, over 0 and under 1.

    Raises:
        ValueError: a share or half-width that is not between 0 and 1.

    Notes:
        n0 = deff z² p (1 - p) / h², and among N people n = n0 N / (N - 1 + n0), which is n0 / (1 + (n0 - 1) / N).

    Source:
        Cochran (1977), Sampling Techniques, 3rd edition, 4.4; Kish (1965), Survey Sampling, 8.2, for the design effect.
    """
    _check_share(share, half_width)
    z = float(ndtri((1 + confidence) / 2))
    return _planned(z**2 * share * (1 - share) / half_width**2, fieldwork)


def size_for_change(
    before: float,
    after: float,
    fieldwork: Fieldwork,
    *,
    power: float = USUAL_POWER,
    confidence: float = USUAL_CONFIDENCE,
) -> SampleSize:
    """How many people in each of two rounds, for a change to be seen as one?

    Arguments:
        before, after: the shares of the two rounds, over 0, under 1 and not the same.
        power: how often, of 1, such a change would be called one.

    Raises:
        ValueError: a share outside 0 to 1, or no change.

    Notes:
        n0 = deff (z + z')² (p1 (1 - p1) + p2 (1 - p2)) / (p2 - p1)², with z for the confidence on two sides and z' for
        the power; among N people as for a half-width.

    Source:
        Magnani (1997), Sampling Guide, Food and Nutrition Technical Assistance, there with z on one side; Fleiss, Levin
        & Paik (2003), Statistical Methods for Rates and Proportions, 3rd edition, chapter 4.
    """
    _check_share(before, after)
    if before == after:
        raise ValueError("without a change there is none to be seen")
    reach = float(ndtri((1 + confidence) / 2) + ndtri(power))
    spread = before * (1 - before) + after * (1 - after)
    return _planned(reach**2 * spread / (after - before) ** 2, fieldwork)


def _check_share(*shares: float) -> None:
    if not all(0 < share < 1 for share in shares):
        raise ValueError("a share lies between 0 and 1")


def _planned(simple: float, fieldwork: Fieldwork) -> SampleSize:
    """From a simple sample of a population without end to people and clusters of this one."""
    needed, whole = simple * fieldwork.design_effect, fieldwork.population
    if whole is not None:
        needed = needed * whole / (whole - 1 + needed)
    # A billionth more than a whole number is how the machine counts, and nobody.
    answers = max(math.ceil(needed - 1e-9), 1)
    people = math.ceil(answers / fieldwork.response - 1e-9)
    clusters = math.ceil(answers / fieldwork.people_per_cluster)
    if whole is None or people <= whole:
        return SampleSize(answers, people, clusters)
    return SampleSize(answers, whole, clusters, is_everybody=True)


class Direction(StrEnum):
    """What became of a share. There is no fifth word."""

    ROSE = "rose"
    FELL = "fell"
    NO_CLEAR_CHANGE = "no clear change"
    TOO_FEW = "too few to say"


@dataclass(frozen=True)
class SurveyChange:
    """A share of one round less that of the round before.

    Arguments:
        estimate: the difference, -1 to 1, with ``n`` of both rounds.
        direction: what may be said of it.
    """

    estimate: Estimate
    direction: Direction


def survey_change(before: SurveyShare, after: SurveyShare) -> SurveyChange:
    """By how much did a share change between two rounds that were drawn anew?

    Arguments:
        before, after: shares of the same question as ``survey_share`` gives them, at one confidence.

    Returns:
        The difference with its interval. Decided in the open: a share that rests on fewer than 50 answers, or cannot
        be told, makes it ``too few to say``; an interval that holds 0 is ``no clear change``, which does not say that
        nothing changed.

    Notes:
        d = p2 - p1, from d - √((p2 - l2)² + (u1 - p1)²) to d + √((u2 - p2)² + (p1 - l1)²), with the limits l and u of
        each round, which hold its strata, clusters, weights and degrees of freedom. Unlike d ± t s it stays within -1
        and 1, and it holds where everybody or nobody says yes. Rounds that went back to the same clusters resemble
        each other: the interval is then wider than it need be, never too narrow.

    Source:
        Zou & Donner (2008), Stat Med 27:1693-1702, for any limits; Newcombe (1998), Stat Med 17:873-890, method 10, for
        Wilson's.
    """
    found = replace(share_difference(after.estimate(), before.estimate()), method=METHOD)
    return SurveyChange(found, direction_of(found))


def direction_of(found: Estimate) -> Direction:
    """The word for a difference with its interval."""
    if found.flag is not Flag.OK or found.lower is None or found.upper is None:
        return Direction.TOO_FEW
    if found.lower > 0:
        return Direction.ROSE
    return Direction.FELL if found.upper < 0 else Direction.NO_CLEAR_CHANGE
