"""Lines of counties are coloured only if they are clear."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from components.incidents.county_lines import build_multiples, in_order
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
    line, names_layer = marks(chart, "line")[0], marks(chart, "text")[0]
    names = names_layer["rows"]
    scale = line["encoding"]["color"]["scale"]
    colours = dict(zip(scale["domain"], (str(one) for one in scale["range"]), strict=True))
    assert len(set(colours.values())) == 3
    assert colours["unclear"] == colours["too_few"]
    assert names_layer["encoding"]["color"]["scale"] == scale
    assert line["rows"][0]["said"] == "Kitui: rose clearly"
    assert [row["label"] for row in names] == ["▲ Kitui", "▼ Meru", "Embu"]
    heights = [row["height"] for row in line["rows"]]
    assert heights[0] - 2 == pytest.approx((heights[1] - 1) / 2)  # one scale for all
    assert heights[2] < 1  # what is beyond the axis stays in its row


def test_chosen_counties_come_first_then_those_that_changed_most_then_the_largest():
    trends = pd.DataFrame(
        {
            "place_key": list("abcdef"),
            "direction": ["unclear", "rising", "falling", "unclear", "too_few", "rising"],
            "ratio": [1.0, 1.1, 0.8, 1.0, None, 1.5],
        }
    )
    rows = pd.DataFrame({"place_key": list("abcdef"), "rate_per_100k": pd.array([5, 1, 1, 9, 2, 1], dtype="Float64")})
    ordered = in_order(SimpleNamespace(rows=rows, trends=trends), ["a"])
    assert ordered.place_key.tolist() == list("afbcde")
