"""Whether two names may be one name in two spellings."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

# Names this alike are offered as one under two spellings.
ALIKE = 88


def may_be_one(name: str, other: str) -> bool:
    """Whether two names of one county may be the same, spelt in two ways.

    Returns:
        True where the words, in any order and case, are alike by ``ALIKE`` of 100 and hold the same numbers: Phase 1
        and Phase 2 are two estates.

    Source: rapidfuzz, normalised Indel similarity of the sorted words.
    """
    if re.findall(r"\d+", name) != re.findall(r"\d+", other):
        return False
    return fuzz.token_sort_ratio(name.lower(), other.lower()) >= ALIKE
