"""Season taken out."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.series.season import can_decompose, decompose, forecast, interval_score, past_error_reach

REFERENCE = json.loads((Path(__file__).parents[3] / "reference" / "r39_forecast_snaive_ets.json").read_text())
COUNTS = np.array(REFERENCE["input"]["y"], float)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 400), min_size=36, max_size=60))
def test_the_parts_make_the_whole(counts):
    series = np.array(counts, float)
    parts = decompose(series)
    assert parts.trend + parts.season + parts.remainder == pytest.approx(np.log(series + 0.5))
    assert (parts.without_season >= 0).all()


def test_a_pure_season_goes_and_the_level_stays():
    season = np.tile(np.exp(0.3 * np.sin(2 * np.pi * np.arange(12) / 12)), 5)
    parts = decompose(200 * season)
    assert parts.without_season == pytest.approx(np.full(60, parts.level.mean()), rel=0.02)


def test_one_odd_month_moves_the_trend_little():
    counts = np.random.default_rng(1).poisson(50, 60).astype(float)
    plain = decompose(counts).level
    counts[30] = 500
    assert decompose(counts).level == pytest.approx(plain, rel=0.1)


def test_nothing_at_all_stays_nothing():
    assert decompose(np.zeros(48)).without_season == pytest.approx(np.zeros(48), abs=1e-9)


@pytest.mark.parametrize("counts", [np.ones(35), np.array([np.nan] * 40)])
def test_short_series_and_gaps_are_refused(counts):
    assert not can_decompose(counts)
    with pytest.raises(ValueError, match="three whole years"):
        decompose(counts)


def test_the_scaled_error_of_the_last_year_stands_beside_the_forecast():
    assert forecast(COUNTS).scaled_error == pytest.approx(REFERENCE["expected"]["snaive_mase"], rel=1e-8)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 1000), min_size=24, max_size=72), st.integers(1, 6))
def test_wider_bands_hold_narrower_ones_and_none_is_below_zero(counts, horizon):
    found = forecast(np.array(counts, float), horizon)
    assert found.value.shape == (horizon,)
    known = np.isfinite(found.upper[:, 0])
    assert known.tolist() == sorted(known.tolist(), reverse=True)
    assert (np.diff(found.upper[known], axis=0) >= 0).all()
    assert (np.diff(found.lower[known], axis=0) <= 0).all()
    assert (found.lower[known] >= 0).all()
    assert (found.lower[known] <= found.value).all()


def test_too_few_errors_leave_the_widest_band_open():
    found = forecast(np.arange(24.0))
    assert np.isfinite(found.upper[:2]).all()
    assert np.isnan(found.upper[2]).all()
    assert math.isnan(past_error_reach(np.ones(12), 0.95))


def test_the_80_percent_band_holds_the_next_month_8_times_in_10():
    generator = np.random.default_rng(4)
    series = generator.poisson(40, (1000, 61)).astype(float)
    held = []
    for row in series:
        found = forecast(row[:60], 1)
        held.append(found.lower[1, 0] <= row[60] <= found.upper[1, 0])
    assert 0.77 < np.mean(held) < 0.87


def test_the_past_hit_rate_is_that_of_the_last_year():
    steady = forecast(np.tile(np.arange(12.0) + 20, 5))
    assert (steady.hit_rate.value, steady.hit_rate.n) == (1.0, 12)
    jump = np.full(60, 20.0)
    jump[48:] = 200
    assert forecast(jump).hit_rate.value < 0.5


def test_an_interval_score_grows_with_width_and_with_misses():
    inside = interval_score(np.array([5.0]), np.array([0.0]), np.array([10.0]), 0.8)
    missed = interval_score(np.array([12.0]), np.array([0.0]), np.array([10.0]), 0.8)
    assert (inside, missed) == (pytest.approx(10), pytest.approx(30))


@pytest.mark.parametrize("counts", [np.ones(23), np.full(40, np.nan)])
def test_without_two_whole_years_there_is_no_forecast(counts):
    found = forecast(counts)
    assert found.flag is Flag.NO_DATA
    assert np.isnan(found.value).all()


def test_a_flat_series_has_no_scaled_error():
    assert math.isnan(forecast(np.full(60, 5.0)).scaled_error)


def test_nothing_is_forecast_beyond_six_months():
    with pytest.raises(ValueError, match="6 months"):
        forecast(np.ones(60), 7)
