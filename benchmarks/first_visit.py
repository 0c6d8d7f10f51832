"""``python -m benchmarks.first_visit``: what a browser that was never here fetches, and how long it waits.

Bytes are those on the wire, compressed as they were sent, websocket included. Each round starts another browser.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from base64 import b64decode
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession, Playwright, sync_playwright

from benchmarks.__main__ import FOLDER
from benchmarks.rows import store_to_time
from components.shell.menu import ENTRIES
from tests.browser.running import PROJECT_FOLDER, QUIET, find_browser, start_server, wait_until_ready
from tests.browser.views import RESTED, View

LAPTOP = {"width": 1366, "height": 768}
ROUNDS = 3
# So long must nothing come before the page counts as at rest.
QUIET_SECONDS, PATIENCE_SECONDS = 1.0, 60
BINARY = 2
HEADING = '[data-testid="stMain"] h1'
HEAD = (
    "| page | requests | kB | of it websocket | heading after, s | at rest after, s |\n|---|---:|---:|---:|---:|---:|"
)


@dataclass
class Wire:
    """What went over the wire, told by the browser itself.

    Arguments:
        bytes_by_address: of each answer, headers included; the websocket under its own address.
        last: when something came last, by the monotonic clock.
    """

    bytes_by_address: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    websocket_bytes: int = 0
    last: float = 0.0
    _addresses: dict[str, str] = field(default_factory=dict)

    @property
    def total_bytes(self) -> int:
        return self.bytes_by_address.total() + self.websocket_bytes

    def listen(self, browser: CDPSession) -> None:
        browser.on("Network.requestWillBeSent", self._note_request)
        browser.on("Network.loadingFinished", self._note_answer)
        browser.on("Network.webSocketFrameReceived", self._note_message)
        browser.on("Network.webSocketFrameSent", self._note_message)
        browser.send("Network.enable")

    def _note_request(self, told: dict) -> None:
        self._addresses[told["requestId"]] = told["request"]["url"]

    def _note_answer(self, told: dict) -> None:
        address = self._addresses.get(told["requestId"], "")
        if urlsplit(address).scheme.startswith("http"):
            self.requests += 1
            self.bytes_by_address[urlsplit(address).path] += int(told["encodedDataLength"])
        self.last = time.monotonic()

    def _note_message(self, told: dict) -> None:
        content = told["response"]["payloadData"]
        is_binary = told["response"]["opcode"] == BINARY
        self.websocket_bytes += len(b64decode(content)) if is_binary else len(content.encode())
        self.last = time.monotonic()


@dataclass(frozen=True)
class FirstVisit:
    """One first visit: what came, and seconds until the heading was seen and until nothing came any more."""

    wire: Wire
    heading: float
    at_rest: float


def visit(playwright: Playwright, address: str) -> FirstVisit:
    """Open an address in a browser of its own.

    Raises:
        playwright.sync_api.TimeoutError: the page never comes to rest.
    """
    browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
    page = browser.new_page(viewport=LAPTOP)
    wire = Wire()
    wire.listen(page.context.new_cdp_session(page))
    began = time.monotonic()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(HEADING, timeout=1000 * PATIENCE_SECONDS)
    heading = time.monotonic() - began
    rested = 0.0
    while time.monotonic() - max(wire.last, rested) < QUIET_SECONDS or not rested:
        was_rested = rested
        page.wait_for_function(RESTED, timeout=1000 * PATIENCE_SECONDS)
        rested = was_rested or time.monotonic()
        page.wait_for_timeout(50)
    at_rest = max(wire.last, rested) - began
    browser.close()
    return FirstVisit(wire, heading, at_rest)


def _show(name: str, visits: list[FirstVisit]) -> None:
    usual = sorted(visits, key=lambda one: one.wire.total_bytes)[len(visits) // 2].wire
    heading = statistics.median(one.heading for one in visits)
    at_rest = statistics.median(one.at_rest for one in visits)
    numbers = f"{usual.total_bytes / 1000:,.0f} | {usual.websocket_bytes / 1000:,.0f} | {heading:.1f} | {at_rest:.1f}"
    print(f"| {name} | {usual.requests} | {numbers} |", flush=True)


def _show_largest(wire: Wire, count: int) -> None:
    for address, size in wire.bytes_by_address.most_common(count):
        print(f"{size / 1000:10,.1f} kB  {address}", flush=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.first_visit", description=__doc__)
    parser.add_argument("--page", nargs="+", choices=list(ENTRIES), default=["home", "map"])
    parser.add_argument("--store", type=Path, help="a filled store, instead of one that is made")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--largest", type=int, default=0, help="name so many of the largest answers of each page")
    return parser.parse_args()


def main() -> None:
    asked = _asked()
    environment = {"USALAMA_STORE": str(store_to_time(asked.store, FOLDER)), "USALAMA_LOCAL_OPERATOR": "1"}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = start_server(PROJECT_FOLDER / "app.py", Path(folder) / "log.txt", environment)
        try:
            wait_until_ready(server)
            print(HEAD)
            for name in asked.page:
                address = View(name).address(server.address, lang="en")
                visits = [visit(playwright, address) for _round in range(asked.rounds)]
                _show(name, visits)
                _show_largest(visits[-1].wire, asked.largest)
        finally:
            server.process.terminate()
            server.process.wait(timeout=20)


if __name__ == "__main__":
    main()
