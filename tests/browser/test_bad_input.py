"""Links of before, choices that are not known and a window as narrow as any phone's: each page stays a page."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from components.shell.menu import ENTRIES, FORMER
from tests.browser.running import PROJECT_FOLDER
from tests.browser.views import FAILED, VIEWS, View, settled_height

NARROWEST = {"width": 320, "height": 640}
FITS = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    return main.scrollWidth <= main.clientWidth && document.documentElement.scrollWidth <= window.innerWidth;
}"""
FEW = [View("home"), View("map"), View("county"), View("promises")]
SOME_LINKS = ("overview", "compare_cities", "asks", "noise")


@pytest.fixture
def server(serve, demonstration_store):
    app = PROJECT_FOLDER / "app.py"
    return serve(app, USALAMA_STORE=str(demonstration_store), USALAMA_LOCAL_OPERATOR="1")


def fits(visit, address: str) -> bool:
    """Whether nothing but a part of the page has to be scrolled sideways."""
    page = visit(address, **NARROWEST, reduced_motion="reduce").page
    settled_height(page)
    # A map comes after the page that it stands on.
    page.wait_for_load_state("networkidle")
    assert page.locator(FAILED).count() == 0
    return bool(page.evaluate(FITS))


@pytest.mark.parametrize("view", FEW, ids=lambda view: view.name)
def test_the_first_pages_fit_the_narrowest_phone(visit, server, view):
    assert fits(visit, view.address(server.address))


@pytest.mark.long
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_page_and_tab_fits_the_narrowest_phone(visit, server, view):
    assert fits(visit, view.address(server.address, lang="sw"))


@pytest.mark.parametrize("name", SOME_LINKS)
def test_a_link_of_before_leads_to_where_it_went_with_its_choices(visit, server, name):
    page = visit(f"{server.address}/{name}?place=county:042&category=robbery").page
    settled_height(page)
    new, tab = FORMER[name]
    expect(page.get_by_role("heading", level=1, name=ENTRIES[new].title, exact=True)).to_be_visible()
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["place"], asked["category"]) == (["county:042"], ["robbery"])
    assert asked.get("tab", [""]) == [tab]


def test_what_a_link_asks_for_and_nobody_knows_is_named_on_a_whole_page(visit, server):
    page = visit(f"{server.address}/promises?tab=riddles&place=county:999&category=gossip&lang=xx").page
    settled_height(page)
    expect(page.get_by_role("heading", level=1, name="Promises", exact=True)).to_be_visible()
    for name, value in {"tab": "riddles", "place": "county:999", "category": "gossip", "lang": "xx"}.items():
        expect(page.get_by_text(f'{name} "{value}"')).to_be_visible()
    assert page.locator(FAILED).count() == 0
