"""What is promised of false alarms and of doublings caught is what happens."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reference.rules_of_others import z_of_two_counts
from usalama.model import Flag
from usalama.stats.series.aberrations import UsualPast, farrington, usual_past
from usalama.stats.series.nothing_changes import Habit, alarm_rates, draw_counts, nothing_changed, z_of_known_mean

YEARS = 4
counts = st.integers(0, 5000)


def judge(history):
    return farrington(history, years=YEARS)


@settings(max_examples=20, deadline=None)
@given(mean=st.floats(0.5, 200), dispersion=st.floats(1, 5))
def test_drawn_counts_have_the_mean_and_the_dispersion_asked_for(mean, dispersion):
    drawn = draw_counts(np.full(20_000, mean), np.array(dispersion), np.random.default_rng(1))
    assert drawn.mean() == pytest.approx(mean, rel=0.1)
    assert drawn.var() / drawn.mean() == pytest.approx(dispersion, rel=0.15)


def test_a_mean_of_nothing_draws_nothing():
    assert draw_counts(np.zeros(5), np.array(2.0), np.random.default_rng(1)).tolist() == [0] * 5


@pytest.mark.long
def test_the_promised_false_alarms_and_catches_are_what_happens():
    generator = np.random.default_rng(3)
    mean = np.exp(generator.uniform(np.log(3), np.log(60), 200))[:, None] * np.ones((1, 60))
    dispersion = generator.uniform(1, 1.6, 200)[:, None]
    history = draw_counts(mean, dispersion, generator)
    rates = alarm_rates(usual_past(history, years=YEARS), judge, generator)
    alarms, caught = [], []
    for _month in range(60):
        nothing = draw_counts(mean, dispersion, generator)
        alarms.append(judge(nothing).is_alert.sum())
        nothing[:, -1] = draw_counts(2 * mean[:, -1], dispersion[:, 0], generator)
        caught.append(judge(nothing).is_alert.mean())
    assert np.mean(alarms) == pytest.approx(rates.false_alarms.value, rel=0.25)
    assert np.mean(caught) == pytest.approx(rates.caught.value, rel=0.25)
    assert rates.false_alarms.lower <= np.mean(alarms) <= rates.false_alarms.upper


def test_the_same_seed_gives_the_same_figures():
    usual = usual_past(np.random.default_rng(1).poisson(9, (20, 60)).astype(float), years=YEARS)
    one, other = (alarm_rates(usual, judge, np.random.default_rng(5), simulated_series=400) for _ in range(2))
    assert one == other


def test_without_a_series_that_can_be_judged_there_is_no_figure():
    usual = UsualPast(np.ones((3, 50)), np.ones(3), np.zeros(3, dtype=bool))
    rates = alarm_rates(usual, judge, np.random.default_rng(1))
    assert (rates.false_alarms.flag, rates.caught.value, rates.n_series) == (Flag.NO_DATA, None, 0)


def test_a_reader_who_sees_less_catches_less():
    usual = usual_past(np.random.default_rng(1).poisson(12, (60, 60)).astype(float), years=YEARS)
    full = alarm_rates(usual, judge, np.random.default_rng(5), simulated_series=3000)
    rounded = alarm_rates(
        usual, judge, np.random.default_rng(5), as_seen=lambda x: np.where(x > 20, np.nan, x), simulated_series=3000
    )
    assert rounded.caught.value < full.caught.value


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
