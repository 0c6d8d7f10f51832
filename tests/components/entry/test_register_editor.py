"""What the operator changes in a register's table is stored, or refused in words with nothing of it stored."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from components.entry import register_editor
from components.entry.register_editor import Edits
from tests.examples import KENYA, OPERATOR, subject
from usalama.actions.clerk import Clerk, Source
from usalama.actions.keep_records import keep_records
from usalama.asking.held_records import register_rows
from usalama.model import Choices, Nature
from usalama.registers import ASSOCIATION, REGISTERS
from usalama.schema import Kind

TODAY = date(2026, 1, 15)
SUBJECT = subject()
LABELS = {"name": "Name", "county_code": "County"}


@pytest.fixture
def visit(store):
    """As much of a visit as saving asks for."""
    return SimpleNamespace(
        store=store, scope=OPERATOR, today=TODAY, country_folder=KENYA, choices=Choices(), subject=SUBJECT,
        held=SimpleNamespace(nature=None), _=str,
    )  # fmt: skip


def test_what_is_entered_is_of_the_nature_of_the_register(visit, store):
    clerk = Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=False)
    blank = dict.fromkeys(name for name in ASSOCIATION.column_names if name != "source_id")
    keep_records(
        clerk, ASSOCIATION, [blank | {"record_id": "a", "name": "One", "county_code": "042"}],
        Source("Trial", Nature.TEST),
    )  # fmt: skip
    register = register_rows(store, OPERATOR, Choices(), ASSOCIATION, every_column=True)
    receipt = register_editor.save(
        visit, ASSOCIATION, register, LABELS, Edits({}, [{"name": "New", "county_code": "001"}], [])
    )
    assert receipt.kept.new == 1
    rows = register_rows(store, OPERATOR, Choices(), ASSOCIATION, every_column=True)
    assert (rows.nature, sorted(rows.rows.name)) == (Nature.TEST, ["New", "One"])


@pytest.mark.parametrize("table", REGISTERS, ids=lambda table: table.name)
def test_the_table_neither_keeps_rows_back_nor_changes_numbers(table):
    visit = SimpleNamespace(subject=SUBJECT, _=str)
    labels = {one.name: one.name for one in table.columns if not one.is_ours and one.name != "record_id"}
    config = register_editor._column_config(visit, table, labels)
    assert (config["record_id"]["hidden"], config["record_id"]["disabled"]) == (True, True)
    for name in labels:
        assert not config[name]["required"]
        assert config[name]["label"].endswith(" *") == table.column(name).is_required
        if table.column(name).kind in (Kind.INTEGER, Kind.NUMBER, Kind.DATE):
            assert {config[name]["type_config"][bound] for bound in ("min_value", "max_value")} == {None}
