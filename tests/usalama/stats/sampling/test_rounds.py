"""How many people: values by hand and from textbooks, the definition, and what cannot be."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from usalama.model import Flag
from usalama.stats.counting.shares import share_difference, wilson_share
from usalama.stats.sampling.rounds import (
    METHOD,
    Direction,
    Fieldwork,
    SampleSize,
    size_for_change,
    size_for_half_width,
    survey_change,
)
from usalama.stats.sampling.survey import SurveyShare, survey_share

SIMPLE = Fieldwork()


def test_the_number_that_every_textbook_has():
    # 1.96² x 0.25 / 0.05² = 384.1
    assert size_for_half_width(0.5, 0.05, SIMPLE) == SampleSize(385, 385, 385)


def test_few_people_need_fewer_to_be_asked():
    # 384.146 / (1 + 383.146 / 1000) = 277.7
    assert size_for_half_width(0.5, 0.05, Fieldwork(population=1_000)).answers == 278


def test_clusters_weights_and_those_who_do_not_answer_cost_people():
    # 2 x 384.146 = 768.3 answers; 769 / 0.8 = 961.25 people; 769 / 20 = 38.45 clusters.
    found = size_for_half_width(0.5, 0.05, Fieldwork(2.0, 0.8, 20))
    assert found == SampleSize(769, 962, 39)


def test_where_more_would_be_needed_than_there_are_it_is_everybody():
    found = size_for_half_width(0.5, 0.01, Fieldwork(2.0, 0.5, 10, population=500))
    assert (found.people, found.is_everybody) == (500, True)


def test_a_change_by_hand():
    # (1.959964 + 0.841621)² x (0.16 + 0.21) / 0.01 = 290.4
    assert size_for_change(0.2, 0.3, SIMPLE).answers == 291
    assert size_for_change(0.2, 0.3, Fieldwork(1.5)).answers == math.ceil(1.5 * 290.40)


def shares():
    return st.floats(0.02, 0.98)


@given(shares(), st.floats(0.01, 0.2), st.floats(1, 4), st.integers(50, 10**7))
def test_it_is_the_fewest_that_reach_the_half_width(share, half_width, design_effect, population):
    n = size_for_half_width(share, half_width, Fieldwork(design_effect, population=population)).answers

    def reached(answers):
        kept = (1 - answers / population) * population / (population - 1)
        return norm.ppf(0.975) * math.sqrt(kept * design_effect * share * (1 - share) / answers)

    assert n <= population
    assert reached(n) <= half_width * (1 + 1e-6)
    assert n == 1 or reached(n - 1) > half_width * (1 - 1e-6)


@given(shares(), shares(), st.floats(0.5, 0.99))
def test_it_is_the_fewest_that_have_the_power(before, after, power):
    if abs(before - after) < 0.02:
        return
    n = size_for_change(before, after, SIMPLE, power=power).answers

    def power_of(answers):
        error = math.sqrt((before * (1 - before) + after * (1 - after)) / answers)
        return norm.cdf(abs(after - before) / error - norm.ppf(0.975))

    assert power_of(n) >= power - 1e-6
    assert n == 1 or power_of(n - 1) < power + 1e-6


def test_the_planned_survey_sees_the_change_about_as_often_as_planned():
    generator, runs = np.random.default_rng(5), 300
    n = size_for_change(0.2, 0.3, SIMPLE).answers
    design = (np.ones(n), np.zeros(n), np.arange(n))
    seen = 0
    for _run in range(runs):
        before, after = (survey_share(generator.random(n) < chance, *design) for chance in (0.2, 0.3))
        seen += survey_change(before, after).direction is Direction.ROSE
    assert 0.73 <= seen / runs <= 0.87


@pytest.mark.parametrize(
    "plan",
    [
        lambda: size_for_half_width(0, 0.05, SIMPLE),
        lambda: size_for_half_width(0.5, 0, SIMPLE),
        lambda: size_for_change(0.2, 0.2, SIMPLE),
        lambda: size_for_change(0.2, 1.0, SIMPLE),
        lambda: Fieldwork(0.5),
        lambda: Fieldwork(response=0),
        lambda: Fieldwork(people_per_cluster=0),
        lambda: Fieldwork(population=0),
    ],
)
def test_what_cannot_be_planned_is_refused(plan):
    with pytest.raises(ValueError, match=r"share|change|least|nobody"):
        plan()


def share(value, lower, upper, n=400, flag=Flag.OK):
    return SurveyShare(value, lower, upper, 0.03, n, float(n), 1.0, 30, flag)


def test_the_interval_is_that_of_the_formula():
    # By hand: 0.1 - √(0.06² + 0.06²) and 0.1 + √(0.07² + 0.05²).
    found = survey_change(share(0.2, 0.15, 0.26), share(0.3, 0.24, 0.37)).estimate
    assert (found.value, found.lower, found.upper) == pytest.approx((0.1, 0.0151472, 0.1860233), abs=1e-6)
    assert (found.n, found.method, found.flag) == (800, METHOD, Flag.OK)


def test_of_wilsons_limits_it_is_newcombes_difference():
    one, other = wilson_share(56, 70), wilson_share(48, 80)
    found = survey_change(share(other.value, other.lower, other.upper), share(one.value, one.lower, one.upper)).estimate
    expected = share_difference(one, other)
    assert (found.lower, found.upper) == pytest.approx((expected.lower, expected.upper))
    # Published by Newcombe (1998), table II, method 10, for 56 of 70 less 48 of 80.
    assert (found.lower, found.upper) == pytest.approx((0.0524, 0.3339), abs=1e-4)


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        (share(0.2, 0.17, 0.23), share(0.3, 0.27, 0.33), Direction.ROSE),
        (share(0.3, 0.27, 0.33), share(0.2, 0.17, 0.23), Direction.FELL),
        (share(0.2, 0.12, 0.3), share(0.25, 0.17, 0.36), Direction.NO_CLEAR_CHANGE),
        (share(0.1, 0.02, 0.3, 40, Flag.UNSTABLE), share(0.9, 0.8, 0.95), Direction.TOO_FEW),
        (share(None, None, None, 20, Flag.HIDDEN), share(0.9, 0.8, 0.95), Direction.TOO_FEW),
        (share(0.9, 0.8, 0.95), share(None, None, None, 0, Flag.NO_DATA), Direction.TOO_FEW),
    ],
)
def test_a_change_is_called_what_it_may_be_called(before, after, word):
    assert survey_change(before, after).direction is word


def sample(seed, chance, n=160):
    generator = np.random.default_rng(seed)
    return survey_share(generator.random(n) < chance, np.ones(n), np.arange(n) // 40, np.arange(n) // 8)


@given(st.integers(0, 2**32 - 1), st.floats(0, 1), st.floats(0, 1))
def test_backwards_it_is_the_same_with_the_other_sign(seed, one, other):
    first, second = sample(seed, one), sample(seed + 1, other)
    there, back = survey_change(first, second).estimate, survey_change(second, first).estimate
    assert (there.value, there.lower, there.upper) == pytest.approx((-back.value, -back.upper, -back.lower))
    assert -1 <= there.lower <= there.value <= there.upper <= 1


def test_where_everybody_agrees_twice_there_is_an_interval_and_no_change():
    nobody = sample(1, 0.0)
    found = survey_change(nobody, nobody)
    assert found.direction is Direction.NO_CLEAR_CHANGE
    assert found.estimate.upper > 0.01


def test_of_large_samples_it_comes_near_to_the_sum_of_the_variances():
    first, second = sample(3, 0.4, 16_000), sample(4, 0.5, 16_000)
    error = math.hypot(first.standard_error, second.standard_error)
    found = survey_change(first, second).estimate
    assert found.upper - found.lower == pytest.approx(2 * 1.96 * error, rel=0.01)
