"""Whatever comes in: looked at without a trace, counted so that it adds up, kept once, and taken back as one."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tests.examples import KENYA, OPERATOR, PUBLIC, incident, mapping_of, query, subject, undo, write_file
from tests.register_records import keep, record
from tests.stores import new_store
from tests.survey_forms import answers, form
from tests.usalama.ingest.surveys.test_submissions import write_csv
from usalama.actions.arrivals import undo_batch
from usalama.actions.clerk import Clerk, Source
from usalama.actions.import_cover import CoverFile, import_cover
from usalama.actions.import_incidents import describe_file, preview_file, store_file
from usalama.actions.import_survey import import_form, import_submissions
from usalama.actions.keep_records import import_logframe, import_register, keep_records, remove_records
from usalama.actions.receipt import Receipt
from usalama.asking.coverage import import_history
from usalama.errors import InputRefused, NotAllowed
from usalama.ingest.register_rows import RegisterShape
from usalama.model import Nature
from usalama.programme.progress.logframe_file import logframe_workbook
from usalama.registers import ASSOCIATION, INDICATOR, INDICATOR_VALUE, TABLES
from usalama.store import Store
from usalama.surveys.form_workbook import form_xlsx

TODAY = date(2026, 3, 15)
SOURCE = Source("A test register", Nature.TEST)
HEADER = "record_id,name,county,settlement_type\n"
COVER_HEADER = "county,area_name,kind,weekdays,from_hour,to_hour,valid_from\n"


@dataclass(frozen=True)
class KindOfFile:
    """A kind of file as the tests meet it.

    Arguments:
        before: brings about what the file changes.
        bring: writes a file and brings it in; told whether only to look.
        has_refused: whether one of its rows is refused.
    """

    before: Callable[[Clerk, Path], object]
    bring: Callable[[Clerk, Path, bool], Receipt]
    has_refused: bool = True


def nothing(_clerk: Clerk, _folder: Path) -> None:
    pass


def bring_incidents(clerk: Clerk, folder: Path, dry_run: bool, hour: int = 3) -> Receipt:
    rows = [incident("changed", hour=hour), incident("new"), incident("bad", county_code="999")]
    file = describe_file(write_file(folder / "r.csv", rows), "r.csv", "Police", str(mapping_of(folder, "test")))
    return preview_file(clerk, file) if dry_run else store_file(clerk, file)


def earlier_incidents(clerk: Clerk, folder: Path) -> None:
    rows = write_file(folder / "r.csv", [incident("changed")])
    store_file(clerk, describe_file(rows, "first.csv", "Police", str(mapping_of(folder, "test"))))


def bring_cover(clerk: Clerk, folder: Path, dry_run: bool) -> Receipt:
    rows = "Kisumu,Estate A,gate,daily,{},18:00,2026-01-01\n"
    path = folder / "cover.csv"
    path.write_text(COVER_HEADER + rows.format("06:00") + rows.format("07:00") + rows.format("25:00"))
    return import_cover(clerk, CoverFile(path, "Estates", Nature.TEST), dry_run=dry_run)


def earlier_cover(clerk: Clerk, folder: Path) -> None:
    path = folder / "cover.csv"
    path.write_text(COVER_HEADER + "Kisumu,Estate A,gate,daily,06:00,18:00,2026-01-01\n")
    import_cover(clerk, CoverFile(path, "Estates", Nature.TEST))


def bring_register(clerk: Clerk, folder: Path, dry_run: bool) -> Receipt:
    path = folder / "register.csv"
    path.write_text(HEADER + "a1,Changed,Kisumu,estate\na2,New,Kisumu,estate\na3,Bad,Atlantis,estate\n")
    return import_register(clerk, path, RegisterShape(ASSOCIATION), SOURCE, dry_run=dry_run)


def earlier_register(clerk: Clerk, _folder: Path) -> None:
    keep(clerk.store, ASSOCIATION, {"record_id": "a1", "name": "Before", "county_code": "042"})
    keep(clerk.store, ASSOCIATION, {"record_id": "a0", "name": "Left alone", "county_code": "047"})


def earlier_logframe(clerk: Clerk, _folder: Path) -> None:
    named = {"title": "T", "definition": "D", "unit": "people", "baseline": 1.0, "is_lower_better": False}
    keep(clerk.store, INDICATOR, named | {"record_id": "i", "level": "goal", "is_example": False})
    value = {"record_id": "v", "indicator_id": "i", "quarter_start": date(2026, 1, 1), "target": 1.0}
    keep(clerk.store, INDICATOR_VALUE, value)


def bring_logframe(clerk: Clerk, folder: Path, dry_run: bool) -> Receipt:
    held = logframe_workbook(clerk.store, OPERATOR, subject(), TODAY)
    path = folder / "logframe.xlsx"
    if not path.exists():
        workbook = openpyxl.load_workbook(io.BytesIO(held))
        for sheet, column, value in (("indicator", "title", "Changed"), ("indicator_value", "target", 2.0)):
            headings = [cell.value for cell in workbook[sheet][1]]
            workbook[sheet].cell(2, headings.index(column) + 1).value = value
            bad = [cell.value for cell in workbook[sheet][2]]
            bad[0], bad[headings.index(column)] = "bad", None if sheet == "indicator" else "many"
            workbook[sheet].append(bad)
        workbook.save(path)
    return import_logframe(clerk, path, SOURCE, dry_run=dry_run)


def bring_form(clerk: Clerk, folder: Path, dry_run: bool) -> Receipt:
    (folder / "form.xlsx").write_bytes(form_xlsx(form()))
    return import_form(clerk, folder / "form.xlsx", SOURCE, dry_run=dry_run)


def earlier_submissions(clerk: Clerk, folder: Path) -> None:
    bring_form(clerk, folder, False)
    import_submissions(clerk, write_csv(folder / "sent.csv", [answers()]), "street-safety", "1", SOURCE)


def bring_submissions(clerk: Clerk, folder: Path, dry_run: bool) -> Receipt:
    rows = [answers(age="31"), answers(_uuid="u2"), answers(_uuid="u2"), answers(_uuid="u3", stands_for="0")]
    path = write_csv(folder / "sent.csv", rows)
    return import_submissions(clerk, path, "street-safety", "2", SOURCE, dry_run=dry_run)


KINDS = {
    "incidents": KindOfFile(earlier_incidents, bring_incidents),
    "cover": KindOfFile(earlier_cover, bring_cover),
    "register": KindOfFile(earlier_register, bring_register),
    "logframe": KindOfFile(earlier_logframe, bring_logframe),
    "form": KindOfFile(nothing, bring_form, has_refused=False),
    "submissions": KindOfFile(earlier_submissions, bring_submissions),
}


def clerk_of(store: Store) -> Clerk:
    return Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=False)


def at_a_copy(clerk: Clerk, address: Path) -> Clerk:
    return clerk_of(Store(shutil.copytree(clerk.store.address, address)))


def held(store) -> dict[str, list[dict[str, object]]]:
    """Every row of every table that has any, but for the history of imports."""
    names = [table.name for table in TABLES if table.name != "batch"]
    counts = (f"SELECT '{name}' AS name, count(*) AS row_count FROM {name}" for name in names)
    counted = query(store, " UNION ALL ".join(counts))
    # Asking a table for its rows costs the more the wider it is, even if it has none.
    filled = counted.name[counted.row_count > 0]
    rows = {name: query(store, f"SELECT * FROM {name} ORDER BY ALL") for name in sorted(filled)}
    # A source that was stored again has another moment, and the public knows it by nothing else.
    if "source" in rows:
        rows["source"] = rows["source"].drop(columns="added_at")
    return {name: frame.astype(object).where(frame.notna(), None).to_dict("records") for name, frame in rows.items()}


def refused_files(store) -> list[str]:
    return sorted(path.name for path in store.address.rglob("refused/*"))


def assert_equation(receipt: Receipt) -> None:
    assert receipt.rows_read == receipt.accepted + receipt.rejected + receipt.duplicates
    assert receipt.accepted == receipt.new + receipt.updated
    for part in receipt.parts:
        assert_equation(part)


@dataclass(frozen=True)
class Brought:
    """A file of one kind that was looked at and then brought in.

    Arguments:
        folder: where the file lies.
        before: what the store held, the version and the files of refused rows, before it was looked at.
        looked_at: the same afterwards, before it was brought in.
        refused: the files of its own refused rows.
    """

    kind: KindOfFile
    clerk: Clerk
    folder: Path
    before: tuple[dict[str, list[dict[str, object]]], int, list[str]]
    looked_at: tuple[dict[str, list[dict[str, object]]], int, list[str]]
    dry: Receipt
    receipt: Receipt
    refused: frozenset[str]


@pytest.fixture(scope="module", params=KINDS.values(), ids=KINDS)
def brought(request, tmp_path_factory) -> Brought:
    """For tests that change nothing more in the store, or do so in a copy."""
    kind, folder = request.param, tmp_path_factory.mktemp("brought")
    clerk = clerk_of(new_store(folder / "store"))
    kind.before(clerk, folder)
    before = state(clerk.store)
    dry = kind.bring(clerk, folder, True)
    looked_at = state(clerk.store)
    receipt = kind.bring(clerk, folder, False)
    refused = frozenset(refused_files(clerk.store)) - frozenset(before[2])
    return Brought(kind, clerk, folder, before, looked_at, dry, receipt, refused)


def state(store):
    return held(store), store.version(), refused_files(store)


def test_looking_leaves_nothing_and_counts_as_storing_does(brought):
    dry, stored = brought.dry, brought.receipt
    assert brought.looked_at == brought.before
    assert (dry.batch_id, dry.rejections_file, dry.data_version) == (None, None, brought.before[1])
    names = ("rows_read", "new", "updated", "rejected", "duplicates")
    assert [getattr(dry, name) for name in names] == [getattr(stored, name) for name in names]
    assert_equation(stored)
    assert (stored.accepted > 0, stored.rejected > 0) == (True, brought.kind.has_refused)


def test_the_public_may_neither_bring_it_in_nor_undo_it(brought):
    store = brought.clerk.store
    visitor = Clerk(store, PUBLIC, "visitor", TODAY, KENYA, is_upload=True)
    for dry_run in (True, False):
        with pytest.raises(NotAllowed):
            brought.kind.bring(visitor, brought.folder, dry_run)
    with pytest.raises(NotAllowed):
        undo_batch(store, PUBLIC, brought.receipt.batch_id, "visitor")


def test_the_same_file_again_adds_nothing_and_makes_no_import(brought):
    again = brought.kind.bring(brought.clerk, brought.folder, False)
    assert_equation(again)
    assert (again.accepted, again.batch_id, again.data_version) == (0, None, brought.receipt.data_version)
    assert import_history(brought.clerk.store, OPERATOR).batch_id.iloc[0] == brought.receipt.batch_id


def test_the_history_lists_it_and_undo_brings_back_what_was_there_before(brought, tmp_path):
    clerk, receipt = at_a_copy(brought.clerk, tmp_path / "store"), brought.receipt
    before, files = brought.before[0], set(refused_files(clerk.store))
    assert held(clerk.store) != before
    assert (len(brought.refused) > 0) == brought.kind.has_refused
    assert brought.refused <= files
    latest = import_history(clerk.store, OPERATOR).iloc[0]
    assert (latest.batch_id, latest.author) == (receipt.batch_id, "tester")
    names = ("rows_read", "accepted", "new", "updated", "rejected", "duplicates")
    assert {name: latest[name] for name in names} == {name: getattr(receipt, name) for name in names}
    assert len(latest.file_sha256) == 64
    undo(clerk.store, receipt.batch_id)
    assert held(clerk.store) == before
    assert set(refused_files(clerk.store)) == files - brought.refused
    assert pd.notna(import_history(clerk.store, OPERATOR).undone_at.iloc[0])
    with pytest.raises(InputRefused, match="undone already"):
        undo(clerk.store, receipt.batch_id)
    assert brought.kind.bring(clerk, brought.folder, False).accepted == receipt.accepted


@pytest.fixture(scope="module")
def register(tmp_path_factory) -> tuple[Clerk, Receipt]:
    """A register that was brought into an empty store; whoever changes it takes a copy."""
    folder = tmp_path_factory.mktemp("register")
    clerk = clerk_of(new_store(folder / "store"))
    return clerk, bring_register(clerk, folder, False)


@pytest.mark.parametrize("change", ["changed", "removed"])
def test_records_that_were_changed_since_are_counted_and_nothing_is_undone(register, tmp_path, change):
    clerk, receipt = at_a_copy(register[0], tmp_path / "store"), register[1]
    if change == "changed":
        later = record(ASSOCIATION, record_id="a2", name="By hand", county_code="042")
        keep_records(clerk, ASSOCIATION, [later], SOURCE)
    else:
        remove_records(clerk, ASSOCIATION, ["a2"])
    before = held(clerk.store)
    with pytest.raises(InputRefused, match="changed or removed since: 1"):
        undo(clerk.store, receipt.batch_id)
    assert held(clerk.store) == before
    assert import_history(clerk.store, OPERATOR).undone_at.isna().all()


def test_records_typed_in_beside_an_import_stay_when_it_is_undone(register, tmp_path):
    clerk, receipt = at_a_copy(register[0], tmp_path / "store"), register[1]
    keep(clerk.store, ASSOCIATION, {"record_id": "b", "name": "Typed in", "county_code": "042"})
    undo(clerk.store, receipt.batch_id)
    assert query(clerk.store, "SELECT record_id FROM association").record_id.tolist() == ["b"]


def test_later_imports_are_undone_first_and_then_the_earlier_ones(register, tmp_path):
    clerk, first = at_a_copy(register[0], tmp_path / "store"), register[1]
    path = tmp_path / "later.csv"
    path.write_text(HEADER + "a1,Later,Kisumu,estate\n")
    other = Source("Another test register", Nature.TEST)
    second = import_register(clerk, path, RegisterShape(ASSOCIATION), other)
    with pytest.raises(InputRefused, match="since: 1"):
        undo(clerk.store, first.batch_id)
    undo(clerk.store, second.batch_id)
    names = query(clerk.store, "SELECT name, source_id FROM association ORDER BY record_id")
    assert names.to_numpy().tolist() == [["Changed", SOURCE.source_id], ["New", SOURCE.source_id]]
    undo(clerk.store, first.batch_id)
    assert query(clerk.store, "SELECT * FROM association").empty
    assert query(clerk.store, "SELECT * FROM source").empty


def test_a_source_that_was_dropped_meanwhile_comes_back_with_its_records(store, tmp_path):
    """Its only record went to another source; undoing something else then left it without any row."""
    clerk = clerk_of(store)
    path = tmp_path / "cover.csv"
    path.write_text(COVER_HEADER + "Kisumu,Estate A,gate,daily,06:00,18:00,2026-01-01\n")
    keep(clerk.store, ASSOCIATION, {"record_id": "a1", "name": "Before", "county_code": "042"})
    other = Source("Another test register", Nature.TEST)
    (tmp_path / "r.csv").write_text(HEADER + "a1,After,Kisumu,estate\n")
    receipt = import_register(clerk, tmp_path / "r.csv", RegisterShape(ASSOCIATION), other)
    undo(clerk.store, import_cover(clerk, CoverFile(path, "Estates", Nature.TEST)).batch_id)
    assert query(clerk.store, "SELECT source_id FROM source").source_id.tolist() == [other.source_id]
    undo(clerk.store, receipt.batch_id)
    assert query(clerk.store, "SELECT source_id FROM source").source_id.tolist() == [SOURCE.source_id]
