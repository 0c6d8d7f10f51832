"""Cells in words: what stands out, its usual range, and what it may not mean.

A cell is never named, a patrol never recommended, and nothing is said of people or addresses.
"""

from __future__ import annotations

from usalama.asking.told import in_100, told
from usalama.model import N_, Estimate, Sentence

CLEAR = 0.05

FOLLOWS_REPORTERS = N_(
    "Reports follow reporters: a place where many people trust the police or use the app has more reports without "
    "being less safe, and a place without reports may have no way to report."
)
FOLLOWS_PEOPLE = N_(
    "Numbers find people: where more people live, work or pass through there are more reports. No population is known "
    "for areas this small, so there is no rate for a cell."
)
IN_SHORT = N_("Numbers find people and reports follow reporters: no rate, no forecast, and no advice where to patrol.")
NO_ADVICE = N_(
    "This describes reports of the past. It is no forecast for anybody who lives there and no advice where to patrol: "
    "whoever is sent where reports were finds more to report there."
)
WORDS = {
    "more": N_("more than expected"),
    "fewer": N_("fewer than expected"),
    "usual": N_("no clear difference"),
    "too_few": N_("too few to say"),
}


def verdict_words(verdict: str) -> str:
    """The verdict of one cell; the English key of its translation."""
    return WORDS[verdict]


def cells_sentence(
    more: int, fewer: int, told: int, cell_count: int, fewest_cells: int, *, is_beside: bool = False
) -> Sentence:
    """How many cells stand out.

    Arguments:
        more, fewer: cells with more and with fewer reports than expected.
        told: cells that could be judged, of ``cell_count``.
        fewest_cells: with fewer nothing is judged.
        is_beside: whether they are held against all reports there.
    """
    if cell_count < fewest_cells:
        return Sentence(
            "Too few to say: the place has {cells} cells, and fewer than {fewest} cannot be held against each other.",
            {"cells": cell_count, "fewest": fewest_cells},
        )
    values = {"more": more, "fewer": fewer, "told": told, "cells": cell_count}
    if not told:
        return Sentence("Too few to say: no cell and its neighbours expect 5 reports or more. Ask for more months.")
    if not more and not fewer:
        return Sentence(
            "No clear difference: of {told} cells that could be judged none stands out",
            values,
        )
    if is_beside:
        return Sentence(
            "In {more} of {told} cells more than all reports there lead one to expect, in {fewer} fewer; chance alone "
            "would mostly leave none",
            values,
        )
    return Sentence(
        "In {more} of {told} cells more reports than the surroundings lead one to expect, in {fewer} fewer; chance "
        "alone would mostly leave none",
        values,
    )


def busy_sentence() -> Sentence:
    """What a cell with many reports may not be taken for where none stands out."""
    return Sentence(
        "A single busy cell is no hot spot: it may be one town or one market, and its number is on the map."
    )


def strongest_sentence(observed: float, expected: float, lower: float, upper: float) -> Sentence:
    """What the clearest cell with more looks like, with its usual range."""
    values = {
        "observed": round(observed),
        "expected": round(expected),
        "lower": round(lower),
        "upper": round(upper),
    }
    return Sentence(
        "Where it is clearest there were at least {observed} reports in a cell and the ring around it; spread "
        "without pattern there would be about {expected}, usually {lower} to {upper}.",
        values,
    )


def cell_note(observed_lower: float, observed_upper: float, expected: float, lower: float, upper: float) -> Sentence:
    """One cell with the ring around it, its base and its usual range."""
    values = {
        "observed": round(observed_lower),
        "most": round(observed_upper),
        "expected": round(expected),
        "lower": round(lower),
        "upper": round(upper),
    }
    if values["observed"] == values["most"]:
        return Sentence("With the ring around it {observed}; usual {lower} to {upper}, middle {expected}.", values)
    return Sentence(
        "With the ring around it {observed} to {most}; usual {lower} to {upper}, middle {expected}.", values
    )


def beside_note(observed: float, expected: float, ratio: Estimate) -> Sentence:
    """One cell beside all reports there."""
    return Sentence(
        "With the ring around it {observed} of this kind, where all reports lead one to expect {expected}: {ratio} "
        "times, likely {lower} to {upper}.",
        _beside(observed, expected, ratio),
    )


def beside_sentence(observed: float, expected: float, ratio: Estimate) -> Sentence:
    """What the clearest cell looks like in which the kind makes up more of all reports."""
    return Sentence(
        "Where it is clearest there were at least {observed} reports of this kind in a cell and the ring around "
        "it; all reports there lead one to expect about {expected} ({ratio} times, likely {lower} to {upper}).",
        _beside(observed, expected, ratio),
    )


def _beside(observed: float, expected: float, ratio: Estimate) -> dict[str, object]:
    return {
        "observed": round(observed),
        "expected": round(expected),
        "ratio": ratio.value,
        "lower": ratio.lower,
        "upper": ratio.upper,
    }


def pattern_sentence(p: float | None, is_together: bool) -> Sentence:
    """Whether there is a pattern at all.

    Arguments:
        p: how easily chance alone would bring it; None where that cannot be told.
        is_together: whether neighbours are alike rather than unlike.
    """
    if p is None:
        return Sentence("Cannot tell whether cells with many reports lie together.")
    if p >= CLEAR:
        return Sentence("No clear pattern: cells with many reports do not lie together more than chance would bring.")
    if is_together:
        return Sentence("There is a pattern: cells with many reports lie together more than chance would bring.")
    return Sentence("There is a pattern: cells with many reports lie apart more than chance would bring.")


def concentration_sentence(share: Estimate | None, by_chance: float | None) -> Sentence:
    """How unevenly reports lie, beside what chance would do."""
    unknown = N_("Too few to say how unevenly reports lie.")
    if share is None or by_chance is None:
        return Sentence(unknown)
    return told(
        in_100(share),
        {"chance": round(100 * by_chance), "count": share.n},
        nothing=unknown,
        few=N_("Too few to say how unevenly reports lie: {count} reports."),
        full=N_(
            "Of every 100 reports the busiest 5 in 100 cells hold about {share} (likely {lower} to {upper}); scattered "
            "by chance they would hold about {chance}."
        ),
        called="share",
    )
