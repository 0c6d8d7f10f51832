"""What a person enters is read like a file, kept whole or refused column by column, and taken back exactly."""

from __future__ import annotations

import shutil
import sys
from datetime import date, timedelta

import pytest

from tests.examples import KENYA, OPERATOR, subject
from tests.stores import new_store
from usalama.access import public_scope
from usalama.actions.clerk import Clerk, Source
from usalama.actions.edit_register import ID_CHARACTERS, Kept, keep_record, remove_record, undo_record
from usalama.actions.keep_records import keep_records, stored_records
from usalama.errors import InputRefused, NotAllowed
from usalama.model import Nature
from usalama.registers import ACTIVITY, ASK, ASSOCIATION, PARTNER, STAGE
from usalama.store import Store

TODAY = date(2026, 1, 15)
SOURCE, OTHER_SOURCE = Source("Trial", Nature.TEST), Source("Somebody else", Nature.TEST)
NEW = {"name": "New", "county_code": "001"}


def clerk_of(store):
    return Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=False)


def empty(table, **values):
    return dict.fromkeys(name for name in table.column_names if name != "source_id") | values


@pytest.fixture(scope="module")
def reading_clerk(tmp_path_factory):
    """Of a store with two associations, for tests in which nothing is kept."""
    clerk = clerk_of(new_store(tmp_path_factory.mktemp("two") / "store"))
    one = empty(ASSOCIATION, record_id="a", name="One", county_code="042", member_count=30, latitude=-0.1)
    other = empty(ASSOCIATION, record_id="b", name="Other", county_code="047", joined_on=date(2025, 3, 1))
    keep_records(clerk, ASSOCIATION, [one, other], OTHER_SOURCE)
    return clerk


@pytest.fixture
def clerk(reading_clerk, tmp_path):
    """Of a copy of that store."""
    return clerk_of(Store(shutil.copytree(reading_clerk.store.address, tmp_path / "store")))


def keep(clerk, record_id=None, table=ASSOCIATION, **typed):
    return keep_record(clerk, table, typed, SOURCE, subject().country, record_id)


def held(clerk, table=ASSOCIATION):
    return {str(record["record_id"]): record for record in stored_records(clerk, table)}


def said(kept):
    return {name: [str(one) for one in faults] for name, faults in kept.faults.items()}


def test_what_says_nothing_new_stores_nothing(reading_clerk):
    before = reading_clerk.store.version()
    kept = keep(reading_clerk, "a", member_count=30, name="One ")
    assert (kept.version, said(kept), reading_clerk.store.version()) == (None, {}, before)


def test_a_change_keeps_the_columns_that_are_not_entered(clerk):
    change = keep(clerk, "a", member_count=31, joined_on="2025-04-01", name="One")
    assert (change.version, change.changed) == (clerk.store.version(), ("member_count", "joined_on"))
    kept = held(clerk)
    assert [kept["a"][name] for name in ("member_count", "joined_on", "latitude")] == [31, date(2025, 4, 1), -0.1]
    assert kept["b"]["joined_on"] == date(2025, 3, 1)


def test_a_field_that_is_emptied_is_empty(clerk):
    assert keep(clerk, "a", member_count=None).version
    assert keep(clerk, "b", joined_on=" ").version
    assert (held(clerk)["a"]["member_count"], held(clerk)["b"]["joined_on"]) == (None, None)


def test_a_new_record_gets_an_id(clerk):
    kept = keep(clerk, **NEW)
    assert set(held(clerk)) == {"a", "b", kept.record["record_id"]}
    assert len(kept.record["record_id"]) == ID_CHARACTERS


def test_several_counties_are_one_value(clerk):
    kept = keep(clerk, table=PARTNER, name="Guards", sector="police", county_codes=["047", "001"])
    assert held(clerk, PARTNER)[kept.record["record_id"]]["county_codes"] == "001,047"


