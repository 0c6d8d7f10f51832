"""The page on response, as a visitor gets it."""

from __future__ import annotations

from datetime import date

import pytest

from components.drawing.tables import NUMBER
from tests.examples import KISUMU, incident, store_rows
from tests.stores import new_store

TABS = ("who", "groups", "cover", "week")


def test_the_first_tab_says_how_many_of_100_are_reached_and_who_comes_soonest(open_page, said):
    screen = open_page("response")
    assert screen.title[0].value == "Response"
    text = said(screen)
    assert "were reached within 30 minutes" in text
    assert "Of 100 calls of each, soonest: " in text
    assert "Calls closed without help are kept in as not reached" in text


def test_two_by_two_is_one_table_with_its_words(open_page, tables):
    (pairs,) = [table for table in tables(open_page("response")) if "Responders" in table]
    assert len(pairs) == 3
    assert pairs["What may be said"].str.contains("reached people sooner than").any()


def test_hours_without_cover_are_the_title_of_the_ring(open_page, said):
    text = said(open_page("response", tab="cover"))
    assert "No cover is recorded in the hours 03:00-05:00, on any day." in text
    assert "incidents happened in those hours (likely" in text


@pytest.mark.parametrize("tab", TABS)
def test_every_picture_has_a_table_and_says_what_it_is_made_of(open_page, said, tab):
    screen = open_page("response", tab=tab)
    assert not screen.exception
    pictures = screen.get("vega_lite_chart")
    assert pictures
    tables = [*screen.dataframe, *(node for node in screen.get("html") if "<table" in node.proto.body)]
    assert len(tables) >= len(pictures)
    assert "Synthetic data" in said(screen)


def test_what_is_closed_is_not_drawn(open_page):
    screen = open_page("response", as_met=True)
    assert len(screen.get("vega_lite_chart")) == 1
    assert not screen.dataframe


@pytest.mark.parametrize("tab", TABS)
def test_public_tables_hold_rounded_counts_only(open_page, tables, tab):
    for table in tables(open_page("response", tab=tab)):
        for name in {"Calls", "Incidents", "call_count", "incident_count"} & set(table.columns):
            # A table of all three kinds of pairs counts the calls of both.
            if "Responders" in table:
                continue
            texts = table[name].dropna().astype(str).str.replace(",", "")
            shown = texts[texts.str.fullmatch(NUMBER)].astype(float)
            assert (shown % 5 == 0).all()
            assert not shown.between(1, 7).any()


@pytest.mark.parametrize(("choice", "column"), [("county", "County"), ("category", "Category")])
def test_groups_are_chosen_in_the_address(open_page, tables, choice, column):
    screen = open_page("response", tab="groups", **{"waits-by": choice})
    assert any(column in table for table in tables(screen))
    assert not screen.exception


def test_an_unknown_group_is_named(open_page):
    screen = open_page("response", tab="groups", **{"waits-by": "age"})
    screen.run()
    assert any("age" in warning.value for warning in screen.warning)


def test_the_chosen_kind_and_county_stand_in_the_finding(open_page, said):
    text = said(open_page("response", place="county:001", category="property"))
    assert "Property offences in Mombasa: " in text


def test_a_store_without_cover_says_so(open_page, said, tmp_path):
    store = new_store(tmp_path / "store", is_shared=True)
    store_rows(store, [incident(f"a{n}", hour=n % 24, county_code=KISUMU) for n in range(240)])
    screen = open_page("response", store=tmp_path / "store", tab="cover")
    assert "No cover recorded" in said(screen)
    assert not screen.exception


@pytest.mark.usefixtures("as_operator")
@pytest.mark.parametrize("tab", TABS)
def test_few_incidents_without_any_response_break_nothing(open_page, tmp_path, tab):
    store = new_store(tmp_path / "store", is_shared=True)
    store_rows(store, [incident("a", date(2024, 3, 1), reported_at=None), incident("b", occurred_hour=None)])
    assert not open_page("response", store=tmp_path / "store", tab=tab).exception


@pytest.mark.usefixtures("as_operator")
def test_what_is_not_recorded_is_said_instead_of_drawn(open_page, said, tmp_path):
    store = new_store(tmp_path / "store", is_shared=True)
    store_rows(store, [incident("a", date(2024, 3, 1), reported_at=None), incident("b", occurred_hour=None)])
    for tab, sentence in (("week", "No incident has a known hour."), ("who", "No response times are recorded.")):
        screen = open_page("response", store=tmp_path / "store", tab=tab, as_met=True)
        assert sentence in said(screen)
        assert not screen.get("vega_lite_chart")
