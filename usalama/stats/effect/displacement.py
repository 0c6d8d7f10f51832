"""How many events fewer were there, once what may have moved next door is counted in?"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from scipy.special import ndtri

from usalama.model import Estimate, Flag
from usalama.stats.effect.did import BeforeAfter

METHOD = "Weighted displacement difference"
# Treated and control, or nothing, before and after; and what a pair of them says.
COUNTS_OF_PAIR = 4
Pair: TypeAlias = tuple[BeforeAfter, ...]
Part: TypeAlias = Callable[[float, float, float, float], tuple[float, float] | None]
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


def displacement_difference(
    areas: Areas, *, dispersion: float = 1.0, is_scaled: bool = False, confidence: float = 0.95
) -> Displacement:
    """By how many events did the treated area and its surroundings change beyond their controls?

    Arguments:
        areas: events before and after, of equally long periods.
        dispersion: variance over mean of such counts, at least 1; 1 is the least that chance can do.
        is_scaled: whether each control is first brought to as many events before as the area that it stands beside, so
            that a change by the same part everywhere is no difference. Without it a larger control weighs more.
        confidence: coverage of the intervals.

    Returns:
        Three changes. Decided in the open: a hidden count is ``hidden``; no event at all is ``no_data``; under 20
        events in all is ``unstable``; scaled, a count of 0 among those is ``no_data``, as it has no ratio.

    Notes:
        (treated after - before) - (control after - before) + the same of the surroundings; the error is the root of
        dispersion times the sum of all counts. Scaled: treated after - e with e = treated before x control after /
        control before, whose variance is treated after + e² (1 / treated before + 1 / control after + 1 / control
        before), times the dispersion.

    Source:
        Wheeler & Ratcliffe (2018), A simple weighted displacement difference test, Crime Science 7:11.
    """
    inside = (areas.treated, areas.control)
    around = (
        () if areas.near_treated is None or areas.near_control is None else (areas.near_treated, areas.near_control)
    )
    part = _scaled if is_scaled else _plain
    reach = float(ndtri((1 + confidence) / 2)) * math.sqrt(max(dispersion, 1.0))
    total, variance = _difference((inside, around), part, reach)
    error = None if variance is None else math.sqrt(max(dispersion, 1.0) * variance)
    return Displacement(total, _difference((inside,), part, reach)[0], _difference((around,), part, reach)[0], error)


def _difference(pairs: tuple[Pair, ...], part: Part, reach: float) -> tuple[Estimate, float | None]:
    """The changes of pairs of treated and control added up, with the variance that chance alone makes."""
    asked = [pair for pair in pairs if pair]
    if not asked:
        return Estimate(None, None, None, None, METHOD, Flag.NO_DATA), None
    known = [[count for one in pair for count in (one.before, one.after) if count is not None] for pair in asked]
    if any(len(counts) < COUNTS_OF_PAIR for counts in known):
        return Estimate(None, None, None, None, METHOD, Flag.HIDDEN), None
    n = int(sum(map(sum, known)))
    found = [part(*counts) for counts in known]
    told = [one for one in found if one is not None]
    if n == 0 or len(told) < len(found):
        return Estimate(None, None, None, n, METHOD, Flag.NO_DATA), None
    change, variance = (float(sum(one[place] for one in told)) for place in (0, 1))
    flag = Flag.UNSTABLE if n < FEWEST_IN_ALL else Flag.OK
    away = reach * math.sqrt(variance)
    return Estimate(change, change - away, change + away, n, METHOD, flag), variance


def _plain(before: float, after: float, control_before: float, control_after: float) -> tuple[float, float]:
    """Change beyond the control's, event for event, and its variance."""
    return after - before - (control_after - control_before), before + after + control_before + control_after


def _scaled(before: float, after: float, control_before: float, control_after: float) -> tuple[float, float] | None:
    """Change beyond the control's, part for part, and its variance; None where a count of 0 has no ratio."""
    if min(before, control_before, control_after) == 0:
        return None
    expected = before * control_after / control_before
    return after - expected, after + expected**2 * (1 / before + 1 / control_after + 1 / control_before)
