"""Reports are not incidents: what a share reported makes of them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from usalama.model import Channel, Flag
from usalama.stats.counting.ratios import ratio_estimate
from usalama.stats.series.unreported import ReportedShare, adjusted_incidents, adjusted_ratio, break_even, silence

counts = st.integers(1, 100_000)
shares = st.floats(0.02, 1)
errors = st.floats(0, 0.1)
MONTHS = 12


def test_incidents_are_reports_over_the_share_reported():
    estimate = adjusted_incidents(400, ReportedShare(0.4))
    assert estimate.value == pytest.approx(1000)
    # exp(1.959964 / 20): with a share that is certain only the count is in doubt.
    assert estimate.upper / estimate.value == pytest.approx(math.exp(1.959963984540054 / 20))


def test_an_interval_by_simulation_is_that_of_the_formula():
    generator = np.random.default_rng(3)
    simulated = generator.poisson(500, 200_000) / generator.normal(0.38, 0.03, 200_000)
    estimate = adjusted_incidents(500, ReportedShare(0.38, 0.03))
    assert [estimate.lower, estimate.upper] == pytest.approx(np.quantile(simulated, [0.025, 0.975]), rel=0.02)


@given(reports=counts, share=shares, error=errors)
def test_there_are_never_fewer_incidents_than_reports(reports, share, error):
    estimate = adjusted_incidents(reports, ReportedShare(share, error))
    assert estimate.value >= reports
    assert estimate.lower < estimate.value < estimate.upper


@given(now=counts, before=counts, share=shares, more=st.floats(1, 50), error=errors)
def test_reports_and_reporting_that_grow_alike_are_no_change(now, before, share, more, error):
    grown = min(share * more, 1)
    reports = before * grown / share
    ratio = adjusted_ratio(reports, ReportedShare(grown, error), before, ReportedShare(share, error))
    assert ratio.value == pytest.approx(1)
    assert ratio.lower < 1 < ratio.upper


def test_reporting_from_30_to_36_in_100_makes_reports_rise_by_a_fifth_and_incidents_not():
    reports, before = 432, 360
    assert ratio_estimate(reports * 4, 1, before * 4, 1).lower > 1
    ratio = adjusted_ratio(reports, ReportedShare(0.36, 0.02), before, ReportedShare(0.30, 0.02))
    assert ratio.value == pytest.approx(1)
    assert ratio.lower < 1 < ratio.upper


@given(now=counts, before=counts, share=shares, share_before=shares, error=errors)
def test_more_reporting_never_makes_a_rise_of_incidents_larger(now, before, share, share_before, error):
    low, high = sorted((share, share_before))
    with_less, with_more = (
        adjusted_ratio(now, ReportedShare(one, error), before, ReportedShare(0.5, error)) for one in (low, high)
    )
    assert with_more.value <= with_less.value * (1 + 1e-12)


@given(now=counts, before=counts, share=shares, error=errors)
def test_doubt_about_the_shares_makes_the_interval_wider(now, before, share, error):
    sure = adjusted_ratio(now, ReportedShare(share), before, ReportedShare(share))
    doubtful = adjusted_ratio(now, ReportedShare(share, error), before, ReportedShare(share, error))
    assert doubtful.lower <= sure.lower
    assert sure.upper <= doubtful.upper


@given(now=counts, before=counts, share=st.floats(0.01, 1))
def test_at_the_break_even_incidents_have_not_changed(now, before, share):
    point = break_even(now, before, share)
    if point.share_now is None:
        assert share * now / before > 1
    else:
        assert adjusted_ratio(now, ReportedShare(point.share_now), before, ReportedShare(share)).value == pytest.approx(
            1
        )


def test_a_fifth_more_reports_is_explained_by_reporting_from_30_to_36():
    assert break_even(1200, 1000, 0.30).share_now == pytest.approx(0.36)


def test_a_rise_beyond_all_reporting_has_no_break_even():
    assert break_even(300, 100, 0.5).share_now is None


def test_no_reports_have_an_upper_limit():
    estimate = adjusted_incidents(0, ReportedShare(0.5))
    assert (estimate.value, estimate.lower, estimate.flag) == (0, 0, Flag.UNSTABLE)
    assert estimate.upper == pytest.approx(2 * 3.688879454114)


def test_hidden_and_empty_sides_are_said_to_be():
    share = ReportedShare(0.5)
    assert adjusted_incidents(None, share).flag is Flag.HIDDEN
    assert adjusted_ratio(None, share, 10, share).flag is Flag.HIDDEN
    assert adjusted_ratio(0, share, 10, share).flag is Flag.NO_DATA
    assert adjusted_ratio(9, share, 100, share).flag is Flag.UNSTABLE


@pytest.mark.parametrize("share", [0, -0.1, 1.01])
def test_a_share_outside_its_range_is_refused(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        ReportedShare(share)


def test_what_cannot_be_is_refused():
    share = ReportedShare(0.5)
    with pytest.raises(ValueError, match="negative"):
        adjusted_incidents(-1, share)
    with pytest.raises(ValueError, match="negative"):
        adjusted_ratio(-1, share, 1, share)
    with pytest.raises(ValueError, match="reports before"):
        break_even(10, 0, 0.5)


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
