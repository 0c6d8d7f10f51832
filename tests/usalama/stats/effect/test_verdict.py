"""Four words, and "cannot tell" until everything that is needed is there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.usalama.stats.effect.invented import counts, panel
from usalama.model import EffectWord, Estimate, WhyUntold
from usalama.stats.effect.by_lot import PreTrend
from usalama.stats.effect.panel import build_panel
from usalama.stats.effect.staggered import StaggeredEffect, staggered_effect
from usalama.stats.effect.verdict import verdict

PASSED = PreTrend(np.zeros(3), 0.5, 99)
MADE = panel()
RATIO = st.floats(0.05, 20)


def ratio(lower, upper):
    return Estimate((lower * upper) ** 0.5, lower, upper, 500, "method")


def judged(effect, reporting=None, pre_trend=PASSED, made=MADE):
    return verdict(StaggeredEffect(effect, 0.5, pre_trend, made), reporting)


def test_the_range_alone_gives_the_word():
    assert judged(ratio(0.7, 0.9)).word == EffectWord.HELPED
    assert judged(ratio(1.1, 1.4)).word == EffectWord.MADE_WORSE
    assert judged(ratio(0.9, 1.1)).word == EffectWord.NO_CLEAR_CHANGE


def test_a_difference_before_joining_leaves_it_untold():
    found = judged(ratio(0.7, 0.9), pre_trend=replace(PASSED, p_value=0.049))
    assert (found.word, found.reason) == (EffectWord.CANNOT_TELL, WhyUntold.DIFFERED_BEFORE)


def test_without_a_range_it_cannot_be_told():
    found = judged(Estimate(0.5, None, None, 10, "method"))
    assert (found.word, found.reason) == (EffectWord.CANNOT_TELL, WhyUntold.NO_INTERVAL)


def full(joined, months=48):
    count = np.random.default_rng(1).poisson(50, (12, months))
    return count.astype(float), np.array(joined, float)


NEVER = np.nan


@pytest.mark.parametrize(
    ("joined", "reason"),
    [
        ([20, 22, *[NEVER] * 10], WhyUntold.TOO_FEW_PLACES),
        ([NEVER] * 12, WhyUntold.TOO_FEW_PLACES),
        ([0, 0, 0, 0, *[NEVER] * 8], WhyUntold.TOO_FEW_MONTHS),
        ([11, 11, 20, 20, *[NEVER] * 8], WhyUntold.TOO_FEW_MONTHS),
        ([20] * 12, WhyUntold.NOBODY_TO_COMPARE),
        ([5, 5, 5, 5, 20, 20, 20, *[NEVER] * 5], WhyUntold.LEFT_OUT),
    ],
)
def test_degenerate_rollouts_cannot_be_told_and_say_why(joined, reason):
    count, start = full(joined)
    made = build_panel(count, np.ones(count.shape), start)
    found = verdict(staggered_effect(made, np.random.default_rng(1), draws=19))
    assert (found.word, found.reason) == (EffectWord.CANNOT_TELL, reason)


def test_hidden_months_of_those_that_joined_leave_it_untold():
    count, start = full([20, 20, 20, *[NEVER] * 9])
    count[:3, 30] = np.nan
    made = build_panel(count, np.ones(count.shape), start)
    found = verdict(staggered_effect(made, np.random.default_rng(1), draws=19))
    assert found.reason == WhyUntold.LEFT_OUT


def test_more_reports_because_more_is_reported_is_never_made_worse():
    found = judged(ratio(1.1, 1.4), reporting=ratio(1.1, 1.3))
    assert (found.word, found.reason) == (EffectWord.CANNOT_TELL, WhyUntold.REPORTING)


def test_fewer_reports_because_less_is_reported_is_never_helped():
    assert judged(ratio(0.7, 0.9), reporting=ratio(0.7, 0.95)).word == EffectWord.CANNOT_TELL


def test_no_change_while_reporting_changed_cannot_be_told():
    assert judged(ratio(0.9, 1.1), reporting=ratio(1.1, 1.3)).word == EffectWord.CANNOT_TELL


def test_fewer_reports_although_more_is_reported_stays_helped():
    assert judged(ratio(0.7, 0.9), reporting=ratio(1.05, 1.3)).word == EffectWord.HELPED


def test_reporting_without_a_range_counts_as_not_measured():
    found = judged(ratio(0.7, 0.9), reporting=Estimate(None, None, None, None, "method"))
    assert found.word == EffectWord.HELPED
    assert found.reporting is None


@given(limits=st.tuples(RATIO, RATIO).map(sorted), reported=st.tuples(RATIO, RATIO).map(sorted))
def test_a_measure_of_reporting_can_only_take_a_word_away(limits, reported):
    alone, both = judged(ratio(*limits)), judged(ratio(*limits), ratio(*reported))
    assert both.word in (alone.word, EffectWord.CANNOT_TELL)
    if both.word == EffectWord.HELPED:
        assert limits[1] / reported[0] < 1
    if both.word == EffectWord.MADE_WORSE:
        assert limits[0] / reported[1] > 1


def test_a_planted_fall_is_found_and_a_rise_too():
    words = []
    for planted in (0.7, 1.4):
        count, joined = counts(ratio=planted)
        made = build_panel(count, np.full(count.shape, 1e4), joined)
        words.append(verdict(staggered_effect(made, np.random.default_rng(1), draws=99)).word)
    assert words == [EffectWord.HELPED, EffectWord.MADE_WORSE]
