from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from usalama.model import Flag
from usalama.stats.counting.ratios import ratio_estimate
from usalama.stats.series.loglinear import fit_log_linear
from usalama.stats.series.rate_trend import newey_west_error, same_months_dispersion, year_on_year, yearly_trend

TIME = np.arange(60.0)
SEASON = 1 + 0.5 * np.sin(np.arange(12) / 2)


def test_the_newey_west_error_equals_that_of_statsmodels():
    counts = np.random.default_rng(2).poisson(30, 60).astype(float)
    design = np.column_stack([TIME / 12, np.ones(60), np.sin(TIME / 2), np.cos(TIME / 2)])
    fit = fit_log_linear(counts[None], design)
    other = sm.GLM(counts, design, family=sm.families.Poisson()).fit(
        cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": False}
    )
    assert newey_west_error(counts[None], design, fit, 3)[0] == pytest.approx(other.bse[0], rel=1e-6)


@settings(max_examples=25, deadline=None)
@given(ratio=st.floats(0.5, 2), level=st.floats(20, 300))
def test_a_smooth_rise_is_found_as_it_is(ratio, level):
    counts = level * ratio ** (TIME / 12) * np.exp(0.2 * np.sin(2 * np.pi * TIME / 12))
    assert yearly_trend(counts[None], np.ones(60), TIME).value[0] == pytest.approx(ratio, rel=1e-6)


@settings(max_examples=15, deadline=None)
@given(growth=st.floats(0.9, 1.2), seed=st.integers(0, 99))
def test_more_people_with_more_events_are_no_trend_in_the_rate(growth, seed):
    counts = np.random.default_rng(seed).poisson(40, (1, 60)).astype(float)
    people = growth ** (TIME / 12)
    plain, shared = yearly_trend(counts, np.ones(60), TIME), yearly_trend(counts, people, TIME)
    assert shared.value[0] == pytest.approx(plain.value[0] / growth, rel=1e-6)


def test_nothing_changing_is_called_a_change_about_as_rarely_as_promised():
    counts = np.random.default_rng(1).poisson(30, (3000, 60)).astype(float)
    found = yearly_trend(counts, np.ones(60), TIME)
    assert 0.94 < np.mean((found.lower < 1) & (found.upper > 1)) < 0.985


def test_months_that_are_alike_widen_the_range():
    generator = np.random.default_rng(1)
    wander = np.zeros((500, 60))
    for month in range(1, 60):
        wander[:, month] = 0.7 * wander[:, month - 1] + generator.normal(0, 0.15, 500)
    found = yearly_trend(generator.poisson(80 * np.exp(wander)).astype(float), np.ones(60), TIME)
    assert np.mean(found.newey_west_error > found.quasi_error) > 0.5


@pytest.mark.parametrize(
    ("counts", "flag"),
    [
        (np.full(60, 30.0), Flag.OK),
        (np.tile([0.0, 1.0, 0.0, 0.0], 15), Flag.UNSTABLE),
        (np.zeros(60), Flag.UNSTABLE),
        (np.where(TIME % 5 == 0, np.nan, 30.0), Flag.HIDDEN),
        (np.full(23, 30.0), Flag.NO_DATA),
    ],
)
def test_how_far_a_trend_may_be_trusted(counts, flag):
    found = yearly_trend(counts[None], np.ones(counts.size), TIME[: counts.size])
    estimate = found.estimate(0)
    assert estimate.flag is flag
    assert (estimate.value is None) == (flag in (Flag.HIDDEN, Flag.NO_DATA) or not counts.any())


@settings(deadline=None)
@given(after=st.integers(0, 400), before=st.integers(0, 400))
def test_without_overdispersion_years_compare_exactly(after, before):
    ours, exact = year_on_year(after, 1e6, before, 1e6), ratio_estimate(after, 1e6, before, 1e6)
    assert (ours.value, ours.lower, ours.upper, ours.flag) == (exact.value, exact.lower, exact.upper, exact.flag)


@settings(deadline=None)
@given(after=st.integers(1, 400), before=st.integers(1, 400), dispersion=st.floats(1.5, 10))
def test_overdispersion_widens_a_comparison_and_moves_it_not(after, before, dispersion):
    plain, wide = year_on_year(after, 1e6, before, 1e6), year_on_year(after, 1e6, before, 1e6, dispersion)
    assert wide.value == pytest.approx(plain.value)
    assert wide.lower <= plain.lower
    assert wide.upper >= plain.upper
    assert wide.n == after + before


def test_overdispersed_years_are_covered_as_promised():
    generator = np.random.default_rng(8)
    years = generator.negative_binomial(60 / 1.0, 1 / 2.0, (1500, 24)).astype(float)  # mean 60, variance 120
    found = [year_on_year(row[12:].sum(), 1, row[:12].sum(), 1, 2.0) for row in years]
    assert 0.94 < np.mean([one.lower <= 1 <= one.upper for one in found]) < 0.985


def test_hidden_and_uncovered_years_are_said_to_be():
    assert year_on_year(None, 1, 30, 1).flag is Flag.HIDDEN
    assert year_on_year(30, None, 30, 1).flag is Flag.NO_DATA
    assert year_on_year(30, 1, 0, 1).upper == math.inf


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
