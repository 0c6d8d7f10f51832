"""Hours of cover: stored once, with history and undo, and never mixed with another nature."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.examples import KENYA, OPERATOR, PUBLIC, incident, query, store_rows, undo
from usalama.actions.clerk import Clerk
from usalama.actions.import_cover import CoverFile, import_cover
from usalama.asking.history import import_history
from usalama.errors import InputRefused, NotAllowed
from usalama.model import Nature

HEADER = "county,area_name,kind,weekdays,from_hour,to_hour,people,valid_from"
NIGHT = "Kisumu,Estate A,guard,daily,22:00,05:00,3,2026-01-01"
DAY = "Kisumu,Estate A,gate,daily,06:00,18:00,,2026-01-01"
WRONG = "Kisumu,Estate A,gate,daily,25:00,18:00,,2026-01-01"


@pytest.fixture
def clerk(store):
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


def test_a_dry_run_counts_alike_and_stores_nothing(clerk, file_of):
    file = file_of(NIGHT, DAY, NIGHT, WRONG)
    version = clerk.store.version()
    dry = import_cover(clerk, file, dry_run=True)
    assert (dry.accepted, dry.rejected, dry.duplicates, dry.batch_id) == (2, 1, 1, None)
    assert (dry.rejections_file, list(clerk.store.address.rglob("refused/*"))) == (None, [])
    assert "Row 5, from_hour (25:00)" in str(dry.sentences()[1])
    assert clerk.store.version() == version
    assert held(clerk.store).empty
    assert query(clerk.store, "SELECT * FROM source").empty


def test_the_same_hours_of_another_source_are_other_hours(clerk, file_of):
    import_cover(clerk, file_of(NIGHT))
    assert import_cover(clerk, file_of(NIGHT, source="Police")).accepted == 1


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


def test_the_public_may_not_import(clerk, file_of, store):
    visitor = Clerk(store, PUBLIC, "visitor", date(2026, 2, 10), KENYA, is_upload=True)
    with pytest.raises(NotAllowed):
        import_cover(visitor, file_of(NIGHT))


def test_nothing_of_a_file_stays_behind_on_its_way(clerk, file_of):
    import_cover(clerk, file_of(NIGHT))
    assert list((clerk.store.address / "incoming").iterdir()) == []
