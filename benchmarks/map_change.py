"""``python -m benchmarks.map_change``: what a changed filter costs on the map, and twenty seconds of played months."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.map_watching import Changed, change_choice, clear_choice, drawn_map, play
from tests.browser.running import PROJECT_FOLDER, QUIET, Server, Visit, find_browser, record, start_server
from tests.demonstration import make_demonstration_store

OPTIONS = ("Violent offences", "Property offences", "Traffic", "Public order", "Drugs and alcohol")
ROUNDS = 3
PLAY_SECONDS = 20


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = make_demonstration_store(Path(folder) / "store")
        environment = {"USALAMA_STORE": str(store), "USALAMA_LOCAL_OPERATOR": "1"}
        server = start_server(PROJECT_FOLDER / "app.py", Path(folder) / "log.txt", environment)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=QUIET)
        try:
            seen = Visit(browser.new_page(viewport={"width": 1440, "height": 1000}))
            record(seen)
            seen.page.goto(f"{server.address}/map")
            drawn_map(seen.page)
            for number in range(1, ROUNDS + 1):
                show_round(number, measure_round(seen, server))
            show_play(seen)
        finally:
            browser.close()
            server.process.terminate()
            server.process.wait(timeout=20)


def measure_round(seen: Visit, server: Server) -> list[Changed]:
    """Choose every option and go back to all rows, one after the other."""
    changes = []
    for option in OPTIONS:
        changes += [change_choice(seen, server, "Category", option), clear_choice(seen, server, "Category")]
    return changes


def show_round(number: int, changes: list[Changed]) -> None:
    sizes = [change.received for change in changes]
    mean_ms = 1000 * statistics.mean(change.cpu_seconds for change in changes)
    wall = statistics.median(change.seconds for change in changes)
    print(
        f"Round {number}: {len(changes)} changes of a filter; bytes median {statistics.median(sizes):,.0f}, "
        f"most {max(sizes):,}; server processor {mean_ms:.0f} ms each; to rest {wall:.2f} s",
        flush=True,
    )


def show_play(seen: Visit) -> None:
    played = play(seen, PLAY_SECONDS)
    without = sum(count != max(played.samples) for count in played.samples)
    print(
        f"Play of {PLAY_SECONDS} s: {len(played.samples)} samples, {without} without the whole layer, "
        f"{played.texts} months seen; Nairobi before {played.before}, after {played.after}"
    )


if __name__ == "__main__":
    main()
