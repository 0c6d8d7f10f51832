"""What sentences of all reports share: one ladder by how much is known, when a ratio is worth a word, places, lists."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from usalama.model import Estimate, Flag, Place, PlaceLevel, Sentence, counted

Wording: TypeAlias = str | Sentence | Callable[[float, float, float], Sentence]
# Below these the ratio of two rates is called similar even where it differs for sure.
SMALLEST_RATIO_WORTH_NAMING = 1.05
TEN = 10


def told(
    estimate: Estimate,
    values: Mapping[str, object] | None = None,
    *,
    nothing: str,
    full: Wording,
    few: str = "",
    hidden: str = "",
    open_ended: str = "",
    called: str = "value",
) -> Sentence:
    """What may be said of an estimate, with just the strength that it has.

    Arguments:
        values: what fills the gaps of every template; of a number that is known its ``called``, ``lower`` and
            ``upper`` are added.
        nothing: where there are no data, or no number came of them.
        full: where value and range are known: a template, or what makes a sentence of value, lower and upper.
        few: where there are too few for a reliable number; else it is told in full.
        hidden: where the number may not be shown; else as ``nothing``.
        open_ended: where one end of the range is not known; else as ``nothing``.
        called: the name of the value's gap in the templates.

    Returns:
        The sentence of the first step of the ladder that holds: hidden, nothing, few, open-ended, full.
    """
    named = zip((called, "lower", "upper"), estimate.numbers, strict=True)
    known = {name: number for name, number in named if number is not None}
    gaps = {**(values or {}), **known}
    if estimate.flag is Flag.HIDDEN:
        return Sentence(hidden or nothing, gaps)
    if estimate.flag is Flag.NO_DATA or estimate.value is None:
        return Sentence(nothing, gaps)
    if estimate.flag is Flag.UNSTABLE and few:
        return Sentence(few, gaps)
    if estimate.lower is None or estimate.upper is None:
        return Sentence(open_ended or nothing, gaps)
    if callable(full):
        return full(estimate.value, estimate.lower, estimate.upper)
    return full if isinstance(full, Sentence) else Sentence(full, gaps)


def changed(estimate: Estimate, change: Callable[[float], float | None]) -> Estimate:
    """The same estimate with each of its numbers in another unit, rounded or left out, for a sentence."""
    value, lower, upper = (None if one is None else change(one) for one in estimate.numbers)
    return replace(estimate, value=value, lower=lower, upper=upper)


def in_100(estimate: Estimate) -> Estimate:
    """A share as parts of a hundred, whole."""
    return changed(estimate, lambda share: round(100 * share))


def finite(estimate: Estimate) -> Estimate:
    """Without what is no number, or beyond all: as if it were not known."""
    return changed(estimate, lambda number: number if math.isfinite(number) else None)


def days_words(days: int) -> Sentence:
    """A number of days, as the gap of another sentence."""
    return counted("{count} day", "{count} days", days)


def roughly(count: float) -> float:
    """A count that was worked out, for a sentence: whole from ten on, below with one digit more."""
    return float(round(count)) if count >= TEN else round(count, 1)


def is_close(ratio: Estimate) -> bool:
    """Whether a ratio is too near to one to be worth a word, however sure it is."""
    return ratio.value is not None and 1 / SMALLEST_RATIO_WORTH_NAMING < ratio.value < SMALLEST_RATIO_WORTH_NAMING


def place_words(place: Place) -> Sentence:
    """A place by name, saying whether it is a city or a county: the two are never the same."""
    named = {"place": place.name}
    return Sentence("{place} (city)", named) if place.level is PlaceLevel.CITY else Sentence("{place} (county)", named)


def listed(texts: Sequence[str | Sentence], most: int | None = None) -> Sentence:
    """Texts that are translated one by one, as a list.

    Arguments:
        most: how many are named, at least one; the rest is counted.
    """
    first, *rest = (text if isinstance(text, Sentence) else Sentence(text) for text in texts)
    if not rest:
        return first
    if most == 1:
        return Sentence("{first} and {count} more", {"first": first, "count": len(rest)})
    return Sentence("{first}, {rest}", {"first": first, "rest": listed(rest, None if most is None else most - 1)})
