"""Places like a place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from usalama.stats.counting.similarity import most_similar

tables = arrays(float, array_shapes(min_dims=2, max_dims=2, min_side=2, max_side=20), elements=st.floats(-5, 5))


def test_the_nearest_in_all_features_come_first():
    features = [[0, 0], [10, 10], [1, 1], [0, 9], [2, 1]]
    found = most_similar(features, 0, count=3)
    assert found.position.tolist() == [2, 4, 3]
    assert found.is_near.tolist() == [True, True, False]
    assert found.is_alike.tolist() == [[True, True], [False, True], [True, False]]


@given(tables, st.integers(0, 19))
def test_the_place_itself_is_never_among_them_and_they_come_in_order(table, position):
    position %= len(table)
    found = most_similar(table, position, count=4)
    assert position not in found.position
    assert len(set(found.position)) == min(4, len(table) - 1)
    assert (np.diff(found.distance) >= 0).all()


@given(tables, st.floats(0.01, 100), st.floats(-50, 50))
def test_the_unit_of_a_feature_does_not_matter(table, factor, shift):
    one = most_similar(table, 0, count=len(table))
    other = most_similar(table * factor + shift, 0, count=len(table))
    if (table.std(axis=0) > 1e-3).all():
        assert other.distance == pytest.approx(one.distance, rel=1e-5, abs=1e-6)


def test_equally_near_ones_come_in_the_order_given():
    assert most_similar([[0], [1], [-1], [1]], 0).position.tolist() == [1, 2, 3]


def test_a_feature_that_is_the_same_everywhere_says_nothing():
    assert most_similar([[0, 7], [1, 7], [5, 7]], 0).distance[0] == pytest.approx(
        most_similar([[0], [1], [5]], 0).distance[0] / np.sqrt(2)
    )


def test_a_missing_feature_is_refused():
    with pytest.raises(ValueError, match="every feature"):
        most_similar([[0, np.nan], [1, 2]], 0)
