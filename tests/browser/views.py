"""Every page and tab that the menu names, and when one has come to rest; for pictures, checks and benchmarks."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import Page

from components.shell.menu import ENTRIES

LANGUAGES = ("en", "sw")
THEMES = ("light", "dark")
FIRST_PAGE = next(iter(ENTRIES))
FAILED = '[data-testid="stException"]'
# Titled or failed, and the server has nothing more to say.
RESTED = """() => document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    && document.querySelector('[data-testid="stMain"] h1, [data-testid="stException"]')
    && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')"""
HEIGHT = "() => document.querySelector('[data-testid=\"stMain\"]')?.scrollHeight ?? 0"
LOOK_EVERY_MS, MOST_LOOKS, PATIENCE_MS = 600, 40, 60_000


@dataclass(frozen=True)
class View:
    """A page, or one of its tabs.

    Arguments:
        page: its name in the menu.
        tab: the tab's code; "" for the page as it opens.
    """

    page: str
    tab: str = ""

    @property
    def name(self) -> str:
        return "-".join(part for part in (self.page, self.tab) if part)

    def address(self, server: str, **choices: str) -> str:
        """Where it is on a server, with choices such as ``lang``."""
        path = "" if self.page == FIRST_PAGE else self.page
        asked = {**({"tab": self.tab} if self.tab else {}), **choices}
        return f"{server}/{path}?{urlencode(asked)}"


def views_of(name: str) -> list[View]:
    """A page with each of its tabs but the first, which is what the page opens with."""
    return [View(name), *(View(name, tab.code) for tab in ENTRIES[name].tabs[1:])]


VIEWS = [view for name in ENTRIES for view in views_of(name)]


def settled_height(page: Page) -> int:
    """Pixels of the content once nothing runs and it has stopped growing.

    Raises:
        playwright.sync_api.TimeoutError: it never comes to rest.
    """
    before = -1
    for _look in range(MOST_LOOKS):
        page.wait_for_function(RESTED, timeout=PATIENCE_MS)
        height = int(page.evaluate(HEIGHT))
        if height == before:
            break
        before = height
        page.wait_for_timeout(LOOK_EVERY_MS)
    return before
