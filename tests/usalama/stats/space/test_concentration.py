"""How unevenly reports lie, held against what chance does."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.space.concentration import (
    accuracy,
    best_hit_share,
    concentration,
    hit_rate,
    part_taken,
    top_share,
    top_share_by_chance,
)

some_counts = st.lists(st.integers(0, 50), min_size=1, max_size=80).filter(any)
counts = st.lists(st.integers(0, 30), min_size=20, max_size=60)


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
