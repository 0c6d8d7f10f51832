"""A smooth picture that keeps the number of reports and its edge."""

from __future__ import annotations

import numpy as np
import pytest

from usalama.stats.space.density import smooth_density


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
