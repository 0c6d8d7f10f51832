"""Changes of level."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import ruptures
from hypothesis import given, settings
from hypothesis import strategies as st

from usalama.stats.series.change_point import level_changes

REFERENCE = json.loads((Path(__file__).parents[3] / "reference" / "r38_breakpoint_nile.json").read_text())
NILE = np.array(REFERENCE["input"]["y"], float)


@pytest.mark.parametrize("smallest", [6, 15])
def test_the_nile_changed_once_after_its_28th_year(smallest):
    # R 4.2.2: strucchange::breakpoints(Nile ~ 1)
    found = level_changes(NILE, smallest_segment=smallest)
    assert len(found.last_before) == REFERENCE["expected"]["n_breaks_bic"]
    assert found.last_before[0] + 1 == REFERENCE["expected"]["break_index_1based"]
    assert found.levels == pytest.approx((NILE[:28].mean(), NILE[28:].mean()))


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), step=st.floats(4, 8))
def test_two_steps_are_cut_as_another_exact_method_cuts_them(seed, step):
    generator = np.random.default_rng(seed)
    values = generator.normal(size=60) + step * (np.arange(60) >= 20) - step * (np.arange(60) >= 42)
    theirs = ruptures.Dynp(model="l2", min_size=6, jump=1).fit(values).predict(2)
    assert [cut + 1 for cut in level_changes(values).last_before] == theirs[:-1]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=40))
def test_every_level_holds_half_a_year(values):
    found = level_changes(np.array(values))
    ends = [-1, *found.last_before, len(values) - 1]
    assert len(found.levels) == len(found.last_before) + 1
    if found.last_before:
        assert min(np.diff(ends)) >= 6


def test_noise_that_wanders_a_little_has_hardly_ever_a_change():
    generator = np.random.default_rng(1)
    wander = generator.normal(size=(300, 80))
    for month in range(1, 80):
        wander[:, month] += 0.3 * wander[:, month - 1]
    assert np.mean([bool(level_changes(row[20:]).last_before) for row in wander]) <= 0.05


def test_a_steady_trend_is_no_change_of_level():
    rise = np.arange(60) * 0.1 + np.random.default_rng(1).normal(0, 0.3, 60)
    assert level_changes(rise).last_before == ()


@pytest.mark.parametrize("values", [np.full(60, 7.0), np.arange(11.0), np.zeros(0)])
def test_flat_and_short_series_have_none(values):
    assert level_changes(values).last_before == ()
