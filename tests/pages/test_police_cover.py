"""Police cover: no bare figure, a ratio in the address, nothing invented where nothing is known."""

from __future__ import annotations

from datetime import date

import pytest

from tests.pages.test_numbers_and_text import markup_in
from tests.register_records import HOSTILE, keep
from tests.stores import new_store
from usalama.registers import OFFICER_COUNT

NO_NUMBER = "not known"


@pytest.fixture
def filled(tmp_path):
    store = new_store(tmp_path / "store", is_shared=True)
    known = {"record_id": "a", "county_code": "042", "officer_count": 2300, "as_of": date(2025, 6, 1)}
    keep(store, OFFICER_COUNT, known | {"stated_in": HOSTILE})
    return store.address


def county_table(frames):
    (table,) = [frame for frame in frames if "Document" in frame and len(frame) == 47]
    return table.set_index("County")


def test_every_published_ratio_stands_beside_the_others_with_date_and_source(open_page, tables):
    screen = open_page("police_cover")
    (table,) = [frame for frame in tables(screen) if "Ratio" in frame]
    assert table.Ratio.tolist() == ["1:688", "1:512", "1:479", "1:450"]
    assert (table.Source.str.len() > 0).all()
    assert table["What it is"].tolist()[-1].endswith("its primary source was not found")
    assert any("do not agree with 1:688" in one.value.replace("\\", "") for one in screen.caption)


def test_the_ratio_is_kept_in_the_address_and_moves_what_is_asked_for(open_page, tables):
    screen = open_page("police_cover", ratio="688")
    few = county_table(tables(screen))["Officers asked for"]
    screen.slider(key="choice-ratio").set_value(344).run()
    assert screen.query_params["ratio"] in ("344", ["344"])
    many = county_table(tables(screen))["Officers asked for"]
    assert ((many - 2 * few).abs() <= 2).all()


def test_an_unknown_ratio_is_named_and_left_out(open_page):
    screen = open_page("police_cover", ratio="0")
    screen.run()
    assert not screen.exception
    assert screen.slider(key="choice-ratio").value == 450
    assert any("ratio" in warning.value for warning in screen.warning)


def test_the_demonstration_knows_no_officers_and_misses_none(open_page, tables):
    screen = open_page("police_cover")
    table = county_table(tables(screen))
    assert set(table["Officers"]) == {NO_NUMBER}
    assert table["Fewer than asked for"].isna().all()
    assert any("import-register" in node.value for node in screen.code)


@pytest.mark.usefixtures("as_operator")
def test_a_recorded_number_stands_beside_its_target_with_its_document_as_text(
    open_page, filled, tables, as_markdown, said
):
    screen = open_page("police_cover", store=filled, police_map="gap")
    assert not screen.exception
    table = county_table(tables(screen))
    assert table.loc["Kisumu", "Officers"] == "2300"
    assert table.loc["Kisumu", "Document"] == HOSTILE
    assert table.loc["Nairobi City", "Officers"] == NO_NUMBER
    assert markup_in(as_markdown(screen)) == set()
    assert "evil.example" in said(screen)
    assert any("A test register" in caption.value for caption in screen.caption)
    assert any(one.label == "Enter, change or remove records" for one in screen.expander)
