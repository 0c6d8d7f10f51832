"""What a register shows to whom, and what its history says."""

from datetime import date

import pytest

from tests.examples import KENYA, OPERATOR
from usalama.access import public_scope
from usalama.actions.clerk import Clerk, Source
from usalama.actions.keep_records import keep_records
from usalama.asking.held_records import record_changes, register_rows
from usalama.errors import NotAllowed
from usalama.model import Choices, Nature
from usalama.registers import ASSOCIATION

TODAY = date(2026, 1, 15)
PUBLIC = public_scope(TODAY)


@pytest.fixture
def keep(store):
    clerk = Clerk(store, OPERATOR, "tester", TODAY, KENYA, is_upload=False)

    def kept(nature=Nature.SYNTHETIC, **values):
        record = dict.fromkeys(name for name in ASSOCIATION.column_names if name != "source_id")
        keep_records(clerk, ASSOCIATION, [record | values], Source(f"A {nature} source", nature))

    return kept


def test_an_empty_register_has_no_nature(store):
    held = register_rows(store, PUBLIC, Choices(), ASSOCIATION)
    assert (len(held.rows), held.nature) == (0, None)


def test_only_the_strongest_nature_is_shown_and_the_other_is_named(store, keep):
    keep(record_id="a", name="Synthetic", county_code="042")
    keep(Nature.TEST, record_id="b", name="Test", county_code="042")
    held = register_rows(store, PUBLIC, Choices(), ASSOCIATION)
    assert (list(held.rows.record_id), held.nature) == (["b"], Nature.TEST)
    assert "A synthetic source" in str(held.notes[0])


def test_points_and_areas_are_for_the_operator(store, keep):
    keep(record_id="a", name="A", county_code="042", longitude=34.7, latitude=-0.1)
    assert not {"longitude", "latitude", "area"} & set(register_rows(store, PUBLIC, Choices(), ASSOCIATION).rows)
    with pytest.raises(NotAllowed):
        register_rows(store, PUBLIC, Choices(), ASSOCIATION, every_column=True)
    exact = register_rows(store, OPERATOR, Choices(), ASSOCIATION, every_column=True)
    assert exact.rows.longitude.tolist() == [34.7]


def test_chosen_counties_are_the_only_ones(store, keep):
    for code in ("042", "047"):
        keep(record_id=code, name=code, county_code=code)
    assert list(register_rows(store, OPERATOR, Choices(county_codes=("047",)), ASSOCIATION).rows.record_id) == ["047"]


def test_changes_name_the_column_before_and_after(store, keep):
    keep(record_id="a", name="Old", county_code="042")
    keep(record_id="a", name="New", county_code="042")
    newest = record_changes(store, OPERATOR, ASSOCIATION, "a").iloc[0]
    assert (newest.column, newest.before, newest.after, newest.author) == ("name", "Old", "New", "tester")
    with pytest.raises(NotAllowed):
        record_changes(store, PUBLIC, ASSOCIATION, "a")
