"""Intervals hold the truth as often as they say; the full run is ``python -m benchmarks.calibration.coverage``."""

from __future__ import annotations

import math

import pytest

from benchmarks.calibration.coverage import measure, promises

FEW = 60
# The survey gives one interval a simulation where the others give as many as there are counties.
SURVEY_SIMULATIONS = 300
SHOWN = [one for one in promises() if one.is_shipped]


@pytest.mark.parametrize("promise", SHOWN, ids=lambda one: f"{one.method}, {one.setting}")
def test_an_interval_holds_the_truth_as_often_as_it_says(promise):
    found = measure(promise, SURVEY_SIMULATIONS if "survey" in promise.method else FEW)
    # Three standard errors, had the intervals of one simulation nothing to do with each other.
    assert found.is_kept(slack=3 * math.sqrt(0.05 * 0.95 / found.intervals))


def test_the_plain_posterior_is_not_shown_because_it_breaks_its_promise():
    plain = [one for one in promises() if not one.is_shipped]
    assert len(plain) == 2
    assert not any(measure(one, FEW).is_kept() for one in plain)


def test_the_same_numbers_come_out_each_time():
    assert measure(SHOWN[0], 5) == measure(SHOWN[0], 5)
