"""Local I: never certain, and islands left out in the open."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.reference.local_moran import local_moran

KNOWN = json.loads((Path(__file__).parent / "r19_moran_nc.json").read_text())
RATES = np.array(KNOWN["input"]["rate"])
TOLERANCE = KNOWN["tolerance"]["abs"]


def weights_of(neighbours):
    weights = np.zeros((len(neighbours), len(neighbours)))
    for place, around in enumerate(neighbours):
        weights[place, np.array(around, dtype=int) - 1] = 1
    return weights


WEIGHTS = weights_of(KNOWN["input"]["neighbours_1based"])


def generator(seed=1):
    return np.random.default_rng(seed)


def test_the_average_of_the_local_values_is_the_whole():
    # Row sums are one.
    found = local_moran(RATES, WEIGHTS, generator())
    assert found.value.mean() == pytest.approx(KNOWN["expected"]["I"], abs=TOLERANCE)


def test_a_permutation_p_is_never_zero():
    chain = np.eye(100, k=1) + np.eye(100, k=-1)
    assert local_moran(np.arange(100.0), chain, generator(), permutations=99).p.min() >= 2 / 100


def test_quadrants_say_what_lies_among_what():
    values = np.array([9.0, 8, 9, 1, 2, 1, 9, 1])
    chain = np.eye(8, k=1) + np.eye(8, k=-1)
    quadrants = local_moran(values, chain, generator()).quadrant
    assert quadrants[1] == "high-high"
    assert quadrants[4] == "low-low"
    assert quadrants[6] == "high-low"
    assert quadrants[7] == "low-high"


def test_an_island_is_left_out():
    weights = np.zeros((101, 101))
    weights[:100, :100] = WEIGHTS
    local = local_moran([*RATES, 900.0], weights, generator())
    assert np.isnan(local.value[-1])
    assert (local.p[-1], local.quadrant[-1]) == (1, "")


@pytest.mark.parametrize("values", [np.full(100, 3.0), np.zeros(100)])
def test_all_places_alike_have_no_pattern(values):
    assert np.isnan(local_moran(values, WEIGHTS, generator()).value).all()
