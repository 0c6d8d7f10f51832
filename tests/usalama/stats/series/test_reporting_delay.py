"""How much of a month is in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.counting.shares import wilson_share
from usalama.stats.series.reporting_delay import completeness_estimate

counts = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=3, max_size=12)


@settings(deadline=None)
@given(counts)
def test_a_share_lies_within_its_limits_and_between_nothing_and_all(pairs):
    in_time = np.array([float(min(pair)) for pair in pairs])
    total = np.array([float(max(pair)) for pair in pairs])
    found = completeness_estimate(in_time, total)
    if total.sum() == 0:
        assert found.flag is Flag.NO_DATA
    else:
        rounding = 1e-12
        assert 0 <= found.lower <= found.value + rounding
        assert found.value <= found.upper + rounding <= 1 + rounding


def test_months_that_are_alike_give_wilsons_interval():
    found = completeness_estimate(np.full(12, 90.0), np.full(12, 100.0))
    plain = wilson_share(1080, 1200)
    assert (found.value, found.lower, found.upper) == (plain.value, plain.lower, plain.upper)


def test_months_that_differ_widen_it():
    alike = completeness_estimate(np.full(12, 80.0), np.full(12, 100.0))
    differing = completeness_estimate(np.tile([65.0, 95.0], 6), np.full(12, 100.0))
    assert differing.value == pytest.approx(alike.value)
    assert differing.lower < alike.lower


def test_more_in_time_than_in_all_as_rounding_makes_it_is_all():
    assert completeness_estimate(np.full(4, 105.0), np.full(4, 100.0)).value == 1


def test_two_months_are_too_few():
    assert completeness_estimate(np.full(2, 90.0), np.full(2, 100.0)).flag is Flag.NO_DATA
