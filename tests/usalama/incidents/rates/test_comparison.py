"""A few places side by side."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import KISUMU, MOMBASA, NAIROBI, OPERATOR, PUBLIC, incident, store_rows, subject
from usalama.errors import InputRefused
from usalama.incidents.rates.comparison import compare_places, ratio_sentence
from usalama.incidents.trends.trend import trend
from usalama.model import Choices
from usalama.stats.counting.ratios import ratio_estimate

YEARS = 1e6

SUBJECT = subject()
COUNTRY = SUBJECT.country
ALL = Choices()


def counties(*codes):
    return tuple(COUNTRY.county(code).place for code in codes)


SEVEN = ("001", "002", "003", "004", "005", "006", "007")


@pytest.mark.parametrize("codes", [(), (NAIROBI,), (NAIROBI, NAIROBI), SEVEN])
def test_two_to_six_different_places_are_compared(known_store, codes):
    with pytest.raises(InputRefused, match="2 to 6 different places"):
        compare_places(known_store, OPERATOR, ALL, SUBJECT, counties(*codes))


def test_a_city_counts_its_own_constituencies_and_its_county_counts_both(store):
    city = COUNTRY.place("kisumu")
    rows = [incident(str(number), county_code=KISUMU, city_code="kisumu") for number in range(20)]
    rows += [incident(f"rural {number}", county_code=KISUMU) for number in range(12)]
    store_rows(store, rows)
    compared = compare_places(store, OPERATOR, ALL, SUBJECT, (city, *counties(KISUMU)))
    assert compared.rows.incident_count.tolist() == [20, 32]
    sentences = [str(warning) for warning in compared.warnings]
    assert any("different things" in sentence for sentence in sentences)
    assert any("counted in both" in sentence for sentence in sentences)


def test_every_pair_has_a_ratio_and_a_sentence(known_store):
    compared = compare_places(known_store, OPERATOR, ALL, SUBJECT, counties(NAIROBI, MOMBASA, KISUMU))
    assert [(pair.place.code, pair.other.code) for pair in compared.pairs] == [
        (NAIROBI, MOMBASA),
        (NAIROBI, KISUMU),
        (MOMBASA, KISUMU),
    ]
    rates = compared.rows.set_index("place_key").rate_per_100k
    pair = compared.pairs[0]
    assert pair.ratio.value == pytest.approx(rates[pair.place.key] / rates[pair.other.key])
    assert pair.place.name in str(pair.sentence)


def test_a_hidden_count_gives_no_ratio(known_store):
    pair = compare_places(known_store, PUBLIC, ALL, SUBJECT, counties(NAIROBI, "003")).pairs[0]
    assert pair.ratio.value is None
    assert pair.ratio.n is None
    assert "too few reports to compare" in str(pair.sentence)


def test_places_of_very_different_size_are_compared_with_a_warning(known_store):
    compared = compare_places(known_store, OPERATOR, ALL, SUBJECT, counties(NAIROBI, "005"))
    assert any("times the people" in str(warning) for warning in compared.warnings)


def test_a_trend_has_every_covered_month_and_adds_up(known_store):
    rows = trend(known_store, OPERATOR, ALL, SUBJECT).rows
    assert rows.occurred_month.tolist() == [date(2024, month, 1) for month in range(1, 13)]
    assert rows.incident_count.sum() == 183
    places = trend(known_store, OPERATOR, ALL, SUBJECT, counties(MOMBASA, KISUMU)).rows
    assert places.groupby("place_key").incident_count.sum().to_dict() == {"county:001": 43, "county:042": 12}


def test_months_in_a_gap_between_sources_are_missing_and_not_zero(store):
    store_rows(store, [incident("a", date(2024, 1, 5))], "one", "police")
    store_rows(store, [incident("a", date(2024, 4, 5))], "two", "hotline")
    months = trend(store, OPERATOR, ALL, SUBJECT).rows.occurred_month.tolist()
    assert months == [date(2024, 1, 1), date(2024, 4, 1)]


def test_public_months_of_a_few_are_hidden(known_store):
    rows = trend(known_store, PUBLIC, ALL, SUBJECT, counties(KISUMU)).rows
    assert rows.incident_count.isna().all()
    assert set(rows.flag) == {"hidden"}


def ratio(count, other):
    return str(ratio_sentence("Kisumu", "Nakuru", ratio_estimate(count, YEARS, other, YEARS)))


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
