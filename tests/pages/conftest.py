"""Pages run through the frame, as a visitor gets them, without a browser."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from components.drawing import figures
from components.drawing.tables import MISSING
from components.shell import anatomy, session
from components.shell.menu import FORMER
from tests.stores import new_store
from usalama.store import Store

PROJECT_FOLDER = Path(__file__).resolve().parents[2]
FRAME = PROJECT_FOLDER / "components" / "shell" / "frame.py"


@pytest.fixture(scope="session", autouse=True)
def _packages_are_searched_once() -> Iterator[None]:
    """Let Streamlit look for components in the installed packages once, as a server does, and not for each page.

    The search reads what every package says of itself: longer than most pages take.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store; a page opened on its address shares it, and so knows at once what a test has written."""
    return new_store(tmp_path / "store", is_shared=True)


@pytest.fixture
def as_operator(monkeypatch: pytest.MonkeyPatch) -> None:
    """The visitor sits at the machine itself, which trusts them."""
    monkeypatch.setattr(session, "_is_operator", lambda _settings: True)


@pytest.fixture
def open_page(demonstration_store: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open a page: ``open_page("overview", lang="sw")``; with ``store=`` another store than the demonstration.

    All tables and folds are open, so that what they say is tried; ``as_met=True`` leaves them as a visitor meets them.
    """

    def opened(name: str, store: Path | None = None, *, as_met: bool = False, **choices: str) -> AppTest:
        monkeypatch.setattr(anatomy, "is_open", lambda fold: bool(fold.open) if as_met else True)
        if not as_met:
            monkeypatch.setattr(figures, "open_parts", lambda _key, offered: tuple(offered))
        page, tab = FORMER.get(name, (name, ""))
        if tab:
            choices["tab"] = tab
        monkeypatch.setenv("USALAMA_STORE", str(store or demonstration_store))
        screen = AppTest.from_file(str(FRAME), default_timeout=60)
        for choice, value in choices.items():
            screen.query_params[choice] = value
        return screen.switch_page(f"../../pages/{page}.py").run()

    return opened


@pytest.fixture
def said() -> Callable[[AppTest], str]:
    """Everything that travels to the browser, as one text."""
    return lambda screen: "\n".join(str(node.proto) for node in _nodes(screen._tree) if hasattr(node, "proto"))


@pytest.fixture
def as_markdown() -> Callable[[AppTest], list[str]]:
    """Every text that the browser reads as markdown."""
    kinds = ("markdown", "caption", "warning", "info", "error", "success", "title", "header", "subheader")

    def found(screen: AppTest) -> list[str]:
        written = [node.value for kind in kinds for node in screen.get(kind)]
        return written + [
            str(getattr(node.proto, "help", "")) for node in _nodes(screen._tree) if hasattr(node, "proto")
        ]

    return found


@pytest.fixture(name="tables")
def _tables() -> Callable[[AppTest], list[pd.DataFrame]]:
    """Every table that reaches the browser: those that are shown, as grid or as HTML, and those that charts draw."""

    def found(screen: AppTest) -> list[pd.DataFrame]:
        charts = [chart.proto for chart in screen.get("vega_lite_chart")]
        drawn = [one.data.data for chart in charts for one in chart.datasets]
        drawn += [chart.data.data for chart in charts if chart.data.data]
        return [node.value for node in screen.dataframe] + _from_html(screen) + [_from_arrow(data) for data in drawn]

    return found


def _from_html(screen: AppTest) -> list[pd.DataFrame]:
    bodies = [node.proto.body for node in screen.get("html")]
    whole = [io.StringIO(body) for body in bodies if "<table" in body]
    return [table for body in whole for table in pd.read_html(body, flavor="lxml", na_values=[MISSING])]


def _from_arrow(data: bytes) -> pd.DataFrame:
    return pa.ipc.open_stream(io.BytesIO(data)).read_pandas()


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from _nodes(child)