REFUSED = {
    "a date beyond the calendar": ({"joined_on": "+020266-01-01"}, "1990 to 2199"),
    "a date before it": ({"joined_on": date(1, 1, 1)}, "1990 to 2199"),
    "a day that never was": ({"joined_on": "2025-02-30"}, "Write it as 2026-01-31"),
    "a day that has not come": ({"joined_on": TODAY + timedelta(1)}, "has not come yet"),
    "a number that is none": ({"longitude": float("nan")}, "no number"),
    "one without end": ({"longitude": float("inf")}, "no number"),
    "one beyond its type": ({"member_count": 10**30}, "above 10000000"),
    "a part of a member": ({"member_count": 2.5}, "no whole number"),
    "fewer than none": ({"member_count": -1}, "below 0"),
    "a word that is not known": ({"settlement_type": "castle"}, "none of"),
    "a place elsewhere": ({"constituency_code": "Westlands"}, "does not lie in"),
    "a sign that is no text": ({"name": "a\x00b"}, "no text"),
    "nothing where something is needed": ({"name": None}, "This is missing."),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_kept_is_said_of_its_column_and_nothing_is_stored(reading_clerk, typed, why):
    clerk, before = reading_clerk, reading_clerk.store.version()
    for kept in (keep(clerk, "a", **typed), keep(clerk, **(NEW | typed))):
        ((name, (reason,)),) = said(kept).items()
        assert name == next(iter(typed))
        assert why in reason
    assert clerk.store.version() == before


def test_everything_that_is_missing_is_said_at_once(reading_clerk):
    kept = keep(reading_clerk, table=ASK, note="x")
    day = "This is missing, or no day from 1990-01-01 to 2026-01-15."
    missing = {one: ["This is missing."] for one in ("kind", "county_code", "addressed_to")}
    assert said(kept) == missing | {"asked_on": [day]}


def test_what_does_not_hold_together_is_said_in_the_words_of_people(reading_clerk):
    ask = {"kind": "forum", "county_code": "042", "addressed_to": "The county", "asked_on": date(2025, 3, 1)}
    assert said(keep(reading_clerk, table=ASK, **ask, delivered_on=date(2025, 2, 1))) == {
        "delivered_on": ["It is before Asked."]
    }
    stage = {"pipeline": "rollout", "county_code": "042", "stage": "applied"}
    assert said(keep(reading_clerk, table=STAGE, **stage)) == {"stage": ["It is no stage of rollout."]}


def test_a_person_who_could_be_found_is_refused_beside_the_text(reading_clerk):
    forum = {"kind": "forum", "county_code": "042", "held_on": TODAY}
    assert list(said(keep(reading_clerk, table=ACTIVITY, **forum, description="Call 0712 345 678"))) == ["description"]


def test_a_record_of_an_association_is_of_its_county_unless_another_is_named(clerk):
    ask = {"kind": "forum", "association_id": "a", "addressed_to": "The county", "asked_on": TODAY}
    assert keep(clerk, table=ASK, **ask).record["county_code"] == "042"
    assert keep(clerk, table=ASK, **ask, county_code="047").record["county_code"] == "047"


def test_undo_brings_back_what_stood_there_to_the_letter_and_by_whom_it_was_stated(clerk):
    before = clerk.store.cursor
    with before() as cursor:
        stood = cursor.execute("FROM association ORDER BY record_id").fetchall()
        sources = cursor.execute("SELECT source_id FROM source").fetchall()
    for kept in (keep(clerk, "a", name="Changed"), keep(clerk, **NEW), remove_record(clerk, ASSOCIATION, "b")):
        undo_record(clerk, ASSOCIATION, kept)
    with before() as cursor:
        assert cursor.execute("FROM association ORDER BY record_id").fetchall() == stood
        assert cursor.execute("SELECT source_id FROM source").fetchall() == sources


def test_undo_of_one_leaves_what_was_done_to_others_since(clerk):
    kept = keep(clerk, "a", name="Changed")
    keep(clerk, "b", name="Changed too")
    undo_record(clerk, ASSOCIATION, kept)
    assert [one["name"] for one in held(clerk).values()] == ["One", "Changed too"]


def test_what_was_changed_since_or_undone_already_cannot_be_undone(clerk):
    kept = keep(clerk, "a", name="Changed")
    keep(clerk, "a", name="Changed again")
    with pytest.raises(InputRefused, match="changed again since"):
        undo_record(clerk, ASSOCIATION, kept)
    assert held(clerk)["a"]["name"] == "Changed again"
    removed = remove_record(clerk, ASSOCIATION, "b")
    undo_record(clerk, ASSOCIATION, removed)
    version = clerk.store.version()
    with pytest.raises(InputRefused, match="changed again since"):
        undo_record(clerk, ASSOCIATION, removed)
    assert clerk.store.version() == version


def test_a_record_that_is_gone_cannot_be_changed_or_taken_out(reading_clerk):
    with pytest.raises(InputRefused, match="not held any more"):
        keep(reading_clerk, "gone", name="x")
    with pytest.raises(InputRefused, match="not held any more"):
        remove_record(reading_clerk, ASSOCIATION, "gone")


def test_only_who_may_write_changes_anything(reading_clerk):
    visitor = Clerk(reading_clerk.store, public_scope(TODAY), "visitor", TODAY, KENYA, is_upload=True)
    with pytest.raises(NotAllowed):
        keep(visitor, "a", name="Mine")
    with pytest.raises(NotAllowed):
        remove_record(visitor, ASSOCIATION, "a")
    with pytest.raises(NotAllowed):
        undo_record(visitor, ASSOCIATION, Kept({"record_id": "a"}, version=1))


def work_of_one_change(folder, count):
    """How often the store is asked, and how many functions are called, when one of so many records changes."""
    clerk = clerk_of(new_store(folder))
    made = [
        empty(ACTIVITY, record_id=f"r{one}", kind="patrol", county_code="042", held_on=TODAY) for one in range(count)
    ]
    keep_records(clerk, ACTIVITY, made, SOURCE)
    counts = {"calls": 0, "reads": 0}

    def count_calls(frame, event, _argument):
        if event == "call":
            counts["calls"] += 1
            counts["reads"] += frame.f_code is Store.cursor.__wrapped__.__code__ and frame.f_lasti <= 0

    sys.setprofile(count_calls)
    try:
        kept = keep(clerk, "r3", table=ACTIVITY, attendance=31)
    finally:
        sys.setprofile(None)
    assert kept.version
    return counts


def test_one_change_asks_the_store_no_more_often_of_many_records_and_does_no_more_with_each(tmp_path):
    few, many = work_of_one_change(tmp_path / "few", 100), work_of_one_change(tmp_path / "many", 400)
    assert many["reads"] == few["reads"]
    assert many["calls"] < 4 * few["calls"]
