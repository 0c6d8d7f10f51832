"""The maps that folium draws, in a real browser: from this server alone, with a view that stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

APP = Path(__file__).parent / "place_map_app" / "app.py"


@pytest.fixture
def address(serve):
    return serve(APP).address


def frame_of(seen):
    frame = seen.page.frame_locator("iframe")
    frame.locator(".leaflet-outlines-pane path").nth(46).wait_for(state="attached", timeout=30_000)
    return frame


def test_points_draw_in_clusters_over_the_outlines(visit, address):
    seen = visit(f"{address}/?show=points")
    frame = frame_of(seen)
    expect(frame.locator(".cluster").first).to_be_visible()
    counts = frame.locator(".cluster").all_inner_texts()
    assert sum(int(count) for count in counts) > 300
    assert seen.foreign_requests == []
    assert seen.complaints == []


def test_warmth_is_painted_over_the_outlines(visit, address):
    seen = visit(f"{address}/?show=heat")
    canvas = frame_of(seen).locator("canvas.leaflet-heatmap-layer")
    canvas.wait_for(state="attached", timeout=20_000)
    seen.page.wait_for_timeout(500)
    painted = canvas.evaluate(
        "it => it.getContext('2d').getImageData(0, 0, it.width, it.height).data.some(part => part > 0)"
    )
    assert painted
    assert seen.foreign_requests == []
    assert seen.complaints == []


def test_an_import_preview_draws_its_points(visit, address):
    seen = visit(f"{address}/?show=preview")
    expect(frame_of(seen).locator(".cluster").first).to_be_visible()
    assert seen.complaints == []


@pytest.mark.parametrize("show", ["points", "heat"])
def test_other_points_keep_the_view(visit, address, show):
    seen = visit(f"{address}/?show={show}")
    frame = frame_of(seen)
    frame.get_by_role("button", name="Zoom in").click()
    seen.page.wait_for_timeout(800)
    outline = frame.locator(".leaflet-outlines-pane path").first
    outline.evaluate("() => { window.mark = 'the same' }")
    place = outline.bounding_box()
    seen.page.get_by_role("slider").press("ArrowRight")
    expect(seen.page.get_by_text("1000 points")).to_be_visible()
    seen.page.wait_for_timeout(1500)
    assert outline.evaluate("() => window.mark") == "the same"
    assert outline.bounding_box() == pytest.approx(place, abs=1)
