"""Colours of maps and what they mean: classes that stay the same from month to month, certainty, change and silence."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable, Sequence
from typing import Any

from components.shell.addresses import ASSETS_FOLDER

# Colours and patterns that the screen and the pictures share: ground, lines, and what is no number.
LOOKS: dict[str, Any] = json.loads((ASSETS_FOLDER / "place_map" / "looks.json").read_text(encoding="utf-8"))
# What is no number, in the order of the legend: each has a fill of its own, never a colour of a scale.
OTHERS = ("hidden", "silent", "missing", "outside")
# Of circles that say something by their size alone.
PLAIN_COLOUR = "#0b5c8a"
# The path of the classes through the colours; where each stands on it is worked out.
SEQUENTIAL = ("#dcebea", "#a9d2d1", "#74b3bb", "#3f8fa2", "#1c6683", "#073a5a")
# Fewer, grey where nothing can be told, more: told apart by everybody, and neither is the colour of danger.
FEWER, CANNOT_TELL, MORE = "#5e3c99", "#ccd1d6", "#e66101"
# Heard in every month, in most months.
HEARD_COLOURS = ("#4a6fa5", "#b3c7e0")
# How much of the colour is left where its class is not sure.
PALER = 0.5
_PATH_STEPS = 40


def class_colours(count: int) -> tuple[str, ...]:
    """Which colours do the classes take, from the lowest to the highest?

    Arguments:
        count: how many classes, at least one.

    Returns:
        Hexadecimal colours from light to dark, each as many times darker than the one before: darker is more, on a
        projector and for people who see fewer colours. The ratio of neighbours is 1.58 for six classes.
    """
    if count < 1:
        raise ValueError("a map has at least one class")
    path = _path()
    first, last = (math.log(luminance(path[end]) + 0.05) for end in (0, -1))
    wanted = (first + (last - first) * step / max(count - 1, 1) for step in range(count))
    return tuple(min(path, key=lambda one: abs(math.log(luminance(one) + 0.05) - level)) for level in wanted)


def change_colours(steps: int) -> tuple[str, ...]:
    """Colours of a change: fewer, a grey middle where nothing can be told, more.

    Arguments:
        steps: how many shades on either side, at least one.
    """
    if steps < 1:
        raise ValueError("a change has at least one shade on either side")
    shares = [step / steps for step in range(steps, 0, -1)]
    fewer = (_between(CANNOT_TELL, FEWER, share) for share in shares)
    more = (_between(CANNOT_TELL, MORE, share) for share in reversed(shares))
    return (*fewer, CANNOT_TELL, *more)


def class_labels(breaks: Sequence[float], write: Callable[[float], str]) -> tuple[str, ...]:
    """How is each class called, with numbers written by ``write`` in the reader's language?"""
    if not breaks:
        return ("≥ " + write(0.0),)
    between = (f"{write(low)} – {write(high)}" for low, high in itertools.pairwise(breaks))
    return (f"< {write(breaks[0])}", *between, f"≥ {write(breaks[-1])}")


def certainty_colours(level_count: int) -> tuple[str, ...]:
    """Which colours do the levels take, each once where it is sure and once, paler, where it is not?

    Arguments:
        level_count: how many levels, at least one.

    Returns:
        For each level from the lowest its colour and its pale one. The pale ones are to be hatched as well, since
        lightness alone also tells low from high.
    """
    return tuple(shade for colour in class_colours(level_count) for shade in (colour, paler(colour)))


def paler(colour: str) -> str:
    """A hexadecimal colour mixed with white."""
    return _between("#ffffff", colour, PALER)


def is_dark(colour: str) -> bool:
    """Whether light letters and lines are seen better on it than dark ones."""
    red, green, blue = _parts(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue < 140


def luminance(colour: str) -> float:
    """How light it is, 0 to 1.

    Source:
        WCAG 2.2, relative luminance.
    """
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _path() -> list[str]:
    pairs = itertools.pairwise(SEQUENTIAL)
    shades = [_between(one, other, step / _PATH_STEPS) for one, other in pairs for step in range(_PATH_STEPS)]
    return [*shades, SEQUENTIAL[-1]]


def _between(one: str, other: str, share: float) -> str:
    mixed = (round(low + (high - low) * share) for low, high in zip(_parts(one), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
