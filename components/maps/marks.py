"""Points on a map, in clusters or as a cloud of heat: numbers only, never text."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from components.maps.palettes import PLAIN_COLOUR, SEQUENTIAL
from components.shell.addresses import FOLIUM, MARKER_CLUSTER

# 0.00001 degrees are one metre.
STEPS_PER_DEGREE = 100_000
# Darker is more, as on the other maps; where heat is thin the map shines through.
_HEAT_COLOURS = {0.25: SEQUENTIAL[2], 0.5: SEQUENTIAL[3], 0.75: SEQUENTIAL[4], 1.0: SEQUENTIAL[5]}


class MarkKind(StrEnum):
    """How points are drawn."""

    CLUSTERS = "clusters"
    HEAT = "heat"


@dataclass(frozen=True)
class Marks:
    """Points over the places of a map.

    Arguments:
        points: rows of latitude and longitude in degrees, as precise as the reader's scope allows.
    """

    kind: MarkKind
    points: Sequence[Sequence[float]] | npt.NDArray[Any]

    def message(self) -> dict[str, Any]:
        """What travels to the browser: eight bytes a point.

        Raises:
            ValueError: a row holds anything but finite numbers.
        """
        steps = (finite(self.points)[:, :2] * STEPS_PER_DEGREE).round().astype("<i4")
        return {
            "kind": str(self.kind),
            "points": base64.b64encode(steps.tobytes()).decode(),
            "steps": STEPS_PER_DEGREE,
            "scripts": [_SCRIPTS[self.kind]],
            "styles": [f"{MARKER_CLUSTER.root}/MarkerCluster.css"] if self.kind is MarkKind.CLUSTERS else [],
            "colour": PLAIN_COLOUR,
            "heat": {str(share): colour for share, colour in _HEAT_COLOURS.items()},
        }


_SCRIPTS = {
    MarkKind.CLUSTERS: f"{MARKER_CLUSTER.root}/leaflet.markercluster.js",
    MarkKind.HEAT: f"{FOLIUM.root}/leaflet_heat.min.js",
}


def finite(points: Sequence[Sequence[float]] | npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Rows of finite numbers.

    Raises:
        ValueError: there is anything else among them: text would end up in a script.
    """
    rows = np.asarray(points)
    if rows.size == 0:
        return np.empty((0, 2))
    if rows.ndim != 2 or rows.dtype.kind not in "iuf" or not np.isfinite(rows).all():
        raise ValueError("points are rows of finite numbers")
    return rows.astype(float)
