"""Who cannot see a picture gets its numbers: a table follows before the next heading, a chart says what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import altair as alt
import pytest
from streamlit.testing.v1 import AppTest

from components.drawing import charts
from tests.pages.test_frame import TITLES

CHARTS, MAPS = {"vega_lite_chart", "arrow_vega_lite_chart"}, {"bidi_component", "component_instance", "iframe"}
HEADINGS, TABLES = {"title", "header", "subheader", "divider"}, {"arrow_data_frame", "dataframe", "table"}
OTHER_VIEWS = [
    ("incident_map", {"layer": "constituencies"}),
    ("incident_map", {"layer": "points"}),
    ("incident_map", {"focus": "042"}),
    ("associations", {"association_map": "constituencies", "association": "demo-association-001"}),
    ("associations", {"association_map": "points"}),
    ("effect", {"alone": "047"}),
]
EVERY_VIEW = pytest.mark.parametrize(("name", "choices"), [*((name, {}) for name in TITLES), *OTHER_VIEWS])


def nodes(node: Any) -> Iterator[Any]:
    """Everything on the page in the order in which it is read, without the sidebar."""
    yield node
    for child in getattr(node, "children", {}).values():
        yield from nodes(child)


def pictures_without_twin(screen: AppTest) -> list[str]:
    waiting: list[str] = []
    missing: list[str] = []
    heading = ""
    for node in nodes(screen.main):
        kind = node.type
        if kind in HEADINGS:
            missing, waiting = missing + waiting, []
            heading = str(getattr(node, "value", ""))
        elif kind in CHARTS | MAPS:
            waiting.append(f"{kind} under {heading}")
        elif kind in TABLES:
            waiting = []
    return missing + waiting


def _refuse_shorthand(*_args: Any, **_kwargs: Any) -> None:
    raise AssertionError('"name:N" and alt.value() take 10 ms for each viewer; alt.Text("name:N") and XValue() do not.')


@pytest.fixture(autouse=True)
def _checked_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every chart that a page draws is held against Vega-Lite's schema, and none names a channel in shorthand."""
    monkeypatch.setattr(charts, "AsBuilt", lambda chart, _language: chart)
    monkeypatch.setattr(alt.VegaLiteSchema, "from_dict", _refuse_shorthand)


@EVERY_VIEW
def test_a_table_follows_every_picture_and_every_chart_says_what_it_shows(open_page, as_operator, name, choices):
    screen = open_page(name, **choices)
    assert not screen.exception
    assert any("Exact numbers: not for publication." in text.value for text in screen.caption)
    assert pictures_without_twin(screen) == []
    drawn = [node for node in nodes(screen.main) if node.type in CHARTS]
    assert [node.proto.alt for node in drawn if len(node.proto.alt) < 20] == []
