"""Ratio of ratios: silent where a count is zero or hidden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.effect.did import BeforeAfter, ratio_of_ratios

COUNT = st.integers(1, 5000)


def pair(before, after):
    return BeforeAfter(before=before, after=after)


@given(a=COUNT, b=COUNT, c=COUNT, d=COUNT)
def test_swapping_the_areas_turns_the_ratio_over(a, b, c, d):
    found = ratio_of_ratios(treated=pair(a, b), control=pair(c, d))
    other = ratio_of_ratios(treated=pair(c, d), control=pair(a, b))
    assert found.value * other.value == pytest.approx(1)
    assert found.lower * other.upper == pytest.approx(1)


@given(a=COUNT, b=COUNT, c=COUNT, d=COUNT, dispersion=st.floats(0, 9))
def test_dispersion_widens_and_never_narrows(a, b, c, d, dispersion):
    plain = ratio_of_ratios(treated=pair(a, b), control=pair(c, d))
    wide = ratio_of_ratios(treated=pair(a, b), control=pair(c, d), dispersion=dispersion)
    assert wide.lower <= plain.lower <= plain.value <= plain.upper <= wide.upper


@pytest.mark.parametrize(
    ("counts", "flag"),
    [((0, 5, 5, 5), Flag.NO_DATA), ((50, 40, None, 60), Flag.HIDDEN), ((50, 9, 60, 60), Flag.UNSTABLE)],
)
def test_zero_hidden_and_few_are_told_apart(counts, flag):
    found = ratio_of_ratios(treated=pair(*counts[:2]), control=pair(*counts[2:]))
    assert found.flag == flag
    assert (found.value is None) == (flag != Flag.UNSTABLE)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        pair(-1, 3)
