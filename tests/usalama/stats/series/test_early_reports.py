"""Alerts from hardly any past."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri

from tests.reference.rules_of_others import bound_c2
from usalama.stats.series.early_reports import early_report

REFERENCE = json.loads((Path(__file__).parents[3] / "reference" / "r16_ears_c123.json").read_text())
COUNTS = np.array(REFERENCE["input"]["y"], float)


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
