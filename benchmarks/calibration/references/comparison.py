"""What we compute beside what a reference says, and how far apart they are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Known = Mapping[str, Any]


@dataclass(frozen=True)
class Comparison:
    """Results by the names of the reference; a result may hold results of its own.

    Arguments:
        ours: what our code computes. Whole numbers, truths and words (counts, alarms, members) must be equal; other
            numbers may differ by the tolerance.
        theirs: what the reference says of the same.
    """

    ours: Mapping[str, Any]
    theirs: Mapping[str, Any]


@dataclass(frozen=True)
class Tolerance:
    """By how much numbers may differ, from theirs or as a part of theirs."""

    size: float
    is_relative: bool

    def __str__(self) -> str:
        return f"{self.size:g} {'relative' if self.is_relative else 'absolute'}" if self.size else "exact"


@dataclass(frozen=True)
class Difference:
    """How far ours is from theirs.

    Arguments:
        largest: of all numbers, as the tolerance measures it; infinite where only one of both has a number.
        equal, unequal: names of the results that must be equal, and are or are not.
    """

    largest: float
    equal: tuple[str, ...]
    unequal: tuple[str, ...]


def against(known: Known, ours: Mapping[str, Any]) -> Comparison:
    """Our results beside those that the reference has under the same names."""
    return Comparison(ours, _same_names(ours, known["expected"]))


def number(told: float | None) -> float:
    """NaN where nothing is told, so that it counts as infinitely far from a number of theirs."""
    return math.nan if told is None else told


def _same_names(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _same_names(found, theirs[name]) if isinstance(found, Mapping) else theirs[name]
        for name, found in ours.items()
    }


def tolerance_of(known: Known, name: str | None = None) -> Tolerance:
    """The tolerance that the reference states; ``name`` picks one where it states several."""
    stated = known["tolerance"]
    chosen = name or next(one for one in ("abs", "rel", "exact") if one in stated)
    return Tolerance(0.0 if chosen == "exact" else float(stated[chosen]), is_relative=chosen.endswith("rel"))


def by_path(results: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Each result with its name; one inside another is called outer.inner."""
    for name, result in results.items():
        if isinstance(result, Mapping):
            yield from by_path(result, f"{before}{name}.")
        else:
            yield f"{before}{name}", result


def difference(comparison: Comparison, tolerance: Tolerance) -> Difference:
    """How far are our results from those of the reference?

    Raises:
        KeyError: ours and theirs do not bear the same names.
    """
    theirs, largest = dict(by_path(comparison.theirs)), 0.0
    equal: list[str] = []
    unequal: list[str] = []
    for name, result in by_path(comparison.ours):
        if np.asarray(result).dtype.kind in "biuU":
            (equal if _plain(result) == _plain(theirs[name]) else unequal).append(name)
        else:
            largest = max(largest, _largest(result, theirs[name], is_relative=tolerance.is_relative))
    return Difference(largest, tuple(equal), tuple(unequal))


def _plain(result: Any) -> Any:
    return np.asarray(result).tolist()


def _largest(ours: Any, theirs: Any, *, is_relative: bool) -> float:
    """Of two numbers or arrays in which None and NaN stand for no number."""
    found, expected = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    if found.shape != expected.shape or not np.array_equal(np.isfinite(found), np.isfinite(expected)):
        return math.inf
    is_known = np.isfinite(found)
    apart, size = np.abs(found - expected)[is_known], np.abs(expected)[is_known]
    if is_relative:
        # Beside a 0 of theirs no part can be told: ours is 0 too, or infinitely far.
        apart = np.where(apart == 0, 0.0, np.divide(apart, size, out=np.full(apart.shape, np.inf), where=size > 0))
    return float(apart.max(initial=0.0))
