"""What is typed into a register's table is read like a file, and kept whole or refused in words with nothing stored."""

from __future__ import annotations

import shutil
import sys
from datetime import date

import pytest

from tests.examples import KENYA, OPERATOR, subject
from tests.stores import new_store
from usalama.access import public_scope
from usalama.actions.clerk import Clerk, Source
from usalama.actions.edit_register import ID_CHARACTERS, Editor, Edits, keep_edits
from usalama.actions.keep_records import keep_records, stored_records
from usalama.errors import NotAllowed
from usalama.model import Nature
from usalama.registers import ACTIVITY, ASK, ASSOCIATION
from usalama.store import Store

TODAY = date(2026, 1, 15)
SOURCE = Source("Trial", Nature.TEST)
LABELS = {
    "name": "Name", "county_code": "County", "constituency_code": "Constituency", "settlement_type": "Settlement",
    "member_count": "Members", "longitude": "Longitude", "joined_on": "Joined",
}  # fmt: skip
ACTIVITY_LABELS = {
    "kind": "What", "county_code": "County", "held_on": "When", "attendance": "Who came", "is_preventive": "Preventive",
}  # fmt: skip
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
    keep_records(clerk, ASSOCIATION, [one, other], SOURCE)
    return clerk


@pytest.fixture
def clerk(reading_clerk, tmp_path):
    """Of a copy of that store."""
    return clerk_of(Store(shutil.copytree(reading_clerk.store.address, tmp_path / "store")))


def keep(clerk, changed=None, added=(), removed=(), ids=("a", "b")):
    editor = Editor(ASSOCIATION, ids, LABELS, subject().country)
    return keep_edits(clerk, editor, Edits(changed or {}, added, removed), SOURCE)


def held(clerk, table=ASSOCIATION):
    return {str(record["record_id"]): record for record in stored_records(clerk, table)}


def said(receipt):
    return [str(one) for one in receipt.sentences()]


def test_nothing_typed_stores_nothing(reading_clerk):
    clerk, before = reading_clerk, reading_clerk.store.version()
    receipt = keep(clerk, {0: {"member_count": 30.0}}, [{}, {"name": None, "county_code": " "}])
    assert (receipt.kept.accepted, receipt.kept.duplicates, clerk.store.version()) == (0, 1, before)


def test_a_changed_cell_keeps_the_columns_that_are_not_shown(clerk):
    assert keep(clerk, {0: {"member_count": 31.0, "joined_on": "2025-04-01"}}).kept.updated == 1
    kept = held(clerk)
    assert [kept["a"][name] for name in ("member_count", "joined_on", "latitude")] == [31, date(2025, 4, 1), -0.1]
    assert kept["b"]["joined_on"] == date(2025, 3, 1)


def test_a_cell_that_is_emptied_is_empty(clerk):
    assert keep(clerk, {0: {"member_count": None}, 1: {"joined_on": None}}).kept.updated == 2
    assert (held(clerk)["a"]["member_count"], held(clerk)["b"]["joined_on"]) == (None, None)


def test_a_new_row_gets_an_id(clerk):
    assert keep(clerk, added=[{}, NEW]).kept.new == 1
    (record_id,) = set(held(clerk)) - {"a", "b"}
    assert len(record_id) == ID_CHARACTERS


def test_a_row_taken_out_is_removed_whatever_was_typed_into_it_and_one_out_of_view_is_not(clerk):
    receipt = keep(clerk, {0: {"name": None}}, removed=[0], ids=("a",))
    assert said(receipt)[-1] == "Records taken out: 1."
    assert set(held(clerk)) == {"b"}


