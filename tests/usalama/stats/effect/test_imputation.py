"""Imputation: what any estimator of its kind must do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usalama.stats.effect.imputation import imputed_effect, treated_cells

JOINED = np.array([6, 8, 8, 11, 20, 20, 20, 20])


def outcomes(seed, shape=(8, 20)):
    return np.random.default_rng(seed).standard_normal(shape)


def effect(outcome, joined=JOINED):
    return float(imputed_effect(outcome[None], treated_cells(joined, outcome.shape[1])[None])[0, 0])


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 999), planted=st.floats(-2, 2))
def test_what_is_added_to_treated_cells_is_what_is_found_more(seed, planted):
    outcome = outcomes(seed)
    raised = outcome + planted * treated_cells(JOINED, 20)
    assert effect(raised) - effect(outcome) == pytest.approx(planted, abs=1e-8)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 999))
def test_places_and_months_may_have_any_level(seed):
    outcome = outcomes(seed)
    levels = 5 * outcomes(seed + 1, (8, 1)) + 5 * outcomes(seed + 2, (1, 20))
    assert effect(outcome + levels) == pytest.approx(effect(outcome), abs=1e-7)


def test_many_rollouts_and_outcomes_at_once_are_the_same_as_one_by_one():
    generator = np.random.default_rng(4)
    both = np.stack([outcomes(1), outcomes(2)])
    rollouts = generator.permuted(np.tile(JOINED, (230, 1)), axis=1)
    together = imputed_effect(both, treated_cells(rollouts, 20))
    apart = [[effect(outcome, joined) for outcome in both] for joined in rollouts]
    assert together == pytest.approx(np.array(apart), abs=1e-9)


@pytest.mark.parametrize("joined", [np.full(8, 20), np.full(8, 6), np.r_[0, np.full(7, 20)]])
def test_nobody_everybody_and_no_month_before_cannot_be_told(joined):
    assert np.isnan(effect(outcomes(1), joined))
