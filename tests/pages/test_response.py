"""The page on response, as a visitor gets it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.examples import KISUMU, incident, store_rows
from tests.stores import new_store


def texts(screen):
    return "\n".join(node.value for kind in ("markdown", "caption") for node in screen.get(kind))


def test_the_page_says_who_comes_and_when_nobody_is_on_duty(open_page):
    said = texts(open_page("response"))
    assert "**Residents**: Half of the calls got a response within" in said
    assert "reached people sooner than" in said
    assert "closed without help are kept in as not reached" in said
    assert "No cover is recorded in the hours 03:00-05:00, on any day." in said
    assert "incidents happened in those hours (likely" in said


def test_every_picture_has_a_table(open_page):
    screen = open_page("response")
    assert len(screen.get("vega_lite_chart")) == len(screen.dataframe) == 4
    assert all(len(node.value) for node in screen.dataframe)


def test_public_tables_hold_rounded_counts_only(open_page):
    for node in open_page("response").dataframe:
        for name in {"Calls", "Incidents"} & set(node.value.columns):
            shown = node.value[name].dropna()
            assert (shown % 5 == 0).all()
            assert not shown.between(1, 7).any()


@pytest.mark.parametrize(("choice", "column"), [("county", "County"), ("category", "Category")])
def test_groups_are_chosen_in_the_address(open_page, choice, column):
    screen = open_page("response", **{"waits-by": choice})
    assert column in screen.dataframe[1].value.columns
    assert not screen.exception


def test_an_unknown_group_is_named(open_page):
    screen = open_page("response", **{"waits-by": "age"})
    screen.run()
    assert any("age" in warning.value for warning in screen.warning)


def test_a_store_without_cover_says_so(open_page, tmp_path):
    store = new_store(tmp_path / "store", is_shared=True)
    store_rows(store, [incident(f"a{n}", hour=n % 24, county_code=KISUMU) for n in range(240)])
    screen = open_page("response", store=tmp_path / "store")
    assert "No cover recorded" in texts(screen)
    assert not screen.exception


@pytest.mark.usefixtures("as_operator")
def test_few_incidents_without_any_response_break_nothing(open_page, tmp_path):
    store = new_store(tmp_path / "store", is_shared=True)
    store_rows(store, [incident("a", date(2024, 3, 1), reported_at=None), incident("b", occurred_hour=None)])
    screen = open_page("response", store=tmp_path / "store")
    assert not screen.exception
    assert "Too few" in texts(screen)
