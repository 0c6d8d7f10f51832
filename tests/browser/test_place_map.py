"""The map of places in a real browser, under the content-security policy of the server."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

APP = Path(__file__).parent / "place_map_app" / "app.py"
FILLS = """frame => Object.fromEntries([...frame.querySelectorAll('path.leaflet-interactive')]
    .map(path => [path.getAttribute('aria-label').split(',')[0], path.getAttribute('fill')]))"""
PLACE = """frame => { const box = frame.querySelector('path[aria-label^=Kitui]').getBoundingClientRect();
    return [box.x, box.y, box.width, box.height].map(number => Math.round(number)); }"""
# Watch every frame the browser paints: is the map, the very same one, there with all its places?
WATCH = """frame => {
    const host = frame.getRootNode().host, svg = frame.querySelector('svg.leaflet-zoom-animated');
    window.samples = [];
    const look = () => {
        const paths = svg.querySelectorAll('path.leaflet-interactive').length;
        window.samples.push(host.isConnected && frame.isConnected && svg.isConnected ? paths : -1);
        requestAnimationFrame(look);
    };
    look();
}"""


@pytest.fixture
def address(serve):
    return serve(APP).address


def drawn(seen):
    frame = seen.page.locator("[data-state=drawn]").first
    frame.wait_for(timeout=30_000)
    return frame


def test_the_map_draws_every_place_without_asking_another_host(visit, address):
    seen = visit(address)
    fills = drawn(seen).evaluate(FILLS)
    assert len(fills) == 47
    assert fills["Mombasa"].startswith("url(#")  # hidden: dotted
    assert "missing" in fills["Kilifi"]
    assert "hidden" in fills["Mombasa"]
    assert fills["Kisumu"].startswith("#")
    assert seen.foreign_requests == []
    assert seen.complaints == []


def test_the_policy_that_the_map_works_under_is_in_force(visit, address):
    seen = visit(address)
    drawn(seen)
    seen.page.evaluate("fetch('https://example.org/').catch(() => 0)")
    assert any("Content Security Policy" in complaint for complaint in seen.complaints)


def test_a_click_tells_the_page_which_place_it_was(visit, address):
    seen = visit(address)
    drawn(seen).locator("path[aria-label^=Nakuru]").click()
    expect(seen.page.get_by_text("picked 032")).to_be_visible()


def test_the_keyboard_reaches_a_neighbour_and_picks_it(visit, address):
    seen = visit(address)
    frame = drawn(seen)
    assert frame.locator("path[tabindex='0']").count() == 1
    frame.locator("path[aria-label^=Kisumu]").focus()
    seen.page.keyboard.press("ArrowUp")
    seen.page.keyboard.press("Enter")
    expect(seen.page.get_by_text("picked 038")).to_be_visible()  # Vihiga lies north of Kisumu


def test_a_tooltip_names_the_place_and_its_number(visit, address):
    seen = visit(address)
    frame = drawn(seen)
    frame.locator("path[aria-label^=Turkana]").hover()
    tooltip = frame.locator(".place-map-tooltip")
    expect(tooltip).to_contain_text("Turkana")
    expect(tooltip).to_contain_text("12.3 (9.8 to 15.1)")


def test_other_values_change_colours_and_nothing_else(visit, address):
    seen = visit(address)
    frame = drawn(seen)
    for _ in range(2):
        frame.get_by_label("Zoom in").click()
        time.sleep(0.4)
    before, place = frame.evaluate(FILLS), frame.evaluate(PLACE)
    frame.evaluate("frame => { frame.mark = 'the same' }")
    frame.evaluate(WATCH)
    slider = seen.page.get_by_role("slider")
    for month in range(1, 12):
        slider.press("ArrowRight")
        expect(seen.page.get_by_text(f"month {month} picked")).to_be_visible()
    expect(frame.locator("path[aria-label^='Kitui, month 11']")).to_have_count(1)
    assert frame.evaluate(FILLS) != before
    assert frame.evaluate(PLACE) == place
    assert frame.evaluate("frame => frame.mark") == "the same"
    samples = seen.page.evaluate("window.samples")
    assert len(samples) > 20
    assert set(samples) == {47}
    assert sum("/geometry/counties" in request for request in seen.requests) == 1


def test_play_runs_in_the_browser_and_never_shows_a_moment_without_the_places(visit, address):
    seen = visit(f"{address}/?show=play")
    frame = drawn(seen)
    place = frame.evaluate(PLACE)
    frame.evaluate(WATCH)
    frame.get_by_role("button", name="Play the months").click()
    expect(frame.locator("path[aria-label^='Kitui, month 3']")).to_have_count(1, timeout=20_000)
    expect(frame.locator(".map-subtitle")).to_have_text("month 3 · all counties · all kinds")
    expect(frame.locator(".map-title")).to_have_text("Invented classes by county")
    messages = len(seen.received)
    expect(frame.locator("path[aria-label^='Kitui, month 5']")).to_have_count(1, timeout=20_000)
    assert len(seen.received) == messages
    assert set(seen.page.evaluate("window.samples")) == {47}
    assert frame.evaluate(PLACE) == place
    frame.get_by_role("button", name="Stop").click()
    said = frame.locator("output").inner_text()
    time.sleep(2)
    assert frame.locator("output").inner_text() == said
    expect(seen.page.get_by_text("runs 3 picked")).to_be_visible()  # to draw, to hear of the months, to send them


def test_months_can_be_stepped_by_keyboard_and_say_their_name(visit, address):
    seen = visit(f"{address}/?show=play")
    frame = drawn(seen)
    slider = frame.get_by_role("slider", name="Month")
    assert slider.get_attribute("aria-valuetext") == "whole period"
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "month 1")
    expect(frame.locator("path[aria-label^='Kitui, month 1']")).to_have_count(1, timeout=10_000)
    slider.press("Home")
    expect(frame.locator(".map-title")).to_have_text("Invented: more in the west than in the east")


def test_nothing_moves_between_months_for_those_who_asked_for_less_motion(visit, address):
    seen = visit(f"{address}/?show=play")
    moving = "frame => getComputedStyle(frame.querySelector('path.leaflet-interactive')).transitionDuration"
    assert drawn(seen).evaluate(moving) == "0.3s"
    seen.page.emulate_media(reduced_motion="reduce")
    assert drawn(seen).evaluate(moving) == "0s"
    time.sleep(2)
    assert drawn(seen).locator("output").inner_text() == "whole period"  # nothing plays by itself


def test_a_county_is_found_by_its_name_without_leaving_full_screen(visit, address):
    seen = visit(f"{address}/?show=play")
    frame = drawn(seen)
    frame.get_by_label("Full screen", exact=True).click()
    expect(frame.get_by_label("Leave full screen", exact=True)).to_be_visible()
    for name, code in (("Nakuru", "032"), ("Mombasa", "001")):
        field = frame.get_by_label("Find a place")
        field.fill(name)
        field.press("Enter")
        expect(seen.page.get_by_text(f"picked {code}")).to_be_attached(timeout=10_000)
        time.sleep(0.7)
        box = frame.locator(f"path[aria-label^={name}]").bounding_box()
        assert box["height"] > 250
        assert frame.get_by_label("Leave full screen", exact=True).is_visible()
    assert frame.get_by_role("button", name="Play the months").is_visible()


def test_a_town_is_found_as_well_and_an_unknown_name_is_said_to_be_unknown(visit, address):
    frame = drawn(visit(address))
    field = frame.get_by_label("Find a place")
    field.fill("lodw")
    field.press("Enter")
    expect(frame.locator(".map-name.town", has_text="Lodwar")).to_have_count(1)
    field.fill("Atlantis")
    field.press("Enter")
    expect(frame.get_by_text("There is no such place on the map.")).to_be_visible()


def test_the_map_is_few_stops_of_the_tab_key(visit, address):
    seen = visit(f"{address}/?show=play")
    stops = drawn(seen).evaluate("""frame => frame.querySelectorAll(
        'a[href], button, input, [tabindex="0"]').length""")
    assert stops <= 10


def test_a_focus_fills_the_view_and_outlines_the_place(visit, address):
    seen = visit(address)
    frame = drawn(seen)
    kisumu = frame.locator("path[aria-label^=Kisumu]")
    small = kisumu.bounding_box()["width"]
    seen.page.get_by_label("Focus").click()
    seen.page.get_by_role("option", name="042").click()
    expect(frame.locator(".leaflet-selection-pane path")).to_have_count(2)
    time.sleep(0.6)
    assert kisumu.bounding_box()["width"] > 4 * small
    frame.get_by_label("Show the whole country").click()
    time.sleep(0.6)
    assert kisumu.bounding_box()["width"] < 1.2 * small


def test_the_buttons_follow_the_language(visit, address):
    seen = visit(address)
    frame = drawn(seen)
    seen.page.get_by_text("Other language").click()
    expect(frame.get_by_label("ZOOM IN", exact=True)).to_have_count(1)
    expect(frame.get_by_label("Zoom in", exact=True)).to_have_count(0)


def test_a_map_whose_script_fails_leaves_the_page_and_a_sentence(visit, address):
    seen = visit("about:blank")
    seen.page.route("**/place_map.js", lambda route: route.fulfill(body="throw new Error('broken')"))
    seen.page.goto(address)
    expect(seen.page.get_by_text("The map could not be loaded.")).to_be_visible(timeout=20_000)
    seen.page.get_by_role("slider").press("ArrowRight")
    expect(seen.page.get_by_text("month 1 picked")).to_be_visible()


def test_full_screen_shows_map_and_legend(visit, address):
    seen = visit(address)
    frame = drawn(seen)
    frame.get_by_label("Full screen", exact=True).click()
    expect(frame.get_by_label("Leave full screen", exact=True)).to_be_visible()
    assert frame.locator(".canvas").bounding_box()["height"] > 900
    assert frame.locator(".legend").is_visible()
    frame.get_by_label("Leave full screen", exact=True).click()
    expect(frame.get_by_label("Full screen", exact=True)).to_be_visible()


def texts(frame):
    return {
        name: frame.locator(f".{name}").inner_text() for name in ("map-title", "map-subtitle", "map-nature", "foot")
    }


SAID = {
    "map-title": "Invented: more in the west than in the east",
    "map-subtitle": "May 2026 · all counties · all kinds",
    "map-nature": "Synthetic data",
    "foot": "Source: nobody · Boundaries: OpenStreetMap contributors, ODbL",
}


@pytest.mark.parametrize("width", [390, 700, 1440])
def test_the_map_says_inside_itself_what_it_shows_and_hides_no_county_with_it(visit, address, width):
    seen = visit(address, width=width, height=844)
    frame = drawn(seen)
    assert texts(frame) == SAID
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    over = frame.evaluate("""frame => {
        const boxes = ['.panel', '.legend'].map(name => frame.querySelector(name).getBoundingClientRect());
        const apart = (one, other) => one.right <= other.left || other.right <= one.left
            || one.bottom <= other.top || other.bottom <= one.top;
        return [...frame.querySelectorAll('.leaflet-overlay-pane path')].filter(path =>
            boxes.some(box => !apart(box, path.getBoundingClientRect()))).length; }""")
    assert over == 0


def test_the_legend_names_only_what_stands_on_the_map(visit, address):
    frame = drawn(visit(address))
    expect(frame.locator(".legend li")).to_have_text(
        [f"class {index}" for index in range(6)] + ["few incidents", "not shown", "no data"]
    )


def test_full_screen_carries_everything_that_the_map_says(visit, address):
    frame = drawn(visit(address))
    frame.get_by_label("Full screen", exact=True).click()
    expect(frame.get_by_label("Leave full screen", exact=True)).to_be_visible()
    assert texts(frame) == SAID
    assert frame.locator(".map-nature").is_visible()
    assert frame.locator(".foot").is_visible()


def test_the_country_lies_among_its_neighbours_with_lakes_over_it(visit, address):
    frame = drawn(visit(address))
    assert frame.locator(".leaflet-land-pane path").count() > 5
    assert frame.locator(".leaflet-lakes-pane path").count() > 20
    assert frame.locator(".leaflet-outline-pane path").count() == 1
    names = frame.locator(".map-name").all_inner_texts()
    assert {"Nairobi", "Mombasa", "Lake Victoria", "Turkana", "Indian Ocean"} <= set(names)
    assert any(name.casefold() == "uganda" for name in names)
    assert "km" in frame.locator(".leaflet-control-scale").inner_text()


@pytest.mark.parametrize("steps", [0, 2, 5])
def test_no_name_covers_another_at_any_zoom(visit, address, steps):
    frame = drawn(visit(address))
    for _ in range(steps):
        frame.get_by_label("Zoom in").click()
        time.sleep(0.4)
    covered = frame.evaluate("""frame => {
        const boxes = [...frame.querySelectorAll('.map-name span')]
            .map(name => [name.textContent, name.getBoundingClientRect()]);
        return boxes.flatMap(([one, a], at) => boxes.slice(at + 1)
            .filter(([, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
            .map(([other]) => one + ' / ' + other)); }""")
    assert covered == []


def test_no_name_is_cut_by_the_edge_of_a_phone(visit, address):
    frame = drawn(visit(address, width=390, height=844))
    names = frame.evaluate("""frame => {
        const edge = frame.querySelector('.canvas').getBoundingClientRect();
        const seen = [...frame.querySelectorAll('.map-name:not(.cut) span')];
        return seen.map(name => [name.textContent, name.getBoundingClientRect()])
            .map(([text, box]) => [text, box.left >= edge.left && box.right <= edge.right]); }""")
    assert all(is_whole for _, is_whole in names)
    assert {"Kisumu", "Nairobi", "Mombasa"} <= {name for name, _ in names}


def test_a_closer_view_names_more_places(visit, address):
    seen = visit(f"{address}/")
    frame = drawn(seen)
    before = set(frame.locator(".map-name.town").all_inner_texts())
    for _ in range(5):
        frame.get_by_label("Zoom in").click()
        time.sleep(0.4)
    assert len(set(frame.locator(".map-name.town").all_inner_texts()) - before) > 3


def test_two_maps_of_a_pair_show_the_same_part_of_the_country(visit, address):
    seen = visit(f"{address}/?show=pair")
    drawn(seen)
    frames = seen.page.locator("[data-state=drawn]")
    expect(frames).to_have_count(2)
    frames.nth(1).get_by_label("Zoom in").click()
    time.sleep(0.6)
    left, right = (frames.nth(index).evaluate(PLACE) for index in (0, 1))
    assert left[2:] == pytest.approx(right[2:], abs=2)
    assert left[1] == pytest.approx(right[1], abs=2)


def test_circles_stand_on_their_points_and_follow_the_values(visit, address):
    seen = visit(f"{address}/?show=circles")
    frame = drawn(seen)
    circles = frame.locator(".leaflet-circles-pane path")
    expect(circles).to_have_count(260)
    seen.page.get_by_role("slider").press("ArrowRight")
    expect(circles).to_have_count(250)
    assert seen.complaints == []


def test_hostile_text_is_shown_and_does_nothing(visit, address):
    seen = visit(f"{address}/?show=hostile")
    frame = drawn(seen)
    frame.locator("path.leaflet-interactive").first.hover()
    expect(frame.locator(".place-map-tooltip")).to_contain_text("<img src=x")
    for part in (".map-title", ".map-subtitle", ".map-nature", ".foot", ".legend"):
        expect(frame.locator(part)).to_contain_text("<img src=x")
    folium = seen.page.frame_locator("iframe")
    expect(folium.locator(".leaflet-control-attribution")).to_contain_text("<img src=x")
    fired = [frame.evaluate("window.fired ?? 0") for frame in seen.page.frames]
    assert fired == [0] * len(fired)
    assert frame.locator("img").count() == folium.locator("img").count() == 0
    seen.page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.fired=1>')")
    seen.page.wait_for_function("window.fired === 1")  # such a picture fires when it is let in


def test_a_map_that_cannot_be_fetched_says_so_and_mends_itself(visit, address, browser):
    seen = visit("about:blank")
    seen.page.route("**/geometry/**", lambda route: route.abort())
    seen.page.goto(address)
    expect(seen.page.get_by_text("The map could not be loaded.")).to_be_visible(timeout=20_000)
    seen.page.unroute("**/geometry/**")
    seen.page.get_by_role("slider").press("ArrowRight")
    assert len(drawn(seen).evaluate(FILLS)) == 47
    expect(seen.page.get_by_text("The map could not be loaded.")).to_have_count(0)
