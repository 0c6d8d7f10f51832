"""What a list of alerts is worth, told of the very series that it judges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.examples import OPERATOR, PUBLIC, subject
from tests.plain_sentences import every_estimate, plainly
from usalama.disclosure import public_count
from usalama.incidents.trends.alert_worth import alarm_rates_sentence, alert_worth, as_public
from usalama.incidents.trends.alerts import alerts
from usalama.model import Choices, Estimate, Flag, Period

SUBJECT = subject()
ALL = Choices()
EVERYTHING = replace(PUBLIC, published_until=date(2025, 6, 30))


def estimate(value, lower, upper, flag=Flag.OK, n=100):
    return Estimate(value, lower, upper, n, "method", flag)


def test_the_worth_of_the_list_is_told_of_the_series_that_it_judges(series_store):
    told = alert_worth(series_store, OPERATOR, ALL, SUBJECT)
    assert told.rates.n_series == 3
    assert "no proof of calm" in str(told.sentence)
    assert alert_worth(series_store, EVERYTHING, ALL, SUBJECT).rates.n_series == 2  # Mombasa's months are hidden


def test_a_filter_that_leaves_the_series_as_they_are_draws_nothing_anew(series_store):
    told = alert_worth(series_store, OPERATOR, ALL, SUBJECT)
    for start in (date(2023, 1, 1), date(2024, 5, 7)):
        asked = Choices(period=Period(start, date(2025, 5, 31)))
        assert alert_worth(series_store, OPERATOR, asked, SUBJECT).rates is told.rates
    earlier = Choices(period=Period(date(2023, 1, 1), date(2025, 4, 30)))
    assert alert_worth(series_store, OPERATOR, earlier, SUBJECT).rates != told.rates


def test_drawn_counts_are_seen_as_the_public_sees_them():
    exact = np.arange(0.0, 60)
    shown = [public_count(int(count)) for count in exact]
    assert as_public(exact) == pytest.approx([np.nan if one is None else one for one in shown], nan_ok=True)


def test_a_short_history_is_judged_without_a_season_and_says_so(series_store):
    asked = Choices(period=Period(date(2020, 1, 1), date(2021, 6, 30)))
    found = alerts(series_store, OPERATOR, asked, SUBJECT)
    assert "There are not three years of past" in str(found.method)
    assert alert_worth(series_store, OPERATOR, asked, SUBJECT).rates.n_series == 3


def test_too_short_a_history_has_no_alerts(series_store):
    asked = Choices(period=Period(date(2020, 1, 1), date(2020, 6, 30)))
    found = alerts(series_store, OPERATOR, asked, SUBJECT)
    assert found.rows.empty
    assert "none of these series can be judged" in str(alert_worth(series_store, OPERATOR, asked, SUBJECT).sentence)


def test_a_list_of_alerts_says_how_many_are_chance_and_how_many_are_missed():
    sentence = plainly(alarm_rates_sentence(estimate(4.4, 1.2, 8.6), estimate(0.45, 0.44, 0.46), 564))
    assert "about 4.4 of them would stand out by chance (usually 1 to 9)" in sentence
    assert "about 45 in 100" in sentence


def test_no_extreme_makes_an_unreadable_sentence():
    for one in every_estimate():
        if one.value is None or 0 <= one.value <= 1:
            plainly(alarm_rates_sentence(one, one, 500))
