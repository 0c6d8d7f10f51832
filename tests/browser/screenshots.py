"""Pictures of every page and tab, with a contact sheet for each look and a table of what they ask of a reader.

`make screenshots` puts all of them into var/screenshots; ``python -m tests.browser.screenshots --pages map --themes
light`` takes a few.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from components.shell.menu import ENTRIES
from tests.browser.contact_sheet import Picture, write_sheet
from tests.browser.running import QUIET, find_browser, start_server
from tests.browser.views import FAILED, LANGUAGES, THEMES, View, settled_height, views_of

PROJECT_FOLDER = Path(__file__).resolve().parents[2]
TARGET = PROJECT_FOLDER / "var" / "screenshots"
HEIGHTS = {1440: 1000, 390: 844}
# What a laptop shows before anybody scrolls.
LAPTOP = {"width": 1366, "height": 768}
TALLEST, PAINTED_MS = 12_000, 1500
# Words of the main area; where its first chart, map or image begins, whatever shadow it stands in, and how much of it
# is in view. The cells of a data grid are painted too, but are no picture; what a map holds reaches beyond its frame.
MEASURE = """([least, bottom]) => {
    const main = document.querySelector('[data-testid="stMain"]');
    const seen = [];
    const walk = root => {
        for (const one of root.querySelectorAll('*')) {
            if (one.closest('[data-testid="stDataFrame"], .leaflet-container > *')) continue;
            if (one.matches('canvas, svg, img, iframe, .leaflet-container')) seen.push(one.getBoundingClientRect());
            if (one.shadowRoot) walk(one.shadowRoot);
        }
    };
    walk(main);
    const pictures = seen.filter(box => box.width >= least[0] && box.height >= least[1]).sort((a, b) => a.top - b.top);
    const first = pictures[0];
    return {
        words: main.innerText.split(/\\s+/).filter(word => /[\\p{L}\\p{N}]/u.test(word)).length,
        first_picture_px: first ? Math.round(first.top) : null,
        in_view_px: first ? Math.max(0, Math.round(Math.min(first.bottom, bottom) - first.top)) : null,
    };
}"""
LEAST_PICTURE = (200, 110)


@dataclass(frozen=True)
class Look:
    """How pages are looked at: the width of the window in pixels, a language, a theme."""

    width: int
    language: str
    theme: str

    @property
    def name(self) -> str:
        return f"{self.width}-{self.language}-{self.theme}"


@dataclass(frozen=True)
class Measured:
    """What a page asks of a reader on a laptop.

    Arguments:
        view: the page, and its tab if it is not the first.
        screens: height of the content in windows of a laptop.
        words: in the main area.
        first_picture_px: from the top of the window to the first picture; None without one.
        in_view_px: how much of it is seen before anybody scrolls.
    """

    view: str
    language: str
    screens: float
    words: int
    first_picture_px: int | None
    in_view_px: int | None

    @property
    def line(self) -> str:
        picture = "no picture" if self.first_picture_px is None else f"picture at {self.first_picture_px} px"
        return f"{self.screens:.1f} screens, {self.words:,} words, {picture}"


@contextmanager
def _server() -> Iterator[str]:
    """The address of a server that trusts this machine, so that Import data shows as its user sees it."""
    environment = {"USALAMA_LOCAL_OPERATOR": "1"}
    server = start_server(PROJECT_FOLDER / "app.py", TARGET / "server.log", environment)
    try:
        yield server.address
    finally:
        server.process.terminate()
        server.process.wait(timeout=20)


@contextmanager
def _window(browser: Browser, size: dict[str, int], theme: str) -> Iterator[Page]:
    context = browser.new_context(viewport=size, color_scheme=theme)
    yield context.new_page()
    context.close()


def measure(page: Page, address: str, view: View, language: str) -> Measured:
    """Open a page as a laptop shows it, count, and keep a picture of the first screen."""
    page.goto(view.address(address, lang=language))
    height = settled_height(page)
    found = page.evaluate(MEASURE, [LEAST_PICTURE, LAPTOP["height"]])
    page.screenshot(path=TARGET / f"{view.name}-laptop-{language}.png")
    return Measured(view.name, language, round(height / LAPTOP["height"], 1), **found)


def take(page: Page, address: str, view: View, look: Look) -> Path:
    """One whole page, after it has come to rest."""
    size = {"width": look.width, "height": HEIGHTS[look.width]}
    page.set_viewport_size(size)
    page.goto(view.address(address, lang=look.language))
    # The page scrolls inside its own frame: a window as tall as the content shows all of it.
    height = settled_height(page)
    page.set_viewport_size({**size, "height": min(max(height, size["height"]), TALLEST)})
    page.wait_for_timeout(PAINTED_MS)
    if page.locator(FAILED).count():
        sys.stderr.write(f"{view.name} failed: {look.name}\n")
    path = TARGET / f"{view.name}-{look.name}.png"
    page.screenshot(path=path)
    return path


def _measure_all(browser: Browser, address: str, views: list[View], languages: list[str]) -> list[Measured]:
    with _window(browser, LAPTOP, THEMES[0]) as page:
        return [measure(page, address, view, language) for language in languages for view in views]


def _show_look(browser: Browser, address: str, views: list[View], look: Look, lines: dict[str, str]) -> None:
    pictures = []
    with _window(browser, {"width": look.width, "height": HEIGHTS[look.width]}, look.theme) as page:
        for view in views:
            pictures.append(Picture(view.name, lines[view.name], take(page, address, view, look)))
    write_sheet(pictures, look.name, TARGET)


def _write_table(rows: list[Measured]) -> None:
    with (TARGET / "pages.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow([field.name for field in fields(Measured)])
        table.writerows(astuple(row) for row in rows)
    for row in rows:
        sys.stdout.write(f"{row.view:32} {row.language}  {row.line}, {row.in_view_px or 0} px of it in view\n")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.browser.screenshots", description=__doc__)
    parser.add_argument("--pages", nargs="+", choices=list(ENTRIES), default=list(ENTRIES))
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    parser.add_argument("--widths", nargs="+", type=int, choices=list(HEIGHTS), default=list(HEIGHTS))
    parser.add_argument("--themes", nargs="+", choices=THEMES, default=THEMES)
    return parser.parse_args()


def main() -> None:
    asked = _asked()
    executable = find_browser()
    if not executable:
        sys.exit("No Chrome found: `make browser` installs one.")
    TARGET.mkdir(parents=True, exist_ok=True)
    views = [view for name in asked.pages for view in views_of(name)]
    with _server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        rows = _measure_all(browser, address, views, asked.languages)
        _write_table(rows)
        lines = {(row.view, row.language): row.line for row in rows}
        for look in (Look(*parts) for parts in product(asked.widths, asked.languages, asked.themes)):
            own = {view: line for (view, language), line in lines.items() if language == look.language}
            _show_look(browser, address, views, look, own)
        browser.close()
    sys.stdout.write(f"{len(list(TARGET.glob('*.png')))} pictures in {os.path.relpath(TARGET)}\n")


if __name__ == "__main__":
    main()
