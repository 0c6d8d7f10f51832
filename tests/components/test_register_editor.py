"""What the operator changes in a register's table is stored as the register keeps it; what is left alone stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from components import register_editor
from tests.examples import KENYA, OPERATOR
from usalama.actions.keep_records import RegisterSource, keep_records, stored_records
from usalama.actions.store_file import Clerk
from usalama.model import Choices, Nature
from usalama.reports.registers import register_rows
from usalama.schema.programme import ASSOCIATION

TODAY = date(2026, 1, 15)


@pytest.fixture
def clerk(store):
    return Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=False)


@pytest.fixture
def visit(store):
    """As much of a visit as saving asks for."""
    held = SimpleNamespace(nature=None)
    return SimpleNamespace(store=store, scope=OPERATOR, today=TODAY, country_folder=KENYA, choices=Choices(), held=held)


@pytest.fixture
def register(clerk, store):
    blank = dict.fromkeys(name for name in ASSOCIATION.column_names if name != "source_id")
    one = blank | {"record_id": "a", "name": "One", "county_code": "042", "member_count": 30, "longitude": 34.7}
    other = blank | {"record_id": "b", "name": "Other", "county_code": "047", "joined_on": date(2025, 3, 1)}
    keep_records(clerk, ASSOCIATION, [one, other], RegisterSource("Trial", Nature.TEST))
    return register_rows(store, OPERATOR, Choices(), ASSOCIATION, every_column=True)


def shown(register):
    return register.rows[["record_id", "name", "county_code", "member_count", "joined_on"]].copy()


def test_nothing_changed_stores_nothing(visit, register):
    before = visit.store.version()
    receipt = register_editor.save(visit, ASSOCIATION, register, shown(register))
    assert (receipt.rows_read, visit.store.version()) == (0, before)


def test_a_changed_cell_keeps_the_columns_that_are_not_shown(visit, register, clerk):
    edited = shown(register)
    edited.loc[edited.record_id == "a", "member_count"] = 31
    assert register_editor.save(visit, ASSOCIATION, register, edited).updated == 1
    kept = {record["record_id"]: record for record in stored_records(clerk, ASSOCIATION)}
    assert (kept["a"]["member_count"], kept["a"]["longitude"]) == (31, 34.7)
    assert kept["b"]["joined_on"] == date(2025, 3, 1)


def test_a_new_row_gets_an_id_and_the_nature_of_the_register(visit, register, clerk):
    new = pd.DataFrame([{"record_id": None, "name": "New", "county_code": "001", "member_count": None}])
    receipt = register_editor.save(visit, ASSOCIATION, register, pd.concat([shown(register), new], ignore_index=True))
    assert receipt.new == 1
    rows = register_rows(visit.store, OPERATOR, Choices(), ASSOCIATION, every_column=True)
    assert rows.nature is Nature.TEST
    assert len(rows.rows.set_index("name").loc["New"].record_id) == register_editor.ID_CHARACTERS


def test_a_row_taken_out_is_removed_and_one_out_of_view_is_not(visit, register, clerk):
    in_view = replace(register, rows=register.rows[register.rows.county_code == "042"])
    register_editor.save(visit, ASSOCIATION, in_view, shown(in_view).iloc[:0])
    assert [record["record_id"] for record in stored_records(clerk, ASSOCIATION)] == ["b"]


def test_a_row_that_cannot_be_kept_is_refused_with_its_reason(visit, register):
    edited = shown(register)
    edited.loc[edited.record_id == "a", "name"] = ""
    receipt = register_editor.save(visit, ASSOCIATION, register, edited)
    assert receipt.rejected == 1
