"""Hours of cover, of a file or entered on a page: stored once, ended, taken back, never mixed with another nature."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.examples import KENYA, OPERATOR, PUBLIC, incident, query, store_rows, undo
from tests.stores import new_store
from usalama.actions.clerk import Clerk
from usalama.actions.import_cover import CoverFile, end_cover, enter_cover, import_cover
from usalama.asking.coverage import import_history
from usalama.errors import InputRefused, NotAllowed
from usalama.model import Nature, Period
from usalama.programme.assets import cover_as_stated
from usalama.store.questions import cover

HEADER = "county,area_name,kind,weekdays,from_hour,to_hour,people,valid_from"
NIGHT = "Kisumu,Estate A,guard,daily,22:00,05:00,3,2026-01-01"
DAY = "Kisumu,Estate A,gate,daily,06:00,18:00,,2026-01-01"
WRONG = "Kisumu,Estate A,gate,daily,25:00,18:00,,2026-01-01"


@pytest.fixture
def clerk(store):
    return Clerk(store, OPERATOR, "tester", date(2026, 2, 10), KENYA, is_upload=False)


@pytest.fixture(scope="module")
def refusing_clerk(tmp_path_factory):
    """Of a store in which nothing is ever kept."""
    store = new_store(tmp_path_factory.mktemp("refusing") / "store")
    return Clerk(store, OPERATOR, "tester", date(2026, 2, 10), KENYA, is_upload=False)


@pytest.fixture
def file_of(tmp_path):
    def make(*rows, source="Estates", nature=Nature.TEST, name="cover.csv"):
        path = tmp_path / name
        path.write_text("\n".join([HEADER, *rows]))
        return CoverFile(path, source, nature)

    return make


def held(store):
    return query(store, "SELECT * FROM cover ORDER BY from_hour")


def assert_equation(receipt):
    assert receipt.rows_read == receipt.accepted + receipt.rejected + receipt.duplicates


def test_hours_are_stored_once(clerk, file_of):
    first = import_cover(clerk, file_of(NIGHT, DAY, NIGHT, WRONG))
    assert_equation(first)
    assert (first.rows_read, first.accepted, first.rejected, first.duplicates) == (4, 2, 1, 1)
    assert held(clerk.store).from_hour.tolist() == [6, 22]
    again = import_cover(clerk, file_of(NIGHT, DAY))
    assert_equation(again)
    assert (again.accepted, again.duplicates, again.batch_id) == (0, 2, None)
    assert again.data_version == first.data_version


def test_a_dry_run_counts_alike_and_stores_nothing(refusing_clerk, file_of):
    clerk = refusing_clerk
    file = file_of(NIGHT, DAY, NIGHT, WRONG)
    version = clerk.store.version()
    dry = import_cover(clerk, file, dry_run=True)
    assert (dry.accepted, dry.rejected, dry.duplicates, dry.batch_id) == (2, 1, 1, None)
    assert (dry.rejections_file, list(clerk.store.address.rglob("refused/*"))) == (None, [])
    assert "Row 5, from_hour (25:00)" in str(dry.sentences()[1])
    assert clerk.store.version() == version
    assert held(clerk.store).empty
    assert query(clerk.store, "SELECT * FROM source").empty


def test_the_same_hours_of_another_source_are_other_hours_and_nothing_of_a_file_stays_behind(clerk, file_of):
    import_cover(clerk, file_of(NIGHT))
    assert import_cover(clerk, file_of(NIGHT, source="Police")).accepted == 1
    assert list((clerk.store.address / "incoming").iterdir()) == []


def test_refused_rows_can_be_mended_and_imported_again(clerk, file_of, tmp_path):
    receipt = import_cover(clerk, file_of(NIGHT, WRONG))
    refused = pd.read_csv(receipt.rejections_file, dtype=str)
    assert refused.refused_row.tolist() == ["3"]
    assert refused.refused_column.tolist() == ["from_hour"]
    mended = tmp_path / "mended.csv"
    refused.assign(from_hour="05:00").to_csv(mended, index=False)
    assert import_cover(clerk, CoverFile(mended, "Estates", Nature.TEST)).accepted == 1
    assert "Row 3, from_hour (25:00)" in str(receipt.sentences()[1])


def test_the_history_names_the_import_and_undo_takes_it_back(clerk, file_of):
    store_rows(clerk.store, [incident("a")])
    receipt = import_cover(clerk, file_of(NIGHT, WRONG))
    assert receipt.rejections_file.name == f"estates-{receipt.batch_id}.csv"
    history = import_history(clerk.store, OPERATOR)
    assert history.batch_id.iloc[0] == receipt.batch_id
    assert history.mapping_name.iloc[0] == "cover"
    undo(clerk.store, receipt.batch_id)
    assert not receipt.rejections_file.exists()
    assert held(clerk.store).empty
    assert query(clerk.store, "SELECT source_id FROM source").source_id.tolist() == ["police"]
    assert query(clerk.store, "SELECT count(*) AS n FROM incident").n.iloc[0] == 1


def test_undoing_incidents_leaves_the_hours_and_their_source(clerk, file_of):
    store_rows(clerk.store, [incident("a")], "first")
    import_cover(clerk, file_of(NIGHT))
    undo(clerk.store, "first")
    assert len(held(clerk.store)) == 1
    assert query(clerk.store, "SELECT source_id FROM source").source_id.tolist() == ["estates"]


def test_a_source_of_incidents_may_keep_hours_as_well_and_keeps_its_name(clerk, file_of):
    store_rows(clerk.store, [incident("a")], source_id="estates")
    import_cover(clerk, file_of(NIGHT, source="ESTATES"))
    sources = query(clerk.store, "SELECT source_id, source_name FROM source")
    assert sources.to_dict("list") == {"source_id": ["estates"], "source_name": ["estates"]}


@pytest.mark.parametrize(("first", "second"), [("real", Nature.SYNTHETIC), ("test", Nature.REAL)])
def test_natures_are_never_mixed(clerk, file_of, first, second):
    store_rows(clerk.store, [incident("a")], nature=first)
    with pytest.raises(InputRefused, match="never mixed"):
        import_cover(clerk, file_of(NIGHT, nature=second))
    assert held(clerk.store).empty


def test_a_clean_start_with_real_rows_removes_invented_hours(clerk, file_of):
    import_cover(clerk, file_of(NIGHT, nature=Nature.SYNTHETIC))
    with clerk.store.write("tester", "clean") as writer:
        writer.remove_sources_other_than("real")
    assert held(clerk.store).empty


def test_the_public_may_not_import(refusing_clerk, file_of):
    visitor = Clerk(refusing_clerk.store, PUBLIC, "visitor", date(2026, 2, 10), KENYA, is_upload=True)
    with pytest.raises(NotAllowed):
        import_cover(visitor, file_of(NIGHT))


ENTERED = {
    "county": "042", "area_name": "Estate A", "kind": "gate", "weekdays": "Mon-Fri", "from_hour": "22:30",
    "to_hour": "05:00", "people": 2.0, "valid_from": date(2026, 1, 1), "valid_to": None,
}  # fmt: skip


def enter(clerk, *rows, nature=Nature.TEST, dry_run=False):
    return enter_cover(clerk, list(rows), "Estates", nature, dry_run=dry_run)


def holding(store, day):
    return len(store.read(cover(), OPERATOR, period=Period(day, day)))


def test_what_is_entered_is_stored_as_the_same_file_would_be(clerk, tmp_path):
    assert enter(clerk, ENTERED).accepted == 1
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


def test_looking_first_stores_nothing_and_counts_alike(refusing_clerk):
    clerk = refusing_clerk
    dry = enter(clerk, ENTERED, ENTERED | {"from_hour": "25:00"}, dry_run=True)
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
def test_what_is_beyond_the_calendar_or_a_number_is_refused_at_its_column(refusing_clerk, column, typed, words):
    receipt = enter(refusing_clerk, ENTERED | {column: typed}, dry_run=True)
    assert (receipt.rejected, receipt.refused.column.tolist()) == (1, [column])
    assert words in str(receipt.refused.reason.iloc[0])


def test_hours_that_are_ended_hold_until_then_and_stand_again_when_that_is_undone(clerk):
    enter(clerk, ENTERED, ENTERED | {"kind": "patrol"})
    enter_cover(clerk, [ENTERED], "Another source", Nature.TEST)
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
        enter(clerk, ENTERED)
    assert query(clerk.store, "SELECT * FROM cover").empty


def test_an_empty_table_says_what_a_row_needs(refusing_clerk):
    with pytest.raises(InputRefused, match="no row to store"):
        enter(refusing_clerk)


def test_only_the_operator_enters_hours_or_sees_names_of_areas(refusing_clerk):
    store = refusing_clerk.store
    visitor = Clerk(store, PUBLIC, "visitor", date(2026, 2, 10), KENYA, is_upload=True)
    with pytest.raises(NotAllowed):
        enter(visitor, ENTERED)
    with pytest.raises(NotAllowed):
        cover_as_stated(store, PUBLIC)
