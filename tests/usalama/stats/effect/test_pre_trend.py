"""The months before joining: the test keeps its level with few places, and sees a drift."""

from __future__ import annotations

import numpy as np
import pytest

from tests.usalama.stats.effect.invented import panel, with_effect
from usalama.stats.effect.pre_trend import pre_trend


def rejections(seeds, **settings):
    found = [judge(panel(seed=seed, **settings), seed) for seed in range(seeds)]
    return np.mean([not one.has_passed for one in found])


def judge(made, seed=0, draws=99):
    return pre_trend(made.log_rate, made.joined, np.random.default_rng(seed), draws=draws)


@pytest.mark.parametrize("joining", [3, 12])
@pytest.mark.long
def test_all_being_well_it_fails_about_one_time_in_twenty_with_few_places_too(joining):
    assert rejections(120, joining=joining, ratio=0.6) < 0.11


def test_a_drift_before_joining_is_seen():
    assert rejections(20, drift=0.02) > 0.8


def test_an_effect_after_joining_does_not_enter():
    made = panel(seed=3)
    plain, fallen = judge(made), judge(with_effect(made, 0.1))
    assert fallen.quarters == pytest.approx(plain.quarters, abs=1e-9)
    assert fallen.p_value == plain.p_value


def test_nobody_joining_has_not_passed():
    made = panel(joining=0)
    assert not judge(made).has_passed
    assert np.isnan(judge(made).quarters).all()


def test_the_p_value_is_never_zero():
    assert judge(panel(drift=0.2)).p_value == pytest.approx(1 / 100)
