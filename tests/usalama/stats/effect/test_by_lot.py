"""The months before joining: the test keeps its level with few places, and sees a drift."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.usalama.stats.effect.invented import panel, with_effect
from usalama.stats.effect.by_lot import permuted_effect, pre_trend

JOINED = np.array([10, 12, 12, *[24] * 12])


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


def outcome(seed, planted=0.0):
    is_after = np.arange(24) >= JOINED[:, None]
    return np.random.default_rng(seed).standard_normal((15, 24)) + planted * is_after


def test_the_p_value_of_an_effect_is_never_zero():
    found = permuted_effect(outcome(1, 50.0), JOINED, np.random.default_rng(1), draws=199)
    assert found.p_value == pytest.approx(1 / 200)


def test_the_interval_is_that_of_asking_every_effect_in_turn():
    numbers = outcome(3, 0.4)
    whole = permuted_effect(numbers, JOINED, np.random.default_rng(7), draws=199)
    is_after = np.arange(24) >= JOINED[:, None]

    def p_value(effect):
        return permuted_effect(numbers - effect * is_after, JOINED, np.random.default_rng(7), draws=199).p_value

    for limit, outwards in ((whole.lower, -1), (whole.upper, 1)):
        assert p_value(limit - outwards * 1e-6) > 0.05
        assert p_value(limit + outwards * 1e-6) <= 0.05


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 99), planted=st.floats(-3, 3))
def test_a_planted_effect_moves_the_whole_interval(seed, planted):
    plain, moved = (
        permuted_effect(outcome(seed, effect), JOINED, np.random.default_rng(1), draws=99) for effect in (0.0, planted)
    )
    shifted = [plain.value + planted, plain.lower + planted, plain.upper + planted]
    assert [moved.value, moved.lower, moved.upper] == pytest.approx(shifted, abs=1e-7)


def test_no_effect_is_called_one_about_as_rarely_as_promised():
    found = [permuted_effect(outcome(seed), JOINED, np.random.default_rng(seed), draws=99) for seed in range(300)]
    assert 0.02 < np.mean([one.p_value <= 0.05 for one in found]) < 0.085
    assert 0.915 < np.mean([one.lower <= 0 <= one.upper for one in found]) < 0.98


def test_with_three_places_there_is_no_end_to_the_interval():
    found = permuted_effect(outcome(1)[:3, :], np.array([10, 24, 24]), np.random.default_rng(1), draws=199)
    assert found.lower == -np.inf
    assert found.upper == np.inf
    assert found.p_value > 0.2


@pytest.mark.parametrize("joined", [np.full(15, 24), np.full(15, 10)])
def test_nobody_and_everybody_cannot_be_told(joined):
    assert np.isnan(permuted_effect(outcome(1), joined, np.random.default_rng(1), draws=19).p_value)
