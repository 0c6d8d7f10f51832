"""What the answer hangs on: places, dates, counting, drift."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.usalama.stats.effect.invented import panel, with_effect
from usalama.model import Flag
from usalama.stats.effect.panel import build_panel
from usalama.stats.effect.sensitivity import honest_bounds, leave_one_out, placebo_effect, poisson_effect


def test_an_effect_in_one_place_alone_hangs_on_it():
    generator = np.random.default_rng(1)
    counts = generator.poisson(200, (12, 40)).astype(float)
    counts[0, 20:] = np.round(counts[0, 20:] / 4)
    counts[1:4, 20:] = np.round(counts[1:4, 20:] * 1.05)
    found = leave_one_out(build_panel(counts, np.ones(counts.shape), [20] * 4 + [np.nan] * 8))
    assert found.hangs_on_one()
    assert found.value.argmax() == 0
    assert found.is_treated.tolist() == [True] * 4 + [False] * 8


def test_an_effect_everywhere_hangs_on_nobody():
    assert not leave_one_out(panel(ratio=0.7)).hangs_on_one()


def test_without_the_only_place_there_is_nothing():
    found = leave_one_out(panel(joining=1))
    assert np.isnan(found.value[0])
    assert np.isfinite(found.value[1:]).all()


def test_nothing_is_found_at_a_date_at_which_nothing_began():
    found = [placebo_effect(panel(seed=seed, ratio=0.5), 6) for seed in range(60)]
    assert 0.85 < np.mean([one.lower <= 1 <= one.upper for one in found]) <= 1


def test_a_drift_is_found_at_a_date_at_which_nothing_began():
    assert placebo_effect(panel(drift=0.03), 6).lower > 1


@settings(max_examples=10, deadline=None)
@given(ratio=st.floats(0.05, 3))
def test_the_real_effect_does_not_enter_a_placebo(ratio):
    made = panel(seed=3)
    plain, changed = (placebo_effect(one, 6) for one in (made, with_effect(made, ratio)))
    assert changed.value == pytest.approx(plain.value, rel=1e-9)


def test_placebo_dates_need_months_before_and_lie_before():
    assert placebo_effect(panel(), 20).flag == Flag.NO_DATA
    with pytest.raises(ValueError, match="before"):
        placebo_effect(panel(), 0)


def test_counting_events_alike_finds_what_was_planted_in_means():
    made = panel()
    level = np.exp(np.random.default_rng(1).normal(0, 1, (30, 1)) + np.sin(np.arange(48)))
    exact = build_panel(
        30 * level * np.where(made.is_treated, 0.8, 1),
        made.person_years,
        np.where(made.joined < 48, made.joined, np.nan),
    )
    assert poisson_effect(exact).value == pytest.approx(0.8, rel=1e-6)


def test_counting_events_alike_needs_somebody_who_joined():
    assert poisson_effect(panel(joining=0)).flag == Flag.NO_DATA


def test_a_large_effect_bears_more_drift_than_a_small_one():
    large, small = (honest_bounds(panel(ratio=ratio)) for ratio in (0.5, 0.95))
    assert large.first_year.lower < 0.5 < large.first_year.upper
    assert (large.largest_multiple or 0) > (small.largest_multiple or 0)


def test_the_first_year_counts_the_reports_of_the_first_year_alone():
    made = panel(ratio=0.5)
    months = np.arange(made.n_months)[None, :] - made.joined[:, None]
    assert honest_bounds(made).first_year.n == made.counts[(months >= 0) & (months < 12)].sum() < made.events_after


def test_bounds_need_ten_places_and_a_year_on_both_sides():
    assert honest_bounds(panel(joining=9)).first_year.flag == Flag.NO_DATA
    assert honest_bounds(panel(first=40, spread=1)).first_year.flag == Flag.NO_DATA
