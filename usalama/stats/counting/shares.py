"""What share, and how sure?"""

from __future__ import annotations

import math

from scipy.special import ndtri

from usalama.model import Estimate, Flag

METHOD = "Wilson"
DIFFERENCE_METHOD = "Newcombe (hybrid score)"
# Under this many a share is a story about single cases.
FEWEST_FOR_A_SHARE = 30


def wilson_share(count: float | None, whole: float | None, *, confidence: float = 0.95) -> Estimate:
    """A share with Wilson's interval.

    Arguments:
        count: those that are of the kind; None where hidden.
        whole: all of them; None where hidden.
        confidence: coverage of the interval.

    Returns:
        The share, 0 to 1. ``hidden`` when either number is; ``no_data`` when there is nothing to
        share; ``unstable`` below 30. A count above the whole, as two rounded numbers can be, is the whole.

    Notes:
        (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)

    Source:
        Wilson (1927), J Am Stat Assoc 22:209-212.
    """
    if count is None or whole is None:
        return Estimate(None, None, None, None, METHOD, Flag.HIDDEN)
    if whole <= 0:
        return Estimate(None, None, None, 0, METHOD, Flag.NO_DATA)
    share, z = min(count / whole, 1.0), float(ndtri((1 + confidence) / 2))
    centre = share + z * z / (2 * whole)
    reach = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    flag = Flag.UNSTABLE if whole < FEWEST_FOR_A_SHARE else Flag.OK
    return Estimate(
        share, max((centre - reach) / scale, 0.0), min((centre + reach) / scale, 1.0), int(whole), METHOD, flag
    )


def share_difference(first: Estimate, second: Estimate) -> Estimate:
    """How much larger is one share than another, of separate people?

    Arguments:
        first, second: shares as ``wilson_share`` gives them, at one confidence.

    Returns:
        The first less the second, -1 to 1, with ``n`` of both. ``hidden`` when either is; ``no_data`` when either
        has nothing to share; ``unstable`` when either is.

    Notes:
        d - √((p1 - l1)² + (u2 - p2)²) and d + √((u1 - p1)² + (p2 - l2)²), with Wilson's limits l and u.

    Source:
        Newcombe (1998), Stat Med 17:873-890, method 10.
    """
    known = (first.value, first.lower, first.upper, second.value, second.lower, second.upper)
    if any(number is None for number in known):
        flag = Flag.HIDDEN if Flag.HIDDEN in (first.flag, second.flag) else Flag.NO_DATA
        return Estimate(None, None, None, None, DIFFERENCE_METHOD, flag)
    share, low, high, other, other_low, other_high = (float(number) for number in known if number is not None)
    difference = share - other
    return Estimate(
        value=difference,
        lower=difference - math.hypot(share - low, other_high - other),
        upper=difference + math.hypot(high - share, other - other_low),
        n=(first.n or 0) + (second.n or 0),
        method=DIFFERENCE_METHOD,
        flag=Flag.UNSTABLE if Flag.UNSTABLE in (first.flag, second.flag) else Flag.OK,
    )
