"""A register as a page sees it: names, days, natures, and zero where there is nothing."""

from dataclasses import replace
from datetime import date

import pytest

from tests.examples import subject
from tests.register_records import TODAY, keep
from usalama.access import public_scope
from usalama.model import Choices, Nature, Period, counted
from usalama.programme.view import noted, register_view
from usalama.registers import ACTIVITY, ASSOCIATION

PUBLIC = public_scope(TODAY)
KISUMU, NAIROBI = "042", "047"
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


def activity(record_id, day, kind="forum", county=KISUMU, association="kondele"):
    values = {"record_id": record_id, "kind": kind, "county_code": county, "held_on": day}
    return values | {"association_id": association}


@pytest.fixture
def filled(store):
    keep(store, ASSOCIATION, {"record_id": "kondele", "name": "Kondele Residents", "county_code": KISUMU})
    keep(
        store,
        ACTIVITY,
        activity("first", YEAR.start),
        activity("last", YEAR.end, "patrol"),
        activity("same day", YEAR.end, "patrol", NAIROBI, "nobody"),
        activity("before", date(2024, 12, 31)),
        activity("to come", date(TODAY.year + 1, 1, 1)),
    )
    return store


def seen(store, *counties, period=YEAR, scope=PUBLIC, today=TODAY):
    return register_view(store, scope, Choices(period, counties), subject(), ACTIVITY, "held_on", today)


def test_rows_are_of_the_chosen_days_newest_first_and_the_others_are_counted(filled):
    view = seen(filled)
    assert list(view.rows.record_id) == ["last", "same day", "first"]
    assert (view.outside_count, view.coming_count, len(view.held.rows)) == (1, 1, 5)
    assert str(view.notes[0]).startswith("From 2025-01-01 to 2025-12-31; 1 record of another day")


def test_without_a_period_nothing_lies_outside_and_without_today_nothing_is_to_come(filled):
    view = seen(filled, period=None, today=None)
    assert (len(view.rows), view.outside_count, view.coming_count, view.notes) == (5, 0, 0, ())


def test_counties_and_associations_have_their_names_and_an_unknown_one_has_none(filled):
    rows = seen(filled).rows.set_index("record_id")
    assert list(rows.county_name) == ["Kisumu", "Nairobi City", "Kisumu"]
    assert rows.association_name["first"] == "Kondele Residents"
    assert rows.association_name.isna()["same day"]


def test_an_association_of_another_nature_lends_no_name(store):
    keep(store, ASSOCIATION, {"record_id": "kondele", "name": "K", "county_code": KISUMU}, nature=Nature.SYNTHETIC)
    keep(store, ACTIVITY, activity("a", YEAR.start))
    assert seen(store).rows.association_name.isna().all()


def test_every_chosen_county_month_and_kind_is_counted_with_zero_where_there_is_nothing(filled):
    view = seen(filled, NAIROBI, "001")
    by_county = view.by_county("activity_count").set_index("county_code").activity_count
    assert by_county.to_dict() == {"001": 0, NAIROBI: 1}
    by_month = view.by_month(("forum", "patrol"), "activity_count")
    assert (len(by_month), by_month.activity_count.sum()) == (24, 1)
    by_kind = view.by_kind(("forum", "patrol"), "activity_count", ["attendance"]).set_index("kind")
    assert by_kind.activity_count.to_dict() == {"forum": 0, "patrol": 1}
    assert by_kind.attendance.isna().all()


def test_one_kind_leaves_the_register_whole(filled):
    view = seen(filled).of_kind("patrol")
    assert (set(view.rows.kind), len(view.held.rows)) == ({"patrol"}, 5)
    assert seen(filled).of_kind("").rows.equals(seen(filled).rows)


def test_a_scope_of_some_counties_sees_no_others(filled):
    view = seen(filled, scope=replace(PUBLIC, name="partner", county_codes=frozenset({KISUMU})))
    assert set(view.held.rows.county_code) == {KISUMU}
    assert [county.code for county in view.counties] == [KISUMU]


def test_nothing_is_said_of_none():
    assert noted(counted("{count} is left out", "{count} are left out", 0)) == ()
    assert [str(one) for one in noted(counted("{count} is left out", "{count} are left out", 2))] == ["2 are left out"]
