"""A sentence chosen by how much is known: the one ladder under all sentences about an estimate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from usalama.model import Estimate, Flag, Sentence

Wording: TypeAlias = str | Sentence | Callable[[float, float, float], Sentence]


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
    known = {name: number for name, number in _numbers(estimate, called).items() if number is not None}
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


def _numbers(estimate: Estimate, called: str) -> dict[str, float | None]:
    return {called: estimate.value, "lower": estimate.lower, "upper": estimate.upper}
