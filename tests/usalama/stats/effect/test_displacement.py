"""Displacement: parts that add up, and areas that cannot be swapped unnoticed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.effect.did import BeforeAfter
from usalama.stats.effect.displacement import Areas, displacement_difference

REFERENCE = json.loads((Path(__file__).parents[3] / "reference" / "r07_wdd.json").read_text())
COUNT = st.integers(0, 5000)


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


@pytest.mark.parametrize(
    ("before", "after", "flag"),
    [(0, 0, Flag.NO_DATA), (None, 5, Flag.HIDDEN), (3, 2, Flag.UNSTABLE), (50, 60, Flag.OK)],
)
def test_nothing_hidden_and_few_are_told_apart(before, after, flag):
    areas = Areas(treated=pair((before, after)), control=pair((0, 0)))
    assert displacement_difference(areas).total.flag == flag
