"""Did one area change more than the area it is compared with?"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import ndtri

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import FEWEST_EVENTS

METHOD = "Poisson ratio of ratios"


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
        return Estimate(None, None, None, None, METHOD, Flag.HIDDEN)
    n = int(sum(known))
    if min(known) == 0:
        return Estimate(None, None, None, n, METHOD, Flag.NO_DATA)
    before, after, control_before, control_after = known
    value = math.log(after / before) - math.log(control_after / control_before)
    reach = float(ndtri((1 + confidence) / 2)) * math.sqrt(max(dispersion, 1.0) * sum(1 / count for count in known))
    flag = Flag.UNSTABLE if min(known) < FEWEST_EVENTS else Flag.OK
    return Estimate(math.exp(value), math.exp(value - reach), math.exp(value + reach), n, METHOD, flag)
