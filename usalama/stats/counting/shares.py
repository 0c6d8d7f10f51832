"""What share, and how sure, also when for some it is not known, or not yet?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import Numbers

METHOD = "Wilson"
DIFFERENCE_METHOD = "Newcombe (hybrid score)"
# Under this many a share is a story about single cases.
FEWEST_FOR_A_SHARE = 30
# With more unknown than known, whoever wrote it down decides the share.
MOST_UNKNOWN = 0.5
COMPLETENESS_METHOD = "Wilson, widened for months that differ"
FEWEST_MONTHS = 3


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


@dataclass(frozen=True)
class KnownShare:
    """A share among those for which it is known, and how far the others could move it.

    Arguments:
        share: 0 to 1 of those known, with Wilson's interval: chance only.
        lowest, highest: of all, if none or if every one of the unknown were of the kind; None where hidden.
        count, known, unknown: of the kind, with an answer, without one; None where hidden.
    """

    share: Estimate
    lowest: float | None
    highest: float | None
    count: int | None
    known: int | None
    unknown: int | None

    @property
    def is_mostly_unknown(self) -> bool:
        if self.known is None or self.unknown is None:
            return False
        return self.unknown > MOST_UNKNOWN * (self.known + self.unknown)


def known_share(count: int | None, unknown: int | None, whole: int | None, *, confidence: float = 0.95) -> KnownShare:
    """What share is of the kind, and how far could the unknown move it?

    Arguments:
        count: those known to be of the kind; None where hidden.
        unknown: those for which it is not known; None where hidden.
        whole: all of them; None where hidden.
        confidence: coverage of the interval.

    Returns:
        The share of those known. Decided in the open: a hidden number leaves the share ``hidden``; where nobody is
        known it is ``no_data`` while the bounds still hold. Rounded numbers may not add up: a count above the
        known counts as all of them, and the bounds stay within 0 and 1.

    Raises:
        ValueError: a number is negative.

    Notes:
        count / (whole - unknown); bounds count / whole and (count + unknown) / whole.

    Source:
        Manski (1989), J Hum Resour 24:343-360, for the bounds; Wilson (1927), J Am Stat Assoc 22:209-212.
    """
    if any(number is not None and number < 0 for number in (count, unknown, whole)):
        raise ValueError("counts cannot be negative")
    if count is None or unknown is None or whole is None:
        return KnownShare(wilson_share(None, whole), None, None, count, None, unknown)
    known = max(whole - unknown, 0)
    share = wilson_share(count, known, confidence=confidence)
    if not whole:
        return KnownShare(share, None, None, count, known, unknown)
    lowest, highest = min(count / whole, 1.0), min((count + unknown) / whole, 1.0)
    return KnownShare(share, lowest, highest, count, known, unknown)


def completeness_estimate(in_time: Numbers, total: Numbers) -> Estimate:
    """Which share of a month is in, judged by what came in as late in the months before?

    Arguments:
        in_time: (n,), reports of each earlier month that had come in as long after its end.
        total: (n,), all reports of that month so far.

    Returns:
        The share, 0 to 1; ``no_data`` with fewer than three months or no reports. Rounded counts may have more in
        time than in all: that is all of them.

    Notes:
        Wilson's interval of the sums, both divided by the dispersion of the months where that is above 1.
    """
    whole = float(total.sum())
    if total.size < FEWEST_MONTHS or whole <= 0:
        return Estimate(None, None, None, int(whole), COMPLETENESS_METHOD, Flag.NO_DATA)
    early = np.minimum(in_time, total)
    share = float(early.sum()) / whole
    spread = total * share * (1 - share)
    chi = float(np.divide((early - total * share) ** 2, spread, out=np.zeros(total.shape), where=spread > 0).sum())
    dispersion = max(chi / (total.size - 1), 1.0)
    wilson = wilson_share(float(early.sum()) / dispersion, whole / dispersion)
    return Estimate(wilson.value, wilson.lower, wilson.upper, int(whole), COMPLETENESS_METHOD, wilson.flag)
