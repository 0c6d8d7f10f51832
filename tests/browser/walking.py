"""Tasks of people, walked in a browser: every click and every second is counted."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.map_watching import rest
from tests.browser.running import Visit

# A busy machine may take so long; the seconds are in the table, and no promise.
PATIENCE_MS = 60_000


@dataclass(frozen=True)
class Walked:
    """What a task asked of a person.

    Arguments:
        typed: words that were typed, each with the key that took it.
        seconds: from the first page at rest until the answer stood there.
    """

    task: str
    clicks: int
    typed: int
    seconds: float


@dataclass
class Walk:
    """A person at a task: whatever is done goes through here, so that it counts."""

    seen: Visit
    clicks: int = 0
    typed: int = 0
    began: float = field(default_factory=time.monotonic)

    @property
    def page(self) -> Page:
        return self.seen.page

    def click(self, what: Locator) -> None:
        what.click(timeout=PATIENCE_MS)
        self.clicks += 1

    def type(self, field_: Locator, words: str) -> None:
        """Words into a field, taken with Enter."""
        field_.fill(words, timeout=PATIENCE_MS)
        field_.press("Enter")
        self.typed += 1

    def choose(self, label: str, words: str, option: str = "") -> None:
        """One of a list, found by typing.

        Arguments:
            option: how the list calls it, where that is more than the words.
        """
        box = self.page.get_by_role("combobox", name=label, exact=True)
        self.click(box)
        box.fill(words)
        self.page.get_by_role("option", name=option or words).first.wait_for(timeout=PATIENCE_MS)
        box.press("Enter")
        self.typed += 1
        # A list of several stays open until it is left, and hides the rest from those who ask by roles.
        self.page.keyboard.press("Tab")
        self.rest()

    def enter_day(self, label: str, year: str, month: str, day: str) -> None:
        """A day, typed into the parts of its field."""
        parts = zip(("year", "month", "day"), (year, month, day), strict=True)
        for name, digits in parts:
            one = self.page.get_by_role("spinbutton", name=f"{name}, {label}", exact=True)
            if name == "year":
                self.click(one)
            one.press_sequentially(digits)
        self.page.keyboard.press("Tab")
        self.typed += 1

    def open(self, title: str) -> None:
        """A page by its name in the menu."""
        self.click(self.page.get_by_role("link", name=title, exact=True))
        self.rest()

    def rest(self) -> None:
        self.page.wait_for_timeout(150)
        rest(self.seen)

    def press(self, role: str, name: str) -> None:
        """A button, or one of several, by what it says."""
        self.click(self.page.get_by_test_id("stMain").get_by_role(role, name=name, exact=True).first)
        self.rest()

    def stands(self, *words: str) -> None:
        """All of it stands in the main area, and is seen."""
        main = self.page.get_by_test_id("stMain")
        for one in words:
            expect(main.get_by_text(one).locator("visible=true").first).to_be_visible(timeout=PATIENCE_MS)


@dataclass
class Diary:
    """All tasks of a run."""

    walked: list[Walked] = field(default_factory=list)

    @contextmanager
    def task(self, name: str, seen: Visit) -> Iterator[Walk]:
        """Count from the page at rest until the block is left."""
        rest(seen)
        walk = Walk(seen)
        yield walk
        self.walked.append(Walked(name, walk.clicks, walk.typed, round(time.monotonic() - walk.began, 1)))

    def write(self, target: Path) -> str:
        """Keep the table as CSV, and give it as lines."""
        target.parent.mkdir(parents=True, exist_ok=True)
        names = [one.name for one in fields(Walked)]
        rows: Sequence[tuple[object, ...]] = [astuple(one) for one in self.walked]
        with target.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(names)
            writer.writerows(rows)
        return "\n".join(f"{task:<58}{clicks:>8}{typed:>8}{spent:>9}" for task, clicks, typed, spent in [names, *rows])
