"""A line for every county, and a direction only where it is told."""

from __future__ import annotations

import math

import pytest

from tests.examples import KISUMU, OPERATOR, subject
from tests.plain_sentences import every_estimate, plainly
from tests.series_rows import months
from usalama.incidents.trends.small_multiples import several_trends_sentence, small_multiples, trend_sentence
from usalama.model import Choices, Estimate, Flag

SUBJECT = subject()
ALL = Choices()


def estimate(value, lower, upper, flag=Flag.OK, n=100):
    return Estimate(value, lower, upper, n, "method", flag)


def test_every_county_has_a_line_by_region_and_only_told_ones_a_direction(series_store):
    found = small_multiples(series_store, OPERATOR, ALL, SUBJECT)
    assert len(found.trends) == len(SUBJECT.country.counties)
    assert found.trends.region_name.is_monotonic_increasing
    directions = found.trends.set_index("place_key").direction
    assert directions[f"county:{KISUMU}"] == "unclear"
    assert directions["county:010"] == "too_few"
    assert (found.rows.groupby("place_key").size() == len(months())).all()


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
    assert words in plainly(trend_sentence(estimate(value, lower, upper, flag)))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((0, 0, 0, 47), "Too few to say of any county"),
        ((40, 0, 0, 7), "No county of the 40 with enough reports changed clearly over the years. 7 have too few"),
        ((40, 1, 0, 1), "rose clearly over the years and none fell; about 1 in 20 of these is there by chance. 1 has"),
        ((47, 0, 2, 0), "2 of 47 counties with enough reports fell clearly over the years and none rose"),
        ((40, 3, 1, 7), "3 of 40 counties with enough reports rose clearly over the years and 1 fell"),
    ],
)
def test_many_trends_are_told_together(numbers, words):
    assert words in plainly(several_trends_sentence(*numbers))


def test_no_extreme_makes_an_unreadable_sentence():
    for one in every_estimate():
        plainly(trend_sentence(one))
