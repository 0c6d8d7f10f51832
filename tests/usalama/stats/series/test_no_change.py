from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference.rules_of_others import z_of_two_counts
from usalama.stats.series.no_change import Habit, nothing_changed, z_of_known_mean

counts = st.integers(0, 5000)


def draw(mean=60.0, dispersion=1.3, seed=1):
    return nothing_changed(mean, dispersion, 20, np.random.default_rng(seed))


def test_the_same_seed_draws_the_same_months_and_another_others():
    assert draw(seed=4).counts.tolist() == draw(seed=4).counts.tolist()
    assert draw(seed=4).counts.tolist() != draw(seed=5).counts.tolist()


@pytest.mark.long
def test_95_of_100_months_lie_in_the_range():
    drawn = [draw(seed=seed) for seed in range(200)]
    inside = [((one.counts >= one.usual_lower) & (one.counts <= one.usual_upper)).mean() for one in drawn]
    assert 0.94 < np.mean(inside) < 0.985


def test_hasty_rules_cry_wolf_far_more_often_than_the_usual_range():
    rates = draw(mean=20).calls_per_100
    assert rates[Habit.USUAL_RANGE] <= 0.8
    assert rates[Habit.A_FIFTH_MORE] > 20
    assert rates[Habit.WHEELER] > rates[Habit.TWO_COUNTS]
    assert rates[Habit.A_FIFTH_MORE] > rates[Habit.HALF_AS_MANY_AGAIN]


@settings(max_examples=30, deadline=None)
@given(mean=st.floats(0.05, 2000), dispersion=st.floats(1, 10), seed=st.integers(0, 999))
def test_the_first_month_is_never_called_a_rise(mean, dispersion, seed):
    found = nothing_changed(mean, dispersion, 20, np.random.default_rng(seed), many=5)
    assert not any(called[0] for called in found.calls.values())
    assert all(0 <= rate <= 100 for rate in found.calls_per_100.values())


@pytest.mark.parametrize(("mean", "months"), [(0.0, 20), (float("nan"), 20), (5.0, 1)])
def test_nothing_to_draw_is_refused(mean, months):
    with pytest.raises(ValueError, match="mean above 0"):
        nothing_changed(mean, 1.0, months, np.random.default_rng(1))


@given(before=counts, after=counts)
def test_turning_the_pair_round_turns_the_sign(before, after):
    assert z_of_two_counts(before, after) == pytest.approx(-z_of_two_counts(after, before))


def test_only_for_two_counts_is_the_spread_that_of_chance():
    before, after = np.random.default_rng(5).poisson(60, (2, 20_000))
    assert z_of_two_counts(before, after).std() == pytest.approx(1, abs=0.02)
    assert z_of_known_mean(before, after).std() == pytest.approx(np.sqrt(2), abs=0.03)
