"""How did a place change beside another, with what may have moved next door counted in?"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from scipy.special import ndtri

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import FEWEST_EVENTS

RATIO_METHOD = "Poisson ratio of ratios"
METHOD = "Weighted displacement difference"
# Treated and control, or nothing, before and after; and what a pair of them says.
COUNTS_OF_PAIR = 4
Pair: TypeAlias = tuple["BeforeAfter", ...]
Part: TypeAlias = Callable[[float, float, float, float], tuple[float, float] | None]
# Below this the sum of counts is not close enough to normal.
FEWEST_IN_ALL = 20


@dataclass(frozen=True, kw_only=True)
class BeforeAfter:
    """Events of an area in two equally long periods; None where hidden. By name only, so that they are not swapped."""

    before: float | None
    after: float | None

    def __post_init__(self) -> None:
        if any(count is not None and count < 0 for count in (self.before, self.after)):
            raise ValueError("counts cannot be negative")


def ratio_of_ratios(
    *, treated: BeforeAfter, control: BeforeAfter, dispersion: float = 1.0, confidence: float = 0.95
) -> Estimate:
    """How did the treated area change, for each time the other one changed?

    Arguments:
        treated, control: events before and after, by name.
        dispersion: variance over mean of such counts, at least 1; 1 is the least that chance can do.
        confidence: coverage of the interval.

    Returns:
        (after / before) of the treated area over that of the control; n is all events. Decided in the open: a hidden
        count is ``hidden``; a count of 0 has no ratio and is ``no_data`` (nothing is added to it, since with so few
        events the answer would be what was added); under 10 events in one of the four is ``unstable``. Periods of
        different length need no care as long as they are the same for both areas. One area and one control are never
        enough for a verdict.

    Notes:
        exp of the interaction in log mean = area + period + area x period; its error is √(dispersion Σ 1 / count).

    Source:
        Wilson (2022), The relative incident rate ratio effect size for count-based impact evaluations, J Quant Criminol
        38:323-341. Equals R's glm(count ~ post * treat, family = poisson).
    """
    counts = (treated.before, treated.after, control.before, control.after)
    known = [count for count in counts if count is not None]
    if len(known) < len(counts):
        return Estimate(None, None, None, None, RATIO_METHOD, Flag.HIDDEN)
    n = int(sum(known))
    if min(known) == 0:
        return Estimate(None, None, None, n, RATIO_METHOD, Flag.NO_DATA)
    before, after, control_before, control_after = known
    value = math.log(after / before) - math.log(control_after / control_before)
    reach = float(ndtri((1 + confidence) / 2)) * math.sqrt(max(dispersion, 1.0) * sum(1 / count for count in known))
    flag = Flag.UNSTABLE if min(known) < FEWEST_EVENTS else Flag.OK
    return Estimate(math.exp(value), math.exp(value - reach), math.exp(value + reach), n, RATIO_METHOD, flag)


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
