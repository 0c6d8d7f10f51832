"""Hot spots in a real browser: what a cell says to whoever cannot see it, and that a code is no name."""

from __future__ import annotations

import pytest

from tests.browser.running import PROJECT_FOLDER

MARKS = """frame => [...frame.querySelectorAll('path.leaflet-interactive')].map(path =>
    ['role', 'aria-label', 'aria-hidden', 'tabindex'].map(name => path.getAttribute(name)))"""


@pytest.fixture
def server(serve, demonstration_store):
    return serve(PROJECT_FOLDER / "app.py", USALAMA_STORE=str(demonstration_store), USALAMA_LOCAL_OPERATOR="1")


@pytest.mark.parametrize("colour", ["difference", "number"])
def test_a_cell_has_a_role_and_a_name_in_words_or_is_silent(visit, server, colour):
    seen = visit(f"{server.address}/map?tab=hot_spots&view=public&where=county:047&colour={colour}")
    frame = seen.page.locator("[data-state=drawn]").first
    frame.wait_for(timeout=60_000)
    marks = frame.evaluate(MARKS)
    spoken = [mark for mark in marks if mark[1]]
    silent = [mark for mark in marks if not mark[1]]
    assert spoken
    assert silent
    assert all(role in ("img", "button") and name.startswith("Cell ") for role, name, _hidden, _stop in spoken)
    assert all(hidden == "true" and role is None and stop is None for role, _name, hidden, stop in silent)
    # Not twice: a mark on a cell speaks for it.
    assert len({name for _role, name, _hidden, _stop in spoken}) == len(spoken)
    if colour == "number":
        assert [stop for *_, stop in spoken].count("0") == 1
