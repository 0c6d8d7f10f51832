"""The staggered rollout: equal to our own imputation; degenerate rollouts end in words, not in numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.usalama.stats.effect.invented import panel
from usalama.model import Flag
from usalama.stats.effect.panel import imputed_effect
from usalama.stats.effect.staggered import (
    METHOD,
    PERMUTED_METHOD,
    check_effect,
    event_study,
    staggered_effect,
)

REFERENCE = json.loads((Path(__file__).parents[3] / "reference" / "r26_bjs_imputation_panel.json").read_text())


def found(made, draws=99):
    return staggered_effect(made, np.random.default_rng(1), draws=draws)


def reference_panel():
    """Counts whose log rate is the outcome of the reference."""
    columns = {name: np.array(REFERENCE["input"][name], float).reshape(47, 24) for name in ("log_y", "first_treat")}
    first = columns["first_treat"][:, 0]
    counts = np.exp(columns["log_y"]) - 0.5
    return replace(
        panel(),
        counts=counts,
        person_years=np.ones(counts.shape),
        joined=np.where(first > 0, first - 1, 24).astype(int),
        places=np.arange(47),
        months=np.arange(24),
    )


def test_each_month_after_joining_has_its_places_behind_it():
    study = event_study(reference_panel())
    after = study.months >= 0
    assert study.n_places[after][:8].tolist() == [32] * 8
    assert study.estimate(0).flag in (Flag.OK, Flag.UNSTABLE)


def test_the_library_and_our_own_imputation_agree():
    made = panel(seed=5, ratio=0.8)
    own = imputed_effect(made.log_rate[None], made.is_treated[None])[0, 0]
    assert np.log(found(made).effect.value) == pytest.approx(own, abs=1e-9)


def test_few_joining_places_get_their_interval_by_lot():
    assert found(panel(joining=9)).effect.method == PERMUTED_METHOD
    assert found(panel(joining=10)).effect.method == METHOD


@pytest.mark.long
def test_dates_that_all_differ_do_not_make_the_interval_too_small():
    covered = []
    for seed in range(60):
        effect = found(panel(seed=seed, joining=12, spread=12, ratio=0.85), draws=1).effect
        covered.append(effect.lower <= 0.85 <= effect.upper)
    assert np.mean(covered) > 0.86


def test_the_check_is_near_and_less_sure():
    made = panel(seed=2, ratio=0.8)
    effect, check = found(made).effect, check_effect(made)
    assert check.value == pytest.approx(effect.value, rel=0.1)
    assert check.upper / check.lower > effect.upper / effect.lower


def test_the_check_has_no_interval_with_few_places():
    assert check_effect(panel(joining=5)).lower is None


@pytest.mark.parametrize("settings", [{"joining": 0}, {"joining": 30, "spread": 1}, {"first": 0, "spread": 1}])
def test_nobody_everybody_at_once_and_in_the_first_month_have_no_effect(settings):
    made = panel(**settings)
    assert found(made).effect.flag == Flag.NO_DATA
    assert np.isnan(found(made).p_value)
    assert check_effect(made).flag == Flag.NO_DATA
    assert event_study(made).months.size == 0


def test_when_everybody_joins_in_turn_the_last_are_compared_with():
    effect = found(panel(joining=30, spread=24, ratio=0.7)).effect
    assert effect.lower < 0.7 < effect.upper


def test_months_without_any_event_do_no_harm():
    made = panel(mean=8.0, ratio=0.8)
    assert (made.counts == 0).any()
    effect = found(made).effect
    assert effect.lower < 0.8 < effect.upper
