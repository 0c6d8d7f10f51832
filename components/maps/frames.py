"""The months of a map, sent once and played in the browser."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Frame:
    """What the map shows in one month; all as in ``PlaceMap``.

    Arguments:
        label: the month, as people write it.
    """

    label: str
    values: Mapping[str, int]
    unstable: frozenset[str]
    hidden: frozenset[str]
    tooltips: Mapping[str, str]


@dataclass(frozen=True)
class Frames:
    """The months that can be shown beside the whole period.

    Arguments:
        labels: of the months, in their order.
        title: what a month shows; the finding is one of the whole period.
        packed: the months themselves, as ``pack`` makes them; empty until somebody asks for the first of them.
    """

    labels: tuple[str, ...] = ()
    title: str = ""
    packed: str = ""

    def message(self) -> dict[str, Any]:
        """What travels to the browser."""
        return {"labels": list(self.labels), "title": self.title, "packed": self.packed}


def pack(frames: Sequence[Frame]) -> str:
    """Months as text that is small to send: JSON, deflated, in letters; twelve months of 47 places are some 8 kB."""
    rows = [
        {
            "values": dict(frame.values),
            "unstable": sorted(frame.unstable),
            "hidden": sorted(frame.hidden),
            "tooltips": dict(frame.tooltips),
        }
        for frame in frames
    ]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()
