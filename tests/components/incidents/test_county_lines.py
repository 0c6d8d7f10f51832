"""Lines of counties are coloured only if they are clear."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from components.incidents.county_lines import build_multiples
from tests.components.incidents.drawn import marks
from usalama.language import load_language

LANGUAGE = load_language("en")
VISIT = SimpleNamespace(_=LANGUAGE.text, say=LANGUAGE.say, language=LANGUAGE)


def test_only_clear_lines_are_coloured_and_each_has_a_sign_beside_its_name():
    rows = pd.DataFrame(
        {
            "place_name": ["Kitui", "Meru", "Embu"],
            "region_name": ["Eastern", "Eastern", "Eastern"],
            "direction": ["rising", "falling", "unclear"],
            "occurred_month": [date(2024, 1, 1)] * 3,
            "rate_per_100k": [10.0, 20, 400],
        }
    )
    chart = build_multiples(rows, VISIT, highest=40)
    line, names = marks(chart, "line")[0], marks(chart, "text")[0]["rows"]
    scale = line["encoding"]["color"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        "rising": "#A85400",
        "falling": "#0072B2",
        "unclear": "#767676",
        "too_few": "#767676",
    }
    assert [row["label"] for row in names] == ["▲ Kitui", "▼ Meru", "Embu"]
    heights = [row["height"] for row in line["rows"]]
    assert heights[0] - 2 == pytest.approx((heights[1] - 1) / 2)  # one scale for all
    assert heights[2] < 1  # what is beyond the axis stays in its row
