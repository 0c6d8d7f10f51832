"""Who cannot see a picture gets its numbers: a table follows under it, a chart says what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import altair as alt
import pytest
from streamlit.testing.v1 import AppTest

from components.drawing import figures
from components.drawing.charts import AsBuilt
from tests.pages.test_frame import VIEWS

CHARTS, MAPS = {"vega_lite_chart"}, {"bidi_component", "component_instance", "iframe", "imgs"}
PARTS, GRIDS = {"title", "header", "subheader", "divider", "expander"}, {"arrow_data_frame", "dataframe", "table"}
OTHER_VIEWS = [
    ("map", "map", {"layer": "constituencies"}),
    ("map", "map", {"layer": "points"}),
    ("map", "map", {"layer": "published"}),
    ("map", "map", {"focus": "042"}),
    ("people", "associations", {"association_map": "constituencies", "association": "demo-association-001"}),
    ("people", "associations", {"association_map": "points"}),
    ("rollout", "effect", {"alone": "047"}),
]
EVERY_VIEW = pytest.mark.parametrize(("name", "tab", "choices"), [*((*view, {}) for view in VIEWS), *OTHER_VIEWS])


def nodes(node: Any) -> Iterator[Any]:
    """Everything on the page in the order in which it is read, without the sidebar."""
    yield node
    for child in getattr(node, "children", {}).values():
        yield from nodes(child)


def _is_table(node: Any) -> bool:
    return node.type in GRIDS or (node.type == "html" and "<table" in node.proto.body)


def pictures_without_twin(screen: AppTest) -> list[str]:
    """Pictures that no table follows before the next part of the page begins."""
    waiting: list[str] = []
    missing: list[str] = []
    part = ""
    for node in nodes(screen.main):
        if node.type in PARTS:
            missing, waiting = missing + waiting, []
            part = str(getattr(node, "label", getattr(node, "value", "")))
        elif node.type in CHARTS | MAPS:
            waiting.append(f"{node.type} under {part}")
        elif _is_table(node):
            waiting = []
    return missing + waiting


class Checked(AsBuilt):
    """A chart that is held against Vega-Lite's schema."""

    def to_dict(self) -> dict[str, Any]:
        self.chart.to_dict()
        return super().to_dict()


def _refuse_shorthand(*_args: Any, **_kwargs: Any) -> None:
    raise AssertionError('"name:N" and alt.value() take 10 ms for each viewer; alt.Text("name:N") and XValue() do not.')


@pytest.fixture(autouse=True)
def _checked_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every chart that a page draws is held against Vega-Lite's schema, and none names a channel in shorthand."""
    monkeypatch.setattr(figures, "AsBuilt", Checked)
    monkeypatch.setattr(alt.VegaLiteSchema, "from_dict", _refuse_shorthand)


@EVERY_VIEW
@pytest.mark.usefixtures("as_operator")
def test_a_table_follows_every_picture_and_every_chart_says_what_it_shows(open_page, name, tab, choices):
    screen = open_page(name, **choices, **({"tab": tab} if tab else {}))
    assert not screen.exception
    assert any("Exact numbers: not for publication." in text.value for text in screen.caption)
    assert pictures_without_twin(screen) == []
    drawn = [node for node in nodes(screen.main) if node.type in CHARTS]
    assert [node.proto.alt for node in drawn if len(node.proto.alt) < 20] == []
