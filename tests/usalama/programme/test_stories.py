"""Which stories are told to whom, of which days, and what is said of their age."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import OPERATOR, incident, store_rows, subject
from tests.register_records import TODAY, keep
from tests.stores import new_store
from usalama.access import public_scope
from usalama.errors import NotAllowed
from usalama.model import Choices, Period, Scope
from usalama.programme.stories import COLUMNS, stories
from usalama.registers import ASSOCIATION, STORY
from usalama.store.questions import records, whole_records

PUBLIC = public_scope(TODAY)
SUBJECT = subject()
EVENT = {
    "record_id": "event", "kind": "event", "county_code": "042", "association_id": "kondele", "title": "A robbery",
    "happened_on": date(2025, 12, 20), "text": "At closing time.", "is_consented": True,
}  # fmt: skip
SUCCESS = EVENT | {"record_id": "success", "kind": "success", "happened_on": date(2025, 6, 1), "title": "Lights"}
SECRET = EVENT | {"record_id": "secret", "title": "Told in confidence", "is_consented": False}
UNSAID = EVENT | {"record_id": "unsaid", "title": "Nobody asked", "is_consented": None}
RECENT = EVENT | {"record_id": "recent", "title": "Last week", "happened_on": date(2026, 1, 10)}
STILL_TO_COME = EVENT | {"record_id": "later", "title": "A date typed wrongly", "happened_on": date(2031, 1, 10)}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Only for reading."""
    store = new_store(tmp_path_factory.mktemp("stories") / "store")
    keep(store, ASSOCIATION, {"record_id": "kondele", "name": "Kondele Residents", "county_code": "042"})
    keep(store, STORY, EVENT, SUCCESS, SECRET, UNSAID, RECENT, STILL_TO_COME)
    return store


def found(store, scope=PUBLIC, choices=Choices(), kind=""):  # noqa: B008
    return stories(store, scope, choices, SUBJECT, TODAY, kind)


@pytest.mark.parametrize("scope", [PUBLIC, OPERATOR])
def test_a_story_without_consent_is_told_to_nobody(told, scope):
    result = found(told, scope)
    titles = set(result.rows.title) | set(result.held.rows.title)
    assert titles & {"Told in confidence", "Nobody asked"} == set()
    assert {"A robbery", "Lights"} <= titles


def test_the_store_itself_keeps_back_what_is_not_consented(told):
    for scope in (PUBLIC, OPERATOR):
        assert set(told.read(records(STORY), scope).record_id) & {"secret", "unsaid"} == set()
    assert {"secret", "unsaid"} <= set(told.read(whole_records(STORY), OPERATOR).record_id)
    with pytest.raises(NotAllowed):
        told.read(whole_records(STORY), PUBLIC)


def test_the_public_hears_of_a_day_when_it_hears_of_its_incidents(told):
    assert list(found(told).rows.title) == ["A robbery", "Lights"]
    assert list(found(told, OPERATOR).rows.title) == ["A date typed wrongly", "Last week", "A robbery", "Lights"]


def test_an_event_is_told_of_its_county_and_what_an_association_tells_of_it(told):
    rows = found(told).rows.set_index("title")
    assert rows.association_name.fillna("")["A robbery"] == ""
    assert rows.association_name["Lights"] == "Kondele Residents"
    assert told.read(records(STORY), OPERATOR).set_index("record_id").association_id.isna()["event"]


def test_days_since_count_to_today_and_a_day_to_come_has_none(told):
    rows = found(told, OPERATOR).rows.set_index("title")
    assert rows.days_since["A robbery"] == 26
    assert rows.days_since.isna()["A date typed wrongly"]
    newest = str(found(told, OPERATOR).newest)
    assert newest.startswith("The newest event that is told happened on 2026-01-10, 5 days ago.")


def test_days_since_do_not_depend_on_the_period(told):
    early = Choices(Period(date(2025, 1, 1), date(2025, 6, 30)))
    result = found(told, choices=early)
    assert list(result.rows.title) == ["Lights"]
    assert "2025-12-20, 26 days ago" in str(result.newest)
    assert str(result.notes[0]).startswith("From 2025-01-01 to 2025-06-30; 1 record of another day is not shown")


def test_every_chosen_county_is_counted_and_none_is_zero(told):
    by_county = found(told, choices=Choices(county_codes=("042", "047"))).by_county
    assert by_county.to_numpy().tolist() == [["042", "Kisumu", 2], ["047", "Nairobi City", 0]]


def test_a_kind_narrows_what_is_shown(told):
    assert list(found(told, kind="success").rows.kind) == ["success"]


def test_a_scope_of_some_counties_hears_no_story_of_others(told):
    scope = Scope("public", is_exact=False, published_until=None, county_codes=("047",))
    result = found(told, scope)
    assert (len(result.rows), list(result.by_county.county_code)) == (0, ["047"])


def test_no_column_names_a_place_below_the_county_or_the_consent(told):
    assert set(found(told, OPERATOR).rows.columns) == set(COLUMNS)
    assert set(COLUMNS) & {"association_id", "constituency_code", "longitude", "latitude", "is_consented"} == set()


def test_stories_and_incidents_are_not_counted_together(store):
    keep(store, STORY, EVENT, SUCCESS)
    before = found(store)
    store_rows(store, [incident(str(number), date(2025, 12, 20), county_code="042") for number in range(30)])
    after = found(store)
    assert (before.finding, before.newest) == (after.finding, after.newest)
    assert before.by_county.equals(after.by_county)


def test_stories_without_consent_alone_look_like_no_stories(store):
    nothing = found(store)
    assert str(nothing.newest) == "No event is told of these counties."
    keep(store, STORY, SECRET, UNSAID)
    result = found(store, OPERATOR)
    assert (len(result.rows), result.held.nature) == (0, None)
    assert (result.finding, result.newest) == (nothing.finding, nothing.newest)
