"""A planted effect is found with the certainty claimed; the full run is ``python -m benchmarks.calibration.effect``."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.calibration.effect import noise_in, run_trial, summarise, with_power, worlds
from usalama.model import EffectWord
from usalama.stats.effect.power import power

SEEDS = range(40)


def named(beginning):
    return next(world for world in worlds() if world.name.startswith(beginning))


def tried(world, seeds=SEEDS):
    return summarise(world, [run_trial(world, seed, draws=99) for seed in seeds])


def test_the_truth_lies_in_the_interval():
    row = tried(named("20 of 47 places, effect grows"))
    assert row.covered > 0.85
    assert abs(row.bias) < 0.01
    assert row.made_worse == 0


@pytest.mark.parametrize("name", ["12 of 47, calculator", "6 of 47, calculator"])
def test_helped_is_said_about_as_often_as_the_calculator_says(name):
    world = named(name)
    assert power(world.plan, noise_in(world), ratio=world.ratio) == pytest.approx(0.8, abs=1e-3)
    assert 0.62 <= tried(world).helped <= 0.95


def test_without_an_effect_helped_is_hardly_ever_said():
    assert tried(named("20 of 47 places, no effect")).helped <= 0.1


def test_two_places_cannot_be_told():
    world = named("2 of 47")
    assert {run_trial(world, seed, draws=19).word for seed in range(10)} == {EffectWord.CANNOT_TELL}


def test_a_share_outside_its_range_does_not_hold():
    world = with_power(named("12 of 47, calculator"), 0.8)
    assert not tried(replace(world, shocks=world.shocks * 30), range(15)).holds
