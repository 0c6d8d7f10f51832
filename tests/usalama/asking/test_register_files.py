"""Records as files: nothing of them is a formula, and each says what it is."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import OPERATOR, subject
from tests.register_records import CANARY, HOSTILE, TODAY, keep, keep_programme
from usalama.access import public_scope
from usalama.asking.register_files import FORMULA_STARTS, as_cell, register_csv, register_json
from usalama.model import Choices
from usalama.programme.associations import associations
from usalama.registers import ASSOCIATION

PUBLIC = public_scope(TODAY)


@pytest.mark.parametrize("text", ["=1+1", " +x", "-2", "@sum", "|cmd", "%x", "＝1+1", "\tx", "\r=1", "\n"])
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(text):
    assert as_cell(text) == f"'{text}"


@given(st.text())
def test_no_cell_begins_a_formula_and_none_loses_a_letter(text):
    cell = as_cell(text)
    assert not cell.strip().startswith(FORMULA_STARTS)
    assert cell in (text, f"'{text}")


def test_the_file_holds_the_rows_of_the_page_with_what_they_are(store):
    keep_programme(store)
    keep(store, ASSOCIATION, {"record_id": "f", "name": "=HYPERLINK(1)", "county_code": "047"})
    result = associations(store, PUBLIC, Choices(), subject())
    rows = list(csv.DictReader(io.StringIO(register_csv(result.rows, result.held, PUBLIC))))
    assert [row["name"] for row in rows if row["record_id"] == "f"] == ["'=HYPERLINK(1)"]
    assert {(row["nature"], row["scope"], row["publication"]) for row in rows} == {("test", "public", "public")}
    assert HOSTILE in {row["name"] for row in rows}


def test_the_operators_file_is_marked_and_still_holds_no_contact_and_no_point(store):
    keep_programme(store)
    result = associations(store, OPERATOR, Choices(), subject())
    text = register_json({"rows": result.rows}, result.held, OPERATOR, result.method)
    read = json.loads(text)
    assert (read["publication"], read["nature"], len(read["rows"])) == ("not for publication", "test", 3)
    assert CANARY not in text
    assert "34.77" not in text
