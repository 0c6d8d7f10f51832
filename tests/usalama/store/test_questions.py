"""What may be asked, and that every way of counting agrees."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.examples import KNOWN_COUNTS, OPERATOR, incident, store_rows
from tests.stores import new_store
from usalama.model import Period
from usalama.store.compiling import sql_of
from usalama.store.questions import (
    MEASURES,
    MONTH_DIMENSIONS,
    PARAMETERS,
    RAW_DIMENSIONS,
    batches,
    counts,
    coverage,
    dated_points,
    grid_cells,
    last_moment,
    points,
    response_minutes,
    sources,
)

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture(scope="module")
def varied_store(tmp_path_factory):
    """Rows that differ in every dimension and flag, from two sources."""
    store = new_store(tmp_path_factory.mktemp("varied") / "store")
    groups = {"stealing": "property", "illicit_brew": "drugs_alcohol", "firearm_offence": "firearm"}
    counties = list(KNOWN_COUNTS)
    for source in ("police", "hotline"):
        rows = [
            incident(
                str(number),
                date(2024, number % 12 + 1, number % 28 + 1),
                number % 24,
                county_code=counties[number % 5],
                city_code="nairobi" if number % 5 == 0 else None,
                constituency_method=(None, "given", "estimated")[number % 3],
                category_code=list(groups)[number % 3],
                category_group=groups[list(groups)[number % 3]],
                status=("verified", "reported", "resolved", "rejected")[number % 4],
                longitude=36.8 + number / 1000 if number % 2 else None,
                latitude=-1.3 if number % 2 else None,
                is_drug_related=(None, True, False)[number % 3],
                is_youth_involved=(True, None)[number % 2],
                is_firearm_involved=(False, True, None, None)[number % 4],
                responded_at=None,
                narrative=source,
            )
            for number in range(300)
        ]
        store_rows(store, rows, source, source)
    return store


@pytest.mark.parametrize("dimension", MONTH_DIMENSIONS)
def test_the_roll_up_and_the_rows_agree_in_every_measure(varied_store, dimension):
    month, raw = (
        varied_store.read(counts((dimension,), whole_months, MEASURES), OPERATOR, period=YEAR)
        for whole_months in (True, False)
    )
    month, raw = (frame.sort_values(dimension, ignore_index=True) for frame in (month, raw))
    assert month.incident_count.sum() == 450
    assert month.to_dict("list") == raw[month.columns].to_dict("list")


@pytest.mark.parametrize("dimension", RAW_DIMENSIONS)
def test_every_dimension_adds_up_to_the_whole(varied_store, dimension):
    assert varied_store.read(counts((dimension,), whole_months=False), OPERATOR).incident_count.sum() == 450


def test_an_unknown_flag_is_neither_yes_nor_no(varied_store):
    measures = ("incident_count", "drug_count", "drug_unknown_count")
    answer = varied_store.read(counts((), measures=measures), OPERATOR).iloc[0]
    assert 0 < answer.drug_count < answer.incident_count - answer.drug_unknown_count


def test_choices_narrow_the_answer(varied_store):
    question = counts(("county_code", "category_code", "source_id"))
    answer = varied_store.read(
        question,
        OPERATOR,
        period=Period(date(2024, 1, 1), date(2024, 3, 31)),
        county_codes=("047", "001"),
        category_codes=("stealing",),
        source_ids=("hotline",),
    )
    assert set(answer.county_code) <= {"047", "001"}
    assert set(answer.category_code) == {"stealing"}
    assert set(answer.source_id) == {"hotline"}


def test_a_day_range_counts_its_days(store):
    store_rows(store, [incident("a", date(2024, 3, 1)), incident("b", date(2024, 3, 10)), incident("c")])
    period = Period(date(2024, 3, 1), date(2024, 3, 10))
    assert store.read(counts((), whole_months=False), OPERATOR, period=period).incident_count.iloc[0] == 2


def test_the_roll_up_cannot_be_asked_for_what_it_has_not():
    with pytest.raises(ValueError, match="occurred_hour"):
        counts(("occurred_hour",))


def test_nothing_counted_is_zero(store):
    answer = store.read(counts((), measures=MEASURES), OPERATOR)
    assert (answer.iloc[0] == 0).all()


def test_waits_are_rounded_up_and_people_not_reached_wait_until_the_end(store):
    began = incident("a")["reported_at"]
    minutes = {"quick": 59, "late": 61, "before": -5}
    rows = [incident(name, responded_at=began + timedelta(seconds=seconds)) for name, seconds in minutes.items()]
    store_rows(store, [*rows, incident("open"), incident("unknown", reported_at=None)])
    observed = began.replace(hour=began.hour + 1)
    waits = store.read(response_minutes(), OPERATOR, observed_until=observed).sort_values("response_minutes")
    assert [tuple(map(int, row)) for row in waits.to_numpy()] == [(0, 1, 0), (1, 1, 0), (2, 1, 0), (60, 0, 1)]


def test_the_last_moment_is_that_of_the_chosen_sources(store):
    store_rows(store, [incident("a", date(2024, 1, 1))], "one", "police")
    store_rows(store, [incident("a", date(2024, 6, 1))], "two", "hotline")
    moment = store.read(last_moment(), OPERATOR, source_ids=("police",)).observed_until.iloc[0]
    assert moment.date() == date(2024, 1, 1)


def test_coverage_names_first_and_last_month_of_each_source(varied_store):
    held = varied_store.read(coverage(), OPERATOR)
    assert held.source_id.tolist() == ["hotline", "police"]
    assert held.first_month.tolist() == [date(2024, 1, 1)] * 2
    assert held.last_month.tolist() == [date(2024, 11, 1)] * 2  # those of December are rejected
    assert held.incident_count.tolist() == [225, 225]


def test_every_question_passes_the_scope():
    questions = [counts(), counts(("county_code",), whole_months=False), response_minutes(), points()]
    for question in [*questions, dated_points(), grid_cells(), coverage(), last_moment()]:
        sql, used = sql_of(question)
        assert {"verified_only", "published_until", "scope_counties"} <= used
        assert used <= set(PARAMETERS)
        assert "\x1f" not in sql
    for question in (batches(), sources()):
        assert sql_of(question)[1] == frozenset()


def test_cells_bear_the_degrees_of_their_centres(store):
    rows = [incident(str(number), longitude=36.817 + number / 1e4, latitude=-1.287) for number in range(3)]
    store_rows(store, rows)
    cell = store.read(grid_cells(), OPERATOR)
    assert cell.to_numpy().tolist() == [[pytest.approx(36.81), pytest.approx(-1.29), 3]]


def test_dated_points_come_in_an_order_of_their_own(store):
    rows = [incident(str(number), longitude=36.8, latitude=-1.2, location_precision="street") for number in range(9)]
    store_rows(store, [*rows, incident("without a point")])
    found = store.read(dated_points(), OPERATOR)
    assert len(found) == 9
    assert list(found.columns) == [
        "occurred_on",
        "longitude",
        "latitude",
        "location_precision",
        "category_code",
        "city_code",
    ]
    assert set(found.location_precision) == {"street"}
