"""What a change of the map costs, and whether playing its months ever takes it away; for tests and benchmarks."""

from __future__ import annotations

import time
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from tests.browser.running import Server, Visit

DRAWN = "[data-state=drawn]"
RESTED = (
    """() => !document.querySelector('[data-testid="stStatusWidget"], [data-testid="stSkeleton"], [data-stale=true]')"""
)
QUIET_SECONDS = 0.5
# Nairobi is small, so its box on the screen tells any change of zoom or place.
PLACE = """frame => { const box = frame.querySelector('path[aria-label^=Nairobi]').getBoundingClientRect();
    return [box.x, box.y, box.width, box.height].map(Math.round); }"""
# Every tenth of a second: how many places does the map, the very same one, show?
WATCH = """(frame, every) => {
    const host = frame.getRootNode().host, svg = frame.querySelector('svg.leaflet-zoom-animated');
    const look = () => {
        const paths = svg.querySelectorAll('path.leaflet-interactive').length;
        window.samples.push(host.isConnected && frame.isConnected && svg.isConnected ? paths : 0);
        window.months.add(svg.querySelector('path[aria-label^=Nairobi]')?.getAttribute('aria-label'));
    };
    Object.assign(window, { samples: [], months: new Set() });
    window.watching = setInterval(look, every);
}"""
SAMPLE_MILLISECONDS = 100


@dataclass(frozen=True)
class Played:
    """Months that were played.

    Arguments:
        samples: places that the map showed, every ``SAMPLE_MILLISECONDS``.
        texts: how many different labels one county had: months that were really shown.
        before, after: where Nairobi stood on the screen: x, y, width, height in pixels.
    """

    samples: list[int]
    texts: int
    before: list[int]
    after: list[int]


@dataclass(frozen=True)
class Changed:
    """One change of a choice: bytes to the browser, processor seconds of the server, seconds until rest."""

    received: int
    cpu_seconds: float
    seconds: float


def drawn_map(page: Page) -> Locator:
    """The map, once its places are there."""
    frame = page.locator(DRAWN).first
    frame.wait_for(timeout=60_000)
    return frame


def rest(seen: Visit) -> None:
    """Wait until the server has nothing more to say."""
    count, since = -1, time.monotonic()
    while time.monotonic() - since < QUIET_SECONDS:
        seen.page.wait_for_function(RESTED, timeout=60_000)
        if len(seen.received) != count:
            count, since = len(seen.received), time.monotonic()
        seen.page.wait_for_timeout(50)


def play(seen: Visit, seconds: float) -> Played:
    """Zoom in, play the months for so long, and look every tenth of a second."""
    frame = drawn_map(seen.page)
    rest(seen)
    for _ in range(2):
        frame.get_by_label("Zoom in").click()
        seen.page.wait_for_timeout(500)
    before = frame.evaluate(PLACE)
    frame.evaluate(WATCH, SAMPLE_MILLISECONDS)
    frame.get_by_role("button", name="Play the months").click()
    seen.page.wait_for_timeout(seconds * 1000)
    samples, texts = seen.page.evaluate("clearInterval(window.watching), [window.samples, window.months.size]")
    after = frame.evaluate(PLACE)
    # After the last month it has stopped by itself.
    stop = frame.get_by_role("button", name="Stop")
    if stop.count():
        stop.click()
    rest(seen)
    return Played(samples, texts, before, after)


def change_choice(seen: Visit, server: Server, label: str, option: str) -> Changed:
    """Choose one more option of a filter, and count until the page rests."""
    rest(seen)
    box = seen.page.get_by_role("combobox", name=label).first
    box.fill(option)
    choice = seen.page.get_by_role("option", name=option, exact=True)
    choice.wait_for()
    return _counted(seen, server, choice.click)


def clear_choice(seen: Visit, server: Server, label: str) -> Changed:
    """Take the options of a filter away again."""
    rest(seen)
    seen.page.keyboard.press("Escape")
    field = seen.page.get_by_test_id("stMultiSelect").filter(has_text=label)
    return _counted(seen, server, field.get_by_label("Clear all").click)


def _counted(seen: Visit, server: Server, act: object) -> Changed:
    received, cpu, began = len(seen.received), server.cpu_seconds(), time.monotonic()
    act()
    seen.page.wait_for_timeout(150)
    rest(seen)
    seconds = time.monotonic() - began - QUIET_SECONDS
    return Changed(sum(seen.received[received:]), server.cpu_seconds() - cpu, seconds)
