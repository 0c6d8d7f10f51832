"""Season taken out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usalama.stats.series.season import can_decompose, decompose


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
