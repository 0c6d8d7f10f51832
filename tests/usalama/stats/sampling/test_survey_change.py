"""Changes of survey shares: values by hand, relations that must hold, and the words."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.counting.shares import share_difference, wilson_share
from usalama.stats.sampling.survey import SurveyShare, survey_share
from usalama.stats.sampling.survey_change import METHOD, Direction, survey_change


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
