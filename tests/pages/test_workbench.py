"""Workbench: for those who may write; what was recorded by hand is listed and undone at once."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import OPERATOR
from tests.register_records import keep
from usalama.access import public_scope
from usalama.asking.held_records import register_rows, single_changes
from usalama.errors import NotAllowed
from usalama.model import Choices
from usalama.registers import ASSOCIATION, PARTNER

TODAY = date(2026, 1, 15)
TABS = ("import", "record", "history")


def names(store):
    return sorted(register_rows(store, OPERATOR, Choices(), ASSOCIATION).rows["name"])


@pytest.fixture
def filled(store):
    """Three associations at once, one of them changed by itself afterwards, and one partner."""
    many = [{"record_id": one, "name": f"Name {one}", "county_code": "042"} for one in "abc"]
    keep(store, ASSOCIATION, *many)
    keep(store, ASSOCIATION, many[0] | {"name": "Another name"})
    keep(store, PARTNER, {"record_id": "p", "name": "Firm", "sector": "police", "county_codes": "042"})
    return store


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("language", ["en", "sw"])
def test_the_public_is_told_in_one_sentence_whom_it_is_for(open_page, said, filled, tab, language):
    screen = open_page("workbench", tab=tab, store=filled.address, lang=language)
    assert not screen.exception
    assert not screen.get("file_uploader")
    assert "Another name" not in said(screen)
    assert ("This is for those who may write" in said(screen)) == (language == "en")


@pytest.mark.parametrize("tab", [*TABS, "surveys"])
@pytest.mark.usefixtures("as_operator")
def test_every_tab_opens_for_the_operator(open_page, filled, tab):
    screen = open_page("workbench", tab=tab, store=filled.address)
    assert not screen.exception
    assert [title.value for title in screen.title] == ["Workbench"]


@pytest.mark.usefixtures("as_operator")
def test_the_form_of_the_desk_stands_open(open_page, filled):
    screen = open_page("workbench", tab="record", store=filled.address, as_met=True, register="partner")
    assert any(button.key == "save-partner" for button in screen.button)


def test_a_file_of_many_is_no_change_of_a_single_record(filled):
    found = single_changes(filled, OPERATOR, (ASSOCIATION, PARTNER), 10)
    assert [(one.table.name, one.was_held, one.is_held) for one in found] == [
        ("partner", False, True), ("association", True, True),
    ]  # fmt: skip
    assert found[1].record["name"] == "Another name"
    assert len(single_changes(filled, OPERATOR, (ASSOCIATION, PARTNER), 1)) == 1


def test_nobody_but_the_operator_sees_single_changes(filled):
    with pytest.raises(NotAllowed):
        single_changes(filled, public_scope(TODAY), (ASSOCIATION,), 10)


@pytest.mark.usefixtures("as_operator")
def test_a_change_is_undone_at_once_and_the_undoing_is_a_change_too(open_page, filled):
    screen = open_page("workbench", tab="history", store=filled.address)
    screen.selectbox(key="undo-change").set_value(1).run()
    screen.button(key="undo-this-change").click().run()
    assert not screen.exception
    assert names(filled) == ["Name a", "Name b", "Name c"]
    screen.selectbox(key="undo-change").set_value(0).run()
    screen.button(key="undo-this-change").click().run()
    assert names(filled) == ["Another name", "Name b", "Name c"]


def test_what_streamlit_says_of_a_file_in_english_is_said_in_kiswahili_under_it(open_page, as_operator):
    screen = open_page("workbench", tab="import", lang="sw")
    assert any('Bonyeza "Upload"' in node.value and "CSV" in node.value for node in screen.caption)
    english = open_page("workbench", tab="import")
    assert not any('Press "Upload"' in node.value for node in english.caption)


def test_the_import_says_first_what_is_to_be_done_next(open_page, as_operator):
    screen = open_page("workbench", tab="import")
    assert "Choose a file and say who it comes from." in screen.get("html")[0].proto.body
    assert all(button.disabled for button in screen.button if button.key in ("check-incidents", "store-incidents"))
