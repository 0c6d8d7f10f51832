"""A real server and a real browser, for pages as visitors get them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.running import QUIET, Server, Visit, find_browser, record, start_server


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start servers: ``serve(PROJECT_FOLDER / "app.py", USALAMA_STORE=...)``; the same call gives the same one."""
    running: dict[object, Server] = {}

    def start(app: Path, **environment: str) -> Server:
        wanted = (app, tuple(sorted(environment.items())))
        if wanted not in running:
            log = tmp_path_factory.mktemp("server") / "log.txt"
            running[wanted] = start_server(app, log, environment)
        return running[wanted]

    yield start
    for server in running.values():
        server.process.terminate()
        server.process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process; each visit gets its own window, which remembers nothing of another."""
    path = find_browser()
    if not path:
        pytest.fail("no browser found: set CHROME or install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open pages: ``visit(address, width=390, height=844)``; records what the page asks for and complains of."""
    contexts = []

    def open_page(address: str, width: int = 1440, height: int = 1000, **options: object) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        seen = Visit(context.new_page())
        record(seen)
        seen.page.goto(address)
        return seen

    yield open_page
    for context in contexts:
        context.close()
