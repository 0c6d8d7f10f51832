"""Smoothing by moments."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference.smoothing_by_moments import marshall_global, marshall_local

REFERENCE = json.loads((Path(__file__).parent / "r10_eb_marshall_global_local.json").read_text())
CASES, BIRTHS = (np.asarray(REFERENCE["input"][name], dtype=float) for name in ("cases", "births"))
EXPECTED = {name: np.asarray(v, dtype=float) for name, v in REFERENCE["expected"].items()}
places = st.lists(st.tuples(st.integers(0, 200), st.floats(1, 1e5)), min_size=2, max_size=30)


@pytest.fixture(scope="module")
def neighbours():
    table = np.zeros((CASES.size, CASES.size), dtype=bool)
    for place, others in enumerate(REFERENCE["input"]["neighbours_1based"]):
        table[place, np.asarray(others) - 1] = True
    return table


def test_a_neighbourhood_without_events_has_the_rate_zero_and_is_never_missing(neighbours):
    empty = np.flatnonzero(~np.isfinite(EXPECTED["eb_local_geoda"]))
    assert empty.size == 1
    for own_means in (True, False):
        assert marshall_local(CASES, BIRTHS, neighbours, own_means=own_means)[empty] == 0


def test_an_island_keeps_its_rate():
    assert marshall_local([5, 9], [100, 100], np.zeros((2, 2))) == pytest.approx([0.05, 0.09])


def test_places_that_differ_by_chance_alone_all_get_the_common_rate():
    assert marshall_global([3, 6, 2], [100, 200, 100]) == pytest.approx([11 / 400] * 3)


def test_nothing_anywhere_is_nothing():
    assert marshall_global([0, 0], [10, 20]).tolist() == [0, 0]


@given(places)
def test_a_smoothed_rate_lies_between_its_own_and_the_common_one(rows):
    counts, years = (np.asarray(column, dtype=float) for column in zip(*rows, strict=True))
    rate, common = counts / years, counts.sum() / years.sum()
    smoothed = marshall_global(counts, years)
    slack = 1e-9 * (rate.max() + 1)
    assert (smoothed >= np.minimum(rate, common) - slack).all()
    assert (smoothed <= np.maximum(rate, common) + slack).all()


@given(places)
def test_where_all_are_neighbours_the_local_rate_is_the_global_one(rows):
    counts, years = (np.asarray(column, dtype=float) for column in zip(*rows, strict=True))
    everywhere = np.ones((counts.size, counts.size))
    assert marshall_local(counts, years, everywhere) == pytest.approx(marshall_global(counts, years), abs=1e-12)
