"""Hours that are entered on a page are checked, stored, ended and taken back like those of a file."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import KENYA, OPERATOR, PUBLIC, incident, query, store_rows, undo
from usalama.actions.clerk import Clerk
from usalama.actions.import_cover import CoverFile, end_cover, enter_cover, import_cover
from usalama.asking.history import import_history
from usalama.errors import InputRefused, NotAllowed
from usalama.model import Nature, Period
from usalama.programme.assets import cover_as_stated
from usalama.store.questions import cover

NIGHT = {
    "county": "042", "area_name": "Estate A", "kind": "gate", "weekdays": "Mon-Fri", "from_hour": "22:30",
    "to_hour": "05:00", "people": 2.0, "valid_from": date(2026, 1, 1), "valid_to": None,
}  # fmt: skip


@pytest.fixture
def clerk(store):
    return Clerk(store, OPERATOR, "tester", date(2026, 2, 10), KENYA, is_upload=True)


def enter(clerk, *rows, nature=Nature.TEST, dry_run=False):
    return enter_cover(clerk, list(rows), "Estates", nature, dry_run=dry_run)


def holding(store, day):
    return len(store.read(cover(), OPERATOR, period=Period(day, day)))


def test_what_is_entered_is_stored_as_the_same_file_would_be(clerk, tmp_path):
    assert enter(clerk, NIGHT).accepted == 1
    path = tmp_path / "same.csv"
    path.write_text(
        "county,area_name,kind,weekdays,from_hour,to_hour,people,valid_from\n"
        "Kisumu,Estate A,gate,\"1,2,3,4,5\",22:30,05:00,2,2026-01-01\n"
    )  # fmt: skip
    assert import_cover(clerk, CoverFile(path, "Estates", Nature.TEST)).duplicates == 1
    stored = query(clerk.store, "SELECT * FROM cover")
    assert stored[["from_hour", "people", "weekdays"]].to_numpy().tolist() == [[22.5, 2, "12345"]]
    assert import_history(clerk.store, OPERATOR).file_name.tolist() == ["entered on the page"]
    assert list((clerk.store.address / "incoming").iterdir()) == []


def test_looking_first_stores_nothing_and_counts_alike(clerk):
    dry = enter(clerk, NIGHT, NIGHT | {"from_hour": "25:00"}, dry_run=True)
    assert (dry.rows_read, dry.accepted, dry.rejected, dry.batch_id) == (2, 1, 1, None)
    assert query(clerk.store, "SELECT * FROM cover").empty
    assert "no time of day" in str(dry.refused.reason.iloc[0])
    assert dry.refused.row.tolist() == [2]


@pytest.mark.parametrize(
    ("column", "typed", "words"),
    [
        ("valid_from", "+020266-01-01", "no day of the years 1990 to 2199"),
        ("valid_to", "0001-01-01", "no day of the years 1990 to 2199"),
        ("people", float("inf"), "no whole number of people"),
        ("people", 10**30, "no whole number of people"),
    ],
)  # fmt: skip
def test_what_is_beyond_the_calendar_or_a_number_is_refused_at_its_column(clerk, column, typed, words):
    receipt = enter(clerk, NIGHT | {column: typed}, dry_run=True)
    assert (receipt.rejected, receipt.refused.column.tolist()) == (1, [column])
    assert words in str(receipt.refused.reason.iloc[0])


def test_hours_that_are_ended_hold_until_then_and_stand_again_when_that_is_undone(clerk):
    enter(clerk, NIGHT, NIGHT | {"kind": "patrol"})
    enter_cover(clerk, [NIGHT], "Another source", Nature.TEST)
    held = cover_as_stated(clerk.store, OPERATOR)
    shift = held[(held.source_id == "estates") & (held.kind == "gate")].iloc[0].to_dict()
    assert end_cover(clerk, shift, date(2025, 12, 31), dry_run=True).rejected == 1
    receipt = end_cover(clerk, shift, date(2026, 3, 31))
    assert (receipt.accepted, receipt.rejected) == (1, 0)
    assert [holding(clerk.store, date(2026, month, day)) for month, day in ((3, 31), (4, 1))] == [3, 2]
    assert len(cover_as_stated(clerk.store, OPERATOR)) == 3
    undo(clerk.store, receipt.batch_id)
    assert holding(clerk.store, date(2026, 4, 1)) == 3


def test_hours_stay_of_one_nature_with_incidents(clerk):
    store_rows(clerk.store, [incident("a")], nature="real")
    with pytest.raises(InputRefused, match="never mixed"):
        enter(clerk, NIGHT)
    assert query(clerk.store, "SELECT * FROM cover").empty


def test_an_empty_table_says_what_a_row_needs(clerk):
    with pytest.raises(InputRefused, match="no row to store"):
        enter(clerk)


def test_only_the_operator_enters_hours_or_sees_names_of_areas(clerk, store):
    visitor = Clerk(store, PUBLIC, "visitor", date(2026, 2, 10), KENYA, is_upload=True)
    with pytest.raises(NotAllowed):
        enter(visitor, NIGHT)
    with pytest.raises(NotAllowed):
        cover_as_stated(store, PUBLIC)
