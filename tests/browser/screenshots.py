"""Pictures of every page, wide and narrow, in every language: `make screenshots` puts them into var/screenshots."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.running import QUIET, find_browser, start_server

PROJECT_FOLDER = Path(__file__).resolve().parents[2]
TARGET = PROJECT_FOLDER / "var" / "screenshots"
PAGES = sorted(path.stem for path in (PROJECT_FOLDER / "pages").glob("*.py") if path.stem != "__init__")
WIDTHS = {1440: 1000, 390: 844}
LANGUAGES = ("en", "sw")
# The start page answers at the root.
START_PAGE = "overview"
SETTLED = '() => !document.querySelector(\'[data-testid="stStatusWidget"], [data-testid="stSkeleton"]\')'
# The link in the footer: a page that still computes has not come to it.
LAST_DRAWN = '[data-testid="stMain"] [data-testid="stPopover"]'
HEIGHT = "document.querySelector('[data-testid=\"stMain\"]')?.scrollHeight ?? 0"
LOOK_EVERY_MS, MOST_LOOKS, PAINTED_MS = 1500, 20, 2500


@contextmanager
def _server() -> Iterator[str]:
    """The address of a server that trusts this machine, so that Import data shows as its user sees it."""
    TARGET.mkdir(parents=True, exist_ok=True)
    environment = {"USALAMA_LOCAL_OPERATOR": "1"}
    server = start_server(PROJECT_FOLDER / "app.py", TARGET / "server.log", environment)
    try:
        yield server.address
    finally:
        server.process.terminate()
        server.process.wait(timeout=20)


def _take(browser: Browser, address: str, name: str, width: int, language: str) -> None:
    """One whole page, after it has come to rest."""
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]})
    page = context.new_page()
    path = "" if name == START_PAGE else name
    page.goto(f"{address}/{path}?lang={language}")
    page.wait_for_selector(LAST_DRAWN, timeout=60_000)
    # The page scrolls inside its own frame: a window as tall as the content shows all of it.
    height = _settled_height(page)
    page.set_viewport_size({"width": width, "height": min(max(height, WIDTHS[width]), 8000)})
    page.wait_for_timeout(PAINTED_MS)
    page.screenshot(path=TARGET / f"{name}-{width}-{language}.png")
    context.close()


def _settled_height(page: Page) -> int:
    """How tall the content is once nothing runs and it has stopped growing."""
    before = -1
    for _ in range(MOST_LOOKS):
        page.wait_for_function(SETTLED, timeout=60_000)
        height = int(page.evaluate(HEIGHT))
        if height == before:
            break
        before = height
        page.wait_for_timeout(LOOK_EVERY_MS)
    return before


def main() -> None:
    wanted = sys.argv[1:] or PAGES
    executable = find_browser()
    if not executable:
        sys.exit("No Chrome found: `make browser` installs one.")
    with _server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        for name, width, language in product(wanted, WIDTHS, LANGUAGES):
            _take(browser, address, name, width, language)
        browser.close()
    sys.stdout.write(f"{len(list(TARGET.glob('*.png')))} pictures in {os.path.relpath(TARGET)}\n")


if __name__ == "__main__":
    main()
