"""TopoJSON: what is written comes back, and a line that two areas share is written once."""

from __future__ import annotations

import json
from collections import Counter

import pytest
import shapely

from usalama.country.topology import areas, decode, encode

LEFT, RIGHT = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
STEP = 0.01


def topology_of(*shapes):
    features = [{"id": str(at), "properties": {"name": f"n{at}"}, "geometry": one} for at, one in enumerate(shapes)]
    return encode({"areas": features}, STEP)


def back(topology):
    return areas(decode(json.loads(json.dumps(topology)), "areas"))


HOLED = shapely.box(0, 0, 4, 4).difference(shapely.box(1, 1, 2, 2))
ISLANDS = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(3, 3, 4, 5)])


@pytest.mark.parametrize("shapes", [(LEFT, RIGHT), (HOLED, shapely.box(1, 1, 2, 2)), (ISLANDS,), (LEFT, ISLANDS)])
def test_what_is_written_comes_back(shapes):
    found = back(topology_of(*shapes))
    assert [one.equals(shape) for one, shape in zip(found, shapes, strict=True)] == [True] * len(shapes)


def test_names_and_ids_stay_with_their_area():
    features = decode(topology_of(LEFT, RIGHT), "areas")
    assert [(one["id"], one["properties"]["name"]) for one in features] == [("0", "n0"), ("1", "n1")]


def test_a_common_line_is_written_once():
    topology = topology_of(LEFT, RIGHT)
    assert len(topology["arcs"]) == 3
    rings = [ring for one in topology["objects"]["areas"]["geometries"] for ring in one["arcs"]]
    used = Counter(number if number >= 0 else ~number for ring in rings for number in ring)
    assert sorted(used.values()) == [1, 1, 2]


def test_an_island_in_a_hole_shares_its_whole_shore():
    assert len(topology_of(HOLED, shapely.box(1, 1, 2, 2))["arcs"]) == 2


def test_corners_move_by_half_a_step_at_most():
    shape = shapely.Polygon([(0.1234, 0.4321), (3.3333, 0.1119), (2.7182, 3.1415)])
    found = back(topology_of(shape))[0]
    assert shape.hausdorff_distance(found) <= STEP / 2 * 2**0.5 + 1e-9


def test_an_area_smaller_than_the_grid_is_left_out():
    topology = topology_of(LEFT, shapely.box(5, 5, 5.001, 5.001))
    assert len(topology["objects"]["areas"]["geometries"]) == 1
