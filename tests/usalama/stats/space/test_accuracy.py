"""How well a map foretold: no order made up among equals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.space.accuracy import accuracy, best_hit_share, hit_rate, part_taken

counts = st.lists(st.integers(0, 30), min_size=20, max_size=60)


def test_the_whole_area_holds_everything():
    found = accuracy([5, 0, 7], [1, 2, 3], [2.0, 1.0, 4.0])
    assert found.area_share[-1] == found.hit_share[-1] == found.pai[-1] == 1


def test_a_perfect_map_is_as_good_as_any():
    observed = [40, 0, 3, 9, 1] * 8
    found = accuracy(observed, observed, np.ones(40))
    np.testing.assert_allclose(found.pei, 1)
    hit = hit_rate(observed, observed, np.ones(40))
    assert hit.value == pytest.approx(best_hit_share(observed, np.ones(40))) == pytest.approx(80 / sum(observed))
    assert hit.lower < hit.value < hit.upper


def test_cells_that_the_map_holds_equal_are_taken_in_equal_parts():
    observed = np.zeros(40)
    observed[-1] = 100
    assert hit_rate(observed, np.ones(40), np.ones(40)).value == pytest.approx(0.05)
    assert hit_rate(observed[::-1], np.ones(40), np.ones(40)).value == pytest.approx(0.05)


def test_of_the_last_cell_only_the_part_that_fits_is_taken():
    taken = part_taken(np.arange(30, 0, -1), np.ones(30), 0.05)
    assert taken[:3].tolist() == [1, 0.5, 0]


def test_without_reports_or_with_too_few_cells_nothing_is_said():
    assert hit_rate(np.zeros(40), np.arange(40), np.ones(40)).flag is Flag.NO_DATA
    assert hit_rate(np.ones(19), np.arange(19), np.ones(19)).flag is Flag.NO_DATA
    assert accuracy([0, 0], [1, 2], [1, 1]).pai.size == 0
    assert np.isnan(best_hit_share([0, 0], [1, 1]))


def test_areas_and_lengths_are_checked():
    with pytest.raises(ValueError, match="area"):
        accuracy([1, 2], [1, 2], [1, 0])
    with pytest.raises(ValueError, match="area"):
        hit_rate([1, 2], [1, 2], [1, 1], area_share=0)


@given(counts, st.integers(0, 2**32 - 1))
def test_no_map_beats_the_best(observed, seed):
    area = np.ones(len(observed))
    said = np.random.default_rng(seed).random(len(observed))
    hit = hit_rate(observed, said, area)
    if sum(observed):
        assert hit.value <= best_hit_share(observed, area) + 1e-12
        assert (accuracy(observed, said, area).pei <= 1 + 1e-12).all()


@given(counts, st.floats(0.02, 1))
def test_the_parts_taken_make_up_the_share(said, share):
    area = np.linspace(1, 3, len(said))
    taken = part_taken(said, area, share)
    assert (taken * area).sum() == pytest.approx(share * area.sum())


def test_a_map_of_chance_catches_as_much_as_its_area():
    generator = np.random.default_rng(4)
    caught = [hit_rate(generator.poisson(3, 200), generator.random(200), np.ones(200)).value for _ in range(400)]
    assert np.mean(caught) == pytest.approx(0.05, abs=0.004)
