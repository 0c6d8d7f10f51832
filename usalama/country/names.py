"""Names, compared without regard to case, accents, spaces and punctuation, and whether two may be one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from usalama.errors import InputRefused
from usalama.model import N_

# Below this likeness (0 to 100) a suggestion would only confuse.
LEAST_LIKENESS = 60.0
UNKNOWN = {
    "place": N_("{name} is no place that is known here."),
    "county": N_("{name} is no county that is known here."),
    "constituency": N_("{name} is no constituency that is known here."),
    "category": N_("{name} is no category that is known here."),
}
UNKNOWN_BUT_NEAR = {
    "place": N_("{name} is no place that is known here; did you mean {suggestion}?"),
    "county": N_("{name} is no county that is known here; did you mean {suggestion}?"),
    "constituency": N_("{name} is no constituency that is known here; did you mean {suggestion}?"),
    "category": N_("{name} is no category that is known here; did you mean {suggestion}?"),
}
# Names this alike are offered as one under two spellings.
ALIKE = 88


def letters(name: str) -> str:
    """A name without case, accents, spaces and punctuation: Murang'a -> muranga."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def nearest_spelling(name: str, known: Iterable[str]) -> str | None:
    """The known name most like this one, or None when none is alike enough.

    Source: rapidfuzz, normalised Indel similarity of the letters; the first of equals in the order given.
    """
    names = tuple(known)
    found = process.extractOne(letters(name), _letters_of(names), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
    return names[found[2]] if found else None


@lru_cache(maxsize=32)
def _letters_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Kept, since a file may hold a hundred thousand unknown names, each compared with the same known ones."""
    return tuple(map(letters, names))


def unknown(kind: str, name: str, known: Iterable[str]) -> InputRefused:
    """The error for a name that is not known, with the nearest spelling if one is near.

    Arguments:
        kind: "place", "county", "constituency" or "category".
    """
    suggestion = nearest_spelling(name, known)
    if suggestion is None:
        return InputRefused(UNKNOWN[kind], name=name)
    return InputRefused(UNKNOWN_BUT_NEAR[kind], name=name, suggestion=suggestion)


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
