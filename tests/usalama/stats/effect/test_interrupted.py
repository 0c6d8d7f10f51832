"""Interrupted series: blind to trend and season, and open about too little."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.effect.interrupted import interrupted_series

YEARS = np.ones(60)


def noisy(seed=1, size=60, mean=40):
    return np.random.default_rng(seed).poisson(mean, size).astype(float)


@settings(max_examples=25, deadline=None)
@given(ratio=st.floats(0.4, 2.5), growth=st.floats(0.8, 1.25), height=st.floats(0, 0.4))
def test_a_step_is_found_whatever_trend_and_season_do(ratio, growth, height):
    time = np.arange(60)
    smooth = 90 * growth ** (time / 12) * np.exp(height * np.sin(2 * np.pi * time / 12))
    found = interrupted_series(np.where(time >= 36, ratio, 1) * smooth, YEARS, 36)
    assert found.step.value == pytest.approx(ratio, rel=1e-5)
    assert found.without == pytest.approx(smooth, rel=1e-5)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 99), lags=st.integers(0, 6))
def test_likeness_of_neighbours_can_only_widen(seed, lags):
    plain, wide = (interrupted_series(noisy(seed), YEARS, 36, lags=choice) for choice in (None, lags))
    assert wide.step.lower <= plain.step.lower
    assert wide.step.upper >= plain.step.upper


def test_counts_calmer_than_chance_do_not_narrow_the_range():
    found = interrupted_series(np.tile([49.0, 50, 51], 20), YEARS, 36)
    assert found.dispersion < 1
    assert np.log(found.step.upper / found.step.value) == pytest.approx(1.959964 * found.quasi_error, rel=1e-6)


@pytest.mark.parametrize(
    ("counts", "first_after", "flag"),
    [
        (noisy(), 11, Flag.NO_DATA),
        (noisy(), 55, Flag.NO_DATA),
        (np.r_[np.zeros(30), noisy(size=30)], 30, Flag.NO_DATA),
        (np.zeros(60), 30, Flag.NO_DATA),
        (np.r_[np.full(7, np.nan), noisy(size=53)], 30, Flag.HIDDEN),
        (np.r_[noisy(size=52), np.ones(8)], 52, Flag.UNSTABLE),
        (np.r_[np.full(6, np.nan), noisy(size=54)], 30, Flag.OK),
    ],
)
def test_too_little_is_said(counts, first_after, flag):
    found = interrupted_series(counts, YEARS, first_after)
    assert found.step.flag == flag
    assert (found.step.value is None) == (flag in (Flag.NO_DATA, Flag.HIDDEN))


@pytest.mark.parametrize(
    ("counts", "years", "first"),
    [(noisy(), YEARS[:-1], 30), (-noisy(), YEARS, 30), (noisy(), 0 * YEARS, 30), (noisy(), YEARS, 61)],
)
def test_impossible_input_is_refused(counts, years, first):
    with pytest.raises(ValueError, match=r"person-years"):
        interrupted_series(counts, years, first)
