"""Every page of the real server in a real browser."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import TimeoutError, expect

from components.shell.menu import ENTRIES, MENU
from tests.browser.map_watching import change_choice, drawn_map, play, rest
from tests.browser.running import PROJECT_FOLDER
from tests.examples import KENYA
from usalama.country import load_country

APP = PROJECT_FOLDER / "app.py"
# The sheet of a county bears its name.
TITLES = {entry.name: "Mombasa" if entry.name == "county" else entry.title for entry in MENU}
SAMPLE = PROJECT_FOLDER / "data" / "mappings" / "samples" / "usalama.csv"
FROM_ELSEWHERE = {"extra_http_headers": {"X-Forwarded-For": "203.0.113.5"}}
REFUSED = "This is for those who may write: the operator of this machine."
COUNTIES = len(load_country(KENYA).counties)
NOT_FOUND = "the server responded with a status of 404"
MOST_BYTES = 20_000
DESK, PHONE = {"width": 1440, "height": 1000}, {"width": 390, "height": 844}


@pytest.fixture
def server(serve, demonstration_store):
    return serve(APP, USALAMA_STORE=str(demonstration_store), USALAMA_LOCAL_OPERATOR="1")


@pytest.fixture
def server_without_rows(serve, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp() / "without-rows"
    return serve(APP, USALAMA_STORE=str(folder), USALAMA_LOCAL_OPERATOR="1")


def follow(seen, name):
    """Go to another page by the menu."""
    seen.page.get_by_role("link", name=ENTRIES[name].title, exact=True).click()
    titled(seen, TITLES[name])


def titled(seen, title):
    expect(seen.page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible(timeout=60_000)


def test_the_first_visit_of_a_server_gets_its_page_within_the_frame(visit, server_without_rows):
    seen = visit(f"{server_without_rows.address}/workbench", **FROM_ELSEWHERE)
    titled(seen, "Workbench")
    expect(seen.page.get_by_text("Data version")).to_be_visible()
    expect(seen.page.get_by_text(REFUSED)).to_be_visible()
    expect(seen.page.locator("[data-testid=stFileUploader]")).to_have_count(0)


def test_a_page_left_while_its_maps_still_move_complains_of_nothing(visit, server):
    seen = visit(f"{server.address}/methods")
    titled(seen, "Methods")
    for pause in (300, 500, 700):
        titled(seen, "Methods")
        seen.page.get_by_role("link", name="Map", exact=True).click()
        seen.page.wait_for_timeout(pause)
        seen.page.get_by_role("link", name="Methods", exact=True).click()
    titled(seen, "Methods")
    seen.page.wait_for_timeout(1_000)
    assert [text for text in seen.complaints if NOT_FOUND not in text] == []


FITS = """width => {
    const main = document.querySelector('[data-testid="stMain"]');
    return main.scrollWidth <= main.clientWidth && document.documentElement.scrollWidth <= width;
}"""


def scrolls_sideways(page):
    """Whether anything on the page stays wider than a phone once it has been laid out anew."""
    page.set_viewport_size(PHONE)
    try:
        page.wait_for_function(FITS, arg=PHONE["width"], timeout=10_000)
    except TimeoutError:
        return True
    finally:
        page.set_viewport_size(DESK)
    return False


def test_a_walk_through_all_pages_asks_no_other_host_breaks_no_policy_and_fits_a_phone(visit, server):
    seen = visit(server.address)
    missing, wide = [], []
    seen.page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    titled(seen, "Home")
    for name in [*list(TITLES)[1:], "home"]:
        follow(seen, name)
        rest(seen)
        wide += [name] if scrolls_sideways(seen.page) else []
    for choices in ("layer=points", "layer=heat", "layer=constituencies", "focus=042"):
        seen.page.goto(f"{server.address}/map?{choices}")
        titled(seen, "Map")
        rest(seen)
        wide += [choices] if scrolls_sideways(seen.page) else []
    assert wide == []
    assert len(seen.requests) > 50
    assert seen.foreign_requests == []
    # Streamlit looks for its own server under the page's address first, then where it is.
    assert [address for address in missing if "/_stcore/" not in address] == []
    assert [text for text in seen.complaints if NOT_FOUND not in text] == []


def test_every_page_comes_with_the_policy(browser, server):
    context = browser.new_context()
    for path in ("", *list(TITLES)[1:], "_stcore/health", "nothing-here"):
        headers = context.request.get(f"{server.address}/{path}").headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    context.close()


def test_choices_go_along_through_the_menu_and_come_back_by_the_address(visit, server):
    seen = visit(f"{server.address}/?place=county:042,county:032&period=3-months&lang=en")
    titled(seen, "Home")
    follow(seen, "response")
    rest(seen)
    asked = parse_qs(urlsplit(seen.page.url).query)
    assert (asked["place"], asked["period"]) == (["county:042,county:032"], ["3-months"])
    seen.page.reload()
    titled(seen, "Response")
    expect(seen.page.get_by_test_id("stSidebar").get_by_text("Kisumu", exact=True)).to_be_visible()


def test_the_map_draws_every_county_and_a_click_shows_one(visit, server):
    seen = visit(f"{server.address}/map")
    frame = drawn_map(seen.page)
    assert frame.locator("path.leaflet-interactive").count() == COUNTIES
    rest(seen)
    # The map stands half below the edge of the window, where a click must count all the same.
    frame.locator("path[aria-label^=Kitui]").click()
    expect(seen.page.get_by_role("button", name="All about Kitui")).to_be_visible(timeout=20_000)
    expect(seen.page).to_have_url(re.compile("focus=015"))


def test_playing_months_never_takes_the_map_away(visit, server):
    played = play(visit(f"{server.address}/map"), seconds=5)
    assert played.texts > 2
    assert len(played.samples) > 30
    assert set(played.samples) == {COUNTIES}
    assert played.after == played.before


def test_a_change_of_a_filter_sends_little(visit, server):
    seen = visit(f"{server.address}/map")
    drawn_map(seen.page)
    changed = change_choice(seen, server, "Category", "Property offences")
    assert "category=property" in seen.page.url
    assert 0 < changed.received < MOST_BYTES


def test_a_file_is_checked_stored_listed_and_taken_back(visit, server_without_rows):
    seen = visit(f"{server_without_rows.address}/workbench")
    titled(seen, "Workbench")
    page = seen.page
    page.locator("input[type=file]").set_input_files(SAMPLE)
    source = page.get_by_role("textbox", name="Source")
    source.fill("Test of the page")
    source.press("Tab")
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("Checked, not stored yet")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("rows read =")).to_be_visible()
    page.get_by_role("button", name="Store", exact=True).click()
    expect(page.get_by_text("Stored: usalama.csv")).to_be_visible(timeout=30_000)
    page.frame_locator("iframe").locator(".leaflet-container").wait_for(timeout=30_000)
    page.get_by_role("tab", name="History and undo").click()
    expect(page.get_by_text("Imports so far")).to_be_visible(timeout=30_000)
    rest(seen)
    choice = page.get_by_role("combobox", name="Undo an import")
    choice.click()
    choice.fill("usalama")
    expect(page.get_by_role("option").filter(has_text="usalama.csv")).to_have_count(1)
    choice.press("Enter")
    page.get_by_text("Yes, take back the whole import").click()
    page.get_by_role("button", name="Undo", exact=True).click()
    rest(seen)
    expect(page.get_by_text("No import is left that could be taken back.")).to_be_visible()
    expect(page.get_by_role("combobox", name="Undo an import")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo", exact=True)).to_have_count(0)
    assert seen.foreign_requests == []


def test_a_visitor_from_elsewhere_may_not_import_and_sees_no_exact_numbers(visit, server):
    seen = visit(f"{server.address}/workbench?view=operator", **FROM_ELSEWHERE)
    titled(seen, "Workbench")
    expect(seen.page.get_by_text(REFUSED)).to_be_visible()
    expect(seen.page.locator("input[type=file]")).to_have_count(0)
    expect(seen.page.get_by_text("Exact numbers: not for publication.")).to_have_count(0)
    expect(seen.page.get_by_text("counts of 1 to 7 are hidden").first).to_be_visible()
    expect(seen.page.get_by_text("See as the public")).to_have_count(0)
