"""Gamma-Poisson smoothing: the prior, the weight, and limits that keep their promise."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import gamma

from usalama.model import Flag
from usalama.stats.counting.gamma_prior import gamma_prior, prior_grid
from usalama.stats.counting.smoothing import smoothed_rates

REFERENCE = json.loads((Path(__file__).parents[3] / "reference" / "r10_eb_marshall_global_local.json").read_text())
CASES, BIRTHS = (np.asarray(REFERENCE["input"][name], dtype=float) for name in ("cases", "births"))
places = st.lists(st.tuples(st.integers(0, 2000), st.floats(1, 1e4)), min_size=5, max_size=47)


def columns(rows):
    return tuple(np.asarray(column, dtype=float) for column in zip(*rows, strict=True))


def negative_binomial(count, years):
    """The same model by another program, which equals R's MASS::glm.nb."""
    model = sm.NegativeBinomial(count, np.ones((count.size, 1)), offset=np.log(years))
    near = model.fit(disp=0, method="bfgs", gtol=1e-8, maxiter=500)
    fitted = model.fit(disp=0, method="newton", start_params=near.params)
    return math.exp(fitted.params[0]), 1 / fitted.params[1]


def test_prior_and_posterior_equal_those_of_the_negative_binomial_model():
    prior = gamma_prior(CASES, BIRTHS)
    mean, shape = negative_binomial(CASES, BIRTHS)
    assert (prior.mean, prior.shape) == pytest.approx((mean, shape), rel=1e-6)
    posterior = gamma(CASES + shape, scale=1 / (BIRTHS + shape / mean))
    assert prior.posterior_mean(CASES, BIRTHS) == pytest.approx(posterior.mean(), rel=1e-6)
    lower, upper = prior.posterior_limits(CASES, BIRTHS)
    assert lower == pytest.approx(posterior.ppf(0.025), rel=1e-6)
    assert upper == pytest.approx(posterior.ppf(0.975), rel=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_the_prior_is_found_again_by_the_other_program_on_invented_counties(seed):
    generator = np.random.default_rng(seed)
    years = np.exp(generator.uniform(2, 7, 47))
    count = generator.poisson(years * generator.gamma(8, 1 / 8, 47)).astype(float)
    prior = gamma_prior(count, years)
    assert (prior.mean, prior.shape) == pytest.approx(negative_binomial(count, years), rel=1e-6)


@settings(deadline=None)
@given(places)
def test_no_other_prior_is_more_likely(rows):
    count, years = columns(rows)
    assume(count.sum() > 0)
    prior = gamma_prior(count, years)
    assume(1e-3 < prior.shape < 1e7)

    def likelihood(mean, shape):
        chance = shape / (shape + mean * years)
        terms = [math.lgamma(n + shape) - math.lgamma(shape) for n in count]
        return sum(terms) + float((shape * np.log(chance) + count * np.log1p(-chance)).sum())

    best = likelihood(prior.mean, prior.shape)
    for mean, shape in ((0.97, 1), (1.03, 1), (1, 0.95), (1, 1.05)):
        assert likelihood(mean * prior.mean, shape * prior.shape) <= best + 1e-6 * abs(best)


@settings(deadline=None)
@given(places)
def test_a_smoothed_rate_lies_between_its_own_and_the_common_one_and_inside_its_limits(rows):
    count, years = columns(rows)
    smoothed = smoothed_rates(count, years, per=1)
    assert ((smoothed.own_share >= 0) & (smoothed.own_share <= 1)).all()
    rate, common = count / years, smoothed.prior.mean
    slack = 1e-9 * (rate.max() + 1)
    assert (smoothed.value >= np.minimum(rate, common) - slack).all()
    assert (smoothed.value <= np.maximum(rate, common) + slack).all()
    assert (smoothed.lower <= smoothed.upper).all()
    assert np.isfinite(smoothed.upper).all()


@settings(deadline=None)
@given(places)
def test_a_larger_place_keeps_more_of_its_own(rows):
    count, years = columns(rows)
    smoothed = smoothed_rates(count, years)
    assert (np.diff(smoothed.own_share[np.argsort(years)]) >= -1e-12).all()


def test_the_weights_of_the_likely_priors_add_up():
    grid = prior_grid(CASES, BIRTHS)
    assert grid.weight.sum() == pytest.approx(1)
    prior = gamma_prior(CASES, BIRTHS)
    assert (grid.prior_years.min(), grid.prior_years.max()) == (
        pytest.approx(prior.years, rel=0.95),
        pytest.approx(grid.prior_years.max()),
    )
    assert grid.prior_years.min() < prior.years < grid.prior_years.max()


def test_places_that_do_not_differ_all_get_the_common_rate_and_keep_honest_limits():
    smoothed = smoothed_rates([5] * 10, [100] * 10, per=1)
    assert smoothed.prior.shape == math.inf
    assert smoothed.value == pytest.approx([0.05] * 10)
    assert smoothed.own_share.tolist() == [0] * 10
    assert (smoothed.upper - smoothed.lower > 0.02).all()


def test_a_county_without_incidents_is_not_given_zero_when_others_have_some():
    smoothed = smoothed_rates([0, 40, 60, 80, 20, 30], [10] * 6, per=1)
    assert smoothed.value[0] > 0
    assert smoothed.lower[0] >= 0


def test_without_any_event_there_is_zero_and_the_limit_of_all_together():
    smoothed = smoothed_rates([0] * 6, [10] * 6, per=1)
    assert smoothed.value.tolist() == smoothed.lower.tolist() == [0] * 6
    assert smoothed.upper == pytest.approx([-math.log(0.025) / 60] * 6)
    assert set(smoothed.flag) == {Flag.UNSTABLE}


def test_hidden_and_unseen_places_have_no_rate_and_teach_nothing():
    count = [math.nan, 40, 60, 80, 20, 30, 9]
    years = [10, 10, 10, 10, 10, 10, 0]
    smoothed = smoothed_rates(count, years, per=1)
    assert [str(flag) for flag in smoothed.flag] == ["hidden", "ok", "ok", "ok", "ok", "ok", "no_data"]
    assert smoothed.estimate(0).value is smoothed.estimate(6).value is None
    assert math.isnan(smoothed.own_share[0])
    alone = smoothed_rates(count[1:6], years[1:6], per=1)
    assert smoothed.value[1:6] == pytest.approx(alone.value)
    assert smoothed.prior == alone.prior


def test_four_places_are_too_few_to_learn_from():
    smoothed = smoothed_rates([3, 4, 5, 6], [10] * 4)
    assert smoothed.prior is None
    assert set(smoothed.flag) == {Flag.NO_DATA}


def test_other_places_can_be_smoothed_by_what_these_teach():
    own = smoothed_rates(CASES[:50], BIRTHS[:50])
    other = smoothed_rates(CASES[:3], BIRTHS[:3], CASES[:50], BIRTHS[:50])
    assert other.value == pytest.approx(own.value[:3])
    assert other.lower == pytest.approx(own.lower[:3])


def test_negative_numbers_are_refused():
    with pytest.raises(ValueError, match="negative"):
        smoothed_rates([-1] * 6, [1] * 6)


def test_every_estimate_says_that_it_is_for_maps():
    assert "never for judging one place" in str(smoothed_rates(CASES, BIRTHS).estimate(0).caveat)
