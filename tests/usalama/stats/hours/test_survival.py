"""Waiting for a response: those still waiting count."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.model import Flag
from usalama.stats.hours.survival import waiting_curve, waiting_curve_from_counts

# Made up: 22 reports, 7 of them still waiting when the data ended (0).
MINUTES = [3, 5, 5, 8, 8, 8, 12, 14, 14, 20, 25, 25, 31, 40, 40, 60, 75, 90, 90, 120, 180, 240]
REACHED = [1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0]


@pytest.fixture
def curve():
    return waiting_curve(MINUTES, REACHED)


def test_curve_equals_that_of_statsmodels(curve):
    # statsmodels 0.15: SurvfuncRight(MINUTES, REACHED).surv_prob
    assert curve.minutes == pytest.approx([3, 5, 8, 12, 14, 20, 25, 31, 40, 60, 90, 120])
    expected = [0.95454545, 0.86363636, 0.77272727, 0.72443182, 0.67613636, 0.62412587]
    expected += [0.5201049, 0.46809441, 0.41608392, 0.35664336, 0.28531469, 0.19020979]
    assert curve.waiting == pytest.approx(expected, abs=1e-8)


# statsmodels 0.15: .quantile(share), .quantile_ci(share, method="cloglog")
@pytest.mark.parametrize(
    ("share", "expected"), [(0.25, (12, 3, 25)), (0.5, (31, 12, 120)), (0.75, (120, 31, math.inf))]
)
def test_quantiles_and_limits_equal_those_of_statsmodels(curve, share, expected):
    quantile = curve.quantile(share)
    assert (quantile.value, quantile.lower, quantile.upper) == expected
    assert quantile.n == 22
    assert quantile.flag is Flag.OK


def test_a_time_never_reached_is_no_number_and_says_so(curve):
    ninth_tenth = curve.quantile(0.9)
    assert (ninth_tenth.value, ninth_tenth.lower, ninth_tenth.upper) == (None, 120, math.inf)
    assert "Not reached" in str(ninth_tenth.caveat)


def test_dropping_those_still_waiting_makes_waits_look_short(curve):
    reached = np.array(REACHED, dtype=bool)
    assert waiting_curve(np.array(MINUTES)[reached], reached[reached]).quantile(0.5).value < curve.quantile(0.5).value


def test_share_within_half_an_hour_has_log_log_limits(curve):
    share = curve.share_within(30)
    # S(30) and its standard error from statsmodels 0.15; limits S^exp(∓z se / (S ln S))
    assert share.value == pytest.approx(1 - 0.5201048951, abs=1e-9)
    width = 1.959963985 * 0.1107890311 / (0.5201048951 * math.log(0.5201048951))
    assert share.lower == pytest.approx(1 - 0.5201048951 ** math.exp(width), abs=1e-8)
    assert share.upper == pytest.approx(1 - 0.5201048951 ** math.exp(-width), abs=1e-8)


def test_nobody_is_reached_before_the_first_response(curve):
    assert curve.share_within(2).value == 0


def test_nothing_is_known_beyond_the_longest_wait(curve):
    assert curve.share_within(241).flag is Flag.NO_DATA
    assert waiting_curve([4, 9], [True, True]).share_within(100).value == 1


def test_grouped_counts_give_the_same_curve(curve):
    grouped = waiting_curve_from_counts(
        [240, 3, 5, 8, 12, 14, 20, 25, 31, 40, 60, 75, 90, 120, 180],
        [0, 1, 2, 2, 1, 1, 1, 2, 1, 1, 1, 0, 1, 1, 0],
        [1, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1],
    )
    assert (grouped.n, grouped.n_responded) == (curve.n, curve.n_responded) == (22, 15)
    for name in ("minutes", "waiting", "lower", "upper"):
        np.testing.assert_array_equal(getattr(grouped, name), getattr(curve, name))


def test_missing_zero_and_negative_times_are_left_out_and_counted():
    curve = waiting_curve([math.nan, 0, -5, 4, 9], [True, True, False, True, False])
    assert (curve.n, curve.n_responded, curve.n_invalid) == (2, 1, 3)


def test_no_reports_is_no_data():
    curve = waiting_curve([], [])
    assert curve.quantile(0.5).flag is curve.share_within(10).flag is Flag.NO_DATA


def test_nobody_reached_gives_no_median():
    median = waiting_curve([10, 20], [False, False]).quantile(0.5)
    assert (median.value, median.lower, median.flag) == (None, None, Flag.UNSTABLE)


@given(st.lists(st.integers(1, 500), min_size=1, max_size=60), st.floats(0.05, 0.95))
def test_with_everybody_reached_quantiles_are_those_of_the_sample(minutes, share):
    curve = waiting_curve(minutes, np.ones(len(minutes), dtype=bool))
    position = max(math.ceil(share * len(minutes) - 1e-9), 1)
    assert curve.quantile(share).value == sorted(minutes)[position - 1]


@given(st.lists(st.tuples(st.integers(1, 50), st.booleans()), min_size=1, max_size=60))
def test_the_curve_falls_inside_its_limits(reports):
    minutes, reached = zip(*reports, strict=True)
    curve = waiting_curve(minutes, reached)
    assert np.all(np.diff(curve.waiting) < 0)
    assert np.all((curve.lower <= curve.waiting) & (curve.waiting <= curve.upper))


def test_the_median_is_found_again_in_a_million_random_reports():
    generator = np.random.default_rng(3)
    minutes, reached = np.ceil(generator.exponential(30, 10**6)), generator.random(10**6) < 0.7
    curve = waiting_curve(minutes, reached)
    assert curve.n == 10**6
    # The wait of an exponential whose end is seen at random seven times in ten.
    assert curve.quantile(0.5).value == pytest.approx(30 * math.log(2) / 0.7, abs=1)
