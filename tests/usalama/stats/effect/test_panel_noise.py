"""The ups and downs of places are told apart: chance, shocks, and how long they last."""

from __future__ import annotations

import numpy as np
import pytest

from tests.usalama.stats.effect.invented import panel, with_effect
from usalama.stats.effect.panel import build_panel
from usalama.stats.effect.panel_noise import Noise, noise_of


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
