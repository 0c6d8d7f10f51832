"""How many events fewer were there, once what may have moved next door is counted in?"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri

from usalama.model import Estimate, Flag
from usalama.stats.effect.did import BeforeAfter

METHOD = "Weighted displacement difference"
# Below this the sum of counts is not close enough to normal.
FEWEST_IN_ALL = 20


@dataclass(frozen=True, kw_only=True)
class Areas:
    """Four areas, by name only: swapped pairs would give another number without any warning.

    Arguments:
        treated: where something was done.
        control: an area like it, where nothing was.
        near_treated: around the treated area, where events may have moved to; None when not looked at.
        near_control: around the control area; needed when ``near_treated`` is given.
    """

    treated: BeforeAfter
    control: BeforeAfter
    near_treated: BeforeAfter | None = None
    near_control: BeforeAfter | None = None

    def __post_init__(self) -> None:
        if (self.near_treated is None) != (self.near_control is None):
            raise ValueError("an area around one side needs the area around the other side")


@dataclass(frozen=True)
class Displacement:
    """Changes in events; below 0 is fewer.

    Arguments:
        total: of the treated area and its surroundings together, beyond their controls.
        inside: of the treated area alone.
        nearby: of its surroundings alone; above 0 is displacement, below 0 a benefit that spread. ``no_data`` when
            they were not looked at.
        error: the standard error of ``total``; None where a count is hidden.
    """

    total: Estimate
    inside: Estimate
    nearby: Estimate
    error: float | None


def displacement_difference(areas: Areas, *, confidence: float = 0.95) -> Displacement:
    """By how many events did the treated area and its surroundings change beyond their controls?

    Arguments:
        areas: events before and after, of equally long periods.
        confidence: coverage of the intervals.

    Returns:
        Three changes. Decided in the open: a hidden count is ``hidden``; no event at all is ``no_data``; under 20
        events in all is ``unstable``. Controls should be of similar size: a larger one weighs more.

    Notes:
        (treated after - before) - (control after - before) + the same of the surroundings; the error is the root of
        the sum of all counts, as if each were Poisson. Counts that vary more than that need a wider interval.

    Source:
        Wheeler & Ratcliffe (2018), A simple weighted displacement difference test, Crime Science 7:11.
    """
    inside = (areas.treated, areas.control)
    around = (
        () if areas.near_treated is None or areas.near_control is None else (areas.near_treated, areas.near_control)
    )
    total = _difference((*inside, *around), confidence)
    error = None if total.n is None else math.sqrt(total.n)
    return Displacement(total, _difference(inside, confidence), _difference(around, confidence), error)


def _difference(pairs: tuple[BeforeAfter, ...], confidence: float) -> Estimate:
    """Treated and control in turn."""
    if not pairs:
        return Estimate(None, None, None, None, METHOD, Flag.NO_DATA)
    change, n = 0.0, 0.0
    for position, pair in enumerate(pairs):
        if pair.before is None or pair.after is None:
            return Estimate(None, None, None, None, METHOD, Flag.HIDDEN)
        change += (pair.after - pair.before) * (-1) ** position
        n += pair.after + pair.before
    if n == 0:
        return Estimate(None, None, None, 0, METHOD, Flag.NO_DATA)
    reach = float(ndtri((1 + confidence) / 2)) * math.sqrt(n)
    flag = Flag.UNSTABLE if n < FEWEST_IN_ALL else Flag.OK
    return Estimate(change, change - reach, change + reach, int(n), METHOD, flag)
