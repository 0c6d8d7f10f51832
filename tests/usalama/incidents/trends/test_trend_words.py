"""Extreme results become sentences that can be read, in both languages, and are never stronger than the numbers."""

from __future__ import annotations

import math
import re
from datetime import date
from itertools import product

import pytest

from usalama.asking.completeness import completeness_sentence
from usalama.incidents.trends.noise_words import RULES, largest_step_sentence, level_sentence
from usalama.incidents.trends.trend_words import (
    alarm_rates_sentence,
    alert_sentence,
    change_point_sentence,
    cluster_sentence,
    forecast_sentence,
    several_trends_sentence,
    trend_sentence,
    year_on_year_sentence,
)
from usalama.language import LANGUAGES, load_language
from usalama.model import Estimate, Flag

MONTH = date(2025, 6, 1)
EXTREMES = (None, 0.0, 1e-9, 0.5, 1.0, 2.0, 1e12, math.inf, math.nan)
BARE = re.compile(r"\d ?%|\bnan\b|\binf\b|\bNone\b|∞|[Ss]ignifican|p-value")


def estimate(value, lower, upper, flag=Flag.OK, n=100):
    return Estimate(value, lower, upper, n, "method", flag)


def every_estimate():
    return [estimate(*numbers, flag) for numbers in product(EXTREMES, repeat=3) for flag in Flag]


def told(sentence):
    """The sentence in both languages, each read for what must not be in it."""
    spoken = [load_language(code).say(sentence) for code in LANGUAGES]
    assert all(text and not BARE.search(text) and "{" not in text for text in spoken), spoken
    return spoken[0]


def test_no_extreme_makes_an_unreadable_sentence():
    for one in every_estimate():
        told(trend_sentence(one))
        told(year_on_year_sentence(10.0, 20.0, one))
        told(alarm_rates_sentence(one, one, 500)) if one.value is None or 0 <= one.value <= 1 else None
        if one.value is None or 0 <= one.value <= 1:
            told(forecast_sentence(3.0, 9.0, one))


@pytest.mark.parametrize("numbers", list(product((0.0, 1e-9, 4.2, 1e9, math.inf, math.nan), repeat=3)))
def test_no_extreme_alert_range_or_change_is_unreadable(numbers):
    told(alert_sentence(*numbers))
    told(change_point_sentence(MONTH, *numbers[:2]))
    told(forecast_sentence(*numbers[:2], estimate(None, None, None, n=0)))
    told(level_sentence(*numbers))
    told(largest_step_sentence(*numbers[:2]))
    told(cluster_sentence("Kitui, Makueni", numbers[0], numbers[1], 0.01))


@pytest.mark.parametrize(
    ("value", "lower", "upper", "flag", "words"),
    [
        (1.2, 1.1, 1.3, Flag.OK, "Reports rose over the years, more than normal ups and downs"),
        (0.8, 0.7, 0.9, Flag.OK, "Reports fell over the years"),
        (1.2, 0.9, 1.6, Flag.OK, "No clear change"),
        (1.005, 1.001, 1.009, Flag.OK, "No clear change"),
        (1.2, 1.1, 1.3, Flag.UNSTABLE, "Too few to say"),
        (None, None, None, Flag.HIDDEN, "Too few to say"),
        (None, None, None, Flag.NO_DATA, "Cannot tell"),
        (1.2, 1.1, math.inf, Flag.OK, "Too few to say"),
    ],
)
def test_a_trend_is_told_with_the_strength_it_has(value, lower, upper, flag, words):
    assert words in told(trend_sentence(estimate(value, lower, upper, flag)))


@pytest.mark.parametrize(
    ("before", "after", "ratio", "words"),
    [
        (100.0, 200.0, estimate(2.0, 1.5, 2.6), "rose from 100 to 200"),
        (200.0, 100.0, estimate(0.5, 0.4, 0.7), "fell from 200 to 100"),
        (100.0, 110.0, estimate(1.1, 0.8, 1.5), "no clear change"),
        (4.0, 9.0, estimate(2.25, 0.6, 9, Flag.UNSTABLE), "change by chance"),
        (None, 100.0, estimate(None, None, None, Flag.HIDDEN), "Too few to say"),
        (None, None, estimate(None, None, None, Flag.NO_DATA), "Cannot tell"),
        (0.0, 30.0, estimate(None, 7.0, math.inf), "change by chance"),
    ],
)
def test_two_years_are_compared_with_the_strength_they_have(before, after, ratio, words):
    assert words in told(year_on_year_sentence(before, after, ratio))


def test_an_alert_has_what_was_expected_and_what_to_check():
    sentence = told(alert_sentence(29, 10.2, 18.7))
    assert sentence == ("Unusual: 29 reports, we expected 10 (up to 18). Check first: new station, bulk entry, event.")
    assert "Too few" in told(alert_sentence(29, math.nan, 18))


def test_a_list_of_alerts_says_how_many_are_chance_and_how_many_are_missed():
    sentence = told(alarm_rates_sentence(estimate(4.4, 1.2, 8.6), estimate(0.45, 0.44, 0.46), 564))
    assert "about 4.4 of them would stand out by chance (usually 1 to 9)" in sentence
    assert "about 45 in 100" in sentence


def test_neighbours_that_chance_explains_are_not_named():
    assert "Kitui" not in told(cluster_sentence("Kitui", 50, 40, 0.3))
    assert "Kitui had 50 reports where 30 would be usual" in told(cluster_sentence("Kitui", 50, 30, 0.004))


def test_a_forecast_says_how_often_it_was_right():
    assert told(forecast_sentence(40, 62, estimate(0.75, 0.5, 0.9, n=12))) == (
        "Expect 40-62 next month (8 times in 10). Of the last 12 months 9 fell into such a range."
    )
    assert "too few past months" in told(forecast_sentence(40, 62, estimate(None, None, None, n=0)))


def test_completeness_has_its_range_or_is_not_told():
    assert (
        told(completeness_sentence(MONTH, estimate(0.87, 0.82, 0.91)))
        == "About 87 in 100 reports of the newest month (Jun 2025) are in by now; likely 82 to 91."
    )
    assert "Cannot tell how complete" in told(completeness_sentence(MONTH, estimate(None, None, None, Flag.NO_DATA)))


def test_a_change_of_level_is_only_possible():
    assert told(change_point_sentence(MONTH, 12.4, 20.6)).startswith("Possible change from Jun 2025 on")


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((0, 0, 0, 47), "Too few to say of any county"),
        ((40, 0, 0, 7), "none changed clearly"),
        ((40, 3, 1, 7), "3 rose and 1 fell clearly"),
    ],
)
def test_many_trends_are_told_together(numbers, words):
    assert words in told(several_trends_sentence(*numbers))


@pytest.mark.parametrize(("before", "after", "words"), [(3, 9, "a rise"), (9, 3, "a fall"), (5, 5, "the same number")])
def test_the_largest_step_means_nothing(before, after, words):
    assert words in told(largest_step_sentence(before, after))


def test_every_rule_has_a_sentence():
    assert all(told(sentence) for sentence in RULES.values())
