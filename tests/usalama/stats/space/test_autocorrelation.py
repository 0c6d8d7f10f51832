"""Whether neighbours are alike: never certain, and islands left out in the open."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.space.autocorrelation import moran

KNOWN = json.loads((Path(__file__).resolve().parents[3] / "reference" / "r19_moran_nc.json").read_text())
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


def test_the_permuted_and_the_normal_p_agree():
    found = moran(RATES, WEIGHTS, generator(), permutations=9_999)
    assert 0 < found.p < 0.01
    pattern = moran(np.random.default_rng(3).permutation(RATES), WEIGHTS, generator(), permutations=9_999)
    assert pattern.p == pytest.approx(pattern.p_normal, abs=0.05)


def test_a_permutation_p_is_never_zero():
    gradient = np.arange(100.0)
    chain = np.eye(100, k=1) + np.eye(100, k=-1)
    assert moran(gradient, chain, generator(), permutations=99).p == pytest.approx(2 / 100)


def test_an_island_is_left_out_and_counted():
    weights = np.zeros((101, 101))
    weights[:100, :100] = WEIGHTS
    with_island = moran([*RATES, 900.0], weights, generator())
    assert with_island.value == pytest.approx(KNOWN["expected"]["I"], abs=TOLERANCE)
    assert (with_island.n, with_island.n_islands) == (100, 1)


@pytest.mark.parametrize("values", [np.full(100, 3.0), np.zeros(100)])
def test_all_places_alike_have_no_pattern(values):
    found = moran(values, WEIGHTS, generator())
    assert (found.value, found.p) == (None, 1)
    assert found.estimate().flag is Flag.NO_DATA


def test_nothing_but_islands_is_no_error():
    assert moran([1, 2, 3], np.zeros((3, 3)), generator()).n_islands == 3


def test_weights_must_fit():
    with pytest.raises(ValueError, match="weights"):
        moran([1, 2, 3], np.zeros((2, 2)), generator())


@given(st.integers(0, 2**32 - 1), st.floats(0.1, 50), st.floats(-100, 100))
@settings(max_examples=25, deadline=None)
def test_the_unit_does_not_matter(seed, factor, added):
    values = np.random.default_rng(seed).normal(size=100)
    one, other = (moran(x, WEIGHTS, generator(), permutations=19) for x in (values, values * factor + added))
    assert other.value == pytest.approx(one.value, abs=1e-9)
    assert one.p == other.p


def test_noise_is_called_a_pattern_as_seldom_as_promised():
    draws = np.random.default_rng(8)
    found = [moran(draws.normal(size=100), WEIGHTS, draws, permutations=99).p <= 0.05 for _ in range(400)]
    assert np.mean(found) < 0.08
