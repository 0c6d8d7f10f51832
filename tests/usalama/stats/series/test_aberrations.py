"""Alerts on unusual rises: silent where nothing can be told."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri

from tests.reference.rules_of_others import bound_c2
from usalama.stats.series.aberrations import (
    MONTHLY,
    Bounds,
    early_report,
    farrington,
    usual_past,
    usual_quantile,
    years_of_past,
)

MONTHS = 60
REFERENCE = json.loads((Path(__file__).parents[3] / "reference" / "r16_ears_c123.json").read_text())
COUNTS = np.array(REFERENCE["input"]["y"], float)


def steady(series: int = 1, mean: float = 12, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).poisson(mean, (series, MONTHS)).astype(float)


def test_many_series_at_once_equal_each_alone():
    series = steady(20)
    together = farrington(series, years=4)
    alone = [farrington(series[[number]], years=4).upper[0] for number in range(20)]
    assert together.upper.tolist() == alone


@settings(max_examples=25, deadline=None)
@given(newest=st.integers(0, 500), seed=st.integers(0, 50))
def test_the_bound_does_not_depend_on_what_it_judges(newest, seed):
    series = steady(3, seed=seed)
    changed = series.copy()
    changed[:, -1] = newest
    assert farrington(series, years=4).upper.tolist() == farrington(changed, years=4).upper.tolist()


@settings(max_examples=25, deadline=None)
@given(mean=st.floats(0.01, 500), dispersion=st.floats(1, 8), more=st.floats(1, 3))
def test_the_usual_quantile_grows_with_mean_and_dispersion(mean, dispersion, more):
    one = usual_quantile(np.array([mean]), np.array([dispersion]), 0.995)
    assert usual_quantile(np.array([mean * more]), np.array([dispersion]), 0.995) >= one
    # Rarely does wider variation have a lower quantile: only where nearly all of it is at 0.
    if mean >= dispersion:
        assert usual_quantile(np.array([mean]), np.array([dispersion * more]), 0.995) >= one


def test_a_past_outbreak_does_not_hide_the_next():
    series = steady(1, seed=4)
    plain = farrington(series, years=4).upper[0]
    series[0, -25] = 60
    once = farrington(series, years=4)
    assert once.upper[0] < plain + 10
    assert once.expected[0] < plain


def test_a_rise_is_an_alert_only_if_it_is_enough_and_of_enough():
    def judged(count, recent, expected=10.0, upper=18.0):
        numbers = (np.array([float(one)]) for one in (count, recent, expected, upper, 1.0, 1.0))
        return bool(Bounds(*numbers).is_alert[0])

    assert judged(29, 60)
    assert not judged(18, 60)  # not beyond the bound
    assert not judged(29, 4)  # fewer than five in four months
    assert not judged(29, 60, expected=20, upper=25)  # less than half as many again
    assert not judged(np.nan, 60)


def test_a_series_of_zeros_needs_five_events():
    series = np.zeros((2, MONTHS))
    series[:, -1] = [4, 5]
    bounds = farrington(series, years=4)
    assert bounds.upper.tolist() == [0, 0]
    assert bounds.is_alert.tolist() == [False, True]
    assert np.isfinite(bounds.exceedance).all()


def test_too_much_hidden_past_is_no_answer():
    series = steady(2)
    series[0, 15:20] = np.nan
    series[1, 15] = np.nan
    bounds = farrington(series, years=4)
    assert np.isnan(bounds.upper).tolist() == [True, False]
    assert not bounds.is_alert[0]


def test_a_hidden_newest_count_is_never_an_alert():
    series = steady()
    series[0, -1] = np.nan
    assert not farrington(series, years=4).is_alert[0]


def test_a_trend_is_not_carried_beyond_what_was_ever_seen():
    series = np.round(2 * np.exp(np.arange(MONTHS) / 12))[None]
    assert usual_past(series, years=4).mean[0, -1] <= series[0, :-4].max()


@pytest.mark.parametrize(("periods", "years"), [(37, 2), (38, 3), (60, 4), (200, 5), (5, 0)])
def test_whole_years_of_past_are_counted(periods, years):
    assert years_of_past(periods, MONTHLY) == years


def test_a_short_history_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        farrington(steady()[:, :30], years=3)


def test_hundreds_of_series_take_a_moment():
    began = time.process_time()
    farrington(steady(47 * 12), years=4)
    assert time.process_time() - began < 2


def test_without_floors_the_rule_is_c2():
    history = COUNTS[None, :13]
    ours = early_report(history, alpha=0.001, smallest_deviation=0).upper
    assert ours == pytest.approx(bound_c2(history, float(ndtri(0.999))))


@settings(deadline=None)
@given(count=st.integers(1, 3))
def test_a_few_events_after_nothing_are_no_alert(count):
    history = np.zeros((1, 12))
    history[0, -1] = count
    assert not early_report(history).is_alert[0]


def test_a_large_rise_is_an_alert():
    history = np.full((1, 12), 10.0)
    history[0, -1] = 30
    found = early_report(history)
    assert found.is_alert[0]
    assert found.expected[0] == 10


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), min_size=12, max_size=12))
def test_the_bound_is_never_below_what_chance_alone_makes(counts):
    found = early_report(np.array([counts], float))
    assert found.upper[0] >= found.expected[0] + 2.57 * np.sqrt(found.expected[0])


def test_a_hidden_month_of_the_seven_is_no_answer():
    history = np.full((1, 12), 10.0)
    history[0, 5] = np.nan
    assert np.isnan(early_report(history).upper[0])


def test_fewer_than_ten_periods_are_refused():
    with pytest.raises(ValueError, match="at least 10"):
        early_report(np.ones((1, 9)))
