"""More reports are not more incidents: no sentence says so unless the shares reported do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usalama.incidents.rates.reporting_words import adjusted_change_sentence, break_even_sentence, scenario_sentence
from usalama.language import LANGUAGES, load_language
from usalama.stats.counting.ratios import ratio_estimate
from usalama.stats.series.under_reporting import ReportedShare, adjusted_incidents, adjusted_ratio, break_even

counts = st.integers(10, 50_000)
shares = st.floats(0.05, 1)


def change(before, after, share_before, share_now):
    incidents = adjusted_ratio(after, ReportedShare(share_now), before, ReportedShare(share_before))
    return adjusted_change_sentence(ratio_estimate(after, 1, before, 1), incidents)


def even(before, after, share):
    found = break_even(after, before, share)
    return str(break_even_sentence(before, after, found.share_before, found.share_now))


def scenario(reports, share):
    return str(scenario_sentence(reports or 0, share, adjusted_incidents(reports, ReportedShare(share))))


@given(before=counts, share=shares, growth=st.floats(1, 10))
def test_reports_up_and_share_reported_up_alike_never_say_that_incidents_rose(before, share, growth):
    grown = min(share * growth, 1)
    said = str(change(before, round(before * grown / share), share, grown))
    assert "incidents rose" not in said
    assert "incidents fell" not in said


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((1000, 1200, 0.30, 0.36), "Reports rose, and with these shares reported there is no clear change"),
        ((1000, 2000, 0.40, 0.40), "incidents rose"),
        ((2000, 1000, 0.40, 0.40), "incidents fell"),
        ((1000, 1200, 0.20, 0.60), "incidents fell"),
        ((1000, 1010, 0.40, 0.40), "no clear change in incidents"),
        ((100_000, 102_000, 0.40, 0.40), "no clear change in incidents"),
        ((4, 9, 0.40, 0.40), "Too few reports to say"),
        ((None, 100, 0.40, 0.40), "Too few reports to say"),
    ],
)
def test_a_change_is_told_with_the_strength_it_has(numbers, words):
    assert words in str(change(*numbers))


def test_without_reports_a_year_before_there_is_nothing_to_compare():
    assert "nothing to compare" in str(change(0, 500, 0.4, 0.4)) or "Too few" in str(change(0, 500, 0.4, 0.4))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((1000, 1200, 0.30), "without one incident more, by reporting that rose from 30 to 36 in 100"),
        ((1000, 800, 0.50), "without one incident fewer, by reporting that fell from 50 to 40 in 100"),
        ((1000, 1001, 0.50), "leaves nothing to explain"),
        ((100, 300, 0.50), "more than reporting alone could explain"),
    ],
)
def test_a_break_even_is_told_in_shares_of_100(numbers, words):
    assert words in even(*numbers)


@pytest.mark.parametrize(
    ("reports", "words"),
    [(400, "about 1000.0 incidents; likely"), (3, "too few to be reliable"), (None, "Too few reports"), (0, "too few")],
)
def test_a_scenario_is_told_with_its_range(reports, words):
    assert words in scenario(reports, 0.4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language):
    say = load_language(language).say
    for before, after in ((1000, 2000), (2000, 1000), (1000, 1010), (4, 9), (10**9, 10**9 + 1)):
        assert "{" not in say(change(before, after, 0.3, 0.35))
        found = break_even(after, before, 0.9)
        assert "{" not in say(break_even_sentence(before, after, found.share_before, found.share_now))
        assert "{" not in say(scenario_sentence(after, 0.05, adjusted_incidents(after, ReportedShare(0.05))))
