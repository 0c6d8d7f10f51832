"""Areas as TopoJSON and back: whole numbers on a grid, and every line that two areas share written once.

Source:
    Bostock and Metcalf, "The TopoJSON Format Specification": arcs as differences, a negative number for an arc walked
    backwards.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

Corner = tuple[int, int]
Ring = list[Corner]
AREAS = ("Polygon", "MultiPolygon")
# Of a ring whose first corner stands at its end again.
LEAST_CORNERS = 3


def encode(layers: dict[str, list[dict[str, Any]]], step: float) -> dict[str, Any]:
    """Features as one topology.

    Arguments:
        layers: features of GeoJSON by the name of their layer; ``geometry`` is a shapely area.
        step: width of the grid in degrees; a corner is moved by half of it at most.

    Returns:
        A topology with one collection a layer. An area that is smaller than the grid is left out.
    """
    placed = {name: [(one, _on_grid(one["geometry"], step)) for one in features] for name, features in layers.items()}
    arcs = _Arcs(ring for features in placed.values() for _, parts in features for part in parts for ring in part)
    objects = {
        name: {
            "type": "GeometryCollection",
            "geometries": [_geometry(feature, parts, arcs) for feature, parts in features if parts],
        }
        for name, features in placed.items()
    }
    transform = {"scale": [step, step], "translate": [0, 0]}
    return {"type": "Topology", "transform": transform, "objects": objects, "arcs": arcs.as_differences()}


def decode(topology: dict[str, Any], layer: str) -> list[dict[str, Any]]:
    """The features of a layer as GeoJSON has them, with coordinates in degrees."""
    scale, shift = (np.array(topology["transform"][name], dtype=float) for name in ("scale", "translate"))
    # Whole steps of a decimal grid are short decimals again.
    arcs = [(np.cumsum(arc, axis=0) * scale + shift).round(6).tolist() for arc in topology["arcs"]]
    return [_feature(one, arcs) for one in topology["objects"][layer]["geometries"]]


def _feature(geometry: dict[str, Any], arcs: list[list[list[float]]]) -> dict[str, Any]:
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    drawn = [[_joined(ring, arcs) for ring in part] for part in parts]
    shape = {
        "type": geometry["type"],
        "coordinates": drawn if geometry["type"] == "MultiPolygon" else drawn[0],
    }
    known = {"id": geometry["id"]} if "id" in geometry else {}
    return {"type": "Feature", **known, "properties": geometry.get("properties", {}), "geometry": shape}


def _joined(ring: Sequence[int], arcs: list[list[list[float]]]) -> list[list[float]]:
    corners: list[list[float]] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        corners.extend(arc[1:] if corners else arc)
    return corners


def _on_grid(area: BaseGeometry, step: float) -> list[list[Ring]]:
    whole = shapely.transform(area, lambda corners: (corners / step).round())
    parts = [part for part in shapely.get_parts(shapely.make_valid(whole)) if part.geom_type in AREAS]
    polygons = [one for part in parts for one in shapely.get_parts(part) if not one.is_empty]
    return [[_ring(ring) for ring in (one.exterior, *one.interiors)] for one in polygons]


def _ring(ring: BaseGeometry) -> Ring:
    """The corners without the last one, which is the first again, and without any that repeats its neighbour."""
    corners = [(int(x), int(y)) for x, y in ring.coords]
    return [corner for corner, following in itertools.pairwise(corners) if corner != following]


class _Arcs:
    """The lines between corners where more than two lines meet, each once."""

    def __init__(self, rings: Iterable[Ring]) -> None:
        self._lines: list[list[Corner]] = []
        self._known: dict[tuple[Corner, ...], int] = {}
        near: dict[Corner, set[frozenset[Corner]]] = defaultdict(set)
        for ring in rings:
            for at, corner in enumerate(ring):
                near[corner].add(frozenset((ring[at - 1], ring[(at + 1) % len(ring)])))
        self._junctions = {corner for corner, pairs in near.items() if len(pairs) > 1}

    def of(self, ring: Ring) -> list[int]:
        """The numbers of the arcs that make this ring."""
        meets = [at for at, corner in enumerate(ring) if corner in self._junctions]
        # A ring that meets nothing begins where every copy of it begins.
        first = meets[0] if meets else ring.index(min(ring))
        turned = ring[first:] + ring[:first]
        cuts = [0, *(at for at in range(1, len(turned)) if turned[at] in self._junctions), len(turned)]
        closed = [*turned, turned[0]]
        return [self._number(closed[start : end + 1]) for start, end in itertools.pairwise(cuts)]

    def _number(self, line: list[Corner]) -> int:
        if tuple(reversed(line)) in self._known:
            return ~self._known[tuple(reversed(line))]
        key = tuple(line)
        if key not in self._known:
            self._known[key] = len(self._lines)
            self._lines.append(line)
        return self._known[key]

    def as_differences(self) -> list[list[list[int]]]:
        lines = (np.array(line) for line in self._lines)
        return [np.vstack([line[:1], np.diff(line, axis=0)]).tolist() for line in lines]


def _geometry(feature: dict[str, Any], parts: list[list[Ring]], arcs: _Arcs) -> dict[str, Any]:
    drawn = [[arcs.of(ring) for ring in part] for part in parts]
    known: dict[str, Any] = {name: feature[name] for name in ("id", "properties") if name in feature}
    if len(drawn) == 1:
        return {"type": "Polygon", **known, "arcs": drawn[0]}
    return {"type": "MultiPolygon", **known, "arcs": drawn}


def areas(features: Iterable[dict[str, Any]]) -> list[BaseGeometry]:
    """The shapes of features of GeoJSON, each Polygon or MultiPolygon; a ring that a grid made flat is left out."""
    return [_area(one["geometry"]) for one in features]


def _area(geometry: dict[str, Any]) -> BaseGeometry:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    polygons = [Polygon(part[0], part[1:]) for part in parts if len(part[0]) > LEAST_CORNERS]
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
