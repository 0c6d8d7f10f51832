"""What people came for, walked in a browser: robbery in Kisumu, the next five counties, a map on the wall, a record.

`make tasks` walks all of them and keeps what each asked for, in clicks and seconds, in var/tasks.csv.
"""

from __future__ import annotations

import io
import re
import shutil

import pandas as pd
import pytest
from playwright.sync_api import expect

from components.shell.menu import ENTRIES
from tests.browser.map_watching import drawn_map, rest
from tests.browser.running import PROJECT_FOLDER
from tests.browser.walking import PATIENCE_MS, Diary, Walk
from usalama.asking.declared_reports import method_code
from usalama.language import load_language
from usalama.reports import REPORTS

pytestmark = pytest.mark.long

TARGET = PROJECT_FOLDER / "var" / "tasks.csv"
LAPTOP = {"width": 1366, "height": 768}
NEXT = 5
MOST_TABS = 12
LEAST_PICTURE_BYTES = 50_000
PNG = b"\x89PNG\r\n\x1a\n"
ROBBERY = "Violent offences: Robbery"
# Which element has the keyboard, in whatever shadow it stands.
FOCUSED = """() => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    return !!one.closest('[data-state=drawn]');
}"""
MOVING = """frame => [...new Set([...frame.querySelectorAll('path.leaflet-interactive')]
    .map(path => getComputedStyle(path).transitionDuration))]"""
FULL = "frame => frame.getRootNode().fullscreenElement === frame"


@pytest.fixture(scope="module")
def address(serve, demonstration_store, tmp_path_factory):
    """A server over rows of its own, since records are entered here."""
    own = tmp_path_factory.mktemp("tasks") / "store"
    shutil.copytree(demonstration_store, own)
    return serve(PROJECT_FOLDER / "app.py", USALAMA_STORE=str(own), USALAMA_LOCAL_OPERATOR="1").address


@pytest.fixture(scope="module")
def diary(request):
    kept = Diary()
    yield kept
    table = kept.write(TARGET)
    reporter = request.config.pluginmanager.getplugin("terminalreporter")
    if reporter:
        reporter.write_line(f"\n{table}")


@pytest.fixture
def at(visit, address):
    """Open a page of the server: ``at("map?category=robbery")``; nothing is counted yet."""

    def open_page(path="", **options):
        seen = visit(f"{address}/{path}", **LAPTOP, **options)
        expect(seen.page.get_by_role("heading", level=1)).to_be_visible(timeout=PATIENCE_MS)
        rest(seen)
        return seen

    return open_page


def test_robbery_in_kisumu_this_year_is_it_real(at, diary):
    with diary.task("robbery in Kisumu this year: is it real?", at()) as walk:
        walk.choose("Period", "This year")
        walk.choose("County or region", "Kisumu")
        walk.choose("Category", "Robbery", ROBBERY)
        walk.stands("Robbery in Kisumu:", re.compile("by chance|usually differ|too few|as many reports", re.IGNORECASE))
    found = walk.page.get_by_text("Robbery in Kisumu:").first.bounding_box()
    assert found["y"] + found["height"] < LAPTOP["height"]


def test_the_next_five_counties(at, diary):
    with diary.task("the next five counties", at()) as walk:
        walk.open("Rollout")
        walk.stands("Nothing has begun there")
    named = walk.page.get_by_test_id("stMain").locator("table").first.locator("tbody tr")
    assert named.count() == NEXT


def test_a_map_on_the_wall(at, diary):
    seen = at("map")
    frame = drawn_map(seen.page)
    with diary.task("map: full screen, Nakuru, play, stop, Mombasa", seen) as walk:
        walk.click(frame.get_by_label("Full screen", exact=True))
        expect(frame.get_by_label("Leave full screen", exact=True)).to_be_visible()
        find(walk, frame, "Nakuru")
        walk.click(frame.get_by_role("button", name="Play the months"))
        said = frame.locator("output")
        expect(said).to_have_text(re.compile(r"\d{4}"), timeout=PATIENCE_MS)
        first = said.inner_text()
        expect(said).not_to_have_text(first, timeout=PATIENCE_MS)
        expect(said).to_have_text(re.compile(r"\d{4}"))
        walk.click(frame.get_by_role("button", name="Stop"))
        find(walk, frame, "Mombasa")
    assert frame.evaluate(FULL)
    for name in (".map-title", ".map-subtitle", ".map-nature", ".legend"):
        expect(frame.locator(name)).to_be_visible()
        assert frame.locator(name).inner_text().strip() != ""
    assert re.search(r"\d{4}", frame.locator(".map-subtitle").inner_text())
    assert "Synthetic" in frame.locator(".map-nature").inner_text()


