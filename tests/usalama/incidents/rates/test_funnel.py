"""Places against the national rate."""

from __future__ import annotations

import math
import re

import pytest

from tests.examples import KISUMU, MOMBASA, NAIROBI, NAKURU, OPERATOR, PUBLIC, incident, store_rows, subject
from usalama.incidents.rates.county_rates import county_rates
from usalama.incidents.rates.funnel import (
    dispersion_sentence,
    funnel_plot,
    outside_sentence,
    standing_sentence,
    standings_sentence,
)
from usalama.model import Choices, Estimate, Flag, Standing
from usalama.stats.counting.funnel_limits import funnel

SUBJECT = subject()
COUNTRY = SUBJECT.country
ALL = Choices()
COUNTIES = len(COUNTRY.counties)


def places(*keys):
    return tuple(COUNTRY.place(key) for key in keys)


def row_of(plot, key):
    return plot.rows.set_index("place_key").loc[key]


def test_every_county_is_there_whichever_are_chosen_and_the_national_rate_is_that_of_the_overview(known_store):
    plot = funnel_plot(known_store, OPERATOR, Choices(county_codes=(KISUMU,)), SUBJECT, places("county:042"))
    assert len(plot.rows) == plot.county_count == COUNTIES
    assert plot.national == county_rates(known_store, OPERATOR, ALL, SUBJECT).whole
    assert plot.rows.is_chosen.sum() == 1


def test_counties_stand_in_the_order_of_their_numbers_and_never_of_their_rates(known_store):
    codes = [key.partition(":")[2] for key in funnel_plot(known_store, OPERATOR, ALL, SUBJECT).rows.place_key]
    assert codes == sorted(codes)


def test_expected_reports_add_up_to_those_there_are(known_store):
    rows = funnel_plot(known_store, OPERATOR, ALL, SUBJECT).rows
    assert rows.expected_count.sum() == pytest.approx(rows.incident_count.sum())


def test_a_chosen_city_stands_beside_its_county_and_sets_no_limits(store):
    rows = [incident(str(number), county_code=KISUMU, city_code="kisumu") for number in range(60)]
    rows += [incident(f"n{number}", county_code=NAIROBI) for number in range(40)]
    store_rows(store, rows)
    alone = funnel_plot(store, OPERATOR, ALL, SUBJECT)
    beside = funnel_plot(store, OPERATOR, ALL, SUBJECT, places("city:kisumu"))
    assert len(beside.rows) == len(alone.rows) + 1
    assert (beside.dispersion, beside.outside_by_chance) == (alone.dispersion, alone.outside_by_chance)
    assert row_of(beside, "city:kisumu").standing == "higher"
    assert "Kisumu (city)" in str(beside.sentences["city:kisumu"])
    assert str(beside.finding) == "Against the national rate, allowing for chance: Kisumu higher."


def test_hidden_counties_are_too_few_to_say_and_are_no_zero(known_store):
    plot = funnel_plot(known_store, PUBLIC, ALL, SUBJECT, places(f"county:{NAKURU}", f"county:{MOMBASA}"))
    assert row_of(plot, f"county:{NAKURU}").standing == "unknown"
    assert "too few reports" in str(plot.sentences[f"county:{NAKURU}"])
    assert plot.county_count == COUNTIES - 2
    shown = plot.rows.incident_count.dropna()
    assert (shown % 5 == 0).all()


def test_the_summary_says_how_many_would_stand_out_by_chance(known_store):
    plot = funnel_plot(known_store, OPERATOR, ALL, SUBJECT)
    assert f"Of {COUNTIES} counties 2 would stand out by chance alone" in str(plot.summary[0])
    assert plot.outside_count == plot.rows.standing.isin(["higher", "lower"]).sum()


def test_limits_are_never_below_zero_and_narrow_with_size(known_store):
    curve = funnel_plot(known_store, OPERATOR, ALL, SUBJECT).curve
    assert (curve[["lower", "outer_lower"]] >= 0).all().all()
    assert curve.upper.iloc[-1] < curve.upper.iloc[0]


def standing(count, expected):
    found = funnel([count], [expected])
    return str(standing_sentence("Kisumu", found.standing[0], found.estimate(0)))


@pytest.mark.parametrize(
    ("count", "expected", "words"),
    [
        (1_000_000, 100, "higher than the national rate"),
        (0, 10_000, "lower than the national rate"),
        (0, 1, "similar to the national rate"),
        (103, 100, "similar to the national rate"),
        (math.nan, 100, "too few reports"),
        (40, 0, "nothing to compare"),
    ],
)
def test_a_place_is_told_with_the_strength_it_has(count, expected, words):
    assert words in standing(count, expected)


def test_whatever_stands_out_carries_its_usual_range():
    for count in (300, 20):
        assert re.search(r"usually have [0-9.]+ to [0-9.]+ times", standing(count, 100))


def test_a_hidden_place_says_nothing_of_its_size():
    hidden = Estimate(None, 0.5, 1.5, None, "funnel", Flag.HIDDEN)
    assert str(standing_sentence("Lamu", Standing.UNKNOWN, hidden)) == (
        "Lamu: too few reports to compare with the national rate."
    )


@pytest.mark.parametrize(("outside", "is_chance"), [(0, True), (2, True), (3, False), (40, False)])
def test_as_many_as_chance_gives_are_called_chance(outside, is_chance):
    sentence = str(outside_sentence(47, outside, 2.35))
    assert "2 would stand out by chance" in sentence
    assert ("what chance looks like" in sentence) == is_chance


def test_the_limits_say_why_they_are_as_wide_as_they_are():
    assert "chance alone" in str(dispersion_sentence(1.0))
    assert "widened" in str(dispersion_sentence(490.0))


def test_places_of_which_it_cannot_be_told_are_not_called_similar():
    said = str(standings_sentence({"Kisumu": Standing.LOWER, "Lamu": Standing.UNKNOWN, "Siaya": Standing.SIMILAR}))
    assert said == "Against the national rate, allowing for chance: Kisumu lower, Siaya similar."
    assert str(standings_sentence({"Lamu": Standing.UNKNOWN})).startswith("Too few reports")


def test_a_lower_rate_is_never_called_safer():
    assert "fewer people report" in standing(20, 100)
