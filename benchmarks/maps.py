"""``python -m benchmarks.maps``: what a change of the choropleth costs, drawn in several ways, as markdown."""

from __future__ import annotations

import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.running import QUIET, Server, Visit, find_browser, record, start_server

APP = Path(__file__).parent / "map_app" / "app.py"
# Without a map first: what Streamlit itself needs for a change.
WAYS = ("none", "component", "folium-values", "folium-shapes", "folium-whole")
WARM_UP, CHANGES = 8, 40
PLACE = """path => {
    const box = path.getBoundingClientRect();
    const map = path.closest(".leaflet-container").getBoundingClientRect();
    return [box.x - map.x, box.y - map.y, box.width, box.height].map(Math.round);
}"""


@dataclass(frozen=True)
class Cost:
    """What one change costs: bytes over the websocket (median), server processor time in milliseconds (mean)."""

    way: str
    bytes_received: float
    server_ms: float
    is_view_kept: bool


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        server = start_server(APP, Path(folder) / "log.txt", {})
        costs = [measure(browser, server, way) for way in WAYS]
        browser.close()
        server.process.terminate()
        server.process.wait(timeout=20)
    show(costs)


def measure(browser: Browser, server: Server, way: str) -> Cost:
    """Move the slider of a page that draws the map in one way."""
    seen = Visit(browser.new_page())
    record(seen)
    seen.page.goto(f"{server.address}/?way={way}")
    expect(seen.page.get_by_text("month 0 done")).to_be_visible(timeout=30_000)
    seen.page.wait_for_timeout(2_000)
    for month in range(1, WARM_UP + 1):
        move(seen.page, month)
    zoom_in(seen.page, way)
    before, cpu, received = place(seen.page, way), server.cpu_seconds(), []
    for month in range(WARM_UP + 1, WARM_UP + CHANGES + 1):
        begun = len(seen.received)
        move(seen.page, month)
        received.append(sum(seen.received[begun:]))
    spent = server.cpu_seconds() - cpu
    is_kept = place(seen.page, way) == before
    seen.page.close()
    return Cost(way, statistics.median(received), 1000 * spent / CHANGES, is_kept)


def move(page: Page, month: int) -> None:
    page.get_by_role("slider").press("ArrowRight")
    expect(page.get_by_text(f"month {month} done")).to_be_visible()
    page.wait_for_timeout(250)


def _frame(page: Page, way: str) -> Page:
    return page.frame_locator("iframe") if way.startswith("folium") else page


def zoom_in(page: Page, way: str) -> None:
    if way != "none":
        _frame(page, way).get_by_label("Zoom in").click()
        page.wait_for_timeout(800)


def place(page: Page, way: str) -> list[int] | None:
    """Where a shape lies within the map, which tells centre and zoom."""
    return None if way == "none" else _frame(page, way).locator("path").nth(30).evaluate(PLACE)


def show(costs: list[Cost]) -> None:
    bare = costs[0]
    print("| way | bytes a change | server CPU, ms | of it for the map | view kept |\n|---|---:|---:|---:|---|")
    for cost in costs:
        extra = cost.server_ms - bare.server_ms
        kept = "yes" if cost.is_view_kept else "no"
        print(f"| {cost.way} | {cost.bytes_received:,.0f} | {cost.server_ms:.1f} | {extra:.1f} | {kept} |")


if __name__ == "__main__":
    main()
