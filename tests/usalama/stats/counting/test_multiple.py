"""Many comparisons: what stands out of all of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from usalama.stats.counting.multiple import false_discovery_rejections, holm_adjusted

# Benjamini & Hochberg (1995): fifteen comparisons of a trial of thrombolysis; their method finds 4, Bonferroni 3.
TRIAL = [
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.324,
    0.4262,
    0.5719,
    0.6528,
    0.759,
    1,
]
# R 4.2.2: p.adjust(p, "holm")
HOLM = [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1, 1, 1, 1, 1, 1]
p_values = st.lists(st.floats(0, 1), max_size=40)


def test_holm_equals_r_in_any_order():
    order = np.random.default_rng(3).permutation(len(TRIAL))
    assert holm_adjusted(np.asarray(TRIAL)[order]) == pytest.approx(np.asarray(HOLM)[order], abs=1e-12)


@given(p_values)
def test_rejections_are_those_of_the_adjusted_values(p):
    found = false_discovery_rejections(p)
    if p:
        adjusted = false_discovery_control(p)
        clear = np.abs(adjusted - 0.05) > 1e-9
        assert (found[clear] == (adjusted <= 0.05)[clear]).all()
    else:
        assert found.size == 0


@given(p_values)
def test_holm_is_never_below_the_value_itself_and_keeps_the_order(p):
    adjusted = holm_adjusted(p)
    assert (adjusted >= np.asarray(p)).all()
    assert (adjusted <= 1).all()
    assert (np.diff(adjusted[np.argsort(p, kind="stable")]) >= 0).all()
