"""Is a target reached, when the value has a range?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Under this part of the way from the baseline to the target an indicator is behind.
NEAR = 0.8


class Rating(StrEnum):
    REACHED = "reached"
    NOT_SURE = "not_sure"
    BEHIND = "behind"
    NO_VALUE = "no_value"


@dataclass(frozen=True)
class Reading:
    """A value with its range; a value that was counted in full has none."""

    value: float | None
    lower: float | None = None
    upper: float | None = None


def rate_indicator(reading: Reading, baseline: float | None, target: float | None, *, is_lower_better: bool) -> Rating:
    """Whether a target is reached, allowing for the range of the value.

    Returns:
        ``REACHED`` where even the worse end of the range has reached the target; ``BEHIND`` where even the better
        end has not come eight tenths of the way to it from the baseline (where there is no baseline, or the
        target lies no further than it: has not reached it); ``NOT_SURE`` between; ``NO_VALUE`` without a value or
        a target.
    """
    if reading.value is None or target is None:
        return Rating.NO_VALUE
    ends = [reading.value if end is None else end for end in (reading.lower, reading.upper)]
    # A fall that is wanted is a rise of the negative.
    sign = -1.0 if is_lower_better else 1.0
    worst, best = sorted(sign * end for end in ends)
    aim = sign * target
    if worst >= aim:
        return Rating.REACHED
    start = aim if baseline is None else min(sign * baseline, aim)
    nearly = start + NEAR * (aim - start)
    return Rating.BEHIND if best < nearly else Rating.NOT_SURE
