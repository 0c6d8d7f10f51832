"""Places against the national rate."""

from __future__ import annotations

import pytest

from tests.examples import KISUMU, MOMBASA, NAIROBI, NAKURU, OPERATOR, PUBLIC, incident, store_rows, subject
from usalama.incidents.rates.county_rates import county_rates
from usalama.incidents.rates.funnel import funnel_plot
from usalama.model import Choices

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
    assert "Kisumu (city)" in str(beside.sentences[0])


def test_hidden_counties_are_too_few_to_say_and_are_no_zero(known_store):
    plot = funnel_plot(known_store, PUBLIC, ALL, SUBJECT, places(f"county:{NAKURU}", f"county:{MOMBASA}"))
    assert row_of(plot, f"county:{NAKURU}").standing == "unknown"
    assert "too few reports" in str(plot.sentences[0])
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
