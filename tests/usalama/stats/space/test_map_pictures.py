from __future__ import annotations

import numpy as np
import pytest

from usalama.stats.space.map_pictures import class_of, legible_breaks, smooth_density


def test_breaks_are_round_numbers_between_the_values():
    assert legible_breaks([3, 11, 19, 33, 47, 61, 88, 130, 210, 480]) == (15.0, 40.0, 80.0, 150.0)


def test_without_values_there_are_no_breaks():
    assert legible_breaks([np.nan, 0.0]) == ()


def test_a_break_belongs_to_the_class_above_it_and_nothing_has_no_class():
    assert class_of([0, 9.99, 10, 49.9, 50, np.nan], (10.0, 50.0)).tolist() == [0, 0, 1, 1, 2, -1]


def test_an_even_scatter_is_even_up_to_the_edge():
    inside = np.ones((40, 60), dtype=bool)
    inside[:, 45:] = False
    density = smooth_density(np.full((40, 60), 3.0), inside, bandwidth_steps=4, step_km=0.5)
    np.testing.assert_allclose(density[inside], 12)
    assert np.isnan(density[~inside]).all()


def test_a_single_report_is_spread_and_not_lost():
    counts = np.zeros((81, 81))
    counts[40, 40] = 1
    density = smooth_density(counts, np.ones_like(counts), bandwidth_steps=5, step_km=0.2)
    assert density.sum() * 0.2**2 == pytest.approx(1, abs=1e-3)
    assert np.unravel_index(density.argmax(), density.shape) == (40, 40)


def test_reports_outside_are_left_out():
    counts, inside = np.zeros((20, 20)), np.ones((20, 20), dtype=bool)
    inside[:5] = False
    counts[:5] = 9
    assert np.nanmax(smooth_density(counts, inside, bandwidth_steps=2, step_km=1)) == 0


@pytest.mark.parametrize(("bandwidth", "step"), [(0, 1), (2, 0)])
def test_a_bandwidth_and_a_step_are_above_zero(bandwidth, step):
    with pytest.raises(ValueError, match="above zero"):
        smooth_density(np.ones((3, 3)), np.ones((3, 3)), bandwidth_steps=bandwidth, step_km=step)
