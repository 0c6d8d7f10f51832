"""``python -m benchmarks.pages [ROWS]``: what each page costs the server.

For its first visitor after the data changed, for later ones, and for a filter that nobody asked for before.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.__main__ import FOLDER
from benchmarks.rows import ROWS, store_to_time
from components.shell import session
from components.shell.filters import OWN
from components.shell.menu import MENU
from usalama.access import operator_scope
from usalama.asking.coverage import covered
from usalama.country.subject import Subject, load_subject
from usalama.errors import NothingFound
from usalama.model import PlaceLevel
from usalama.settings import PROJECT_FOLDER, Settings
from usalama.store import Store, open_store

LATER_VISITORS = 5
FRAME = PROJECT_FOLDER / "components" / "shell" / "frame.py"
# A tab is asked for like a page: ``promises/charter``.
PAGES = [
    "/".join(part for part in (entry.name, tab.code) if part)
    for entry in MENU
    for tab in entry.tabs or (entry.tab(""),)
]
Filter = dict[str, str]


@dataclass(frozen=True, order=True)
class Cost:
    """Milliseconds of one run of a page: of the processor in all threads, and by the clock."""

    processor_ms: float
    clock_ms: float

    def __str__(self) -> str:
        return f"{self.processor_ms:,.0f} / {self.clock_ms:,.0f}"


@dataclass(frozen=True)
class PageCost:
    """What a page costs.

    Arguments:
        first: the first visitor after the data changed, the loading of libraries included.
        later: the median of later visitors, each with a session of their own.
        new_filter: the dearest of some filters that nobody asked for before.
    """

    first: Cost
    later: Cost
    new_filter: Cost


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.pages", description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=ROWS)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where stores are kept that are made for timing")
    parser.add_argument("--store", type=Path, help="a filled store, instead of one that is made")
    parser.add_argument("--page", nargs="*", choices=PAGES, default=PAGES)
    arguments = parser.parse_args()
    subject = load_subject(Settings())
    os.environ["USALAMA_STORE"] = str(store_to_time(arguments.store, arguments.folder, arguments.rows))
    session._is_operator = lambda _settings: True
    store = open_store(Settings().store)
    asked = new_filters(store, subject)
    print("Milliseconds of the processor / by the clock.\n")
    print("| page | view | first visitor | later visitors | new filter |\n|---|---|---:|---:|---:|")
    for name in arguments.page:
        for view in ("operator", "public"):
            cost = time_page(name, view, store, next(asked))
            print(f"| {name} | {view} | {cost.first} | {cost.later} | {cost.new_filter} |", flush=True)


def new_filters(store: Store, subject: Subject) -> Iterator[tuple[Filter, ...]]:
    """Again and again a long period alone, with a kind of incident and with a region; no period comes twice.

    Raises:
        NothingFound: the store is empty.
    """
    period = covered(store, operator_scope()).period
    if period is None:
        raise NothingFound("The store is empty.")
    places, kinds = subject.country.places(PlaceLevel.REGION), subject.categories.groups
    for number in count(1):
        start, end = period.start + timedelta(days=number), period.end - timedelta(days=number)
        dates = {"period": OWN, "from": str(start), "to": str(end)}
        kind = {"category": kinds[number % len(kinds)].code}
        place = {"place": places[number % len(places)].key}
        yield dates, dates | kind, dates | place


def time_page(name: str, view: str, store: Store, asked: tuple[Filter, ...]) -> PageCost:
    """Open a page for a first visitor, then for others; the last of them changes the filter."""
    screens = [_session(name, view) for _visitor in range(1 + LATER_VISITORS)]
    first, *later = [_cost(screen) for screen in screens]
    changes = []
    for choices in asked:
        # What another page or view asked must be answered anew.
        store._answer.cache_clear()
        asked_before = screens[-1].session_state["asked"]
        kept = {name: asked_before[name] for name in ("view", "tab") if name in asked_before}
        screens[-1].session_state["asked"] = kept | choices
        changes.append(_cost(screens[-1]))
    usual = Cost(*(statistics.median(numbers) for numbers in zip(*map(_numbers, later), strict=True)))
    return PageCost(first, usual, max(changes))


def _session(name: str, view: str) -> AppTest:
    """A session that stands on the page: it ran Home, so that what is timed is one rerun."""
    page, _slash, tab = name.partition("/")
    screen = AppTest.from_file(str(FRAME), default_timeout=300)
    screen.query_params["view"] = view
    screen.run()
    screen.session_state["asked"] = {"view": view} | ({"tab": tab} if tab else {})
    # The page is begun by whoever leads to a tab.
    screen.session_state["page"] = page
    return screen.switch_page(f"../../pages/{page}.py")


def _cost(screen: AppTest) -> Cost:
    processor, clock = time.process_time(), time.perf_counter()
    screen.run()
    cost = Cost(1000 * (time.process_time() - processor), 1000 * (time.perf_counter() - clock))
    if screen.exception:
        raise RuntimeError(screen.exception[0].message)
    return cost


def _numbers(cost: Cost) -> tuple[float, float]:
    return cost.processor_ms, cost.clock_ms


if __name__ == "__main__":
    main()
