from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.effect.displacement import Areas, BeforeAfter, displacement_difference, ratio_of_ratios

ANY_COUNT = st.integers(1, 5000)
REFERENCE = json.loads((Path(__file__).parents[3] / "reference" / "r07_wdd.json").read_text())
COUNT = st.integers(0, 5000)


def four_counts(before, after):
    return BeforeAfter(before=before, after=after)


@given(a=ANY_COUNT, b=ANY_COUNT, c=ANY_COUNT, d=ANY_COUNT)
def test_swapping_the_areas_turns_the_ratio_over(a, b, c, d):
    found = ratio_of_ratios(treated=four_counts(a, b), control=four_counts(c, d))
    other = ratio_of_ratios(treated=four_counts(c, d), control=four_counts(a, b))
    assert found.value * other.value == pytest.approx(1)
    assert found.lower * other.upper == pytest.approx(1)


@given(a=ANY_COUNT, b=ANY_COUNT, c=ANY_COUNT, d=ANY_COUNT, dispersion=st.floats(0, 9))
def test_dispersion_widens_and_never_narrows(a, b, c, d, dispersion):
    plain = ratio_of_ratios(treated=four_counts(a, b), control=four_counts(c, d))
    wide = ratio_of_ratios(treated=four_counts(a, b), control=four_counts(c, d), dispersion=dispersion)
    assert wide.lower <= plain.lower <= plain.value <= plain.upper <= wide.upper


@pytest.mark.parametrize(
    ("counts", "flag"),
    [((0, 5, 5, 5), Flag.NO_DATA), ((50, 40, None, 60), Flag.HIDDEN), ((50, 9, 60, 60), Flag.UNSTABLE)],
)
def test_zero_hidden_and_few_are_told_apart(counts, flag):
    found = ratio_of_ratios(treated=four_counts(*counts[:2]), control=four_counts(*counts[2:]))
    assert found.flag == flag
    assert (found.value is None) == (flag != Flag.UNSTABLE)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        four_counts(-1, 3)


def pair(counts):
    return BeforeAfter(before=counts[0], after=counts[1])


def example():
    counts = REFERENCE["input"]
    return Areas(
        treated=pair(counts["treated"]),
        control=pair(counts["control"]),
        near_treated=pair(counts["displ"]),
        near_control=pair(counts["displ_control"]),
    )


def test_the_parts_add_up():
    found = displacement_difference(example())
    assert found.total.value == found.inside.value + found.nearby.value


def test_areas_go_by_name_only():
    counts = [pair((1, 2))] * 4
    with pytest.raises(TypeError):
        Areas(*counts)
    with pytest.raises(TypeError):
        BeforeAfter(1, 2)


def test_one_surrounding_without_the_other_is_refused():
    with pytest.raises(ValueError, match="other side"):
        Areas(treated=pair((1, 2)), control=pair((1, 2)), near_treated=pair((1, 2)))


@given(counts=st.tuples(COUNT, COUNT, COUNT, COUNT))
def test_swapping_treated_and_control_turns_the_sign(counts):
    a, b = pair(counts[:2]), pair(counts[2:])
    found = displacement_difference(Areas(treated=a, control=b))
    other = displacement_difference(Areas(treated=b, control=a))
    assert found.nearby.flag == Flag.NO_DATA
    if sum(counts):
        assert found.total.value == -other.total.value
        assert found.error == other.error


def test_a_fall_by_the_same_part_everywhere_is_no_difference_when_controls_are_scaled():
    areas = Areas(
        treated=pair((1000, 900)),
        control=pair((600, 540)),
        near_treated=pair((500, 450)),
        near_control=pair((3000, 2700)),
    )
    assert displacement_difference(areas).total.value == 210
    scaled = displacement_difference(areas, is_scaled=True)
    assert (scaled.total.value, scaled.inside.value, scaled.nearby.value) == pytest.approx((0, 0, 0))


def test_a_scaled_range_holds_the_truth_as_often_as_it_says():
    generator = np.random.default_rng(7)
    counts = generator.poisson([400, 320, 250, 250, 900, 900, 500, 500], (2000, 8)).reshape(2000, 4, 2)
    found = [
        displacement_difference(Areas(treated=pair(a), control=pair(b), near_treated=pair(c), near_control=pair(d)),
                                is_scaled=True).total
        for a, b, c, d in counts.astype(float)
    ]  # fmt: skip
    assert np.mean([one.value for one in found]) == pytest.approx(-80, abs=4)
    assert 0.92 < np.mean([one.lower < -80 < one.upper for one in found]) < 0.98


def test_counts_that_vary_more_have_a_wider_range():
    plain, wide = (displacement_difference(example(), dispersion=one) for one in (1.0, 4.0))
    assert wide.total.value == plain.total.value
    assert wide.total.upper - wide.total.value == pytest.approx(2 * (plain.total.upper - plain.total.value))
    assert wide.error == pytest.approx(2 * plain.error)


def test_a_count_of_nothing_has_no_ratio_to_be_scaled_by():
    areas = Areas(treated=pair((40, 30)), control=pair((0, 30)))
    assert displacement_difference(areas, is_scaled=True).total.flag == Flag.NO_DATA


@pytest.mark.parametrize(
    ("before", "after", "flag"),
    [(0, 0, Flag.NO_DATA), (None, 5, Flag.HIDDEN), (3, 2, Flag.UNSTABLE), (50, 60, Flag.OK)],
)
def test_nothing_hidden_and_few_are_told_apart(before, after, flag):
    areas = Areas(treated=pair((before, after)), control=pair((0, 0)))
    assert displacement_difference(areas).total.flag == flag
