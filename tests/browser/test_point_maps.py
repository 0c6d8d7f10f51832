"""Points, heat and the preview of an import in a real browser: from this server alone, with a view that stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

APP = Path(__file__).parent / "place_map_app" / "app.py"


@pytest.fixture
def address(serve):
    return serve(APP).address


def drawn(seen):
    frame = seen.page.locator("[data-state=drawn]").first
    frame.wait_for(timeout=30_000)
    return frame


def test_points_draw_in_clusters_over_the_counties(visit, address):
    seen = visit(f"{address}/?show=points")
    frame = drawn(seen)
    expect(frame.locator(".cluster").first).to_be_visible()
    counts = frame.locator(".cluster").all_inner_texts()
    assert sum(int(count) for count in counts) > 300
    assert frame.locator(".cluster[tabindex]").count() == 0
    assert seen.foreign_requests == []
    assert seen.complaints == []


def test_heat_is_painted_over_the_counties(visit, address):
    seen = visit(f"{address}/?show=heat")
    canvas = drawn(seen).locator("canvas.leaflet-heatmap-layer")
    canvas.wait_for(state="attached", timeout=20_000)
    seen.page.wait_for_timeout(500)
    painted = canvas.evaluate(
        "it => it.getContext('2d').getImageData(0, 0, it.width, it.height).data.some(part => part > 0)"
    )
    assert painted
    assert seen.foreign_requests == []
    assert seen.complaints == []


@pytest.mark.parametrize("show", ["points", "heat"])
def test_points_lie_on_the_same_ground_and_leave_the_places_to_the_mouse(visit, address, show):
    seen = visit(f"{address}/?show={show}")
    frame = drawn(seen)
    assert "Lake Victoria" in frame.locator(".map-name").all_inner_texts()
    frame.locator("path[aria-label^=Narok]").hover()
    expect(frame.locator(".place-map-tooltip")).to_contain_text("Narok")


def test_an_import_preview_draws_its_points(visit, address):
    seen = visit(f"{address}/?show=preview")
    frame = seen.page.frame_locator("iframe")
    frame.locator(".leaflet-outlines-pane path").nth(46).wait_for(state="attached", timeout=30_000)
    expect(frame.locator(".cluster").first).to_be_visible()
    assert seen.complaints == []


@pytest.mark.parametrize("show", ["points", "heat"])
def test_other_points_keep_the_view(visit, address, show):
    seen = visit(f"{address}/?show={show}")
    frame = drawn(seen)
    frame.get_by_label("Zoom in").click()
    seen.page.wait_for_timeout(800)
    county = frame.locator("path[aria-label^=Kitui]")
    frame.evaluate("frame => { frame.mark = 'the same' }")
    place = county.bounding_box()
    seen.page.get_by_role("slider", name="Points").press("ArrowRight")
    expect(seen.page.get_by_text("1000 points")).to_be_visible()
    seen.page.wait_for_timeout(1500)
    assert frame.evaluate("frame => frame.mark") == "the same"
    assert county.bounding_box() == pytest.approx(place, abs=1)