def find(walk: Walk, frame, name):
    """Jump to a county in full screen: it comes to the middle, and the screen stays full."""
    walk.type(frame.get_by_label("Find a place"), name)
    walk.rest()
    expect(frame.locator(f"path[aria-label^={name}]").first).to_be_in_viewport(timeout=PATIENCE_MS)
    box = frame.locator(f"path[aria-label^={name}]").first.bounding_box()
    assert box["height"] > LAPTOP["height"] / 4
    assert frame.evaluate(FULL)


def test_kisumu_chosen_once_holds_everywhere(at, diary, browser):
    seen = at()
    with diary.task("Kisumu once: every page, reload, link in another browser", seen) as walk:
        walk.choose("County or region", "Kisumu")
        for entry in ENTRIES.values():
            walk.open(entry.title)
            says_kisumu(walk.page)
        walk.open("Home")
        walk.page.reload()
        says_kisumu(walk.page)
        walk.rest()
        walk.press("button", "Link")
        link = walk.page.get_by_test_id("stPopoverBody").locator("code").inner_text()
    other = at(link.partition("/")[2].partition("/")[2].partition("/")[2])
    says_kisumu(other.page)
    assert other.page.context != walk.page.context


def says_kisumu(page):
    """As a choice that can be taken away, or as one that the page says not to obey."""
    chip = page.get_by_test_id("stMain").get_by_role("button", name=re.compile("^Kisumu"))
    unheard = page.get_by_test_id("stMain").get_by_text(re.compile("the same for every choice of: .*Kisumu"))
    expect(chip.or_(unheard).first).to_be_visible(timeout=PATIENCE_MS)


def test_the_file_is_the_table_and_says_robbery(at, diary):
    seen = at("map")
    with diary.task("robbery on Map: the file, beside the table", seen) as walk:
        walk.choose("Category", "Robbery", ROBBERY)
        walk.press("radio", "File")
        with walk.page.expect_download(timeout=PATIENCE_MS) as download:
            walk.click(walk.page.get_by_role("button", name="Download CSV"))
        walk.press("radio", "Table")
        table = walk.page.get_by_test_id("stMain").locator("table").first
        table.wait_for(timeout=PATIENCE_MS)
    text = download.value.path().read_text(encoding="utf-8")
    rows = pd.read_csv(io.StringIO(text), dtype={"county_code": str})
    shown = pd.read_html(io.StringIO(table.evaluate("it => it.outerHTML")), converters={0: str})[0]
    assert list(shown["County"]) == list(rows.county_name)
    assert list(shown["Incidents"]) == list(rows.incident_count)
    assert list(shown["Rate"].astype(float)) == pytest.approx(list(rows.rate_per_100k.round(1)), abs=0.05)
    assert set(rows.chosen_categories) == {"robbery"}
    assert set(rows.nature) == {"synthetic"}
    assert all(rows.period_end > rows.period_start)


def test_an_activity_a_pledge_and_an_ask_are_recorded_one_is_changed_and_taken_back(at, diary):
    with diary.task("record an activity, a pledge, an ask; change one; undo", at()) as walk:
        walk.open("Workbench")
        walk.press("tab", "Record")
        record(walk, "Activities", {"What *": "forum", "County *": "Kisumu"}, "When *", {})
        signed = {"County": "Kisumu", "Sector *": "residents", "State *": "kept"}
        record(walk, "Pledges", signed, "Signed *", {"Pledge *": "A lamp at the stage"})
        asked = {"What *": "lighting", "County *": "Kisumu"}
        record(walk, "Asks", asked, "Asked *", {"Office that was asked (a role, no person) *": "OCS"})
        walk.press("radio", "Change or take out")
        walk.choose("Which one", "Kisumu")
        walk.type(walk.page.get_by_role("textbox", name="Note", exact=True), "Changed by hand")
        walk.press("button", "Save")
        walk.stands("Changed:")
        walk.press("button", "Undo")
        walk.stands("Undone:")


