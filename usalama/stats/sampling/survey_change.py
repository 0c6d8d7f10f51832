"""Did a share change from one round of a survey to the next, or is that chance?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from usalama.model import Estimate, Flag
from usalama.stats.counting.shares import share_difference
from usalama.stats.sampling.survey import SurveyShare

METHOD = "Difference of two survey shares, limits from those of each"


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
