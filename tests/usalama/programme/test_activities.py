"""What was done, how much of it was preventive, and what came of it."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from tests.examples import subject
from tests.register_records import TODAY, keep
from tests.stores import new_store
from usalama.access import public_scope
from usalama.model import Choices, Period, Scope
from usalama.programme.activities import activities
from usalama.programme.progress.indicator_measures import measured, read_registers
from usalama.registers import ACTIVITY, ACTIVITY_KINDS, ASSOCIATION

PUBLIC = public_scope(TODAY)
SUBJECT = subject()
JUNE = date(2025, 6, 10)


def one(record_id, kind="forum", day=JUNE, county="042", **more):
    return {"record_id": record_id, "kind": kind, "held_on": day, "county_code": county} | more


FEW = (
    one("f1", attendance=40, actions_agreed=5, actions_closed=2, is_preventive=True, association_id="kondele"),
    one("f2", attendance=20, actions_agreed=3, is_preventive=False),
    one("p1", "patrol", date(2025, 8, 2), "047", is_preventive=True),
    one("e1", "employment", places_offered=20, places_filled=10, places_retained=5),
    one("e2", "employment", places_offered=30),
    one("w", "award", date(2025, 7, 1), criteria="Most actions closed", description="A cup"),
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Only for reading."""
    store = new_store(tmp_path_factory.mktemp("activities") / "store")
    keep(store, ASSOCIATION, {"record_id": "kondele", "name": "Kondele Residents", "county_code": "042"})
    keep(store, ACTIVITY, *FEW)
    return store


def found(store, choices=Choices(), kind="", scope=PUBLIC):  # noqa: B008
    return activities(store, scope, choices, SUBJECT, TODAY, kind)


def said(sentences):
    return [str(sentence) for sentence in sentences]


def test_every_month_and_kind_stands_there_with_zero_where_nothing_was_done(filled):
    rows = found(filled).by_month
    assert len(rows) == 3 * len(ACTIVITY_KINDS)
    counted = rows[rows.activity_count > 0].to_numpy().tolist()
    assert counted == [
        [date(2025, 6, 1), "forum", 2], [date(2025, 6, 1), "employment", 2], [date(2025, 7, 1), "award", 1],
        [date(2025, 8, 1), "patrol", 1],
    ]  # fmt: skip


def test_a_county_without_activities_has_zero_and_unknown_attendance_is_not_zero(filled):
    rows = found(filled).by_county.set_index("county_name")
    assert len(rows) == len(SUBJECT.country.counties)
    assert (rows.activity_count["Kisumu"], rows.attendance["Kisumu"]) == (5, 60)
    assert (rows.activity_count["Nairobi City"], rows.activity_count["Mombasa"]) == (1, 0)
    assert pd.isna(rows.attendance["Nairobi City"])


def test_few_activities_are_too_few_to_say_what_share_is_preventive(filled):
    assert said(found(filled).preventive_sentences) == [
        "Preventive: 2 of 3 activities; too few to say what share that is.",
        "Whether it was to prevent something is not stated of 3 activities.",
    ]


def test_many_activities_give_a_share_with_its_range_as_the_logframe_does(store):
    keep(store, ACTIVITY, *(one(f"a{n}", is_preventive=n % 4 != 0) for n in range(80)))
    june = Period(date(2025, 6, 1), date(2025, 6, 30))
    result = found(store, Choices(june))
    assert said(result.preventive_sentences) == [
        "Preventive: about 75 of every 100 activities (likely 65 to 83; 80 activities)."
    ]
    logframe = measured("share_preventive_actions", read_registers(store, PUBLIC, SUBJECT), june)
    assert logframe.value == 100 * result.preventive.value
    assert (logframe.lower, logframe.upper) == (100 * result.preventive.lower, 100 * result.preventive.upper)


def test_actions_are_closed_only_where_both_numbers_are_stated(filled):
    result = found(filled)
    assert (result.closed.n, round(result.closed.value, 3)) == (5, 0.4)
    assert str(result.closed_sentence) == "2 of 5 actions agreed are closed; too few to say what share that is."


def test_places_filled_are_shared_out_of_those_offered_by_the_same_activities(filled):
    rows = found(filled).employment.set_index("step")
    assert rows.place_count.to_dict() == {"places_offered": 50, "places_filled": 10, "places_retained": 5}
    assert rows.of_count["places_filled"] == 20
    assert rows.share["places_filled"] == 0.5
    assert said(found(filled).employment_sentences)[:2] == [
        "50 places of work or training were offered.",
        "Of 20 offered by activities that state both, 10 were filled; too few to say what share that is.",
    ]


def test_awards_say_by_what_they_were_given(filled):
    assert found(filled, kind="patrol").awards[["criteria", "description"]].to_numpy().tolist() == [
        ["Most actions closed", "A cup"]
    ]


def test_a_kind_narrows_rows_chart_and_map_but_not_what_came_of_it(filled):
    result = found(filled, kind="patrol")
    assert (list(result.rows.record_id), set(result.by_month.kind)) == (["p1"], {"patrol"})
    assert result.by_county.activity_count.sum() == 1
    assert (result.preventive.n, result.by_kind.activity_count.sum()) == (3, 6)


def test_the_newest_stands_first_with_the_name_of_its_association(filled):
    rows = found(filled).rows
    assert rows.held_on.is_monotonic_decreasing
    assert rows.set_index("record_id").association_name["f1"] == "Kondele Residents"


def test_days_outside_the_period_are_counted_and_not_shown(filled):
    result = found(filled, Choices(Period(date(2025, 7, 1), date(2025, 7, 31))))
    assert list(result.rows.record_id) == ["w"]
    assert "5 records of other days are not shown" in said(result.notes)[0]
    assert list(result.by_month.month.unique()) == [date(2025, 7, 1)]


def test_a_scope_of_some_counties_sees_no_activity_of_others(filled):
    scope = Scope("public", is_exact=False, published_until=None, county_codes=("047",))
    result = found(filled, scope=scope)
    assert (list(result.rows.record_id), list(result.by_county.county_code)) == (["p1"], ["047"])


def test_an_empty_register_has_no_shares_and_no_months(store):
    result = found(store)
    assert (len(result.rows), len(result.by_month), result.held.nature) == (0, 0, None)
    assert said((*result.preventive_sentences, result.closed_sentence, *result.employment_sentences)) == [
        "Whether it was to prevent something is not stated of 0 activities.",
        "No activity states both how many actions were agreed and how many are closed.",
        "No places of work or training are recorded as offered.",
    ]


def test_where_a_patrol_is_to_be_is_told_to_nobody(store):
    keep(store, ACTIVITY, one("past"), one("coming", "patrol", TODAY + timedelta(days=1), "047"))
    result = found(store)
    assert result.rows.record_id.tolist() == ["past"]
    assert set(result.by_month.month.map(lambda day: day.year)) == {JUNE.year}
    assert result.by_county.set_index("county_code").activity_count["047"] == 0
    assert said(result.notes) == ["1 activity is still to come; it is not shown and not counted."]
