"""Which places and months are kept, decided in the open."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usalama.stats.effect.panel import build_panel, imputed_effect, treated_cells

JOINED = np.array([6, 8, 8, 11, 20, 20, 20, 20])


def build(counts, joined, **choices):
    counts = np.asarray(counts, float)
    return build_panel(counts, np.ones(counts.shape), joined, **choices)


FULL = np.full((4, 30), 20.0)


def test_everything_is_kept_when_nothing_is_missing():
    panel = build(FULL, [15, 20, np.nan, 30])
    assert (panel.n_treated, panel.n_compared, panel.months_before) == (2, 2, 15)
    assert panel.months_after == 15 + 10
    assert panel.events_after == 25 * 20
    assert panel.is_treated.sum() == 25


@pytest.mark.parametrize("month", [-3, 0, 1, 11])
def test_a_place_without_a_year_before_joining_is_left_out_and_counted(month):
    panel = build(FULL, [month, 20, np.nan, np.nan])
    assert panel.early.tolist() == [0]
    assert panel.places.tolist() == [1, 2, 3]
    assert (panel.n_joined, panel.n_lost) == (2, 1)


def test_when_everybody_joins_the_last_are_compared_with_until_they_do():
    panel = build(FULL, [13, 16, 25, 25])
    assert panel.n_months == 25
    assert (panel.n_treated, panel.n_compared) == (2, 2)


def test_when_everybody_joins_at_once_nobody_is_left_to_ask():
    panel = build(FULL, [15, 15, 15, 15])
    assert (panel.n_treated, panel.months_after, panel.months_before) == (0, 0, 0)


def test_a_place_that_joins_after_the_last_month_has_not_joined():
    assert build(FULL, [15, 16, 30, 99]).n_compared == 2


def test_a_month_missing_nearly_everywhere_is_taken_out_for_all():
    counts = FULL.copy()
    counts[:3, 5] = np.nan
    panel = build(counts, [15, 20, np.nan, np.nan])
    assert 5 not in panel.months
    assert panel.places.size == 4
    assert panel.joined.tolist() == [14, 19, 29, 29]


def test_a_place_with_a_month_of_its_own_missing_is_left_out():
    counts = FULL.copy()
    counts[0, 5] = np.nan
    panel = build(counts, [15, 20, np.nan, np.nan])
    assert panel.gappy.tolist() == [0]
    assert np.isfinite(panel.log_rate).all()


def test_a_month_without_people_is_missing():
    years = np.ones(FULL.shape)
    years[2, 4] = 0
    assert build_panel(FULL, years, [15, 20, np.nan, np.nan]).gappy.tolist() == [2]


def test_a_place_where_hardly_anything_happens_is_left_out():
    counts = FULL.copy()
    counts[3], counts[0] = 0, 4.9
    panel = build(counts, [15, 20, np.nan, np.nan])
    assert panel.thin.tolist() == [0, 3]
    assert panel.n_lost == 1


def test_a_fall_after_joining_does_not_make_a_place_too_small():
    counts = FULL.copy()
    counts[0, 15:] = 0
    assert build(counts, [15, 20, np.nan, np.nan]).thin.size == 0


def test_nothing_at_all_is_an_empty_panel():
    panel = build(np.full((3, 20), np.nan), [14, np.nan, np.nan])
    assert (panel.n_treated, panel.n_compared, panel.places.size) == (0, 0, 0)


@pytest.mark.parametrize("change", [{"counts": -FULL}, {"joined": [1, 2]}, {"counts": FULL[0]}])
def test_impossible_input_is_refused(change):
    given_ = {"counts": FULL, "joined": [15, 20, np.nan, np.nan]} | change
    with pytest.raises(ValueError, match=r"negative|places by months"):
        build(given_["counts"], given_["joined"])


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_place_is_kept_or_left_out_for_one_reason(data):
    seed = data.draw(st.integers(0, 10_000))
    generator = np.random.default_rng(seed)
    counts = generator.poisson(generator.uniform(1, 20, (12, 1)), (12, 30)).astype(float)
    counts[generator.random(counts.shape) < generator.choice([0, 0.01])] = np.nan
    joined = np.where(generator.random(12) < 0.5, generator.integers(-5, 40, 12), np.nan)
    panel = build(counts, joined)
    everybody = np.concatenate([panel.places, panel.early, panel.thin, panel.gappy])
    assert sorted(everybody) == list(range(12))
    assert panel.n_treated + panel.n_compared == panel.places.size
    assert np.all(panel.joined >= 12) or panel.n_months < 12 or panel.places.size == 0
    if panel.places.size:
        assert panel.n_compared > 0


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
