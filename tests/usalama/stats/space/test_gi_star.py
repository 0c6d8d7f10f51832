"""Cells that stand out: the fast way as the general one, and silent where chance or too little is all there is."""

from __future__ import annotations

import math
import time

import h3
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.counting.ratios import false_discovery_rejections
from usalama.stats.space.gi_star import FEWEST_CELLS, Verdict, gi_star, gi_star_of_cells, hot_spots
from usalama.stats.space.neighbourhoods import disk_neighbours, disk_weights

MIDDLE = h3.latlng_to_cell(-0.1, 34.75, 7)
CELLS = list(h3.grid_disk(MIDDLE, 6))
NEIGHBOURS = disk_neighbours(CELLS)
MANY = list(h3.grid_disk(MIDDLE, 115))


@pytest.fixture(scope="module")
def many_neighbours():
    return disk_neighbours(MANY)


def judged(counts):
    return hot_spots(counts, counts, NEIGHBOURS, np.random.default_rng(0))


@given(st.lists(st.integers(0, 60), min_size=len(CELLS), max_size=len(CELLS)))
def test_the_filter_gives_what_any_weights_give(counts):
    general, fast = gi_star(counts, disk_weights(NEIGHBOURS, with_self=True)), gi_star_of_cells(counts, NEIGHBOURS)
    for name in ("z", "p", "observed", "expected", "spread"):
        np.testing.assert_allclose(getattr(fast, name), getattr(general, name), atol=1e-9)


@given(
    st.lists(st.integers(0, 60), min_size=len(CELLS), max_size=len(CELLS)),
    st.integers(1, 9),
    st.integers(0, 50),
)
def test_gi_star_does_not_depend_on_the_unit_nor_on_a_number_added_everywhere(counts, factor, added):
    plain, changed = (gi_star_of_cells(one, NEIGHBOURS).z for one in (counts, np.array(counts) * factor + added))
    np.testing.assert_allclose(changed, plain, atol=1e-7)


