"""The logframe out and in again: nothing changes, what is changed is stored, and bad rows are named."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from tests.examples import KENYA, OPERATOR, subject
from tests.register_records import keep
from tests.stores import new_store
from usalama.access import public_scope
from usalama.actions.clerk import Clerk, Source
from usalama.actions.keep_records import import_logframe, stored_records
from usalama.errors import InputRefused, NotAllowed
from usalama.model import Nature
from usalama.programme.progress.logframe_file import logframe_workbook
from usalama.registers import INDICATOR, INDICATOR_VALUE

TODAY = date(2025, 5, 20)
SOURCE = Source("Trial register", Nature.TEST)


@pytest.fixture(scope="module")
def clerk(tmp_path_factory):
    """Of a store with one indicator and one value; whoever stores anything takes ``clerk_with_one`` instead."""
    return clerk_with_one(new_store(tmp_path_factory.mktemp("logframe") / "store"))


def clerk_with_one(store):
    keep(
        store,
        INDICATOR,
        {"record_id": "i", "level": "goal", "title": "=Odd title", "definition": "D", "unit": "people",
         "baseline": 1.5, "baseline_on": date(2024, 1, 1), "is_lower_better": True, "is_example": False},
    )  # fmt: skip
    keep(
        store,
        INDICATOR_VALUE,
        {"record_id": "v", "indicator_id": "i", "quarter_start": date(2025, 1, 1), "target": 1.0, "value": 1.25,
         "lower": 1.0, "upper": 1.5, "evidence": "Minutes of 3 April"},
    )  # fmt: skip
    return Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=True)


@pytest.fixture(scope="module")
def exported(clerk):
    return logframe_workbook(clerk.store, OPERATOR, subject(), TODAY)


@pytest.fixture
def workbook(exported):
    return openpyxl.load_workbook(io.BytesIO(exported))


def saved(workbook, folder):
    path = folder / "logframe.xlsx"
    workbook.save(path)
    return path


def changed(sheet, column, value, row=2):
    sheet.cell(row, [cell.value for cell in sheet[1]].index(column) + 1).value = value


def test_what_was_taken_away_comes_back_without_a_change(clerk, workbook, tmp_path):
    before = [stored_records(clerk, table) for table in (INDICATOR, INDICATOR_VALUE)]
    receipts = import_logframe(clerk, saved(workbook, tmp_path), SOURCE).parts
    assert [(one.rows_read, one.accepted, one.rejected, one.duplicates) for one in receipts] == [(1, 0, 0, 1)] * 2
    assert [stored_records(clerk, table) for table in (INDICATOR, INDICATOR_VALUE)] == before


def test_what_was_changed_is_stored_and_looking_stores_nothing(store, workbook, tmp_path):
    clerk = clerk_with_one(store)
    changed(workbook["indicator_value"], "target", 0.5)
    path = saved(workbook, tmp_path)
    assert import_logframe(clerk, path, SOURCE, dry_run=True).parts[1].updated == 1
    assert stored_records(clerk, INDICATOR_VALUE)[0]["target"] == 1.0
    assert import_logframe(clerk, path, SOURCE).parts[1].updated == 1
    assert stored_records(clerk, INDICATOR_VALUE)[0]["target"] == 0.5


BAD = [
    ("indicator", "baseline", None, "needs the value from which it starts"),
    ("indicator", "level", "dream", "none of"),
    ("indicator", "measure", "happiness", "none of"),
    ("indicator_value", "evidence", None, "needs its evidence"),
    ("indicator_value", "quarter_start", date(2025, 2, 1), "first day of a quarter"),
    ("indicator_value", "lower", 2.0, "between lower and upper"),
    ("indicator_value", "target", "many", "no number"),
]


@pytest.mark.parametrize(("sheet", "column", "value", "reason"), BAD)
def test_a_row_that_does_not_hold_is_refused_with_its_reason(clerk, workbook, tmp_path, sheet, column, value, reason):
    changed(workbook[sheet], column, value)
    receipts = {one.register: one for one in import_logframe(clerk, saved(workbook, tmp_path), SOURCE).parts}
    refused = receipts[sheet].refused
    assert len(refused) == 1
    assert reason in str(refused.reason.iloc[0])


def test_a_workbook_that_lacks_a_sheet_changes_nothing(clerk, workbook, tmp_path):
    changed(workbook["indicator"], "title", "Another")
    del workbook["indicator_value"]
    with pytest.raises(InputRefused):
        import_logframe(clerk, saved(workbook, tmp_path), SOURCE)
    assert stored_records(clerk, INDICATOR)[0]["title"] == "=Odd title"


def test_nobody_but_the_operator_brings_one_in(clerk, workbook, tmp_path):
    stranger = Clerk(clerk.store, public_scope(TODAY), "stranger", TODAY, KENYA, is_upload=True)
    with pytest.raises(NotAllowed):
        import_logframe(stranger, saved(workbook, tmp_path), SOURCE)
