"""Changes of level."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import ruptures
from hypothesis import given, settings
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.series.level_change import interrupted_series, level_changes

REFERENCE = json.loads((Path(__file__).parents[3] / "reference" / "r38_breakpoint_nile.json").read_text())
NILE = np.array(REFERENCE["input"]["y"], float)
YEARS = np.ones(60)


@pytest.mark.parametrize("smallest", [6, 15])
def test_the_nile_changed_once_after_its_28th_year(smallest):
    # R 4.2.2: strucchange::breakpoints(Nile ~ 1)
    found = level_changes(NILE, smallest_segment=smallest)
    assert len(found.last_before) == REFERENCE["expected"]["n_breaks_bic"]
    assert found.last_before[0] + 1 == REFERENCE["expected"]["break_index_1based"]
    assert found.levels == pytest.approx((NILE[:28].mean(), NILE[28:].mean()))


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), step=st.floats(4, 8))
def test_two_steps_are_cut_as_another_exact_method_cuts_them(seed, step):
    generator = np.random.default_rng(seed)
    values = generator.normal(size=60) + step * (np.arange(60) >= 20) - step * (np.arange(60) >= 42)
    theirs = ruptures.Dynp(model="l2", min_size=6, jump=1).fit(values).predict(2)
    assert [cut + 1 for cut in level_changes(values).last_before] == theirs[:-1]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=40))
def test_every_level_holds_half_a_year(values):
    found = level_changes(np.array(values))
    ends = [-1, *found.last_before, len(values) - 1]
    assert len(found.levels) == len(found.last_before) + 1
    if found.last_before:
        assert min(np.diff(ends)) >= 6


def test_noise_that_wanders_a_little_has_hardly_ever_a_change():
    generator = np.random.default_rng(1)
    wander = generator.normal(size=(300, 80))
    for month in range(1, 80):
        wander[:, month] += 0.3 * wander[:, month - 1]
    assert np.mean([bool(level_changes(row[20:]).last_before) for row in wander]) <= 0.05


def test_a_steady_trend_is_no_change_of_level():
    rise = np.arange(60) * 0.1 + np.random.default_rng(1).normal(0, 0.3, 60)
    assert level_changes(rise).last_before == ()


@pytest.mark.parametrize("values", [np.full(60, 7.0), np.arange(11.0), np.zeros(0)])
def test_flat_and_short_series_have_none(values):
    assert level_changes(values).last_before == ()


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
