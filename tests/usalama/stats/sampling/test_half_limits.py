"""The limits within which a share lies as likely as not."""

import math

import numpy as np
import pytest

from usalama.stats.sampling.half_limits import half_limits
from usalama.stats.sampling.survey import survey_share


def test_they_are_those_of_half_the_confidence():
    generator = np.random.default_rng(2)
    sample = (generator.random(4_000) < 0.2, np.ones(4_000), np.zeros(4_000), np.arange(4_000))
    wide, half = survey_share(*sample), survey_share(*sample, confidence=0.5)
    assert half_limits(wide.value, wide.lower, wide.upper) == pytest.approx((half.lower, half.upper), abs=1e-4)


def test_they_stay_within_the_limits_where_there_is_no_logit():
    lower, upper = half_limits(0.0, 0.0, 0.1)
    assert (lower, 0 < upper < 0.1) == (0.0, True)


def test_where_nothing_is_known_they_are_not():
    assert all(math.isnan(limit) for limit in half_limits(math.nan, math.nan, math.nan))
