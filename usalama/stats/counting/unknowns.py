"""What share, when for some it is not known?"""

from __future__ import annotations

from dataclasses import dataclass

from usalama.model import Estimate
from usalama.stats.counting.shares import wilson_share

# With more unknown than known, whoever wrote it down decides the share.
MOST_UNKNOWN = 0.5


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