REFUSED = {
    "a date beyond the calendar": ({"joined_on": "+020266-01-01"}, "Joined (+020266-01-01)", "1990 to 2199"),
    "a date before it": ({"joined_on": "0001-01-01"}, "Joined (0001-01-01)", "1990 to 2199"),
    "a day that never was": ({"joined_on": "2025-02-30"}, "Joined (2025-02-30)", "Write it as 2026-01-31"),
    "a number that is none": ({"longitude": float("nan")}, "Longitude (nan)", "no number"),
    "one without end": ({"longitude": float("inf")}, "Longitude (inf)", "no number"),
    "one beyond its type": ({"member_count": 10**30}, "Members (1000", "above 10000000"),
    "a part of a member": ({"member_count": 2.5}, "Members (2.5)", "no whole number"),
    "fewer than none": ({"member_count": -1}, "Members (-1)", "below 0"),
    "a word that is not known": ({"settlement_type": "castle"}, "Settlement (castle)", "none of"),
    "a place elsewhere": ({"constituency_code": "Westlands"}, "Constituency (Westlands)", "does not lie in"),
    "a sign that is no text": ({"name": "a\x00b"}, "Name (a\x00b)", "no text"),
    "another id": ({"record_id": "c"}, "record_id (c)", "cannot be changed here"),
    "a column that is not shown": ({"latitude": 1}, "latitude (1)", "cannot be changed here"),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "where", "why"), REFUSED.values(), ids=REFUSED)
def test_a_cell_that_cannot_be_kept_is_named_and_nothing_is_stored(reading_clerk, cells, where, why):
    clerk, before = reading_clerk, reading_clerk.store.version()
    for changes in ({"changed": {0: cells, 1: {"name": "Changed"}}}, {"added": [NEW, NEW | cells]}):
        first, *named = said(keep(clerk, **changes, removed=[]))
        assert first.startswith("Nothing is stored yet; what you typed still stands in the table.")
        (sentence,) = named
        assert sentence.startswith(f"Row {1 if 'changed' in changes else 4}, {where}")
        assert why in sentence
    assert clerk.store.version() == before


def test_what_a_row_lacks_is_named_and_nothing_is_stored_or_removed(reading_clerk):
    clerk, before = reading_clerk, reading_clerk.store.version()
    receipt = keep(clerk, {1: {"name": ""}}, [{"member_count": 3}, NEW], removed=[0])
    assert said(receipt)[1:] == [
        "Row 2 lacks: Name. Fill in what is missing, or take the row out.",
        "Row 3 lacks: Name, County. Fill in what is missing, or take the row out.",
    ]
    assert clerk.store.version() == before


def test_a_record_that_does_not_hold_together_is_named_by_its_row(reading_clerk):
    labels = {"kind": "What", "county_code": "County", "addressed_to": "Office", "asked_on": "Asked", "note": "Note"}
    labels["delivered_on"] = "Delivered"
    good = {"kind": "forum", "county_code": "042", "addressed_to": "The county", "asked_on": "2025-03-01"}
    edits = Edits({}, [good, good | {"delivered_on": "2025-02-01"}], [])
    receipt = keep_edits(reading_clerk, Editor(ASK, [], labels, subject().country), edits, SOURCE)
    assert said(receipt)[1:] == ["Row 2, Delivered (2025-02-01): It is before asked_on."]
    assert held(reading_clerk, ASK) == {}


def test_only_who_may_write_changes_anything(reading_clerk):
    visitor = Clerk(reading_clerk.store, public_scope(TODAY), "visitor", TODAY, KENYA, is_upload=True)
    with pytest.raises(NotAllowed):
        keep(visitor, {0: {"name": "Mine"}})


def work_of_one_change(folder, count):
    """How often the store is asked, and how many functions are called, when one of so many records changes."""
    clerk = clerk_of(new_store(folder))
    made = [
        empty(ACTIVITY, record_id=f"r{one}", kind="patrol", county_code="042", held_on=TODAY) for one in range(count)
    ]
    keep_records(clerk, ACTIVITY, made, SOURCE)
    editor = Editor(ACTIVITY, [one["record_id"] for one in made], ACTIVITY_LABELS, subject().country)
    counts = {"calls": 0, "reads": 0}

    def count_calls(frame, event, _argument):
        if event == "call":
            counts["calls"] += 1
            counts["reads"] += frame.f_code is Store.cursor.__wrapped__.__code__ and frame.f_lasti <= 0

    sys.setprofile(count_calls)
    try:
        receipt = keep_edits(clerk, editor, Edits({3: {"attendance": 31}}, [], []), SOURCE)
    finally:
        sys.setprofile(None)
    assert receipt.kept.updated == 1
    return counts


def test_one_change_asks_the_store_no_more_often_of_many_records_and_does_no_more_with_each(tmp_path):
    few, many = work_of_one_change(tmp_path / "few", 100), work_of_one_change(tmp_path / "many", 400)
    assert many["reads"] == few["reads"]
    assert many["calls"] < 4 * few["calls"]
