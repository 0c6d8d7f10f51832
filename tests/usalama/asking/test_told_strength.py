"""Sentences are as strong as the numbers behind them."""

from __future__ import annotations

import pytest

from usalama.asking.comparison_words import change_sentence, ratio_sentence
from usalama.incidents.rates.rate_words import rate_sentence
from usalama.incidents.response.response_words import response_sentence
from usalama.model import Estimate, Flag
from usalama.stats.counting.rates import rate_estimate
from usalama.stats.counting.ratios import ratio_estimate

YEARS = 1e6


def change(before, after):
    return str(change_sentence(before, after, ratio_estimate(after, YEARS, before, YEARS)))


def ratio(count, other):
    return str(ratio_sentence("Kisumu", "Nakuru", ratio_estimate(count, YEARS, other, YEARS)))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (1000, 2000, "more than chance alone explains"),
        (2000, 1000, "fewer than chance alone explains"),
        (100, 110, "often happens by chance"),
        (100_000, 102_000, "about the same"),
        (4, 9, "this small change by chance"),
        (None, 100, "Too few reports to compare"),
        (100, None, "Too few reports to compare"),
        (0, 0, "nothing to compare"),
    ],
)
def test_a_change_is_told_with_the_strength_it_has(before, after, words):
    assert words in change(before, after)


def test_without_a_year_before_there_is_nothing_to_compare():
    sentence = change_sentence(None, 500, ratio_estimate(500, YEARS, None, None))
    assert "nothing to compare" in str(sentence)


@pytest.mark.parametrize(
    ("count", "other", "words"),
    [
        (2000, 1000, "Kisumu has about 2"),
        (1000, 2000, "Nakuru has about 2"),
        (100, 110, "could be chance"),
        (100_000, 98_000, "nearly the same reported rate"),
        (4, 100, "too few reports for a reliable comparison"),
        (None, 100, "too few reports to compare"),
        (0, 0, "nothing to compare"),
    ],
)
def test_two_places_are_compared_in_words(count, other, words):
    assert words in ratio(count, other)


def test_the_interval_turns_around_with_the_ratio():
    values = ratio_sentence("Kisumu", "Nakuru", ratio_estimate(1000, YEARS, 2000, YEARS)).values
    assert values["lower"] < values["ratio"] < values["upper"]
    assert values["ratio"] == pytest.approx(2)


@pytest.mark.parametrize(
    ("count", "years", "words"),
    [
        (500, YEARS, "likely between"),
        (3, YEARS, "Too few incidents to give a reliable rate"),
        (None, YEARS, "Between 1 and 7"),
        (5, None, "No data"),
    ],
)
def test_a_rate_is_told_with_its_interval_or_not_at_all(count, years, words):
    assert words in str(rate_sentence(rate_estimate(count, years)))


@pytest.mark.parametrize(
    ("median", "flag", "reached", "words"),
    [
        (25.0, Flag.OK, 0.7, "within 25.0 minutes; 30 in 100 had none"),
        (None, Flag.OK, 0.4, "Fewer than half of the calls got a response; 60 in 100"),
        (None, Flag.HIDDEN, None, "Too few calls"),
        (None, Flag.NO_DATA, None, "No response times"),
    ],
)
def test_waits_are_told_with_those_who_got_no_response(median, flag, reached, words):
    estimate = Estimate(median, None, None, None, "Kaplan-Meier", flag)
    assert words in str(response_sentence(estimate, reached))
