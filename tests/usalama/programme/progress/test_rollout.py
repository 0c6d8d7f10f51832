"""How far associations and counties have come: by hand, going back, and with nothing at all."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.examples import KISUMU, MOMBASA, NAIROBI, OPERATOR, subject
from tests.register_records import keep_all
from tests.stores import new_store
from usalama.access import public_scope
from usalama.programme.progress.rollout import rollout
from usalama.registers import ASSOCIATION, ROLLOUT_STAGES, STAGE

TODAY = date(2025, 12, 31)
PUBLIC = public_scope(TODAY)


def step(record_id, stage, reached=None, *, planned=None, county=KISUMU, association="a", **more):
    record = {"record_id": record_id, "pipeline": "rollout", "county_code": county, "association_id": association}
    return record | {"stage": stage, "reached_on": reached, "planned_on": planned} | more


ASSOCIATIONS = [
    {"record_id": "a", "name": "A", "county_code": KISUMU},
    {"record_id": "b", "name": "B", "county_code": KISUMU},
    {"record_id": "c", "name": "C", "county_code": NAIROBI},
    {"record_id": "d", "name": "D", "county_code": MOMBASA},
]
STEPS = [
    step("a1", "identified", date(2025, 1, 10), planned=date(2025, 1, 1)),
    step("a2", "mobilised", date(2025, 2, 9), planned=date(2025, 2, 1)),
    # Nobody wrote down that b was identified, yet it was mobilised.
    step("b2", "mobilised", date(2025, 4, 1), association="b", planned=date(2025, 2, 1)),
    step("c1", "identified", date(2025, 3, 1), county=NAIROBI, association="c"),
    step("c2", "mobilised", date(2025, 5, 1), county=NAIROBI, association="c"),
    step("c3", "trained", date(2025, 6, 1), county=NAIROBI, association="c"),
    step("c4", "mobilised", date(2025, 7, 1), county=NAIROBI, association="c", reason="New officers"),
]
PLANNED = step("a3", "trained", planned=date(2025, 3, 1))
FURTHER = [
    PLANNED | {"reached_on": date(2026, 1, 5)},
    step("a7", "active", planned=date(2026, 6, 1)),
    step("own", "identified", date(2025, 9, 1), county=MOMBASA, association=None),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Only for reading."""
    store = new_store(tmp_path_factory.mktemp("rollout") / "store")
    keep_all(store, {ASSOCIATION: ASSOCIATIONS, STAGE: [*STEPS, PLANNED]})
    return store


@pytest.fixture(scope="module")
def further(tmp_path_factory):
    """The same with days to come and a record of a county's own; only for reading."""
    store = new_store(tmp_path_factory.mktemp("further") / "store")
    keep_all(store, {ASSOCIATION: ASSOCIATIONS, STAGE: [*STEPS, *FURTHER]})
    return store


def found(store, *counties, scope=PUBLIC, today=TODAY):
    return rollout(store, scope, counties, subject(), today)


def test_each_stage_counts_those_that_came_so_far_or_further(filled):
    funnel = found(filled).funnel.set_index("stage")
    assert list(funnel.reached_count) == [3, 3, 1, 0, 0, 0, 0]
    assert list(funnel.went_on_count) == [3, 1, 0, 0, 0, 0, 0]
    assert funnel.here_count.to_dict()["mobilised"] == 3
    assert funnel.here_count.sum() == 3


def test_an_association_that_went_back_stands_where_it_is_now_and_says_why(filled):
    one = found(filled).associations.set_index("association_id").loc["c"]
    assert (one.stage, one.went_back, one.reason) == ("mobilised", True, "New officers")
    assert found(filled).counties.set_index("county_code").stage[NAIROBI] == "trained"


def test_days_in_a_stage_run_up_to_today_for_those_who_wait(filled):
    funnel = found(filled).funnel.set_index("stage")
    # Mobilised: c went on after 31 days, a and b still wait: two of three have not gone on, so there is no median.
    assert pd.isna(funnel.days["mobilised"])
    assert funnel.flag["mobilised"] == "unstable"
    # Identified: 30 days for a, 61 for c, and b in a day, since its first stage is known by the second.
    assert funnel.days["identified"] == 30


def test_a_county_with_nothing_is_zero_and_is_named(filled):
    result = found(filled, KISUMU, MOMBASA)
    row = result.counties.set_index("county_code").loc[MOMBASA]
    assert row.stage == ""
    assert [row[stage] for stage in ROLLOUT_STAGES] == [0] * len(ROLLOUT_STAGES)
    assert (row.association_count, row.begun_count) == (1, 0)
    assert "In 1 of 2 counties nothing has begun yet: Mombasa." in [str(one) for one in result.sentences]


def test_planned_and_reached_add_up_month_by_month(filled):
    curve = found(filled).curve
    mobilised = curve[curve.stage == "mobilised"].set_index("month")
    assert mobilised.planned_count[date(2025, 2, 1)] == 2
    assert mobilised.reached_count[date(2025, 2, 1)] == 1
    assert mobilised.reached_count[date(2025, 12, 1)] == 3
    assert mobilised.planned_count.is_monotonic_increasing
    assert "Planned for trained by now: 1. Reached: 1." in str(found(filled).plans["trained"])


def test_months_to_come_have_a_plan_and_no_number_reached(further):
    curve = found(further).curve
    june = curve[(curve.stage == "active") & (curve.month == date(2026, 6, 1))].iloc[0]
    assert june.planned_count == 1
    assert pd.isna(june.reached_count)


def test_what_is_said_to_be_reached_after_today_is_not_counted_and_that_is_said(further):
    result = found(further)
    assert result.funnel.set_index("stage").reached_count["trained"] == 1
    assert any("not come yet" in str(one) for one in result.sentences)


def test_the_counties_of_a_month_are_as_they_stood_at_its_end(filled):
    result = found(filled)
    march = result.counties_by(date(2025, 3, 1)).set_index("county_code")
    assert (march.stage[KISUMU], march.stage[NAIROBI], march.stage[MOMBASA]) == ("mobilised", "identified", "")
    assert result.counties_by(date(2025, 12, 1)).equals(result.counties[march.reset_index().columns])


def test_a_countys_own_record_counts_where_it_is_further(further):
    row = found(further).counties.set_index("county_code").loc[MOMBASA]
    assert (row.stage, row.begun_count) == ("identified", 0)


def test_days_past_the_plan_are_those_of_the_next_stage(filled):
    rows = found(filled).associations.set_index("association_id")
    assert (rows.next_stage["a"], rows.days_late["a"]) == ("trained", (TODAY - date(2025, 3, 1)).days)
    assert pd.isna(rows.days_late["d"])
    assert rows.stage["d"] == ""


def test_an_empty_register_has_zeros_and_no_months(store):
    result = found(store, scope=OPERATOR)
    assert result.months == ()
    assert result.funnel.reached_count.sum() == 0
    assert len(result.counties) == len(subject().country.counties)
    assert set(result.counties.stage) == {""}


def test_the_public_and_the_operator_see_the_same_facts_about_organisations(filled):
    assert found(filled).counties.equals(found(filled, scope=OPERATOR).counties)