@given(st.lists(st.integers(0, 40), min_size=12, max_size=12), st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_expectation_and_spread_are_those_of_all_ways_to_scatter_the_values(values, seed):
    generator = np.random.default_rng(seed)
    weights = (generator.random((12, 12)) * (generator.random((12, 12)) < 0.5))[:1].repeat(12, axis=0)
    found = gi_star(values, weights)
    shuffled = generator.permuted(np.tile(np.array(values, dtype=float), (20_000, 1)), axis=1) @ weights[0]
    assert shuffled.mean() == pytest.approx(found.expected[0], abs=6 * found.spread[0] / math.sqrt(20_000) + 1e-9)
    assert shuffled.std() == pytest.approx(found.spread[0], rel=0.05, abs=1e-9)


# Average of a cell and, where not even, how uneven: reports come in bursts.
NOISE = {
    "0.02 a cell": lambda generator, size: generator.poisson(0.02, size),
    "0.1 a cell": lambda generator, size: generator.poisson(0.1, size),
    "0.75 a cell": lambda generator, size: generator.poisson(0.75, size),
    "2 a cell": lambda generator, size: generator.poisson(2, size),
    "1 a cell, in bursts": lambda generator, size: generator.negative_binomial(0.5, 0.5 / 1.5, size),
    "5 a cell, in bursts": lambda generator, size: generator.negative_binomial(0.5, 0.5 / 5.5, size),
    "very uneven": lambda generator, size: generator.poisson(5 * np.exp(generator.normal(0, 1, size))),
}


@pytest.mark.parametrize("kind", NOISE)
def test_forty_thousand_cells_of_noise_have_next_to_no_hot_spot(many_neighbours, kind):
    counts = NOISE[kind](np.random.default_rng(4), len(MANY))
    verdict = hot_spots(counts, counts, many_neighbours, np.random.default_rng(0)).verdict
    assert (verdict == Verdict.MORE).sum() + (verdict == Verdict.FEWER).sum() <= 5


@pytest.mark.parametrize("kind", ["0.02 a cell", "5 a cell, in bursts", "very uneven"])
def test_without_the_guard_the_same_noise_has_many(many_neighbours, kind):
    counts = NOISE[kind](np.random.default_rng(0), len(MANY))
    assert false_discovery_rejections(gi_star_of_cells(counts, many_neighbours).p).sum() > 50


@pytest.mark.parametrize(("base", "planted"), [(1, 6), (2, 8), (5, 20)])
def test_a_planted_hot_spot_is_found_and_little_else(base, planted):
    generator = np.random.default_rng(5)
    counts = generator.poisson(base, len(CELLS))
    inside = NEIGHBOURS[0]
    counts[inside] = generator.poisson(planted, inside.size)
    found = judged(counts)
    hot = np.flatnonzero(found.verdict == Verdict.MORE)
    assert 0 in hot
    near = set(NEIGHBOURS[inside].ravel()) - {-1}
    assert set(hot) <= near
    assert found.estimate(0).flag is Flag.OK
    assert found.observed_lower[0] > found.usual_upper[0]


def test_a_single_busy_cell_is_no_hot_spot():
    counts = np.random.default_rng(3).poisson(6, len(CELLS))
    counts[0] = 900
    found = judged(counts)
    assert found.z_lower[0] > 3
    assert (found.verdict == Verdict.MORE).sum() == 0


def test_a_planted_gap_is_found():
    counts = np.full(len(CELLS), 20) + np.random.default_rng(2).poisson(3, len(CELLS))
    counts[NEIGHBOURS[0]] = 2
    assert judged(counts).verdict[0] == Verdict.FEWER


def test_where_too_little_is_expected_nothing_is_said():
    counts = np.zeros(len(CELLS))
    counts[:3] = 1
    found = judged(counts)
    assert set(found.verdict) == {Verdict.TOO_FEW}
    assert found.estimate(0).value is None
    assert found.estimate(0).flag is Flag.UNSTABLE


@pytest.mark.parametrize("counts", [np.zeros(len(CELLS)), np.full(len(CELLS), 9)])
def test_all_cells_alike_have_no_hot_spot(counts):
    found = judged(counts)
    assert np.isnan(found.z_lower).all()
    assert set(found.verdict) == {Verdict.TOO_FEW}
    assert (found.p == 1).all()


def test_too_few_cells_are_not_compared():
    cells = list(h3.grid_disk(MIDDLE, 2))
    assert len(cells) < FEWEST_CELLS
    counts = np.arange(len(cells)) * 50
    assert set(hot_spots(counts, counts, disk_neighbours(cells), np.random.default_rng(0)).verdict) == {Verdict.TOO_FEW}


def test_no_cells_are_no_error():
    nothing = np.zeros(0)
    assert hot_spots(nothing, nothing, np.zeros((0, 7), dtype=int), np.random.default_rng(0)).verdict.size == 0


def test_a_cell_without_neighbours_has_itself_alone():
    cells = [MIDDLE, h3.latlng_to_cell(5, 45, 7), h3.latlng_to_cell(-5, 30, 7)]
    neighbours = disk_neighbours(cells)
    assert (neighbours[:, 0] == [0, 1, 2]).all()
    assert (neighbours[:, 1:] == -1).all()
    assert gi_star_of_cells([1, 2, 6], neighbours).observed.tolist() == [1, 2, 6]


def test_a_neighbourhood_that_is_everything_tells_nothing():
    assert np.isnan(gi_star([1, 2, 3], np.ones((3, 3))).z).all()


def test_the_neighbours_are_those_of_h3():
    around = {CELLS[place] for place in NEIGHBOURS[0]}
    assert around == set(h3.grid_disk(MIDDLE, 1))
    with pytest.raises(ValueError, match="differ"):
        disk_neighbours([MIDDLE, MIDDLE])


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_what_is_said_of_counts_known_within_limits_holds_at_both_ends(seed):
    generator = np.random.default_rng(seed)
    counts = generator.poisson(generator.choice([3, 12], len(CELLS), p=[0.4, 0.6]))
    counts[NEIGHBOURS[0]] += 60
    is_hidden = (counts > 0) & (counts < 8)
    low, high = np.where(is_hidden, 1, counts), np.where(is_hidden, 7, counts)
    between, truth = hot_spots(low, high, NEIGHBOURS, np.random.default_rng(0)), judged(counts)
    assert (between.z_lower <= between.z_upper).all()
    assert (between.observed_lower <= truth.observed_lower).all()
    assert (between.observed_upper >= truth.observed_upper).all()
    for ends in (low, high):
        z = gi_star_of_cells(ends, NEIGHBOURS).z
        assert (between.z_lower - 1e-9 <= z).all()
        assert (z <= between.z_upper + 1e-9).all()
    # Never a strong word that the true counts would take back the other way.
    told = between.verdict == Verdict.MORE
    assert (truth.z_lower[told] > 0).all()


def test_a_verdict_that_hangs_on_hidden_counts_is_not_given():
    counts = np.random.default_rng(6).poisson(10, len(CELLS))
    low, high = counts.astype(float), counts.astype(float)
    low[NEIGHBOURS[0]], high[NEIGHBOURS[0]] = 1, 40
    found = hot_spots(low, high, NEIGHBOURS, np.random.default_rng(0))
    assert found.verdict[0] == Verdict.TOO_FEW
    assert found.p[0] == 1
    assert found.estimate(0).value is None


def test_counts_outside_their_limits_are_refused():
    with pytest.raises(ValueError, match="lowest"):
        hot_spots(np.ones(len(CELLS)), np.zeros(len(CELLS)), NEIGHBOURS, np.random.default_rng(0))
    with pytest.raises(ValueError, match="value"):
        gi_star([1, math.nan], np.eye(2))


def test_the_filter_is_quick_over_forty_thousand_cells(many_neighbours):
    counts = np.random.default_rng(1).poisson(3, len(MANY)).astype(float)
    gi_star_of_cells(counts, many_neighbours)
    began = time.perf_counter()
    gi_star_of_cells(counts, many_neighbours)
    assert time.perf_counter() - began < 0.1
