"""The funnel: what chance gives places of their size."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from usalama.model import Flag, Standing
from usalama.stats.counting.funnel_limits import funnel, overdispersion, poisson_limit, prediction_limits


def test_a_lower_limit_is_never_below_zero():
    means = [2, 5, 10, 250]
    lower, upper = prediction_limits(means, 0.998)
    assert poisson_limit(means, 0.001)[0] < 0
    assert lower == pytest.approx(np.maximum(poisson_limit(means, 0.001), 0))
    assert upper == pytest.approx(poisson_limit(means, 0.999))
    assert prediction_limits(50, 0.95, dispersion=40)[0] == 0


@given(mean=st.floats(0.01, 1e5), probability=st.sampled_from([0.001, 0.025, 0.5, 0.975, 0.999]))
def test_the_limit_lies_at_the_quantile_of_the_poisson(mean, probability):
    quantile = poisson.ppf(probability, mean)
    count = float(poisson_limit(mean, probability)) * mean
    assert quantile - 1 - 1e-6 <= count <= quantile + 1e-6


@given(mean=st.floats(0.5, 1e4), wider=st.floats(1, 20))
def test_more_spread_and_more_coverage_widen_the_funnel(mean, wider):
    inner, outer = prediction_limits(mean, 0.95), prediction_limits(mean, 0.998)
    spread = prediction_limits(mean, 0.95, wider)
    assert outer[0] <= inner[0] <= 1 <= inner[1] <= outer[1]
    assert spread[0] <= inner[0] + 1e-12
    assert spread[1] >= inner[1] - 1e-12


def test_the_funnel_narrows_as_places_grow():
    lower, upper = prediction_limits(np.linspace(5, 500, 60))
    assert (np.diff(lower) > 0).all()
    assert (np.diff(upper) < 0).all()


def test_without_differences_about_one_in_twenty_lies_outside():
    generator = np.random.default_rng(11)
    expected = np.tile([8.0, 30, 120, 500], 12)[:47]
    outside = [
        np.sum([one != Standing.SIMILAR for one in funnel(generator.poisson(expected), expected).standing])
        for _ in range(400)
    ]
    assert 1.6 < np.mean(outside) < 2.7
    assert funnel(expected, expected).outside_by_chance == pytest.approx(2.35)


def test_chance_alone_needs_no_wider_limits_and_great_spread_does():
    generator = np.random.default_rng(12)
    expected = np.full(47, 200.0)
    assert overdispersion(generator.poisson(expected), expected) == 1
    spread = generator.poisson(expected * generator.gamma(25, 1 / 25, 47))
    found = funnel(spread, expected)
    # The true variance is 1 + 200/25 = 9 times that of chance; the tenths drawn in leave about two thirds of it.
    assert 4 < found.dispersion < 10
    assert np.sum([one != Standing.SIMILAR for one in found.standing]) < 12


def test_a_few_extreme_places_do_not_widen_the_funnel():
    expected = np.full(47, 100.0)
    counts = np.where(np.arange(47) < 4, 400, 100)
    found = funnel(counts, expected)
    assert found.dispersion == 1
    assert list(found.standing[:5]) == [Standing.HIGHER] * 4 + [Standing.SIMILAR]
    assert found.is_far[:5].tolist() == [True] * 4 + [False]


def test_overdispersion_is_the_mean_square_of_scores_drawn_in():
    # Ten scores, -4.5 to 4.5: one at either end is drawn in to 3.5.
    scores = np.arange(10) - 4.5
    inside = [3.5, 3.5, 2.5, 1.5, 0.5]
    assert overdispersion(100 + 10 * scores, np.full(10, 100.0)) == pytest.approx(np.mean(np.square(inside)))


def test_hidden_and_unseen_places_stand_nowhere():
    found = funnel([math.nan, 30, 0], [20, 0, 20])
    assert list(found.standing) == [Standing.UNKNOWN, Standing.UNKNOWN, Standing.LOWER]
    assert list(found.flag) == [Flag.HIDDEN, Flag.NO_DATA, Flag.OK]
    assert found.outside_by_chance == pytest.approx(0.05)
    assert found.estimate(0).value is None
    assert found.estimate(1).lower is None
    assert found.estimate(2).value == 0


def test_no_reports_from_a_small_place_are_not_called_low():
    assert funnel([0], [2.0]).standing[0] == Standing.SIMILAR


def test_negative_numbers_are_refused():
    with pytest.raises(ValueError, match="negative"):
        funnel([-1], [1])
