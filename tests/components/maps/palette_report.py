"""How far apart are our colours, also for people who see fewer? ``python -m tests.components.maps.palette_report``."""

from __future__ import annotations

import itertools
import sys
from dataclasses import dataclass

import numpy as np

from components.drawing.charts import OKABE_ITO
from components.incidents.funnel import HIGHER_COLOUR, INSIDE_COLOUR, LOWER_COLOUR
from components.maps.palettes import HEARD_COLOURS, LOOKS, certainty_colours, change_colours, class_colours

# Machado, Oliveira & Fernandes (2009), IEEE Trans Vis Comput Graph 15:1291-1298, severity 1.0; for linear RGB.
VISIONS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
WHITE = "#ffffff"
# ColorBrewer's PuOr in five classes, as the chart library draws it; in seven, neighbours are too alike in tritanopia.
PURPLE_ORANGE = ("#e66101", "#fdb863", "#f7f7f7", "#b2abd2", "#5e3c99")
# IEC 61966-2-1, D65.
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
D65 = TO_XYZ.sum(axis=1)


@dataclass(frozen=True)
class Palette:
    """Colours that stand beside each other.

    Arguments:
        are_neighbours: only colours that follow each other must be told apart: classes in an order.
    """

    name: str
    colours: tuple[str, ...]
    are_neighbours: bool = False

    def pairs(self) -> list[tuple[str, str]]:
        return list(
            itertools.pairwise(self.colours) if self.are_neighbours else itertools.combinations(self.colours, 2)
        )


def palettes() -> list[Palette]:
    """Every palette of charts and maps."""
    levels = certainty_colours(3)
    return [
        Palette("lines: first six categories", tuple(OKABE_ITO[:6])),
        Palette("bars: nine categories, stacked in order", tuple(OKABE_ITO), are_neighbours=True),
        Palette("funnel: higher, similar, lower", (HIGHER_COLOUR, INSIDE_COLOUR, LOWER_COLOUR)),
        *(Palette(f"map: {count} classes", class_colours(count), are_neighbours=True) for count in (3, 4, 5, 6)),
        Palette("map: fewer, cannot tell, more", change_colours(1)),
        Palette("map: two shades of change", change_colours(2), are_neighbours=True),
        Palette("differences from the middle (PuOr)", PURPLE_ORANGE, are_neighbours=True),
        Palette("how sure: sure levels", levels[::2]),
        Palette("how sure: unsure levels, all hatched", levels[1::2]),
        Palette("silence", (*HEARD_COLOURS, LOOKS["silent"]["fill"])),
    ]


def linear(colour: str) -> np.ndarray:
    """Red, green and blue as amounts of light, 0 to 1."""
    parts = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(colour: str, other: str = WHITE) -> float:
    """WCAG 2 contrast, 1 to 21."""
    lights = sorted(float(linear(one) @ [0.2126, 0.7152, 0.0722]) for one in (colour, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def lab(colour: str, vision: str = "normal") -> np.ndarray:
    """CIE L*a*b* of a colour as somebody with this vision sees it."""
    seen = np.clip(VISIONS[vision] @ linear(colour), 0, 1)
    ratio = TO_XYZ @ seen / D65
    root = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """CIEDE2000 of two colours in L*a*b*: about 1 is just seen, 10 is seen at a glance.

    Source:
        Sharma, Wu & Dalal (2005), Color Res Appl 30:21-30, whose table of test pairs it reproduces.
    """
    chroma = (np.hypot(*one[1:]) + np.hypot(*other[1:])) / 2
    stretch = 1 + 0.5 * (1 - np.sqrt(chroma**7 / (chroma**7 + 25.0**7)))
    (l1, c1, h1), (l2, c2, h2) = (_polar(colour, stretch) for colour in (one, other))
    step_l, step_c = l2 - l1, c2 - c1
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    step_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2)
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = _mean_hue(h1, h2) if c1 * c2 else h1 + h2
    weight_l = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)
    weight_c = 1 + 0.045 * mean_c
    weight_h = 1 + 0.015 * mean_c * _hue_weight(mean_h)
    twist = (
        -np.sin(np.radians(60 * np.exp(-(((mean_h - 275) / 25) ** 2)))) * 2 * np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7))
    )
    parts = np.array([step_l / weight_l, step_c / weight_c, step_h / weight_h])
    return float(np.sqrt(parts @ parts + twist * parts[1] * parts[2]))


def _polar(colour: np.ndarray, stretch: float) -> tuple[float, float, float]:
    lightness, a, b = colour[0], colour[1] * stretch, colour[2]
    return float(lightness), float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a)) % 360)


def _mean_hue(one: float, other: float) -> float:
    if abs(one - other) <= 180:
        return (one + other) / 2
    return (one + other + 360) / 2 if one + other < 360 else (one + other - 360) / 2


def _hue_weight(hue: float) -> float:
    turns = np.radians([hue - 30, 2 * hue, 3 * hue + 6, 4 * hue - 63])
    return float(1 + np.cos(turns) @ [-0.17, 0.24, 0.32, -0.20])


def nearest(palette: Palette, vision: str) -> float:
    """The difference of the two colours that are hardest to tell apart."""
    return min(difference(lab(one, vision), lab(other, vision)) for one, other in palette.pairs())


def report() -> str:
    """A table of least differences and of contrasts, as markdown."""
    lines = ["| palette | " + " | ".join(VISIONS) + " | least contrast with white |", "|---|" + "---:|" * 5]
    for palette in palettes():
        least = " | ".join(f"{nearest(palette, vision):.1f}" for vision in VISIONS)
        lines.append(f"| {palette.name} | {least} | {min(map(contrast, palette.colours)):.1f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(report() + "\n")
