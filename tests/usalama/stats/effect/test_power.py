"""The ups and downs of places are told apart: chance, shocks, and how long they last."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.usalama.stats.effect.invented import panel, with_effect
from usalama.stats.effect.panel import build_panel, imputed_effect, treated_cells
from usalama.stats.effect.power import (
    Noise,
    Rollout,
    fewest_places,
    imputation_weights,
    noise_of,
    power,
    power_grid,
    smallest_fall,
    standard_error,
)

PLAN = Rollout(n_joining=12, n_compared=18, months_before=18, months_rollout=6, months_after=6)
NOISE = Noise(chance=1 / 25, shocks=0.02, likeness=0.4)


def lasting(likeness, shocks, seed, shape=(60, 60), mean=400):
    generator = np.random.default_rng(seed)
    fresh = generator.standard_normal(shape) * np.sqrt(shocks)
    noise = fresh.copy()
    for month in range(1, shape[1]):
        noise[:, month] = likeness * noise[:, month - 1] + np.sqrt(1 - likeness**2) * fresh[:, month]
    counts = generator.poisson(mean * np.exp(noise))
    return noise_of(build_panel(counts, np.ones(shape), np.full(shape[0], np.nan)))


@pytest.mark.parametrize(("likeness", "shocks"), [(0.0, 0.02), (0.4, 0.02), (0.7, 0.04)])
def test_planted_shocks_are_found(likeness, shocks):
    found = [lasting(likeness, shocks, seed) for seed in range(4)]
    assert np.mean([one.shocks for one in found]) == pytest.approx(shocks, rel=0.15)
    assert np.mean([one.likeness for one in found]) == pytest.approx(likeness, abs=0.06)
    assert found[0].chance == pytest.approx(1 / 400, rel=0.05)


def test_counts_by_chance_alone_have_hardly_any_shocks():
    assert noise_of(panel(joining=0)).shocks < 0.003


def test_an_effect_does_not_enter():
    made = panel()
    assert noise_of(with_effect(made, 0.2)) == noise_of(made)


def test_too_little_to_tell_is_refused():
    with pytest.raises(ValueError, match="two places"):
        noise_of(panel(places=1, joining=0))


def test_the_covariance_falls_with_the_months_between():
    matrix = Noise(0.1, 0.2, 0.5).covariance(3)
    assert matrix == pytest.approx(np.array([[0.3, 0.1, 0.05], [0.1, 0.3, 0.1], [0.05, 0.1, 0.3]]))


def test_the_weights_are_those_of_the_estimator():
    treated = treated_cells(PLAN.joined, PLAN.n_months)
    outcome = np.random.default_rng(1).standard_normal((3, *treated.shape))
    expected = imputed_effect(outcome, treated[None])[0]
    assert (imputation_weights(treated) * outcome).sum(axis=(1, 2)) == pytest.approx(expected, abs=1e-10)


def test_the_error_is_that_of_simulated_rollouts():
    treated = treated_cells(PLAN.joined, PLAN.n_months)
    half = np.linalg.cholesky(NOISE.covariance(PLAN.n_months))
    noise = np.random.default_rng(2).standard_normal((4000, *treated.shape)) @ half.T
    assert imputed_effect(noise, treated[None])[0].std() == pytest.approx(standard_error(PLAN, NOISE), rel=0.04)


@settings(max_examples=25, deadline=None)
@given(
    joining=st.integers(3, 15),
    before=st.integers(12, 30),
    rollout=st.integers(1, 12),
    after=st.integers(1, 24),
    ratio=st.floats(0.5, 0.98),
)
def test_a_larger_effect_or_more_comparison_never_lowers_the_chance(joining, before, rollout, after, ratio):
    plan = Rollout(joining, 20, before, rollout, after)
    chance = power(plan, NOISE, ratio=ratio)
    assert 0 < chance <= 0.95
    assert power(plan, NOISE, ratio=ratio * 0.95) >= chance - 1e-9
    assert power(replace(plan, n_compared=40), NOISE, ratio=ratio) >= chance - 1e-9


@pytest.mark.parametrize(
    "plan",
    [
        replace(PLAN, n_joining=2),
        replace(PLAN, months_before=11),
        replace(PLAN, n_compared=0),
        replace(PLAN, months_after=0),
    ],
)
def test_a_plan_that_could_only_end_in_cannot_tell_has_no_chance(plan):
    assert power(plan, NOISE) == 0


def test_an_effect_that_is_no_fall_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        power(PLAN, NOISE, ratio=1.0)


def test_the_grid_holds_the_chances_one_by_one():
    grid = power_grid(PLAN, NOISE, (2, 6, 12, 30), (3, 12))
    assert grid.power.shape == (4, 2)
    assert grid.power[0].tolist() == [0, 0]
    assert grid.power[3].tolist() == [0, 0]
    assert grid.power[2, 0] == power(replace(PLAN, months_after=3), NOISE)
    assert grid.is_enough().tolist() == (grid.power >= 0.8).tolist()


def test_the_fewest_places_are_just_enough():
    needed = fewest_places(PLAN, NOISE)
    assert needed is not None
    assert power(replace(PLAN, n_joining=needed, n_compared=30 - needed), NOISE) >= 0.8
    assert power(replace(PLAN, n_joining=needed - 1, n_compared=31 - needed), NOISE) < 0.8
    assert fewest_places(PLAN, NOISE, ratio=0.999) is None


def test_the_smallest_fall_is_just_shown():
    fall = smallest_fall(PLAN, NOISE)
    assert power(PLAN, NOISE, ratio=fall) == pytest.approx(0.8, abs=1e-3)
    assert smallest_fall(replace(PLAN, n_joining=2), NOISE) is None


def test_a_plan_without_joining_places_has_no_estimate():
    assert math.isinf(standard_error(replace(PLAN, n_joining=0), NOISE))
