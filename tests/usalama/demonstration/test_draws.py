"""Drawing from many distributions at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.demonstration.draws import cumulative, lognormal, pick, pick_one


def test_each_row_is_drawn_from_the_distribution_of_its_kind():
    generator = np.random.default_rng(1)
    weights = [[1, 3, 0], [0, 0, 5], [2, 2, 4]]
    kind = np.repeat([2, 0, 1], 40_000)
    choice = pick(generator, cumulative(weights), kind)
    for one, expected in ((0, [0.25, 0.75, 0]), (1, [0, 0, 1]), (2, [0.25, 0.25, 0.5])):
        shares = np.bincount(choice[kind == one], minlength=3) / 40_000
        assert shares == pytest.approx(expected, abs=0.01)


class Edge:
    """A generator at the very edge of what it may draw."""

    def __init__(self, draw):
        self.draw = draw

    def random(self, size):
        return np.full(size, self.draw)


@given(st.lists(st.floats(0.01, 10), min_size=1, max_size=9), st.sampled_from([0.0, np.nextafter(1, 0)]))
def test_the_least_and_the_largest_draw_stay_inside(weights, draw):
    table = cumulative([weights] * 500)
    choice = pick(Edge(draw), table, np.arange(500))
    assert (choice == (len(weights) - 1 if draw else 0)).all()


def test_a_choice_without_weight_is_never_made():
    choice = pick_one(np.random.default_rng(2), [0, 1, 0, 1, 0], 10_000)
    assert set(choice) == {1, 3}


def test_half_of_the_lognormal_amounts_lie_under_the_median():
    amounts = lognormal(np.random.default_rng(3), 12, 0.7, 50_000)
    assert np.mean(amounts < 12) == pytest.approx(0.5, abs=0.01)
    assert np.std(np.log(amounts)) == pytest.approx(0.7, abs=0.01)
