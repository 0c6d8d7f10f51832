"""Waits as the operator and as the public may see them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.disclosure import public_count
from usalama.incidents.response.waits import PUBLIC_MINUTES, reached_within, response_sentence, waits_of, waits_together
from usalama.model import Estimate, Flag

calls = st.lists(st.tuples(st.integers(1, 3000), st.integers(0, 40), st.integers(0, 5)), min_size=1, max_size=40)


def grouped(rows):
    minutes, reached, waiting = zip(*rows, strict=True)
    return pd.DataFrame(
        {
            "is_watched": True,
            "response_minutes": minutes,
            "responded_count": reached,
            # Whoever was not reached was watched for a day at least, or the call would not be.
            "waiting_count": waiting,
        }
    )


def steady(count=400):
    """Somebody is reached each minute for 200 minutes, and 40 never."""
    return grouped([(minute, count // 200, 0) for minute in range(1, 201)] + [(5000, 0, 40)])


def test_the_operator_gets_every_minute():
    waits = waits_of(steady(), is_exact=True)
    assert waits.curve.minutes.tolist() == list(range(1, 201))
    assert waits.quantile(0.5).value == 110


def test_the_public_gets_steps_made_of_rounded_counts():
    waits = waits_of(steady(), is_exact=False)
    assert set(waits.curve.minutes) <= set(PUBLIC_MINUTES)
    assert waits.curve.n == public_count(440)
    median = waits.quantile(0.5)
    # The true median of 110 lies between the steps of 90 and 120.
    assert (median.value, median.lower) == (120, 90)
    for step, waiting in zip(waits.curve.minutes, waits.curve.waiting, strict=True):
        assert 1 - waiting == pytest.approx(public_count(min(2 * int(step), 400)) / 440)


@given(calls)
def test_every_number_of_the_public_curve_follows_from_disclosed_counts(rows):
    own = grouped(rows)
    waits = waits_of(own, is_exact=False)
    if waits is None or waits.curve.n == 0:
        return
    shown = np.round((1 - waits.curve.waiting) * waits.curve.n).astype(int)
    assert all(count % 5 == 0 for count in shown)
    assert waits.curve.n % 5 == 0
    for step, count in zip(waits.curve.minutes, shown, strict=True):
        assert count == reached_within(own, int(step), is_exact=False)[0]


def test_calls_of_the_last_day_are_left_out_of_the_public_curve():
    late = steady().assign(is_watched=False)
    assert waits_of(late, is_exact=False).curve.n == 0
    both = pd.concat([steady(), late])
    assert waits_of(both, is_exact=False).curve.n == waits_of(steady(), is_exact=False).curve.n
    assert waits_of(both, is_exact=True).curve.n == 2 * waits_of(steady(), is_exact=True).curve.n


@pytest.mark.parametrize("rows", [[(5, 19, 0)], [(5, 7, 0), (5000, 0, 60)], [(5, 1, 0), (5000, 0, 200)]])
def test_few_calls_and_few_reached_are_hidden_from_the_public_only(rows):
    assert waits_of(grouped(rows), is_exact=False) is None
    assert waits_of(grouped(rows), is_exact=True).curve.n > 0


def test_nobody_reached_is_shown_as_nobody():
    waits = waits_of(grouped([(5000, 0, 60)]), is_exact=False)
    assert (waits.curve.n, waits.curve.n_responded, waits.reached_share) == (60, 0, 0)


def test_a_public_whole_is_the_sum_of_what_is_shown():
    parts = [steady(), grouped([(5, 12, 0)]), steady(200)]
    whole = waits_together(parts, is_exact=False)
    shown = [waits_of(part, is_exact=False) for part in parts]
    assert whole.curve.n == sum(one.curve.n for one in shown if one)
    assert waits_together([grouped([(5, 12, 0)])], is_exact=False) is None


def test_nothing_at_all_is_no_data_and_not_hidden():
    nothing = steady().iloc[:0]
    for is_exact in (True, False):
        waits = waits_of(nothing, is_exact=is_exact)
        assert waits.reached_share is None
        assert waits.quantile(0.5).flag == "no_data"


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
