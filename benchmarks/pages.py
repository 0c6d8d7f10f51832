"""``python -m benchmarks.pages [ROWS]``: what each page costs the server, for its first visitor and for later ones."""

from __future__ import annotations

import argparse
import os
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.__main__ import FOLDER
from benchmarks.rows import bench_store
from components import session
from usalama.categories import load_categories
from usalama.geography import load_country
from usalama.settings import PROJECT_FOLDER, Settings

ROWS = 1_000_000
LATER_VISITORS = 5
FRAME = PROJECT_FOLDER / "components" / "frame.py"


@dataclass(frozen=True)
class PageCost:
    """Milliseconds of one page.

    Arguments:
        cold_ms: the first visitor after the data changed, the loading of libraries included.
        warm_ms: the median of later visitors, each with a session of their own.
    """

    name: str
    view: str
    cold_ms: float
    warm_ms: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.pages", description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=ROWS)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    country = Settings().country
    store = bench_store(arguments.folder, arguments.rows, load_country(country), load_categories(country))
    os.environ["USALAMA_STORE"] = str(store.address)
    session._is_operator = lambda _settings: True
    print(f"| page, {arguments.rows:,} rows | view | first visitor, ms | later visitors, ms |\n|---|---|---:|---:|")
    for name in sorted(path.stem for path in (PROJECT_FOLDER / "pages").glob("[!_]*.py")):
        for view in ("operator", "public"):
            cost = time_page(name, view)
            print(f"| {cost.name} | {cost.view} | {cost.cold_ms:,.0f} | {cost.warm_ms:,.0f} |", flush=True)


def time_page(name: str, view: str) -> PageCost:
    """Open a page for a first visitor, then for others."""
    first, *later = (_open(name, view) for _ in range(1 + LATER_VISITORS))
    return PageCost(name, view, first, statistics.median(later))


def _open(name: str, view: str) -> float:
    screen = AppTest.from_file(str(FRAME), default_timeout=300)
    screen.query_params["view"] = view
    # Runs the overview, so that what is timed is one rerun of the page in a session that stands.
    screen.run()
    screen.switch_page(f"../pages/{name}.py")
    began = time.perf_counter()
    screen.run()
    milliseconds = 1000 * (time.perf_counter() - began)
    if screen.exception:
        raise RuntimeError(f"{name} failed: {screen.exception[0].message}")
    return milliseconds


if __name__ == "__main__":
    main()
