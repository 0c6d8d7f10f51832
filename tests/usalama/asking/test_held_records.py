"""What a register shows to whom, what its history says, and what it is as a file."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import KENYA, OPERATOR, subject
from tests.register_records import CANARY, HOSTILE, TODAY, keep, keep_programme
from usalama.access import public_scope
from usalama.actions.clerk import Clerk, Source
from usalama.actions.keep_records import keep_records
from usalama.asking.held_records import (
    FORMULA_STARTS,
    as_cell,
    record_changes,
    register_csv,
    register_json,
    register_rows,
)
from usalama.errors import NotAllowed
from usalama.model import Choices, Nature
from usalama.programme.associations import associations
from usalama.registers import ASSOCIATION

PUBLIC = public_scope(TODAY)


@pytest.fixture
def keep_association(store):
    clerk = Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=False)

    def kept(nature=Nature.SYNTHETIC, **values):
        record = dict.fromkeys(name for name in ASSOCIATION.column_names if name != "source_id")
        keep_records(clerk, ASSOCIATION, [record | values], Source(f"A {nature} source", nature))

    return kept


def test_an_empty_register_has_no_nature(store):
    held = register_rows(store, PUBLIC, Choices(), ASSOCIATION)
    assert (len(held.rows), held.nature) == (0, None)


def test_only_the_strongest_nature_is_shown_and_the_other_is_named(store, keep_association):
    keep_association(record_id="a", name="Synthetic", county_code="042")
    keep_association(Nature.TEST, record_id="b", name="Test", county_code="042")
    held = register_rows(store, PUBLIC, Choices(), ASSOCIATION)
    assert (list(held.rows.record_id), held.nature) == (["b"], Nature.TEST)
    assert "A synthetic source" in str(held.notes[0])


def test_points_and_areas_are_for_the_operator(store, keep_association):
    keep_association(record_id="a", name="A", county_code="042", longitude=34.7, latitude=-0.1)
    assert not {"longitude", "latitude", "area"} & set(register_rows(store, PUBLIC, Choices(), ASSOCIATION).rows)
    with pytest.raises(NotAllowed):
        register_rows(store, PUBLIC, Choices(), ASSOCIATION, every_column=True)
    exact = register_rows(store, OPERATOR, Choices(), ASSOCIATION, every_column=True)
    assert exact.rows.longitude.tolist() == [34.7]


def test_chosen_counties_are_the_only_ones(store, keep_association):
    for code in ("042", "047"):
        keep_association(record_id=code, name=code, county_code=code)
    assert list(register_rows(store, OPERATOR, Choices(county_codes=("047",)), ASSOCIATION).rows.record_id) == ["047"]


def test_it_is_known_how_many_records_lie_elsewhere(store, keep_association):
    for code in ("042", "047", "047"):
        keep_association(record_id=f"{code}{store.version()}", name=code, county_code=code)
    keep_association(record_id="other", name="other", county_code="001", nature=Nature.TEST)
    found = {
        codes: register_rows(store, PUBLIC, Choices(county_codes=codes), ASSOCIATION).elsewhere_count
        for codes in ((), ("047",), ("001",), ("002",))
    }
    # Of the strongest nature there is, which is that of the tests, one; beside synthetic ones, synthetic ones.
    assert found == {(): 0, ("047",): 1, ("001",): 0, ("002",): 1}


def test_changes_name_the_column_before_and_after(store, keep_association):
    keep_association(record_id="a", name="Old", county_code="042")
    keep_association(record_id="a", name="New", county_code="042")
    newest = record_changes(store, OPERATOR, ASSOCIATION, "a").iloc[0]
    assert (newest.column, newest.before, newest.after, newest.author) == ("name", "Old", "New", "tester")
    with pytest.raises(NotAllowed):
        record_changes(store, PUBLIC, ASSOCIATION, "a")


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
