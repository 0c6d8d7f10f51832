"""How unevenly reports lie, held against what chance does."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.counting.concentration import concentration, top_share, top_share_by_chance

some_counts = st.lists(st.integers(0, 50), min_size=1, max_size=80).filter(any)


def test_fewer_reports_than_places_can_still_lie_evenly():
    found = concentration([1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
    assert found.gini == pytest.approx(0.7)
    assert found.generalised_gini == pytest.approx(0)


def test_one_place_with_everything():
    found = concentration([0] * 99 + [100])
    assert found.gini == pytest.approx(0.99)
    assert top_share([0] * 99 + [100], 0.05).value == 1


def test_no_reports_have_no_concentration():
    found = concentration([0, 0, 0])
    assert math.isnan(found.gini)
    assert math.isnan(concentration([]).generalised_gini)
    assert top_share([0, 0], 0.05).flag is Flag.NO_DATA
    assert top_share([3, 1], 0.05).flag is Flag.UNSTABLE


def test_a_count_is_not_negative_and_a_share_is_one():
    with pytest.raises(ValueError, match="negative"):
        concentration([1, -1])
    with pytest.raises(ValueError, match="share"):
        top_share([1], 0)


@given(some_counts)
def test_the_curve_hangs_below_the_diagonal(counts):
    found = concentration(counts)
    assert (found.report_share <= found.place_share + 1e-9).all()
    assert (found.report_share[0], found.report_share[-1]) == (0, pytest.approx(1))
    # The area between curve and diagonal, twice, is Gini's.
    assert 1 - 2 * np.trapezoid(found.report_share, found.place_share) == pytest.approx(found.gini, abs=1e-9)


@given(some_counts, st.integers(1, 9))
def test_with_more_reports_than_places_both_are_the_same(counts, factor):
    many = np.array(counts) * factor + 1
    found = concentration(many)
    assert found.generalised_gini == pytest.approx(found.gini)


def test_chance_alone_makes_some_places_busier():
    generator = np.random.default_rng(1)
    by_chance = top_share_by_chance(500, 1_000, 0.05, generator)
    assert 0.15 < by_chance < 0.30
    seen = top_share(generator.multinomial(500, np.full(1_000, 0.001)), 0.05)
    assert seen.value == pytest.approx(by_chance, abs=0.03)
    assert top_share_by_chance(10**6, 100, 0.05, generator) == pytest.approx(0.05, abs=0.002)
