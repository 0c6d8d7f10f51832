"""Colours of maps and what they mean: classes that stay the same from month to month, certainty, and silence."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

HIDDEN_COLOUR = "#e3e3e3"
MISSING_COLOUR = "#f7f7f7"
# Of circles that say something by their size alone.
PLAIN_COLOUR = "#0b5c8a"
# Not heard is no amount: an empty fill that belongs to no scale, always hatched.
NO_CHANNEL_COLOUR = "#ffffff"
# Heard in every month, in most months.
HEARD_COLOURS = ("#4a6fa5", "#b3c7e0")
# How much of the colour is left where its class is not sure.
PALER = 0.5


def class_colours(count: int) -> tuple[str, ...]:
    """Which colours do the classes take, from the lowest to the highest?

    Arguments:
        count: how many classes, at least one.

    Returns:
        Hexadecimal colours of the cividis scale, light to dark: darker is more, and people who do not
        tell red from green see the same order.

    Source:
        Nunez, Anderton and Renslow, "Optimizing colormaps with consideration for color vision deficiency",
        PLOS ONE 13(7), 2018; the polynomial is that of d3-scale-chromatic.
    """
    if count < 1:
        raise ValueError("a map has at least one class")
    return tuple(_cividis(1 - 0.97 * step / max(count - 1, 1)) for step in range(count))


def class_labels(breaks: Sequence[float], write: Callable[[float], str]) -> tuple[str, ...]:
    """How is each class called, with numbers written by ``write`` in the reader's language?"""
    if not breaks:
        return ("≥ " + write(0.0),)
    between = (f"{write(low)} – {write(high)}" for low, high in itertools.pairwise(breaks))
    return (f"< {write(breaks[0])}", *between, f"≥ {write(breaks[-1])}")


def _cividis(place: float) -> str:
    red = -4.54 - place * (35.34 - place * (2381.73 - place * (6402.7 - place * (7024.72 - place * 2710.57))))
    green = 32.49 + place * (170.73 + place * (52.82 - place * (131.46 - place * (176.58 - place * 67.37))))
    blue = 81.24 + place * (442.36 - place * (2482.43 - place * (6167.24 - place * (6614.94 - place * 2475.67))))
    return "#" + "".join(f"{min(255, max(0, round(part))):02x}" for part in (red, green, blue))


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
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 - PALER * (255 - part)):02x}" for part in parts)
