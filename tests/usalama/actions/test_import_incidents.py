"""Storing a file, looking at what storing would do, and taking it back."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.examples import (
    KENYA,
    KNOWN_TOTAL,
    OPERATOR,
    PUBLIC,
    incident,
    known_rows,
    mapping_of,
    query,
    store_rows,
    write_file,
)
from tests.stores import new_store
from usalama.actions.arrivals import undo_batch
from usalama.actions.clerk import Clerk
from usalama.actions.import_incidents import describe_file, preview_file, store_file
from usalama.asking.coverage import import_history
from usalama.errors import InputRefused, NotAllowed

TODAY = date(2025, 2, 10)


@pytest.fixture
def clerk(store):
    return Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=False)


@pytest.fixture(scope="module")
def real_clerk(tmp_path_factory):
    """Of a store that holds one real row and takes no other."""
    store = new_store(tmp_path_factory.mktemp("real") / "store")
    store_rows(store, [incident("happened")], nature="real")
    return Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=False)


@pytest.fixture
def file_of(tmp_path):
    def make(rows, name="rows.csv", source="County police", nature="test"):
        path = write_file(tmp_path / name, rows)
        return describe_file(path, name, source, str(mapping_of(tmp_path, nature)))

    return make


def assert_equation(receipt):
    assert receipt.rows_read == receipt.accepted + receipt.rejected + receipt.duplicates
    assert receipt.accepted == receipt.new + receipt.updated


def test_a_file_is_stored_once_and_nothing_of_it_stays_behind_on_its_way(clerk, file_of):
    file = file_of(known_rows())
    first = store_file(clerk, file)
    assert_equation(first)
    assert (first.rows_read, first.new) == (KNOWN_TOTAL, KNOWN_TOTAL)
    again = store_file(clerk, file)
    assert_equation(again)
    assert (again.new, again.updated, again.duplicates) == (0, 0, KNOWN_TOTAL)
    assert again.batch_id is None
    assert again.data_version == first.data_version
    assert list((clerk.store.address / "incoming").iterdir()) == []


def test_a_preview_tells_what_storing_would_do_and_stores_nothing(clerk, file_of):
    file = file_of(known_rows())
    version = clerk.store.version()
    preview = preview_file(clerk, file)
    assert (preview.new, preview.batch_id, preview.data_version) == (KNOWN_TOTAL, None, version)
    assert query(clerk.store, "SELECT count(*) AS n FROM incident").n.iloc[0] == 0


def test_refused_rows_can_be_mended_and_imported_again(clerk, file_of, tmp_path):
    rows = [incident("good"), incident("bad", county_code="999"), incident("worse", category_code="nonsense")]
    receipt = store_file(clerk, file_of(rows))
    assert_equation(receipt)
    assert (receipt.new, receipt.rejected) == (1, 2)
    refused = pd.read_csv(receipt.rejections_file, dtype=str)
    assert refused.source_record_id.tolist() == ["bad", "worse"]
    assert refused.refused_row.tolist() == ["3", "4"]
    assert refused.refused_reason.notna().all()
    mended = refused.assign(county_code="047", category_code="stealing")
    path = tmp_path / "mended.csv"
    mended.drop(columns=[name for name in mended if name.startswith("refused_")]).to_csv(path, index=False)
    again = store_file(clerk, describe_file(path, "mended.csv", "County police", str(mapping_of(tmp_path, "test"))))
    assert (again.new, again.rejected) == (2, 0)


def lying_about(clerk):
    """The files of refused rows in the store, by name."""
    return sorted(path.name for path in clerk.store.address.rglob("refused/*"))


def test_refused_rows_lie_there_for_their_owner_until_the_import_is_undone(clerk, file_of):
    private = {"narrative": "CANARY Asha 0712", "Name of the victim": "CANARY Asha"}
    rows = [incident("good") | private, incident("bad", county_code="999") | private]
    receipt = store_file(clerk, file_of(rows))
    path = receipt.rejections_file
    assert lying_about(clerk) == [f"county-police-{receipt.batch_id}.csv"]
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert "CANARY" not in path.read_text()
    assert pd.read_csv(path).refused_left_out.tolist() == ["narrative"]
    undo_batch(clerk.store, OPERATOR, receipt.batch_id, "tester")
    assert lying_about(clerk) == []


def test_looking_leaves_no_file_and_says_what_would_be_refused(clerk, file_of):
    preview = preview_file(clerk, file_of([incident("good"), incident("bad", county_code="999")]))
    assert (preview.rejected, preview.rejections_file, lying_about(clerk)) == (1, None, [])
    assert preview.refused.value.tolist() == ["999"]
    assert "no county with the number 999" in str(preview.refused.reason.iloc[0])


def test_a_file_of_which_nothing_was_stored_has_its_refused_rows_too(clerk, file_of):
    receipt = store_file(clerk, file_of([incident("bad", county_code="999")]))
    assert (receipt.batch_id, lying_about(clerk)) == (None, [receipt.rejections_file.name])


def test_an_id_twice_with_other_content_is_refused_where_it_stands(clerk, file_of):
    receipt = store_file(clerk, file_of([incident("a"), incident("b"), incident("a", hour=3), incident("b")]))
    assert_equation(receipt)
    assert (receipt.new, receipt.rejected, receipt.duplicates) == (2, 1, 1)
    assert receipt.refused.row.tolist() == [4]
    assert "stands in row 2 already" in str(receipt.refused.reason.iloc[0])


def test_the_receipt_says_what_the_public_will_see_and_why_not_the_rest(clerk, file_of):
    rows = [
        incident("seen", date(2024, 12, 1)),
        incident("january ended ten days ago", date(2025, 1, 31)),
        incident("this month", date(2025, 2, 2)),
        incident("reported", status="reported"),
        incident("reported and new", date(2025, 2, 2), status="reported"),
        incident("rejected", status="rejected"),
    ]
    receipt = store_file(clerk, file_of(rows))
    assert receipt.published == 2
    assert [str(reason) for reason in receipt.unpublished] == [
        "2 are not verified yet.",
        "1 was rejected or repeats another report.",
        "1 is of a month that ended less than 7 days ago, or has not ended.",
    ]


def test_the_history_keeps_every_import_with_author_and_undo(clerk, file_of):
    receipt = store_file(clerk, file_of([incident("a")]))
    undo_batch(clerk.store, OPERATOR, receipt.batch_id, "another")
    history = import_history(clerk.store, OPERATOR)
    assert history.batch_id.tolist() == [receipt.batch_id]
    assert (history.author.iloc[0], history.undone_by.iloc[0]) == ("tester", "another")
    assert len(history.file_sha256.iloc[0]) == 64


def test_the_public_may_neither_import_nor_undo_nor_see_the_history(store, file_of):
    visitor = Clerk(store, PUBLIC, "visitor", TODAY, KENYA, is_upload=True)
    for deed in (store_file, preview_file):
        with pytest.raises(NotAllowed):
            deed(visitor, file_of([incident("a")]))
    with pytest.raises(NotAllowed):
        undo_batch(store, PUBLIC, "any", "visitor")
    with pytest.raises(NotAllowed):
        import_history(store, PUBLIC)


def test_real_rows_are_refused_by_a_demonstration_until_it_is_cleaned(clerk, file_of):
    store_file(clerk, file_of([incident("invented")], "demo.csv", "Demonstration", "synthetic"))
    real = file_of([incident("happened")], "real.csv", "Police", "real")
    with pytest.raises(InputRefused, match="Start clean"):
        store_file(clerk, real)
    assert query(clerk.store, "SELECT count(*) AS n FROM incident").n.iloc[0] == 1
    store_file(clerk, real, start_clean=True)
    for table in ("source", "batch", "month_count", "incident"):
        held = query(clerk.store, f"SELECT DISTINCT source_id FROM {table}").source_id.tolist()
        assert held == ["police"]


@pytest.mark.parametrize("nature", ["synthetic", "test"])
@pytest.mark.parametrize("start_clean", [True, False])
def test_invented_rows_never_enter_a_store_of_real_ones(real_clerk, file_of, nature, start_clean):
    with pytest.raises(InputRefused, match="holds real rows"):
        store_file(real_clerk, file_of([incident("x")], "x.csv", "Other", nature), start_clean=start_clean)
    assert query(real_clerk.store, "SELECT source_id FROM incident").source_id.tolist() == ["police"]


def test_a_source_keeps_its_nature(clerk, file_of):
    store_file(clerk, file_of([incident("a")], "a.csv", "Police", "test"))
    with pytest.raises(InputRefused, match="a source of its own"):
        store_file(clerk, file_of([incident("b")], "b.csv", "Police", "synthetic"))


def test_a_clean_start_that_brings_nothing_removes_nothing(clerk, file_of):
    store_file(clerk, file_of([incident("invented")], "demo.csv", "Demonstration", "synthetic"))
    bad = file_of([incident("x", county_code="999")], "bad.csv", "Police", "real")
    assert store_file(clerk, bad, start_clean=True).batch_id is None
    assert query(clerk.store, "SELECT source_id FROM incident").source_id.tolist() == ["demonstration"]


def test_undo_after_a_clean_start_brings_no_invented_row_back(clerk, file_of):
    store_file(clerk, file_of([incident("a")], "demo.csv", "Demonstration", "synthetic"))
    receipt = store_file(clerk, file_of([incident("a")], "real.csv", "Police", "real"), start_clean=True)
    undo_batch(clerk.store, OPERATOR, receipt.batch_id, "tester")
    assert query(clerk.store, "SELECT count(*) AS n FROM incident").n.iloc[0] == 0


def test_a_source_name_without_letters_or_numbers_is_refused(file_of):
    with pytest.raises(InputRefused, match="cannot name a source"):
        _ = file_of([incident("a")], source="***").source.source_id
