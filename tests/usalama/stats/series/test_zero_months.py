"""Silence is not safety."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from usalama.model import Channel
from usalama.stats.series.zero_months import silence

MONTHS = 12


def heard(*months_by_source):
    """A place: from how many months each source has a report."""
    table = np.zeros((MONTHS, len(months_by_source)), dtype=bool)
    for source, months in enumerate(months_by_source):
        table[:months, source] = True
    return table


def state(places, expected):
    return [str(one) for one in silence(np.stack(places), np.full((len(places), MONTHS), expected)).channel]


def test_a_place_without_any_report_has_no_channel():
    assert state([heard(12), heard(12), heard(0)], 30.0) == ["open", "open", "no_channel"]


def test_more_than_half_of_the_months_silent_is_no_channel_and_half_is_open():
    assert state([heard(12), heard(6), heard(5)], 30.0) == ["open", "open", "no_channel"]


def test_fewer_than_half_of_the_usual_sources_is_no_channel_however_many_reports():
    places = [heard(12, 12, 12), heard(12, 12, 12), heard(12, 12, 0), heard(12, 0, 0)]
    assert state(places, 30.0) == ["open", "open", "open", "no_channel"]


def test_a_single_source_everywhere_is_no_reason_by_itself():
    assert state([heard(12)] * 5, 30.0) == ["open"] * 5


def test_where_even_the_common_rate_leaves_most_months_silent_nothing_can_be_told():
    assert state([heard(12), heard(12), heard(0)], 0.2) == ["open", "open", "cannot_tell"]
    found = silence(np.stack([heard(0)]), np.full((1, MONTHS), 0.2))
    assert found.expected_silent_months[0] == pytest.approx(MONTHS * np.exp(-0.2))


def test_one_month_more_than_chance_leaves_silent_is_chance():
    # At this rate 6 of 12 months are silent on average.
    assert state([heard(12), heard(12), heard(5), heard(2)], np.log(2)) == ["open", "open", "cannot_tell", "no_channel"]


def test_chance_alone_hardly_ever_takes_a_channel_away():
    generator = np.random.default_rng(2)
    for expected in (0.3, 0.7, 2.0, 9.0):
        counts = generator.poisson(expected / 2, (400, MONTHS, 2))
        found = silence(counts > 0, np.full((400, MONTHS), expected))
        assert np.mean(found.channel == Channel.NONE) < 0.05


def test_a_small_place_needs_no_more_sources_than_reports():
    places = [heard(12, 12, 12), heard(12, 12, 12), heard(12, 0, 0)]
    expected = np.array([[30.0] * MONTHS, [30.0] * MONTHS, [1.2] * MONTHS])
    assert list(silence(np.stack(places), expected).channel) == [Channel.OPEN] * 3


@given(arrays(bool, (6, MONTHS, 2)), st.floats(2, 50))
def test_an_open_place_was_heard_in_half_of_the_months_at_least(reports, expected):
    found = silence(reports, np.full((6, MONTHS), expected))
    for place in range(6):
        if found.channel[place] == Channel.OPEN:
            assert reports[place].any(axis=1).sum() >= MONTHS / 2
    assert (found.silent_months == MONTHS - reports.any(axis=2).sum(axis=1)).all()


def test_where_the_common_rate_is_unknown_silence_says_nothing():
    found = silence(np.stack([heard(12), heard(0)]), np.full((2, MONTHS), np.nan))
    assert list(found.channel) == [Channel.OPEN, Channel.UNKNOWN]


@pytest.mark.parametrize(("reports", "expected"), [((2, 3, 1), (2, 4)), ((2, 0, 1), (2, 0)), ((2, 3), (2, 3))])
def test_shapes_that_do_not_fit_are_refused(reports, expected):
    with pytest.raises(ValueError, match="every month"):
        silence(np.zeros(reports, dtype=bool), np.ones(expected))
