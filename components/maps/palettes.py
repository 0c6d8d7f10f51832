"""Colours of maps that say two things at once, and of silence."""

from __future__ import annotations

from components.maps.classes import class_colours

# Not heard is no amount: an empty fill that belongs to no scale, always hatched.
NO_CHANNEL_COLOUR = "#ffffff"
# Heard in every month, in most months.
HEARD_COLOURS = ("#4a6fa5", "#b3c7e0")
# How much of the colour is left where its class is not sure.
PALER = 0.5


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
