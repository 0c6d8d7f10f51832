"""Reports that follow each other: closed form equal to permutation, and a limit that holds."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import pdist

from usalama.errors import InputRefused
from usalama.model import Flag
from usalama.stats.space.near_repeat import DAY_BANDS, DISTANCE_BANDS, MOST_POINTS, near_pair_count, near_repeats

KNOWN = json.loads((Path(__file__).resolve().parents[3] / "reference" / "r20_knox_counts.json").read_text())
SHAPE = (len(DISTANCE_BANDS), len(DAY_BANDS))


def scattered(n, seed, side=5_000):
    generator = np.random.default_rng(seed)
    return generator.uniform(0, side, (n, 2)), generator.integers(0, 365, n), generator


def test_the_p_of_permutations_is_near_that_of_a_poisson():
    given_, expected = KNOWN["input"], KNOWN["expected"]
    found = near_repeats(
        np.column_stack([given_["x"], given_["y"]]),
        given_["day"],
        np.random.default_rng(1),
        distance_bands=(given_["ds"],),
        day_bands=(given_["dt"],),
    )
    assert found.estimate(0, 0).value == pytest.approx(expected["ratio"])
    # The tolerance for permutations.
    assert found.p[0, 0] == pytest.approx(expected["p_poisson"], abs=0.02)


@given(st.integers(0, 2**32 - 1), st.integers(2, 60))
@settings(max_examples=40, deadline=None)
def test_bands_count_every_near_pair_once(seed, n):
    generator = np.random.default_rng(seed)
    # Multiples of 50 metres, so that many pairs lie exactly on the end of a band.
    points = generator.integers(0, 12, (n, 2)) * 50.0
    days = generator.integers(0, 40, n)
    found = near_repeats(points, days, generator, permutations=9)
    metres, apart = pdist(points), pdist(days[:, None])
    rows = np.searchsorted(DISTANCE_BANDS, metres, side="left")
    columns = np.searchsorted(DAY_BANDS, apart, side="left")
    for row in range(SHAPE[0]):
        for column in range(SHAPE[1]):
            assert found.observed[row, column] == ((rows == row) & (columns == column)).sum()
            expected = (rows == row).sum() * (columns == column).sum() / metres.size
            assert found.expected[row, column] == pytest.approx(expected)


def test_expectation_is_the_average_over_permuted_dates():
    points, days, generator = scattered(150, 4, side=1_500)
    found = near_repeats(points, days, generator, permutations=9)
    counted = [
        near_repeats(points, generator.permutation(days), generator, permutations=1).observed for _ in range(600)
    ]
    np.testing.assert_allclose(np.mean(counted, axis=0), found.expected, rtol=0.15, atol=0.6)


def test_a_planted_repeat_stands_out_where_it_was_planted():
    points, days, generator = scattered(300, 7)
    near = points[:60] + generator.uniform(-40, 40, (60, 2))
    found = near_repeats(
        np.concatenate([points, near]), np.concatenate([days, days[:60] + generator.integers(0, 7, 60)]), generator
    )
    assert found.stands_out[1, 0]
    assert found.observed[1, 0] > found.usual_upper[1, 0]
    assert not found.stands_out[3].any()


def test_dates_without_pattern_seldom_stand_out():
    out = []
    for seed in range(40):
        points, days, generator = scattered(250, seed, side=2_000)
        out.append(near_repeats(points, days, generator, permutations=199).stands_out.any())
    assert np.mean(out) <= 0.15


def test_p_is_never_zero():
    points, days = np.repeat([[0.0, 0.0], [9_000.0, 0.0]], 20, axis=0), np.repeat([0, 300], 20)
    found = near_repeats(points, days, np.random.default_rng(1), permutations=99)
    assert found.p.min() == pytest.approx(1 / 100)


def test_where_hardly_any_pair_is_expected_nothing_is_relied_on():
    found = near_repeats([[0, 0], [10, 0], [5_000, 0]], [1, 2, 300], np.random.default_rng(1))
    assert found.estimate(1, 0).flag is Flag.UNSTABLE
    assert found.estimate(3, 2).flag is Flag.NO_DATA


@pytest.mark.parametrize("n", [0, 1])
def test_none_and_one_report_have_no_pairs(n):
    found = near_repeats(np.zeros((n, 2)), np.zeros(n, dtype=int), np.random.default_rng(1))
    assert found.observed.sum() == found.n_pairs == 0
    assert (found.p == 1).all()


@pytest.mark.parametrize("n", [MOST_POINTS + 1, 1_000_000])
def test_more_points_than_a_reader_can_wait_for_are_refused_at_once(n):
    with pytest.raises(InputRefused, match="Choose a city and 12 months"):
        near_repeats(np.zeros((n, 2)), np.zeros(n, dtype=int), np.random.default_rng(1))


def test_a_pile_of_points_at_one_place_is_refused_before_its_pairs_fill_the_memory():
    pile = np.zeros((MOST_POINTS, 2))
    assert near_pair_count(pile) == MOST_POINTS * (MOST_POINTS - 1) // 2
    with pytest.raises(InputRefused, match="close together"):
        near_repeats(pile, np.arange(MOST_POINTS), np.random.default_rng(1))


def test_every_report_needs_a_place_and_a_day():
    with pytest.raises(ValueError, match="place and a day"):
        near_repeats([[0, 0]], [1, 2], np.random.default_rng(1))
