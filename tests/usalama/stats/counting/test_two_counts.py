"""Two counts compared as others do it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.stats.counting.two_counts import z_of_known_mean, z_of_two_counts

counts = st.integers(0, 5000)


@given(before=counts, after=counts)
def test_turning_the_pair_round_turns_the_sign(before, after):
    assert z_of_two_counts(before, after) == pytest.approx(-z_of_two_counts(after, before))


def test_only_for_two_counts_is_the_spread_that_of_chance():
    before, after = np.random.default_rng(5).poisson(60, (2, 20_000))
    assert z_of_two_counts(before, after).std() == pytest.approx(1, abs=0.02)
    assert z_of_known_mean(before, after).std() == pytest.approx(np.sqrt(2), abs=0.03)
