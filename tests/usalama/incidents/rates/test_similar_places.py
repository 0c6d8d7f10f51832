"""Like with like."""

from __future__ import annotations

import pytest

from tests.examples import KISUMU, NAIROBI, OPERATOR, PUBLIC, known_rows, store_rows, subject
from usalama.incidents.rates.similar_places import (
    FEATURE_NAMES,
    like_with_like_sentence,
    likeness_sentence,
    similar_places,
)
from usalama.model import Choices, PlaceLevel
from usalama.stats.counting.ratios import ratio_estimate

SUBJECT = subject()
COUNTRY = SUBJECT.country
ALL = Choices()


def group_of(store, key, scope=OPERATOR, choices=ALL):
    return similar_places(store, scope, choices, SUBJECT, (COUNTRY.place(key),))[0]


def test_counties_are_like_counties_and_cities_like_cities(known_store):
    assert {one.level for one in group_of(known_store, f"county:{KISUMU}").others} == {PlaceLevel.COUNTY}
    assert {one.level for one in group_of(known_store, "city:kisumu").others} == {PlaceLevel.CITY}


def test_the_place_comes_first_and_every_other_is_alike_in_something(known_store):
    group = group_of(known_store, f"county:{KISUMU}")
    assert group.rows.place_key.tolist() == [one.key for one in (group.place, *group.others)]
    assert all(names and set(names) <= set(FEATURE_NAMES) for names in group.rows.alike[1:])
    assert "Kisumu (county) is most like" in str(group.likeness)


def test_the_capital_is_like_no_other_county(known_store):
    group = group_of(known_store, f"county:{NAIROBI}")
    assert group.others == ()
    assert str(group.finding).startswith("No other place is much like Nairobi")


def test_what_is_reported_plays_no_part(known_store, store):
    store_rows(store, [row for row in known_rows() if row["county_code"] != KISUMU])
    groups = [group_of(one, f"county:{KISUMU}") for one in (known_store, store)]
    assert groups[0].others == groups[1].others
    assert groups[0].ratio != groups[1].ratio


def test_a_hidden_place_is_not_compared(known_store):
    group = group_of(known_store, "county:003", scope=PUBLIC)
    assert "Too few reports" in str(group.finding)
    assert group.ratio.value is None


def test_the_others_are_counted_together(known_store):
    group = group_of(known_store, f"county:{KISUMU}")
    assert len(group.others) == 5
    assert group.ratio.n == group.rows.incident_count.sum()


def test_likeness_names_who_and_in_what():
    sentence = str(likeness_sentence("Kisumu", ["Siaya", "Busia"], ["size", "growth"]))
    assert sentence == "Kisumu is most like Siaya, Busia: alike in size, growth."
    assert "much like Nairobi" in str(likeness_sentence("Nairobi", [], []))


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ((400, 200), "times the reported rate of those like it together"),
        ((103, 100), "nearly the same"),
        ((110, 100), "could be chance"),
        ((9, 100), "Too few reports for a reliable"),
        ((None, 100), "Too few reports to compare"),
        ((0, 0), "nothing to compare"),
    ],
)
def test_like_is_compared_with_like_as_strongly_as_the_numbers_allow(pair, words):
    ratio = ratio_estimate(pair[0], 1e6, pair[1], 1e6)
    assert words in str(like_with_like_sentence("Kisumu", ratio))
