"""Which associations are near and like one, and what the public may learn from it."""

import math

import pandas as pd
import pytest

from tests.examples import subject
from usalama.programme.likeness import nearest, twins

COUNTRY = subject().country
KISUMU_WEST, KISUMU_CENTRAL = "239", "240"


def register(*rows, points=True):
    """Rows of the register; each is record_id, settlement_type, households, members, constituency, longitude."""
    columns = ["record_id", "settlement_type", "household_count", "member_count", "constituency_code", "longitude"]
    frame = pd.DataFrame(rows, columns=columns).assign(
        name=lambda rows: rows.record_id.str.upper(),
        county_code="042",
        county_name="Kisumu",
        constituency_name="",
        tools=None,
        latitude=lambda rows: rows.longitude * 0 - 0.1,
    )
    return frame if points else frame.drop(columns=["longitude", "latitude"])


PLACED = (
    ("a", "estate", 100, 50, KISUMU_CENTRAL, 34.70),
    ("b", "estate", 100, 50, KISUMU_CENTRAL, 34.71),
    ("c", "estate", 100, 50, KISUMU_WEST, 34.75),
    ("d", "estate", 100, 50, None, math.nan),
)


def test_the_nearest_come_first_and_the_unplaced_not_at_all():
    found = nearest(register(*PLACED), "a", COUNTRY)
    assert list(found.rows.record_id) == ["b", "c"]
    assert found.rows.distance_km[0] == pytest.approx(1.11, abs=0.01)


def test_the_public_measures_between_constituencies_and_never_between_points():
    moved = [(*row[:5], 35.0 + number) for number, row in enumerate(PLACED)]
    public = [nearest(register(*rows, points=False), "a", COUNTRY).rows for rows in (PLACED, moved)]
    pd.testing.assert_frame_equal(*public)
    assert public[0].set_index("record_id").distance_km["b"] == 0


def test_an_association_without_a_place_has_no_neighbours_and_that_is_said():
    found = nearest(register(*PLACED), "d", COUNTRY)
    assert found.rows.empty
    assert "nothing can be measured" in str(found.sentence)


SIZED = (
    ("a", "estate", 100, 50, None, math.nan),
    ("b", "estate", 105, 52, None, math.nan),
    ("c", "rural", 100, 50, None, math.nan),
    ("d", "estate", 9000, 3000, None, math.nan),
    ("e", "estate", None, 51, None, math.nan),
    ("f", None, None, None, None, math.nan),
    ("g", "estate", 2, 900, None, math.nan),
)


def test_twins_are_of_the_same_kind_and_about_as_large():
    found = twins(register(*SIZED), "a", COUNTRY)
    assert list(found.rows.record_id) == ["b"]
    assert found.fields == ("settlement_type", "household_count", "member_count", "people_per_km2")
    assert "kind of settlement, households, members" in str(found.rows.alike[0])


def test_only_stated_fields_are_compared():
    found = twins(register(*SIZED), "e", COUNTRY)
    assert found.fields == ("settlement_type", "member_count", "people_per_km2")
    assert {"a", "b"} <= set(found.rows.record_id)
    assert "c" not in set(found.rows.record_id)


def test_nothing_is_like_an_association_of_which_nothing_is_stated():
    found = twins(register(*SIZED), "f", COUNTRY)
    assert (len(found.rows), found.fields) == (0, ())
    assert "Too little is stated" in str(found.sentence)


def test_a_lone_association_has_no_twin():
    found = twins(register(SIZED[0]), "a", COUNTRY)
    assert found.rows.empty
    assert "no association is much like A" in str(found.sentence)
