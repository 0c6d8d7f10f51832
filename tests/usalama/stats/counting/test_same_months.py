"""Months of two years: chance alone gives about 1, season and a change of level nothing, and clusters more."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from usalama.stats.counting.same_months import same_months_dispersion

SEASON = 1 + 0.5 * np.sin(np.arange(12) / 2)


def test_it_is_the_chi_square_of_the_table_over_its_degrees():
    after, before = np.array([40, 9, 60, 22]), np.array([20, 30, 31, 14])
    reference = chi2_contingency([after, before], correction=False)
    assert same_months_dispersion(after, before) == pytest.approx(reference.statistic / reference.dof)


def test_season_and_a_change_of_level_are_no_dispersion():
    assert same_months_dispersion(100 * SEASON, 300 * SEASON) == 1


def test_chance_gives_about_one_and_clusters_what_they_make():
    generator = np.random.default_rng(5)
    plain = [same_months_dispersion(generator.poisson(50, 12), generator.poisson(50, 12)) for _ in range(500)]
    # Each event is seen three times: the variance is three times the mean.
    clustered = [3 * generator.poisson(50, (2, 12)) for _ in range(500)]
    assert np.mean(plain) == pytest.approx(1.15, abs=0.1)
    assert np.mean([same_months_dispersion(*one) for one in clustered]) == pytest.approx(3, abs=0.2)


@pytest.mark.parametrize(
    ("after", "before"),
    [([5, 9], [9, 5]), ([0, 0, 0], [5, 9, 1]), ([np.nan] * 12, range(12)), ([], [])],
)
def test_what_cannot_be_told_is_taken_for_chance(after, before):
    assert same_months_dispersion(list(after), list(before)) == 1


def test_hidden_months_say_nothing():
    after, before = np.array([40, np.nan, 9, 60, 22]), np.array([20, 900, 30, 31, 14])
    is_told = np.isfinite(after)
    assert same_months_dispersion(after, before) == same_months_dispersion(after[is_told], before[is_told])


def test_negative_counts_are_refused():
    with pytest.raises(ValueError, match="negative"):
        same_months_dispersion([1, 2, -3], [1, 2, 3])
