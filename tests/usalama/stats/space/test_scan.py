"""Neighbouring places together."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usalama.stats.series.nothing_changes import draw_counts
from usalama.stats.space.scan import most_likely_cluster

REFERENCE = json.loads((Path(__file__).parents[3] / "reference" / "r22_spatial_scan_max50.json").read_text())
CASES, PEOPLE, X, Y = (np.array(REFERENCE["input"][name], float) for name in ("cases", "pop", "x", "y"))


def scan(counts, weight=PEOPLE, seed=1, **named):
    return most_likely_cluster(counts, weight, X, Y, np.random.default_rng(seed), **named)


def test_the_wide_cluster_of_the_half_window_is_no_chance():
    assert scan(CASES, largest_share=0.5).p_value < 0.05


def test_the_tenth_window_finds_the_five_counties_of_the_paper():
    # Kulldorff (1997): Hoke, Scotland, Robeson, Bladen and Columbus.
    found = scan(CASES)
    assert len(found.members) == 5
    assert found.ratio == pytest.approx(2.15, abs=0.01)
    assert found.log_likelihood_ratio == pytest.approx(14.93, abs=0.01)
    assert found.p_value < 0.05


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), order=st.permutations(range(100)))
def test_the_order_of_places_does_not_matter(seed, order):
    counts = np.random.default_rng(seed).poisson(PEOPLE / 500).astype(float)
    shuffled = list(order)
    one = scan(counts, permutations=9)
    other = most_likely_cluster(
        counts[shuffled], PEOPLE[shuffled], X[shuffled], Y[shuffled], np.random.default_rng(1), permutations=9
    )
    assert other.log_likelihood_ratio == pytest.approx(one.log_likelihood_ratio)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_circle_never_holds_more_than_its_share_and_p_is_never_zero(seed):
    found = scan(np.random.default_rng(seed).poisson(5, 100).astype(float), permutations=19)
    assert PEOPLE[list(found.members)].sum() <= 0.1 * PEOPLE.sum()
    assert found.p_value >= 1 / 20


def test_chance_is_called_a_cluster_as_rarely_as_promised():
    generator = np.random.default_rng(6)
    share = PEOPLE / PEOPLE.sum()
    found = [scan(row.astype(float), seed=7, permutations=99).p_value for row in generator.multinomial(600, share, 100)]
    assert np.mean(np.array(found) <= 0.05) <= 0.12


def test_counts_that_vary_more_than_by_chance_need_more_to_stand_out():
    counts = draw_counts(PEOPLE / PEOPLE.sum() * 3000, np.array(6.0), np.random.default_rng(2))
    assert scan(counts, dispersion=6.0).p_value > scan(counts).p_value


def test_without_events_or_with_all_as_expected_there_is_no_cluster():
    for counts in (np.zeros(100), PEOPLE):
        found = scan(counts, permutations=9)
        assert (found.members, found.p_value) == ((), 1.0)


def test_all_events_in_one_small_place_have_an_infinite_ratio():
    counts = np.zeros(100)
    counts[55] = 20
    found = scan(counts, permutations=99)
    assert 55 in found.members
    assert found.ratio == math.inf


def test_a_place_without_weight_is_refused():
    with pytest.raises(ValueError, match="weight"):
        scan(CASES, weight=np.zeros(100))