def record(walk: Walk, register, chosen, day_label, words):
    """Fill what is needed of one record, and save it."""
    walk.press("radio", register)
    for label, option in chosen.items():
        walk.choose(label, option)
    walk.enter_day(day_label, "2025", "06", "15")
    for label, text in words.items():
        walk.type(walk.page.get_by_role("textbox", name=label, exact=True), text)
    walk.press("button", "Save")
    walk.stands("Stored:")


@pytest.mark.parametrize("name", [name for name in ENTRIES if name not in ("workbench", "methods")])
def test_how_a_figure_was_made_leads_to_its_own_paragraph(at, diary, name):
    seen = at("" if name == "home" else name)
    with diary.task(f"how was this made, on {ENTRIES[name].title}", seen) as walk:
        walk.press("radio", "How made")
        method = walk.page.get_by_test_id("stMain").get_by_role("button", name="Beside all methods").first
        method.wait_for(timeout=PATIENCE_MS)
        said = paragraphs(walk.page)
        walk.press("button", "Beside all methods")
        expect(walk.page.get_by_role("heading", level=1, name="Methods")).to_be_visible(timeout=PATIENCE_MS)
    code = re.search("method=([0-9a-f]{8})", walk.page.url)
    assert code
    method = next(one for report in REPORTS for one in report.methods if method_code(one) == code[1])
    words = plain_words(load_language("en").say(method))
    assert words in said
    assert words in paragraphs(walk.page)


def paragraphs(page):
    """What stands in the main area as paragraphs, in order."""
    return [plain_words(text) for text in page.get_by_test_id("stMain").locator("p").all_inner_texts()]


def plain_words(text):
    return " ".join(text.replace("*", "").split())


def test_where_to_report_stands_on_home(at, diary):
    with diary.task("where do I report?", at()) as walk:
        walk.stands("Where to report", "999", "112", "Hatua App", "911 Kenya")
    assert walk.clicks == 0


def test_one_county_to_whatsapp(at, diary):
    with diary.task("one county to WhatsApp", at()) as walk:
        walk.choose("Find a place or a page", "Kisumu")
        expect(walk.page.get_by_role("heading", level=1, name="Kisumu")).to_be_visible(timeout=PATIENCE_MS)
        with walk.page.expect_download(timeout=PATIENCE_MS) as download:
            walk.click(walk.page.get_by_role("button", name="Picture to send (PNG)"))
        content = download.value.path().read_bytes()
    assert content.startswith(PNG)
    assert len(content) > LEAST_PICTURE_BYTES


@pytest.mark.parametrize(
    ("words", "title", "tab"),
    [("Garissa", "Garissa", ""), ("Hours without cover", "Response", "Hours without cover")],
)
def test_a_place_or_a_page_is_found_by_its_name(at, diary, words, title, tab):
    with diary.task(f"search: {words}", at()) as walk:
        walk.choose("Find a place or a page", words)
        expect(walk.page.get_by_role("heading", level=1, name=title)).to_be_visible(timeout=PATIENCE_MS)
        if tab:
            opened = walk.page.get_by_role("tab", name=tab, exact=True)
            expect(opened).to_have_attribute("aria-selected", "true", timeout=PATIENCE_MS)


def test_the_map_is_few_tabs_from_the_top(at):
    seen = at("map")
    drawn_map(seen.page)
    rest(seen)
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")  # "Skip to main content" stands first on every page
    pressed = 1
    while not seen.page.evaluate(FOCUSED) and pressed <= MOST_TABS:
        seen.page.keyboard.press("Tab")
        pressed += 1
    assert pressed <= MOST_TABS


def test_months_do_not_move_for_those_who_asked_for_less_motion(at):
    seen = at("map", reduced_motion="reduce")
    frame = drawn_map(seen.page)
    frame.get_by_role("button", name="Play the months").click()
    expect(frame.locator("output")).to_have_text(re.compile(r"\d{4}"), timeout=PATIENCE_MS)
    assert frame.evaluate(MOVING) == ["0s"]
