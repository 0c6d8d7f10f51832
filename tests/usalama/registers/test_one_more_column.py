"""A column that is added to a declaration is entered, read, checked and described without another edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from docs.build_data_dictionary import section
from tests.examples import KENYA
from tests.register_records import record
from usalama.actions.record_rules import faults_of
from usalama.ingest.files.file_kind import Limits
from usalama.ingest.files.readers import read_register
from usalama.ingest.register_rows import RegisterShape
from usalama.registers import ASK
from usalama.registers.register import choice, day, people, text
from usalama.schema import Column

# A column, how it is written in a file, what that is read as, and what it may not hold.
ADDED = [
    (day("renewed_on", "When it was asked for again.", "Again"), "2025-06-01", date(2025, 6, 1), date(1066, 1, 1)),
    (choice("urgency", "How soon.", "Urgency", {"soon": "soon", "now": "at once"}), "Now", "now", "never"),
    (people("supporters", "How many signed it.", "Who signed"), "12", 12, -1),
    (
        text("remark", "In a sentence.", "Remark", is_own_words=True, heading="said"),
        "Soon",
        "Soon",
        "Call 0712 345 678",
    ),
]
ONE = {
    "record_id": "a", "kind": "lighting", "county_code": "042", "addressed_to": "County", "asked_on": date(2025, 6, 1),
}  # fmt: skip
added = pytest.mark.parametrize(("column", "cell", "value", "bad"), ADDED, ids=[column.name for column, *_ in ADDED])


def widened(column: Column):
    return replace(ASK, columns=(*ASK.columns, column))


@added
def test_a_new_column_is_entered_in_the_editor(column, cell, value, bad):
    screen = AppTest.from_function(form_of, args=(column,)).run()
    assert not screen.exception
    (field,) = [one for one in screen.main if one.key == f"form-{column.name}"]
    assert field.label == column.label.upper() + (" *" if column.is_required else "")


def form_of(column):
    """The fields of a register that has one more column."""
    from datetime import date  # noqa: PLC0415 - the runner takes this function alone
    from types import SimpleNamespace  # noqa: PLC0415

    from components.entry.record_fields import Fields  # noqa: PLC0415
    from components.entry.record_words import RecordWords  # noqa: PLC0415
    from tests.examples import subject  # noqa: PLC0415
    from tests.usalama.registers.test_one_more_column import widened  # noqa: PLC0415

    visit = SimpleNamespace(subject=subject(), today=date(2026, 1, 15), _=str.upper)
    words = RecordWords(visit)
    words._names["association"] = {}
    Fields(visit, words, {}, {}, "form").show(widened(column))


@added
def test_a_new_column_is_read_from_a_file_under_its_heading(column, cell, value, bad, tmp_path):
    shape = RegisterShape(widened(column))
    assert shape.their_names()[-1] == (column.heading or column.name)
    header = "record_id,kind,county,addressed_to,asked_on"
    path = tmp_path / "asks.csv"
    path.write_text(f"{header},{shape.their_names()[-1]}\na,lighting,Kisumu,County,2025-06-01,{cell}\n")
    ((checked, _),) = read_register(path, shape, KENYA, Limits())
    assert (checked.accepted[column.name].to_pylist(), checked.refused.num_rows) == ([value], 0)


@added
def test_a_new_column_is_checked(column, cell, value, bad):
    whole = record(widened(column), **ONE)
    assert faults_of(widened(column), whole | {column.name: value}, []) == []
    assert [one.column for one in faults_of(widened(column), whole | {column.name: bad}, [])][:1] == [column.name]


@added
def test_a_new_column_is_in_the_data_dictionary(column, cell, value, bad):
    row = next(line for line in section(widened(column)).splitlines() if line.startswith(f"| `{column.name}` |"))
    assert column.meaning in row
    assert all(f"`{code}`" in row for code in column.words)


def test_a_new_date_can_be_put_in_order():
    column = ADDED[0][0]
    ordered = replace(widened(column), dates_in_order=("asked_on", "renewed_on"))
    early = record(ordered, **ONE) | {"renewed_on": date(2025, 5, 1)}
    assert [one.column for one in faults_of(ordered, early, [])] == ["renewed_on"]
