"""Months and kinds of a few places side by side."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.examples import KISUMU, MOMBASA, NAIROBI, OPERATOR, PUBLIC, incident, store_rows, subject
from usalama.errors import InputRefused
from usalama.incidents.rates.compared_months import compared_mix, compared_months, months_sentence
from usalama.incidents.trends.trend import trend
from usalama.model import Choices

SUBJECT = subject()


def counties(*codes):
    return tuple(SUBJECT.country.county(code).place for code in codes)


PAIR = counties(MOMBASA, KISUMU)


def test_months_are_those_of_every_other_page(known_store):
    result = compared_months(known_store, OPERATOR, Choices(), SUBJECT, PAIR)
    assert result.rows.equals(trend(known_store, OPERATOR, Choices(), SUBJECT, PAIR).rows)
    assert result.places == PAIR


def test_one_place_is_no_comparison(known_store):
    with pytest.raises(InputRefused, match="2 to 6"):
        compared_months(known_store, OPERATOR, Choices(), SUBJECT, counties(NAIROBI))


def months(*ranges):
    keys = [place.key for place in PAIR]
    return pd.DataFrame(
        [
            {"place_key": key, "occurred_month": date(2024, number + 1, 1), "rate_lower": lower, "rate_upper": upper}
            for number, both in enumerate(ranges)
            for key, (lower, upper) in zip(keys, both, strict=True)
        ]
    )


def test_a_place_is_called_higher_in_months_whose_ranges_do_not_meet():
    nan = float("nan")
    said = months_sentence(months([(5, 9), (1, 4)], [(5, 9), (1, 6)], [(nan, nan), (1, 2)]), PAIR)
    assert str(said) == "Higher than all others, beyond chance: Mombasa in 1 of 3 months."
    assert str(months_sentence(months([(5, 9), (1, 6)]), PAIR)).startswith("In none of 1 months")


def test_hidden_months_say_nothing(known_store):
    result = compared_months(known_store, PUBLIC, Choices(), SUBJECT, counties(KISUMU, "003"))
    assert str(result.finding).startswith("In none of")


def test_the_finding_names_the_chosen_kind_and_not_the_county_that_is_chosen_elsewhere(known_store):
    chosen = Choices(county_codes=(NAIROBI,), categories=("property",))
    said = str(compared_months(known_store, OPERATOR, chosen, SUBJECT, PAIR).finding)
    assert said.startswith("Property offences: ")
    assert "Nairobi" not in said


def test_what_is_reported_most_is_named_for_each_place(store):
    first, second = sorted(group.code for group in SUBJECT.categories.groups)[:2]
    rows = [incident(f"m{n}", county_code=MOMBASA, category_group=first if n < 30 else second) for n in range(40)]
    rows += [incident(f"k{n}", county_code=KISUMU, category_group=first if n < 10 else second) for n in range(40)]
    store_rows(store, rows)
    said = str(compared_mix(store, OPERATOR, Choices(), SUBJECT, PAIR).finding)
    names = {group.code: group.name for group in SUBJECT.categories.groups}
    assert said == f"Reported most: Mombasa, {names[first]} (75 of 100), Kisumu, {names[second]} (75 of 100)."
    hidden = compared_mix(store, PUBLIC, Choices(), SUBJECT, PAIR).rows.incident_count.dropna()
    assert (hidden % 5 == 0).all()
